import type { Child } from 'hono/jsx'
import { actsAs } from '#kit/actor.ts'
import { shortName } from '#modules/region/index.ts'
import type { Page, Retry, Visit } from '#platform/http/door.ts'
import type { View } from '#platform/http/visit.ts'
import { Button } from '#ui/button.tsx'
import { Call } from '#ui/call.tsx'
import { Chip } from '#ui/chip.tsx'
import { FilterBar } from '#ui/filter-bar.tsx'
import { Pager } from '#ui/pager.tsx'
import { Stages } from '#ui/stages.tsx'
import { Table } from '#ui/table.tsx'
import { mayReadBoard, mayReadRounds, mayRunRounds } from '../../access.ts'
import { boardScope, getSeenRound, todayInZones } from '../../actions/round/read-board.ts'
import { missingForLetter } from '../../actions/round/round-input.ts'
import type { Round, RoundRegion } from '../../model-round.ts'
import { roundPagePhrases, roundPhrases } from '../../phrases/round.ts'
import { findInstrument } from '../../store/instruments.ts'
import { type BoardCounts, countBoard, listRegionNames, listRoundProvinces } from '../../store/round/board.ts'
import { findRoundRegion } from '../../store/round/rounds.ts'
import { count, groupWords, instrumentTitle } from '../words.ts'
import { RoundErrors } from './form.tsx'
import { stateLook } from './list.tsx'
import { pageSize, readRegionsQuery, regionsHref, type RegionsQuery } from './query.ts'
import { Todo } from './todo.tsx'
import { crumbsOf, flashOf, roundTitle, section, stagesOf } from './words.ts'

/** `/putaran/:round`: its dates, its regions, and what is there to do for who looks. */
export const roundPage: Page = {
  path: '/putaran/:round',
  permission: 'evaluation.rounds.read',
  may: mayReadRounds,
  show: roundView,
}

/** The page of a round; `retry` when opening it was refused. */
export async function roundView(visit: Visit, retry?: Retry): Promise<View> {
  const { c, lang, platform, actor } = visit
  const t = roundPagePhrases(lang).public
  const sql = platform.db.sql
  const now = platform.clock.now()
  const round = await getSeenRound(sql, actor, c.req.param('round') ?? '')
  const query = readRegionsQuery(c.req.query())
  const own = actor.membership?.regionCode?.slice(0, 5)
  const [instrument, names, provinces, region, counts] = await Promise.all([
    findInstrument(sql, round.instrumentId),
    listRegionNames(sql, {
      roundId: round.id,
      q: query.q,
      province: query.province,
      after: query.after,
      limit: pageSize,
    }),
    listRoundProvinces(sql, round.id),
    own === undefined || own.length < 5 ? undefined : findRoundRegion(sql, round.id, own),
    mayReadBoard(actor)
      ? undefined
      : countBoard(sql, { ...boardScope(actor), roundId: round.id, today: todayInZones(now) }),
  ])
  const title = roundTitle(round, lang)
  const path = `/putaran/${round.id}`
  const kind = t.leadReview(
    roundPhrases(lang).reviewKind[round.reviewKind],
    roundPhrases(lang).reviewMode[round.reviewMode],
  )
  const dates = stagesOf(round, region, now, lang)
  const stages = dates.length > 0 && (
    <section class="sec" aria-labelledby="jadwal">
      <h2 id="jadwal" class="mb-6">
        {t.stages}
      </h2>
      <Stages lang={lang} row stages={dates} />
      <p class="note mt-6">{zoneNote(region, lang)}</p>
      {round.state !== 'draft' && (
        <p class="mt-3">
          <a class="a" href={`${path}/kalender.ics${region ? `?daerah=${region.regionCode}` : ''}`}>
            {t.calendar}
          </a>
        </p>
      )}
    </section>
  )
  return {
    title,
    section,
    crumbs: crumbsOf(round, lang),
    ...(retry ? {} : flashOf(c.req.query('pesan'), lang)),
    body: (
      <div class="pt-2">
        <RoundErrors retry={retry} lang={lang} />
        <h1>{title}</h1>
        <p class="lead mt-3">
          {groupWords(round.group, lang)}. {t.scoredWith}{' '}
          <a class="a" href={`/instrumen/${round.instrumentId}`}>
            {instrument ? instrumentTitle(instrument, lang) : round.instrumentId}
          </a>
          . {kind}
        </p>
        <p class="mt-4">
          <Chip status={stateLook[round.state]}>{roundPhrases(lang).roundState[round.state]}</Chip>
        </p>
        {round.state === 'closed' && (
          <p class="mt-6">
            <Button href={`/hasil/${round.edition}?kelompok=${round.group}`}>{t.result}</Button>
          </p>
        )}
        {round.state === 'draft' && mayRunRounds(actor) === undefined && counts && (
          <DraftBox visit={visit} round={round} counts={counts} />
        )}
        {await Todo({ visit, round, region, counts, now })}
        {stages}
        <Regions visit={visit} round={round} query={query} names={names} provinces={provinces} />
      </div>
    ),
  }
}

const zoneNote = (region: RoundRegion | undefined, lang: Visit['lang']): string =>
  region
    ? roundPagePhrases(lang).public.stagesNoteZone(shortName(region.regionName), region.zone)
    : roundPagePhrases(lang).public.stagesNote

function DraftBox({ visit: { lang }, round, counts }: { visit: Visit; round: Round; counts: BoardCounts }) {
  const t = roundPagePhrases(lang).public
  const path = `/putaran/${round.id}`
  const lacking: Child[] = []
  if (counts.regions === 0) {
    lacking.push(
      <a class="a" href={`${path}/daerah`}>
        {t.lackRegions}
      </a>,
    )
  }
  if (missingForLetter(round.letter).length > 0) {
    lacking.push(
      <a class="a" href={`${path}/ubah#surat`}>
        {t.lackLetter}
      </a>,
    )
  }
  if (counts.withoutPanel > 0) {
    lacking.push(
      <a class="a" href={`${path}/panel`}>
        {t.lackPanel(count(counts.withoutPanel, lang))}
      </a>,
    )
  }
  return (
    <div class="mt-8 max-w-[40rem]">
      <Call title={t.draft}>
        {lacking.length === 0 ? (
          <p>{t.ready}</p>
        ) : (
          <>
            <p>{t.lacking}</p>
            <ul class="list-disc pl-5">
              {lacking.map(one => (
                <li>{one}</li>
              ))}
            </ul>
          </>
        )}
        <p class="mt-3">{t.opens}</p>
        <form method="post" action={`${path}/buka`} class="mt-4">
          <Button look="primary">{t.open}</Button>
        </form>
      </Call>
    </div>
  )
}

interface RegionsProps {
  visit: Visit
  round: Round
  query: RegionsQuery
  names: Awaited<ReturnType<typeof listRegionNames>>
  provinces: Awaited<ReturnType<typeof listRoundProvinces>>
}

function Regions({ visit: { lang, actor }, round, query, names, provinces }: RegionsProps) {
  const t = roundPagePhrases(lang)
  const path = `/putaran/${round.id}`
  const total = provinces.reduce((sum, province) => sum + province.count, 0)
  const works = actsAs(actor, 'ministry-secretariat', 'auditor')
  const hrefOf = (code: string) =>
    works ? `${path}/${code}` : round.state === 'closed' ? `${path}/${code}/hasil` : `/daerah/${code}`
  const filtered = query.q !== undefined || query.province !== undefined
  return (
    <section class="sec" aria-labelledby="daerah">
      <h2 id="daerah" class="mb-5">
        {t.public.regions}
      </h2>
      {total > pageSize && (
        <RegionFilter lang={lang} path={path} anchor="#daerah" query={query} provinces={provinces} />
      )}
      <Table
        lang={lang}
        caption={t.public.regions}
        rows={names.rows}
        count={filtered ? undefined : t.board.matches(count(total, lang))}
        empty={
          filtered
            ? {
                fact: t.public.regionsNoMatch,
                reason: t.public.regionsNoMatchReason,
                action: (
                  <a class="a" href={`${path}#daerah`}>
                    {t.public.all}
                  </a>
                ),
              }
            : { fact: t.public.regionsNone, reason: t.public.regionsNoneReason }
        }
        columns={[
          {
            key: 'region',
            label: t.column.region,
            rowHeader: true,
            cell: row => (
              <a class="a" href={hrefOf(row.code)}>
                {shortName(row.name)}
              </a>
            ),
          },
          { key: 'province', label: t.column.province, cell: row => shortName(row.provinceName) },
        ]}
      />
      <Pager
        lang={lang}
        previousHref={query.after === undefined ? undefined : `${regionsHref(path, query)}#daerah`}
        previousLabel={t.board.first}
        nextHref={names.next && `${regionsHref(path, query, { after: names.next })}#daerah`}
        nextLabel={t.board.next(pageSize)}
      />
    </section>
  )
}

/** Search and province above a list of regions; what is active stands below as removable links. */
export function RegionFilter({
  lang,
  path,
  anchor = '',
  query,
  provinces,
  more = [],
}: {
  lang: Visit['lang']
  path: string
  anchor?: string
  query: RegionsQuery
  provinces: readonly { code: string; name: string; count: number }[]
  more?: Parameters<typeof FilterBar>[0]['selects']
}) {
  const t = roundPagePhrases(lang).board
  const province = provinces.find(({ code }) => code === query.province)
  const active = [
    ...(query.q === undefined ? [] : [{ label: query.q, change: { q: undefined } }]),
    ...(query.province === undefined
      ? []
      : [{ label: shortName(province?.name ?? query.province), change: { province: undefined } }]),
    ...(query.state === undefined || more.length === 0
      ? []
      : [{ label: t.states[query.state] ?? query.state, change: { state: undefined } }]),
  ]
  return (
    <FilterBar
      lang={lang}
      action={`${path}${anchor}`}
      search={{ name: 'q', label: t.search, value: query.q }}
      selects={[
        ...(provinces.length < 2
          ? []
          : [
              {
                name: 'provinsi',
                label: roundPagePhrases(lang).column.province,
                value: query.province,
                options: [
                  { value: '', label: t.anyProvince },
                  ...provinces.map(one => ({
                    value: one.code,
                    label: t.counted(shortName(one.name), count(one.count, lang)),
                  })),
                ],
              },
            ]),
        ...more,
      ]}
      active={active.map(({ label, change }) => ({
        label,
        removeHref: `${regionsHref(path, query, change)}${anchor}`,
      }))}
      clearHref={`${path}${anchor}`}
    />
  )
}
