import type { Lang } from '#kit/format.ts'
import { Stages } from '#ui/stages.tsx'
import type { Workshop } from '../../model-workshop.ts'
import { workshopPhrases } from '../../phrases/workshop.ts'
import { currentStage } from '../../rules/workshop/stage-gate.ts'
import { roman } from '../../rules/workshop/check-workshop.ts'
import { daysOf, stageHref } from './place.ts'

/** The four stages: done, now, later, each with its days and state. */
export function StageList({ workshops, lang, row }: { workshops: readonly Workshop[]; lang: Lang; row?: boolean }) {
  const t = workshopPhrases(lang).stage
  const now = currentStage(workshops)
  const over = workshops.every(one => one.state === 'accepted')
  return (
    <Stages
      lang={lang}
      row={row}
      stages={workshops.map(one => ({
        state: one.state === 'accepted' || one.stage < now ? 'done' : one.stage === now && !over ? 'now' : 'later',
        name: t.title(roman[one.stage]),
        line: `${daysOf(one, lang)}, ${t.states[one.state]}`,
        href: stageHref(one.regionCode, one.seriesId, one.stage),
      }))}
    />
  )
}

/** Where a series stands, as one sentence. */
export function standSentence(workshops: readonly Workshop[], lang: Lang): string {
  const t = workshopPhrases(lang).front
  if (workshops.length > 0 && workshops.every(one => one.state === 'accepted')) return t.allDone
  const stage = currentStage(workshops)
  const one = workshops.find(other => other.stage === stage)
  if (one?.state === 'running') return t.running(roman[stage])
  if (one?.state === 'held') return t.held(roman[stage])
  return t.atStage(roman[stage])
}
