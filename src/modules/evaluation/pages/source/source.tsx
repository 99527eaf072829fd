import { formatCount, formatDate, formatDateTime } from '#kit/format.ts'
import type { Page, Retry, Visit } from '#platform/http/door.ts'
import type { View } from '#platform/http/visit.ts'
import { type DrawnRow, type Drift, drawingHash } from '#modules/portfolio/index.ts'
import { ErrorSummary } from '#ui/error-summary.tsx'
import { Call } from '#ui/call.tsx'
import { Pager } from '#ui/pager.tsx'
import { Table } from '#ui/table.tsx'
import { mayReadRounds, mayWriteAssessment } from '../../access.ts'
import { linkSource, unlinkSource } from '../../actions/source/link-source.ts'
import { getSource, type ShownSource } from '../../actions/source/read-source.ts'
import { answerNode } from '../../model-round.ts'
import { questionList } from '../../rules/assessment/question-list.ts'
import { sourcePhrases } from '../../phrases/source.ts'
import { findInstrument } from '../../store/instruments.ts'
import { placeOf, questionPath, questionPlace } from '../assessment/place.ts'
import { crumbsOf } from '../assessment/round-head.tsx'
import { FigureFacts } from './source-part.tsx'

/** The rows behind the figure of an answer, for everybody who sees the answer; its form takes the figure or leaves it. */
export const sourcePage: Page = {
  path: `${questionPlace}/sumber`,
  permission: 'evaluation.assessment.read',
  may: mayReadRounds,
  show: sourceView,
  submit: {
    permission: 'evaluation.answer.save',
    may: mayWriteAssessment,
    limit: 'write',
    audit: ['evaluation.answer.source_linked', 'evaluation.answer.source_unlinked'],
    async handle(visit, form) {
      const { c, platform, actor, writer } = visit
      const { roundId, code, questionId } = placeOf(visit)
      const place = { roundId, regionCode: code, questionId }
      const leaves = form.text('aksi') === 'lepas'
      await (leaves ? unlinkSource : linkSource)(platform, actor, place, writer)
      const said = leaves ? 'terlepas' : 'tertaut'
      return c.redirect(`${questionPath(roundId, code, questionId)}?pesan=${said}#sumber`, 303)
    },
  },
}

async function sourceView(visit: Visit, retry?: Retry): Promise<View> {
  const { lang, actor, platform } = visit
  const t = sourcePhrases(lang)
  const { roundId, code, questionId } = placeOf(visit)
  const shown = await getSource(platform, actor, { roundId, regionCode: code, questionId })
  const { stand, drawing, snapshot, drift } = shown
  const instrument = await findInstrument(platform.db.sql, stand.round.instrumentId)
  const placed = instrument && questionList(instrument.content).get(questionId)
  const question = placed?.question.text[lang] ?? questionId
  const counted = drawing.rows.filter(row => row.counts).length
  const body = (
    <div class="pt-2">
      <ErrorSummary problems={retry ? [{ message: retry.problem.sentence[lang] }] : []} lang={lang} />
      <p class="eyebrow">{drawing.name[lang]}</p>
      <h1>{drawing.headline[lang]}</h1>
      <p class="lead mt-3 max-w-prose">{question}</p>
      <Standing visit={visit} shown={shown} />
      <section class="sec" aria-labelledby="angka">
        <h2 id="angka">{t.figures}</h2>
        <div class="max-w-xl mt-3">
          <FigureFacts lang={lang} figures={drawing.figures} />
        </div>
        {drawing.says && <p class="note mt-3 max-w-prose">{drawing.says[lang]}</p>}
      </section>
      {drift && <DriftPart visit={visit} drift={drift} />}
      <section class="sec" aria-labelledby="baris">
        <h2 id="baris">{t.rows}</h2>
        <p class="note mt-1 mb-4">{t.rowsLead(formatCount(counted, lang), formatCount(drawing.rows.length, lang))}</p>
        <Rows visit={visit} rows={drawing.rows} opens={shown.opensRows} />
      </section>
      <p class="mt-8 flex flex-wrap gap-x-6 gap-y-2 no-print">
        {snapshot && (
          <a class="a" href={`/trace/answer/${answerNode(roundId, code, questionId).id}`}>
            {t.trace}
          </a>
        )}
        {mayGoToAnswer(shown) && (
          <a class="a" href={questionPath(roundId, code, questionId)}>
            {t.toAnswer}
          </a>
        )}
      </p>
    </div>
  )
  return {
    title: `${t.pageTitle}: ${question}`,
    body,
    section: '/putaran',
    crumbs: crumbsOf(visit, stand, { label: t.pageTitle }),
  }
}

const mayGoToAnswer = ({ stand }: ShownSource) => stand.sight.answers !== 'published'

/** Frozen since when under which hash, or how the portfolio stands now. */
function Standing({ visit: { lang }, shown }: { visit: Visit; shown: ShownSource }) {
  const { drawing, snapshot, stand, source } = shown
  const t = sourcePhrases(lang)
  if (!snapshot) {
    return (
      <p class="note mt-3">
        {t.drawnFor(formatDate(drawing.day, lang))} {source ? t.live : t.notLinked}
      </p>
    )
  }
  const whole = drawingHash(drawing) === snapshot.sha256
  return (
    <div class="mt-6 max-w-prose">
      <Call
        tone={whole ? 'ok' : 'late'}
        title={t.frozenAt(formatDateTime(snapshot.takenAt, lang, stand.region.zone), formatDate(drawing.day, lang))}
      >
        <p>{whole ? t.hash : t.hashWrong}</p>
        <p class="hash">{snapshot.sha256}</p>
      </Call>
    </div>
  )
}

const rowsOfPage = 50
const driftsAtOnce = 20
const mostDrifts = 200

/** Fifty rows at a time; the page is in the address. */
function Rows(props: { visit: Visit; rows: readonly DrawnRow[]; opens: boolean }) {
  const { visit, rows, opens } = props
  const { c, lang } = visit
  const t = sourcePhrases(lang)
  if (rows.length === 0) return <p class="note">{t.nothing}</p>
  const pages = Math.ceil(rows.length / rowsOfPage)
  const asked = Number(/^[1-9]\d{0,3}$/.exec(c.req.query('hal') ?? '')?.[0] ?? 1)
  const page = Math.min(asked, pages)
  const from = (page - 1) * rowsOfPage
  const some = rows.slice(from, from + rowsOfPage)
  const href = (n: number) => `${c.req.path}?hal=${n}#baris`
  return (
    <>
      <Table
        lang={lang}
        caption={t.rows}
        columns={[
          { key: 'code', label: t.code, class: 'whitespace-nowrap', cell: row => row.code },
          {
            key: 'name',
            label: t.name,
            rowHeader: true,
            cell: row =>
              opens ? (
                <a class="a" href={`/trace/${row.kind}/${row.id}`}>
                  {row.name}
                </a>
              ) : (
                row.name
              ),
          },
          { key: 'state', label: t.state, cell: row => row.note[lang] },
          { key: 'counts', label: t.counts, cell: row => (row.counts ? t.yes : t.no) },
        ]}
        rows={some}
      />
      {pages > 1 && (
        <Pager
          lang={lang}
          previousHref={page > 1 ? href(page - 1) : undefined}
          nextHref={page < pages ? href(page + 1) : undefined}
          where={t.where(
            formatCount(from + 1, lang),
            formatCount(from + some.length, lang),
            formatCount(rows.length, lang),
          )}
        />
      )}
    </>
  )
}

function DriftPart({ visit: { lang }, drift }: { visit: Visit; drift: readonly Drift[] }) {
  const t = sourcePhrases(lang)
  const lines = (some: readonly Drift[]) => (
    <ul class="list-disc pl-6 mt-2 space-y-1">
      {some.map(one => (
        <li>
          <a class="a" href={`/trace/${one.rowKind}/${one.id}`}>
            {one.code} {one.name}
          </a>
          : {t.driftKind[one.kind](one.before?.[lang] ?? '', one.after?.[lang] ?? '')}
        </li>
      ))}
    </ul>
  )
  return (
    <section class="sec" aria-labelledby="berubah">
      <h2 id="berubah">{t.drift}</h2>
      {drift.length === 0 ? (
        <p class="note mt-2">{t.driftNone}</p>
      ) : (
        <>
          <p class="mt-2">{t.driftLead}</p>
          {lines(drift.slice(0, driftsAtOnce))}
          {drift.length > driftsAtOnce && (
            <details class="plain-fold mt-2">
              <summary>{t.more(formatCount(drift.length - driftsAtOnce, lang))}</summary>
              {lines(drift.slice(driftsAtOnce, mostDrifts))}
            </details>
          )}
        </>
      )}
    </section>
  )
}
