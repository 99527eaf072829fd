import type { Lang } from '#kit/format.ts'
import { Chip, type Status as Look } from '#ui/chip.tsx'
import type { IconName } from '#ui/icon.tsx'
import type { Status } from '../model.ts'
import { phrases } from '../phrases/index.ts'

const looks: Record<Status, { look: Look; icon: IconName }> = {
  planned: { look: 'idle', icon: 'calendar' },
  running: { look: 'info', icon: 'arrow-right' },
  done: { look: 'ok', icon: 'circle-check' },
  changed: { look: 'due', icon: 'refresh-cw' },
  stopped: { look: 'late', icon: 'circle-slash' },
}

/** The status of a programme: icon and word. */
export function StatusChip({ status, lang }: { status: Status; lang: Lang }) {
  const { look, icon } = looks[status]
  return (
    <Chip status={look} icon={icon}>
      {phrases(lang).status[status].toLowerCase()}
    </Chip>
  )
}

/** The colour a status has in bars, with its name. */
export function StatusKey({ status, lang }: { status: Status; lang: Lang }) {
  return (
    <span class="status-key">
      <svg viewBox="0 0 12 12" aria-hidden="true">
        <rect class={`st-${status}`} width="12" height="12" />
      </svg>
      {phrases(lang).status[status]}
    </span>
  )
}
