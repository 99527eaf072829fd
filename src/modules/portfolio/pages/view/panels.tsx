import { actsAs, regencyOfRole, worksFor } from '#kit/actor.ts'
import { dayIn, formatCount, formatDate, formatDue } from '#kit/format.ts'
import type { Panel, Visit } from '#platform/http/door.ts'
import { Button } from '#ui/button.tsx'
import { Chip } from '#ui/chip.tsx'
import { Dim } from '#ui/dim.tsx'
import { Meter } from '#ui/meter.tsx'
import { TodoRow } from '#ui/todo-row.tsx'
import { sightOf } from '../../access.ts'
import { readEntries } from '../../actions/indicator/read-entries.ts'
import { viewPhrases } from '../../phrases/view.ts'
import { boardOf } from '../../rules/view/board.ts'
import { findSetting } from '../../store/settings.ts'
import { countStatuses } from '../../store/view/count-statuses.ts'
import { type HomeProgrammes, readHomeProgrammes } from '../../store/view/home-programmes.ts'
import { portfolioHref } from '../nav.tsx'
import { percentWord } from '../percent.ts'
import { filterQuery } from './read-filter.ts'

const most = 3

const daysBetween = (from: string, to: string) => Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000)

/** After signing in: the programmes of one's own office, or of the region for who keeps it whole, and what is late. */
export const homePanel: Panel = {
  place: 'home',
  order: 14,
  async render(visit) {
    const { actor, platform, lang } = visit
    const code = regencyOfRole(actor)
    if (code === undefined || !worksFor(actor, code)) return null
    const ofOffice = actsAs(actor, 'opd-officer', 'opd-head', 'village-officer')
    const officeId = ofOffice ? actor.membership?.organisationId : undefined
    const home = await readHomeProgrammes(platform.db.read, code, platform.clock.now(), most, officeId)
    if (!home) return null
    const left = home.late - home.milestones.length
    const placeCode = actor.membership?.regionCode
    const waiting =
      actsAs(actor, 'village-officer') && placeCode !== undefined
        ? await readEntries(platform.db.read, actor, code, placeCode, home.today)
        : undefined
    const due = (waiting?.due.length ?? 0) + (waiting?.asked.length ?? 0)
    const t = viewPhrases(lang).panel
    const list = `${portfolioHref(code, 'program')}${filterQuery({ officeId })}`
    if (waiting && home.planned === 0) {
      return (
        <section class="sec" aria-labelledby="beranda-program">
          <h2 id="beranda-program">{due === 0 ? t.noneWaiting : t.waiting(formatCount(due, lang))}</h2>
          <p class="note mt-1 mb-4">{due === 0 ? t.noneWaitingLine : t.waitingLine}</p>
          <p class="flex flex-wrap gap-3">
            <Button look={due === 0 ? 'line' : 'primary'} href={`${portfolioHref(code)}/isi`}>
              {t.toReadings}
            </Button>
            <Button href={portfolioHref(code)}>{t.toBoard}</Button>
          </p>
        </section>
      )
    }
    return (
      <section class="sec" aria-labelledby="beranda-program">
        <h2 id="beranda-program">
          {officeId === undefined ? t.homeRegion(home.regionName) : t.home(actor.membership?.organisationName ?? '')}
        </h2>
        <p class="note mt-1 mb-4">
          {home.planned === 0 ? t.none : t.running(formatCount(home.running, lang), formatCount(home.planned, lang))}{' '}
          {home.planned > 0 && home.late === 0 && t.noLate}
          {due > 0 && ` ${t.waiting(formatCount(due, lang))}.`}
        </p>
        {home.late > 0 && (
          <ul class="todo max-w-3xl">
            {home.milestones.map(one => (
              <Late visit={visit} one={one} code={code} today={home.today} />
            ))}
          </ul>
        )}
        {left > 0 && (
          <p class="mt-3">
            <a class="a" href={portfolioHref(code, 'tagihan')}>
              {t.moreLate(formatCount(left, lang))}
            </a>
          </p>
        )}
        <p class="mt-5 flex flex-wrap gap-3">
          <Button href={portfolioHref(code)}>{t.toBoard}</Button>
          {officeId !== undefined && <Button href={list}>{t.toList}</Button>}
          {actsAs(actor, 'village-officer', 'opd-officer') && (
            <Button href={`${portfolioHref(code)}/isi`}>{t.toReadings}</Button>
          )}
        </p>
      </section>
    )
  },
}

function Late({
  visit: { lang },
  one,
  code,
  today,
}: {
  visit: Visit
  one: HomeProgrammes['milestones'][number]
  code: string
  today: string
}) {
  return (
    <TodoRow
      href={`${portfolioHref(code, 'program')}/${one.programmeId}/tonggak/${one.id}`}
      title={one.title}
      line={`${one.programmeName}, ${formatDate(one.dueOn, lang)}`}
    >
      <Chip status="late">{formatDue(-daysBetween(one.dueOn, today), lang)}</Chip>
    </TodoRow>
  )
}

/** On the page of a regency: how its programmes stand, where its portfolio is in sight. */
export const regionPanel: Panel = {
  place: 'region',
  order: 25,
  async render(visit, { regionCode, level }) {
    if (level !== 2 || regionCode === undefined) return null
    const { platform, actor, lang } = visit
    const db = platform.db.read
    const setting = await findSetting(db, regionCode)
    if (sightOf(actor, regionCode, setting) === 'none') return null
    const year = Number(dayIn(platform.clock.now(), 'WITA').slice(0, 4))
    const { rows, total } = boardOf(await countStatuses(db, regionCode, year))
    if (total.planned + total.outside === 0) return null
    const t = viewPhrases(lang).panel
    return (
      <section class="sec" aria-labelledby="panel-program">
        <h2 id="panel-program">{t.region}</h2>
        <p class="mt-3 mb-5">
          {total.percent === undefined
            ? t.regionNone(String(year))
            : t.regionLine(
                formatCount(total.running, lang),
                formatCount(total.planned, lang),
                percentWord(total.percent, lang),
                String(year),
              )}
        </p>
        {total.planned > 0 && (
          <ul class="dims">
            {rows.map(row => (
              <li>
                <Dim dimension={row.dimension} lang={lang} />
                <span class="text-muted">
                  {row.planned === 0
                    ? viewPhrases(lang).board.noProgrammes
                    : `${formatCount(row.running, lang)} / ${formatCount(row.planned, lang)}`}
                </span>
                <Meter value={row.running} max={row.planned} dimension={row.dimension} />
              </li>
            ))}
          </ul>
        )}
        <p class="mt-5">
          <Button href={portfolioHref(regionCode)}>{t.toBoard}</Button>
        </p>
      </section>
    )
  },
}
