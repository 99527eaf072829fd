import type { Lang } from '#kit/format.ts'
import { say } from './phrases/say.ts'

/** A dash for a value that does not exist, read aloud as words. Never write 0 instead. */
export function Absent({ lang, words }: { lang: Lang; words?: string | undefined }) {
  return (
    <span class="text-muted">
      <span aria-hidden="true">–</span>
      <span class="sr-only">{words ?? say(lang).none}</span>
    </span>
  )
}
