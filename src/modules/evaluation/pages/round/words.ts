import { formatDate, formatDateRange, formatDue, type Zone } from '#kit/format.ts'
import type { Language } from '#platform/i18n/language.ts'
import type { Stage } from '#ui/stages.tsx'
import { ROUND_STEPS, type Round, type RoundRegion } from '../../model-round.ts'
import { roundPagePhrases, roundPhrases, stepWord } from '../../phrases/round.ts'
import { daysLeft, stepDates, stepWindow } from '../../rules/round/step-window.ts'

/** "Evaluasi kota cerdas 2026 (peragaan)". */
export const roundTitle = (round: Pick<Round, 'title' | 'example'>, lang: Language): string =>
  round.example ? `${round.title[lang]} (${roundPhrases(lang).example})` : round.title[lang]

/** The dates of a round as stages; with a region as they hold for it, else by the calendar of western Indonesia. */
export function stagesOf(
  round: Round,
  region: Pick<RoundRegion, 'extensions' | 'zone'> | undefined,
  now: Date,
  lang: Language,
): Stage[] {
  const place = region ?? { extensions: {}, zone: 'WIB' as Zone }
  return ROUND_STEPS.flatMap((step): Stage[] => {
    const dates = stepDates(round, place, step)
    if (!dates) return []
    const window = round.state === 'closed' ? 'after' : stepWindow(round, place, step, now)
    const range = formatDateRange(dates.startsOn, dates.endsOn, lang)
    const left = daysLeft(round, place, step, now) ?? 0
    return [
      {
        state: window === 'after' ? 'done' : window === 'open' ? 'now' : 'later',
        name: stepWord(step, round, lang),
        line: window === 'open' ? roundPagePhrases(lang).public.lineNow(range, formatDue(left, lang)) : range,
      },
    ]
  })
}

/** The steps open now with the days left: "Isian mandiri, 4 hari lagi"; the next one when none is open. */
export function stepsNow(round: Round, now: Date, lang: Language): string {
  const t = roundPagePhrases(lang)
  const place = { extensions: {}, zone: 'WIB' as Zone }
  const open = ROUND_STEPS.filter(step => stepWindow(round, place, step, now) === 'open')
  if (open.length > 0) {
    return open
      .map(step => t.stepNow(stepWord(step, round, lang), formatDue(daysLeft(round, place, step, now) ?? 0, lang)))
      .join('; ')
  }
  const next = ROUND_STEPS.find(step => stepWindow(round, place, step, now) === 'before')
  const dates = next && round.steps[next]
  return dates ? t.stepNow(stepWord(next, round, lang), formatDate(dates.startsOn, lang)) : t.over
}

/** The header entry that is lit on all pages of rounds. */
export const section = '/putaran'

/** Trail of a page below a round. */
export const crumbsOf = (round: Round | undefined, lang: Language, here?: string) => [
  { label: roundPagePhrases(lang).title, href: section },
  ...(round
    ? here === undefined
      ? [{ label: roundTitle(round, lang) }]
      : [{ label: roundTitle(round, lang), href: `${section}/${round.id}` }, { label: here }]
    : here === undefined
      ? []
      : [{ label: here }]),
]

/** The sentence that says what was done, from the address. */
export const flashOf = (query: string | undefined, lang: Language): { flash?: string } => {
  const said = Object.hasOwn(roundPagePhrases('id').done, query ?? '')
    ? roundPagePhrases(lang).done[query ?? '']
    : undefined
  return said === undefined ? {} : { flash: said }
}
