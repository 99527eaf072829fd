import { formatDate, type Lang } from '#kit/format.ts'
import type { Region } from '#modules/region/index.ts'
import { Chip } from '#ui/chip.tsx'
import { TodoRow } from '#ui/todo-row.tsx'
import type { Edition } from '../../model-edition.ts'
import { editionPhrases } from '../../phrases/edition.ts'
import { editionHref, stateChips } from './place.ts'

/** Editions as short rows, the latest first, for the front page of a masterplan. */
export function EditionList({ lang, region, editions }: { lang: Lang; region: Region; editions: readonly Edition[] }) {
  const t = editionPhrases(lang)
  return (
    <ul class="todo">
      {editions.map(edition => (
        <TodoRow
          href={editionHref(edition)}
          title={`${t.of(edition.year)}: ${edition.title}`}
          line={
            edition.publishedAt
              ? `${t.facts.published} ${formatDate(edition.publishedAt, lang, region.timezone)}`
              : `${t.facts.frozen} ${formatDate(edition.frozenAt, lang, region.timezone)}`
          }
        >
          <Chip status={stateChips[edition.state]}>{t.states[edition.state]}</Chip>
        </TodoRow>
      ))}
    </ul>
  )
}
