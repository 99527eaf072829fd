import { formatCount } from '#kit/format.ts'
import type { Visit } from '#platform/http/door.ts'
import { Button } from '#ui/button.tsx'
import type { Linkable } from '../../actions/source/linkable.ts'
import { sourcePhrases } from '../../phrases/source.ts'

/** On the overview, for who writes: how many answers use the portfolio, and one button for the rest. */
export function AllPart({ visit: { lang }, linkable, path }: { visit: Visit; linkable: Linkable; path: string }) {
  if (linkable.could === 0) return null
  const t = sourcePhrases(lang)
  return (
    <section class="sec" aria-labelledby="portofolio">
      <h2 id="portofolio">{t.allTitle}</h2>
      <p class="mt-2 mb-4 max-w-prose">
        {t.allLead(formatCount(linkable.linked, lang), formatCount(linkable.could, lang))}
      </p>
      {linkable.linked < linkable.could && (
        <form method="post" action={`${path}/sumber`} class="no-print">
          <Button>{t.allDo}</Button>
          <p class="note mt-2">{t.allHint}</p>
        </form>
      )}
    </section>
  )
}
