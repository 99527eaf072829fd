import { actsAs, regencyOfRole, worksFor } from '#kit/actor.ts'
import { dayIn, formatCount, formatDate } from '#kit/format.ts'
import { regionOfVisit } from '#modules/region/index.ts'
import type { EvidenceUseLabels, Panel, Tab } from '#platform/http/door.ts'
import { TodoRow } from '#ui/todo-row.tsx'
import { seesAllPlans } from '../../actions/stand.ts'
import { COMMITMENT_SUBJECT, DELIVERABLE_SUBJECT } from '../../model.ts'
import { phrases } from '../../phrases/index.ts'
import { workshopPhrases } from '../../phrases/workshop.ts'
import { roman } from '../../rules/workshop/check-workshop.ts'
import { listOwedBy, listSubmitted, nameDeliverables } from '../../store/workshop/deliverables.ts'
import { listGuided } from '../../store/workshop/plan-regions.ts'
import { planHref } from '../nav.tsx'
import { resultHref, seriesHref } from './place.ts'
import { ResultChip } from './results.tsx'

const most = 6

/** After signing in as a mentor: the regions one guides, and what waits for a verdict. */
const mentorPanel: Panel = {
  place: 'home',
  order: 12,
  async render({ actor, platform, lang }) {
    const { accountId } = actor
    if (accountId === undefined || !actsAs(actor, 'mentor')) return null
    const db = platform.db.read
    const guided = await listGuided(db, accountId)
    if (guided.length === 0) return null
    const waiting = await listSubmitted(db, guided, most + 1)
    const t = workshopPhrases(lang).panel
    const nameOf = new Map(guided.map(one => [one.id, one.regionName]))
    const today = dayIn(platform.clock.now(), 'WITA')
    return (
      <section class="sec" aria-labelledby="beranda-pembimbing">
        <h2 id="beranda-pembimbing">
          {waiting.length === 0
            ? t.title
            : t.waits(`${formatCount(Math.min(waiting.length, most), lang)}${waiting.length > most ? '+' : ''}`)}
        </h2>
        {waiting.length === 0 && <p class="note mt-1">{t.none}</p>}
        <ul class="todo mt-3 max-w-3xl">
          {waiting.slice(0, most).map(one => (
            <TodoRow
              href={resultHref(one.regionCode, one)}
              title={one.title}
              line={[nameOf.get(one.seriesId), workshopPhrases(lang).stage.title(roman[one.stage])].join(', ')}
            >
              <ResultChip result={one} today={today} lang={lang} />
            </TodoRow>
          ))}
        </ul>
        <p class="mt-4 flex flex-wrap gap-x-6 gap-y-2">
          {guided.map(one => (
            <a class="a" href={seriesHref(one.regionCode, one.id)}>
              {one.regionName}: {one.title}
            </a>
          ))}
        </p>
      </section>
    )
  },
}

/** After signing in for an office: the deliverables of workshops that it owes. */
const owedPanel: Panel = {
  place: 'home',
  order: 13,
  async render(visit) {
    const { actor, platform, lang } = visit
    const code = regencyOfRole(actor)
    const officeId = actor.membership?.organisationId
    if (code === undefined || officeId === undefined || !worksFor(actor, code)) return null
    const owed = await listOwedBy(platform.db.read, code, officeId)
    if (owed.length === 0) return null
    const { panel: t, stage } = workshopPhrases(lang)
    const region = await regionOfVisit(visit, code)
    const today = dayIn(platform.clock.now(), region?.timezone ?? 'WIB')
    return (
      <section class="sec" aria-labelledby="beranda-bimtek">
        <h2 id="beranda-bimtek">{t.own}</h2>
        <ul class="todo mt-3 max-w-3xl">
          {owed.slice(0, most).map(one => (
            <TodoRow
              href={resultHref(code, one)}
              title={one.title}
              line={[
                stage.title(roman[one.stage]),
                one.dueOn === undefined ? undefined : stage.due(formatDate(one.dueOn, lang)),
              ]
                .filter(Boolean)
                .join(', ')}
            >
              <ResultChip result={one} today={today} lang={lang} />
            </TodoRow>
          ))}
        </ul>
        <p class="mt-4">
          <a class="a" href={planHref(code)}>
            {t.open}
          </a>
        </p>
      </section>
    )
  },
}

export const workshopPanels: Panel[] = [mentorPanel, owedPanel]

export const workshopTabs: Tab[] = [
  { order: 35, label: lang => phrases(lang).section, href: code => planHref(code), levels: [2] },
]

/** What of the workshops evidence is used for; told only to those who see everything of the masterplan. */
export const workshopUses: EvidenceUseLabels[] = [
  {
    subjectKind: DELIVERABLE_SUBJECT,
    async label(platform, actor, { regionCode, subjectIds, lang }) {
      if (!(await seesAllPlans(platform.db.sql, actor, regionCode))) return new Map()
      const found = await nameDeliverables(platform.db.sql, regionCode, subjectIds)
      const { uses } = workshopPhrases(lang)
      return new Map(
        found.map(one => [one.id, { label: uses.deliverable(one.title), href: resultHref(regionCode, one) }]),
      )
    },
  },
  {
    // The id of the series.
    subjectKind: COMMITMENT_SUBJECT,
    async label(platform, actor, { regionCode, subjectIds, lang }) {
      if (!(await seesAllPlans(platform.db.sql, actor, regionCode))) return new Map()
      const { uses } = workshopPhrases(lang)
      return new Map(
        subjectIds.map(id => [id, { label: uses.commitment, href: seriesHref(regionCode, id, 'komitmen') }]),
      )
    },
  },
]
