import type { Lang } from '#kit/format.ts'
import { Icon } from './icon.tsx'
import { say } from './phrases/say.ts'

type Props = {
  lang: Lang
  previousHref?: string | undefined
  nextHref?: string | undefined
  /** E.g. "25 berikutnya". */
  nextLabel?: string | undefined
  previousLabel?: string | undefined
  /** E.g. `t.pageOf(1, 6)` or "1–25 dari 130": keyset lists may leave it out. */
  where?: string | undefined
}

/** Previous and next by keyset. Nothing is drawn when the list is whole. */
export function Pager({ lang, previousHref, nextHref, nextLabel, previousLabel, where }: Props) {
  const t = say(lang)
  if (!previousHref && !nextHref) return null
  return (
    <nav class="pager no-print" aria-label={t.pages}>
      <span>{where}</span>
      {previousHref && (
        <a class="btn btn-line" href={previousHref} rel="prev">
          <Icon name="chevron-left" />
          {previousLabel ?? t.previousPage}
        </a>
      )}
      {nextHref && (
        <a class="btn btn-line" href={nextHref} rel="next">
          {nextLabel ?? t.nextPage}
          <Icon name="chevron-right" />
        </a>
      )}
    </nav>
  )
}
