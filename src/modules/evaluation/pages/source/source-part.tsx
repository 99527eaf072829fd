import type { Child } from 'hono/jsx'
import { formatCount, formatDecimal, type Lang } from '#kit/format.ts'
import type { Visit } from '#platform/http/door.ts'
import type { DrawnFigure } from '#modules/portfolio/index.ts'
import { Button } from '#ui/button.tsx'
import { Facts } from '#ui/facts.tsx'
import type { ReadSource } from '../../actions/source/read-source.ts'
import type { SubmittedSource } from '../../model-round.ts'
import { sourcePhrases } from '../../phrases/source.ts'
import { questionPath } from '../assessment/place.ts'

/** Figures as drawn, with their units. */
export const FigureFacts = ({ lang, figures }: { lang: Lang; figures: readonly DrawnFigure[] }) => (
  <Facts
    facts={figures.map(({ label, value, unit }) => ({
      label: label[lang],
      value: `${formatDecimal(value, lang, value.split('.')[1]?.length ?? 0)} ${unit[lang]}`,
    }))}
  />
)

/**
 * On the page of an answer: the figure that the portfolio gives, and whether the answer uses it. Who writes takes it or
 * leaves it with one button; who only reads sees it when it is used.
 */
export function SourcePart(props: {
  visit: Visit
  place: { roundId: string; code: string; questionId: string }
  read: ReadSource | undefined
  writes: boolean
  /** Somebody has signed the answer off: it will have to be done again. */
  vouched: boolean
}): Child {
  const { visit, place, read, writes, vouched } = props
  if (!read || (!writes && read.source === undefined)) return null
  const { lang } = visit
  const t = sourcePhrases(lang)
  const { drawing, source, snapshot } = read
  const path = `${questionPath(place.roundId, place.code, place.questionId)}/sumber`
  const empty = drawing.rows.length === 0
  return (
    <section id="sumber" class="mb-8 border border-base-300 rounded-box p-4" aria-labelledby="sumber-judul">
      <h2 id="sumber-judul" class="eyebrow !text-sm">
        {source ? t.fromPortfolio : t.title}
      </h2>
      {empty ? (
        <p class="mt-2">{t.nothing}</p>
      ) : (
        <>
          <p class="text-lg font-bold mt-1">{drawing.headline[lang]}</p>
          <div class="mt-2 max-w-md">
            <FigureFacts lang={lang} figures={drawing.figures} />
          </div>
          {drawing.says && <p class="note mt-2">{drawing.says[lang]}</p>}
          <p class="mt-3">
            <a class="a" href={path}>
              {t.seeRows(formatCount(drawing.rows.length, lang))}
            </a>
          </p>
        </>
      )}
      {!snapshot && !empty && <p class="note mt-2">{source ? t.live : t.notLinked}</p>}
      {writes && (source !== undefined || !empty) && (
        <form method="post" action={path} class="mt-4 no-print">
          {vouched && <p class="note mb-2">{t.losesSignature}</p>}
          <Button name="aksi" value={source ? 'lepas' : 'pakai'}>
            {source ? t.unlinkDo : t.linkDo}
          </Button>
        </form>
      )}
    </section>
  )
}

/** Beside a frozen answer: that its figures come from the portfolio, and the way to the rows. */
export const SourceLine = ({
  lang,
  source,
  path,
}: {
  lang: Lang
  source: SubmittedSource | undefined
  path: string
}) =>
  source === undefined ? null : (
    <p class="mt-2 text-sm">
      <a class="a" href={`${path}/sumber`}>
        {sourcePhrases(lang).fromPortfolio}: {sourcePhrases(lang).pageTitle.toLowerCase()}
      </a>
    </p>
  )
