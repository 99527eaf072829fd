import type { Lang } from '#kit/format.ts'
import { Chip, type Status } from '#ui/chip.tsx'
import type { SectionState } from '../../model-book.ts'
import { phrases } from '../../phrases/index.ts'

const look: Record<SectionState, Status> = { empty: 'idle', draft: 'info', review: 'due', accepted: 'ok', locked: 'ok' }

/** How far a section is, as a pill. */
export function StateChip({ lang, state }: { lang: Lang; state: SectionState }) {
  return (
    <Chip status={look[state]} icon={state === 'locked' ? 'lock' : undefined}>
      {phrases(lang).sectionState[state]}
    </Chip>
  )
}
