import type { Child } from 'hono/jsx'
import { dayIn, formatDate, formatDateShort, formatDue } from '#kit/format.ts'
import type { Visit } from '#platform/http/door.ts'
import { Call } from '#ui/call.tsx'
import { type Stage, Stages } from '#ui/stages.tsx'
import type { Stand } from '../../actions/round/stand.ts'
import { ROUND_STEPS, type StepName } from '../../model-round.ts'
import { assessmentPhrases } from '../../phrases/assessment.ts'
import { roundPhrases, stepWord } from '../../phrases/round.ts'
import { daysLeft, stepDates, stepWindow } from '../../rules/round/step-window.ts'
import { regionPath } from './place.ts'

/** The trail above every page of a region in a round. */
export const crumbsOf = ({ lang }: Visit, { round, region }: Stand, ...last: { label: string; href?: string }[]) => [
  { label: roundPhrases(lang).round, href: '/putaran' },
  { label: round.title[lang], href: `/putaran/${round.id}` },
  { label: region.regionName, ...(last.length > 0 ? { href: regionPath(round.id, region.regionCode) } : {}) },
  ...last,
]

/** The steps of a round as they hold for a region today: done, now, later. */
export function RegionStages({ visit: { lang, platform }, stand }: { visit: Visit; stand: Stand }) {
  const { round, region } = stand
  const today = dayIn(platform.clock.now(), region.zone)
  const dated = ROUND_STEPS.flatMap(step => {
    const dates = stepDates(round, region, step)
    return dates ? [{ step, dates }] : []
  })
  // Steps overlap: what counts as now is what this region is doing.
  const doing: Record<typeof stand.phase, StepName[]> = {
    planned: [],
    filling: ['self-assessment', 'verification'],
    submitted: ['scoring', 'review'],
    closed: [],
  }
  const open = dated.filter(({ dates }) => dates.startsOn <= today && today <= dates.endsOn).map(({ step }) => step)
  const current = open.find(step => doing[stand.phase].some(one => one === step)) ?? open.at(-1)
  const stages = dated.map(({ step, dates }): Stage => ({
    state: step === current ? 'now' : dates.endsOn < today || isBehind(step, stand) ? 'done' : 'later',
    name: stepWord(step, round, lang),
    line:
      dates.startsOn === dates.endsOn
        ? formatDateShort(dates.endsOn, lang)
        : `${formatDateShort(dates.startsOn, lang)} – ${formatDateShort(dates.endsOn, lang)}`,
  }))
  return stages.length === 0 ? null : <Stages lang={lang} row stages={stages} />
}

/** What a region that handed in has behind it, whatever the dates say. */
const isBehind = (step: StepName, { phase }: Stand) =>
  (phase === 'submitted' || phase === 'closed') && ['invitation', 'self-assessment', 'verification'].includes(step)

/** Until when the region fills in, or what came of it; with the reason of an extension. */
export function DueLine({ visit, stand }: { visit: Visit; stand: Stand }): Child {
  const { lang, platform } = visit
  const t = assessmentPhrases(lang)
  const { round, region } = stand
  const now = platform.clock.now()
  const filling = stepWindow(round, region, 'self-assessment', now)
  const step = filling === 'after' && stepDates(round, region, 'verification') ? 'verification' : 'self-assessment'
  const dates = stepDates(round, region, step)
  const left = daysLeft(round, region, step, now)
  if (!dates || left === undefined) return <p class="lead mt-2">{t.noDates}</p>
  if (filling === 'before') return <p class="lead mt-2">{t.notBegun(formatDate(dates.startsOn, lang))}</p>
  const say = step === 'verification' ? t.dueVerification : t.due
  const reason = region.extensions[step]?.reason
  return (
    <>
      <p class="lead mt-2">{say(formatDate(dates.endsOn, lang), formatDue(left, lang), region.zone)}</p>
      {reason !== undefined && <p class="note mt-1">{t.extended(reason)}</p>}
    </>
  )
}

/** That the self-assessment is frozen, since when, and under which hash; nothing before that. */
export function FrozenCall({ visit: { lang }, stand: { region, phase } }: { visit: Visit; stand: Stand }) {
  const t = assessmentPhrases(lang)
  if (region.submittedAt === undefined || region.submissionSha256 === undefined) return null
  return (
    <Call tone="ok" title={phase === 'closed' ? t.closed : t.handedIn}>
      <p>
        {t.handedInAt(`${formatDate(region.submittedAt, lang, region.zone)}`)} {t.hash}:
      </p>
      <p class="hash">{region.submissionSha256}</p>
    </Call>
  )
}
