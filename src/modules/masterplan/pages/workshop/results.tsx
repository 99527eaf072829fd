import { formatDate, type Lang } from '#kit/format.ts'
import { Chip } from '#ui/chip.tsx'
import type { Deliverable } from '../../model-workshop.ts'
import { workshopPhrases } from '../../phrases/workshop.ts'
import { resultHref, resultStatus } from './place.ts'

export function ResultChip({ result, today, lang }: { result: Deliverable; today: string; lang: Lang }) {
  const t = workshopPhrases(lang).result
  const late = isLate(result, today)
  return (
    <Chip status={late ? 'late' : resultStatus[result.state]}>
      {late && result.state === 'owed' ? t.late : t.states[result.state]}
    </Chip>
  )
}

export const isLate = ({ state, dueOn }: Deliverable, today: string): boolean =>
  (state === 'owed' || state === 'returned') && dueOn !== undefined && dueOn < today

/** Deliverables as rows: name, who owes it by when, state. */
export function ResultList({ results, today, lang }: { results: readonly Deliverable[]; today: string; lang: Lang }) {
  const t = workshopPhrases(lang).stage
  if (results.length === 0) return <p class="note mt-2">{t.noResults}</p>
  return (
    <ul class="todo mt-2">
      {results.map(one => (
        <li>
          <div>
            <a class="a" href={resultHref(one.regionCode, one)}>
              {one.title}
            </a>
            <p>
              {[
                one.ownerName ?? t.noOwner,
                one.dueOn === undefined ? undefined : t.due(formatDate(one.dueOn, lang)),
                one.required ? undefined : t.optional,
              ]
                .filter(Boolean)
                .join(', ')}
            </p>
          </div>
          <ResultChip result={one} today={today} lang={lang} />
        </li>
      ))}
    </ul>
  )
}
