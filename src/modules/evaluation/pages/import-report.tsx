import type { Child } from 'hono/jsx'
import { formatCount, formatDateTime } from '#kit/format.ts'
import { notFound } from '#kit/problem.ts'
import type { Page, Retry, Visit } from '#platform/http/door.ts'
import type { View } from '#platform/http/visit.ts'
import { findProgress, type Progress as JobProgress } from '#platform/jobs/jobs.ts'
import { Button } from '#ui/button.tsx'
import { Call } from '#ui/call.tsx'
import { ErrorSummary } from '#ui/error-summary.tsx'
import { Facts } from '#ui/facts.tsx'
import { Figures } from '#ui/figures.tsx'
import { Progress } from '#ui/progress.tsx'
import { mayImportResults, mayReadImports } from '../access.ts'
import { queueImport, rowsWithoutReason, saveReasons } from '../actions/queue-import.ts'
import { importPhrases } from '../phrases/import.ts'
import { importEn } from '../phrases/import-en.ts'
import { importId } from '../phrases/import-id.ts'
import { findImport, type Import } from '../store/imports.ts'
import { FaultRows } from './import-rows.tsx'

/** The report on one import: every row that needs a look, reasons typed in place, and the way to apply it. */
export const importReportPage: Page = {
  path: '/hasil/impor/:id{[0-9a-f-]{36}}',
  permission: 'evaluation.imports.read',
  may: mayReadImports,
  show: reportView,
  submit: {
    permission: 'evaluation.results.import',
    may: mayImportResults,
    limit: 'write',
    audit: ['evaluation.import.reasoned', 'evaluation.import.queued'],
    // A page of reasons, each of at most 500 letters.
    maxBytes: 512 * 1024,
    async handle({ c, platform, writer }, form) {
      const id = c.req.param('id') ?? ''
      const typed = Object.fromEntries(
        Object.entries(form.values).flatMap(([name, values]) => {
          const row = /^alasan-(\d+)$/.exec(name)?.[1]
          return row === undefined ? [] : [[row, values[0] ?? '']]
        }),
      )
      // Reasons are kept even when applying is refused after them.
      if (Object.keys(typed).length > 0) await saveReasons(platform, id, typed, writer)
      if (form.text('aksi') !== 'terapkan') return c.redirect(`/hasil/impor/${id}?tersimpan=1`, 303)
      await queueImport(platform, id, {}, writer)
      return c.redirect(`/hasil/impor/${id}`, 303)
    },
  },
}

async function reportView(visit: Visit, retry?: Retry): Promise<View> {
  const { c, lang, platform, actor } = visit
  const t = importPhrases(lang)
  const given = await findImport(platform.db.sql, c.req.param('id') ?? '')
  if (!given) throw notFound(importId.noImport, importEn.noImport)
  const progress = given.progressId === undefined ? undefined : await findProgress(platform.db, given.progressId)
  const mayChange = mayImportResults(actor) === undefined
  const problems = retry
    ? retry.problem.fields.length > 0
      ? retry.problem.fields.map(({ field, sentence }) => ({ field, message: sentence[lang] }))
      : [{ message: retry.problem.sentence[lang] }]
    : []
  const report = given.report
  const body = (
    <div class="pt-2">
      <ErrorSummary problems={problems} lang={lang} {...(retry ? { title: retry.problem.sentence[lang] } : {})} />
      <h1>{t.reportOf(given.fileName)}</h1>
      <div class="max-w-2xl my-6">
        <Facts
          facts={[
            { label: t.columnEdition, value: given.edition },
            { label: t.source2, value: given.source || '–' },
            { label: t.checkedAt, value: formatDateTime(given.createdAt, lang, 'WIB') },
            ...(given.appliedAt ? [{ label: t.appliedAt, value: formatDateTime(given.appliedAt, lang, 'WIB') }] : []),
          ]}
        />
      </div>
      <Counts given={given} lang={lang} />
      <div class="mt-8">
        <State visit={visit} given={given} progress={progress} mayChange={mayChange} />
      </div>
      {report.rows.length > 0 && (
        <FaultRows
          visit={visit}
          given={given}
          retry={retry}
          editable={mayChange && given.state === 'checked' && report.counts.faulty === 0}
          ready={rowsWithoutReason(report, given.reasons).length === 0}
        />
      )}
    </div>
  )
  return {
    title: t.reportOf(given.fileName),
    body,
    working: true,
    section: '/',
    crumbs: [{ label: t.title, href: '/hasil/impor' }, { label: given.fileName }],
    ...(retry ? { status: retry.problem.status } : {}),
    // The progress asks for a fresh copy of itself; once there is none, the whole page is shown anew.
    ...(c.req.header('hx-request') && !isUnderWay(given, progress) ? { headers: { 'hx-refresh': 'true' } } : {}),
    ...(c.req.query('tersimpan') === '1' && !retry ? { flash: t.reasonsSaved } : {}),
  }
}

function Counts({ given, lang }: { given: Import; lang: Visit['lang'] }) {
  const t = importPhrases(lang)
  const { counts } = given.report
  const n = (value: number) => formatCount(value, lang)
  return (
    <Figures
      figures={[
        {
          label: t.figures.rows,
          number: n(counts.rows),
          line: `${t.figures.absent}: ${n(counts.absent)}`,
        },
        {
          label: t.figures.added,
          number: n(counts.added),
          line: `${t.figures.changed}: ${n(counts.changed)}, ${t.figures.unchanged.toLowerCase()}: ${n(counts.unchanged)}`,
        },
        { label: t.figures.deviating, number: n(counts.deviating), line: t.deviatingMeans },
        { label: t.figures.faulty, number: n(counts.faulty) },
      ]}
    />
  )
}

const isUnderWay = (given: Import, progress: JobProgress | undefined) =>
  given.state === 'queued' && progress?.state !== 'failed'

/** What stands in the way, or how far applying is, with the one thing to do next. */
function State(props: { visit: Visit; given: Import; progress: JobProgress | undefined; mayChange: boolean }): Child {
  const { visit, given, progress, mayChange } = props
  const { lang } = visit
  const t = importPhrases(lang)
  const { counts } = given.report
  const path = `/hasil/impor/${given.id}`
  if (given.state === 'applied') {
    return (
      <Call tone="ok" title={t.applied}>
        <a class="btn btn-primary mt-3" href={`/hasil/${given.edition}`}>
          {t.seeResults}
        </a>
      </Call>
    )
  }
  if (isUnderWay(given, progress)) {
    const percent = progress?.total ? Math.floor((progress.done / progress.total) * 100) : 0
    return (
      <section aria-labelledby="berjalan">
        <h2 id="berjalan">{t.queued}</h2>
        <p class="note mt-1 mb-4">{t.queuedLead}</p>
        <Progress lang={lang} percent={percent} words={progress?.step ?? t.waiting} refreshHref={path}>
          <p class="mt-4">
            <a class="a" href={path}>
              {t.refresh}
            </a>
          </p>
        </Progress>
      </section>
    )
  }
  if (counts.faulty > 0) {
    return (
      <Call tone="late" title={t.faulty(formatCount(counts.faulty, lang))}>
        <a class="btn btn-line mt-3" href="/hasil/impor">
          {t.again}
        </a>
      </Call>
    )
  }
  const write = counts.added + counts.changed
  const waiting = counts.deviating > 0 && rowsWithoutReason(given.report, given.reasons).length > 0
  const failure = progress?.state === 'failed' ? progress.failure?.[lang] : undefined
  return (
    <>
      {failure && (
        <Call tone="late" title={t.failed}>
          {failure}
        </Call>
      )}
      {counts.deviating > 0 && (
        <Call tone="due" title={t.figures.deviating}>
          {t.deviating(formatCount(counts.deviating, lang))}
        </Call>
      )}
      {!waiting && (
        <form method="post" action={path} class="my-8">
          <p class="mb-4">
            {write === 0
              ? t.nothingNew
              : `${counts.deviating === 0 ? `${t.clean} ` : ''}${t.cleanMore(formatCount(write, lang))}`}
          </p>
          {write > 0 && mayChange && (
            <Button look="primary" name="aksi" value="terapkan">
              {given.state === 'queued' ? t.tryAgain : t.apply(formatCount(write, lang))}
            </Button>
          )}
        </form>
      )}
    </>
  )
}
