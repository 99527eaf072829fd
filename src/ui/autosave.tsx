import type { Lang } from '#kit/format.ts'
import { Icon } from './icon.tsx'
import { say } from './phrases/say.ts'

/**
 * Attributes that make a form save itself while somebody types (`islands: ['autosave.ts']` on the view). What could not be
 * sent is kept on the device under the account, so that nobody else who signs in there gets it.
 */
export const autosave = (lang: Lang, accountId: string | undefined): Record<string, string> =>
  accountId === undefined ? {} : { 'data-autosave': accountId, 'data-words': JSON.stringify(say(lang).autosave) }

/** Where the form says when it saved: `words` is "tersimpan 10.42 WITA", or nothing yet. Once on a page. */
export function AutosaveStatus({ words }: { words?: string | undefined }) {
  return (
    <p class="saved">
      <Icon name="circle-check" />
      <span role="status" data-autosave-status="" data-state={words ? 'saved' : 'none'}>
        {words ?? ''}
      </span>
    </p>
  )
}
