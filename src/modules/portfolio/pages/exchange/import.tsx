import type { Child } from 'hono/jsx'
import { formatCount, formatDateTime } from '#kit/format.ts'
import { namesOfAccounts } from '#modules/people/index.ts'
import type { Page, Retry, Visit } from '#platform/http/door.ts'
import type { View } from '#platform/http/visit.ts'
import { findProgress, type Progress as JobProgress } from '#platform/jobs/jobs.ts'
import { Button } from '#ui/button.tsx'
import { Call } from '#ui/call.tsx'
import { ErrorSummary } from '#ui/error-summary.tsx'
import { Facts } from '#ui/facts.tsx'
import { Figures } from '#ui/figures.tsx'
import { Progress } from '#ui/progress.tsx'
import { Table } from '#ui/table.tsx'
import { mayKeepPortfolio } from '../../access.ts'
import { queueImport, refuseImport } from '../../actions/exchange/queue-import.ts'
import { noImport } from '../../actions/exchange/run-import.ts'
import { MOST_ERRORS, type ProgrammeImport } from '../../model-exchange.ts'
import { exchangePhrases } from '../../phrases/exchange.ts'
import { findImport } from '../../store/exchange/imports.ts'
import { PortfolioNav, portfolioCrumbs } from '../nav.tsx'
import { importHref, importPath, importsHref, keeperStand } from './place.ts'

/** Errors that the page shows; the report has all. */
const shownErrors = 100

/** One import: what its file holds, every cell that is wrong, and the way to store it. */
export const importPage: Page = {
  path: importPath,
  permission: 'portfolio.keep',
  may: mayKeepPortfolio,
  show: importView,
  submit: {
    permission: 'portfolio.keep',
    may: mayKeepPortfolio,
    limit: 'write',
    audit: ['portfolio.import.queued'],
    async handle({ c, platform, actor, writer }) {
      const regionCode = c.req.param('code') ?? ''
      const id = c.req.param('import') ?? ''
      await refuseImport(platform, actor, regionCode)
      await queueImport(platform, actor, { regionCode, id }, writer)
      return c.redirect(importHref(regionCode, id), 303)
    },
  },
}

async function importView(visit: Visit, retry?: Retry): Promise<View> {
  const { c, lang, platform, actor } = visit
  const t = exchangePhrases(lang)
  const { region, sight } = await keeperStand(visit)
  const { code, timezone } = region
  const given = await findImport(platform.db.sql, code, c.req.param('import') ?? '')
  if (!given) throw noImport()
  const progress = given.progressId === undefined ? undefined : await findProgress(platform.db, given.progressId)
  const [names, crumbs] = await Promise.all([
    namesOfAccounts(platform.db.read, given.madeBy === undefined ? [] : [given.madeBy]),
    portfolioCrumbs(
      platform.db.read,
      region,
      lang,
      { label: t.imports.title, href: importsHref(code) },
      { label: given.fileName },
    ),
  ])
  const { report } = t
  return {
    title: `${given.fileName}, ${t.imports.title}`,
    section: '/portofolio',
    working: true,
    crumbs,
    ...(retry ? { status: retry.problem.status } : {}),
    // The progress asks for a fresh copy of itself; once there is none, the whole page is shown anew.
    ...(c.req.header('hx-request') && !underWay(given, progress) ? { headers: { 'hx-refresh': 'true' } } : {}),
    body: (
      <div class="pt-2">
        <ErrorSummary problems={retry ? [{ message: retry.problem.sentence[lang] }] : []} lang={lang} />
        <h1 class="break-all">{given.fileName}</h1>
        <div class="mt-4">
          <PortfolioNav lang={lang} code={code} current="impor" sight={sight} actor={actor} />
        </div>
        {given.state !== 'queued' && given.state !== 'failed' && <Counts given={given} lang={lang} />}
        <div class="my-8">
          <State visit={visit} given={given} progress={progress} />
        </div>
        {given.errors.length > 0 && <Errors given={given} lang={lang} />}
        <div class="max-w-2xl mt-10">
          <Facts
            facts={[
              { label: report.uploaded, value: formatDateTime(given.madeAt, lang, timezone) },
              {
                label: report.by,
                value: given.madeBy === undefined ? report.commandLine : (names.get(given.madeBy) ?? '–'),
              },
              ...(given.appliedAt
                ? [{ label: report.applied, value: formatDateTime(given.appliedAt, lang, timezone) }]
                : []),
              { label: report.fingerprint, value: <span class="break-all">{given.sha256}</span> },
            ]}
          />
        </div>
      </div>
    ),
  }
}

function Counts({ given, lang }: { given: ProgrammeImport; lang: Visit['lang'] }) {
  const t = exchangePhrases(lang).report
  const n = (value: number) => formatCount(value, lang)
  const last =
    given.errors.length > 0
      ? { label: t.errors, number: many(given, lang), line: t.line.errors }
      : { label: t.unchanged, number: n(given.unchanged), line: t.line.unchanged }
  return (
    <div class="mt-8">
      <Figures
        figures={[
          { label: t.rows, number: n(given.rows) },
          { label: t.created, number: n(given.created), line: t.line.created },
          { label: t.changed, number: n(given.changed), line: t.line.changed },
          last,
        ]}
      />
    </div>
  )
}

const many = (given: ProgrammeImport, lang: Visit['lang']): string =>
  formatCount(given.errors.length, lang) + (given.errors.length >= MOST_ERRORS ? '+' : '')

const underWay = (given: ProgrammeImport, progress: JobProgress | undefined): boolean =>
  (given.state === 'queued' || given.state === 'applying') && progress?.state !== 'failed'

/** What stands in the way, or how far it is, with the one thing to do next. */
function State(props: { visit: Visit; given: ProgrammeImport; progress: JobProgress | undefined }): Child {
  const { visit, given, progress } = props
  const { lang } = visit
  const t = exchangePhrases(lang).report
  const path = importHref(given.regionCode, given.id)
  const failure = given.failure ?? (progress?.state === 'failed' ? progress.failure?.[lang] : undefined)
  const again = (
    <Button look="line" href={importsHref(given.regionCode)}>
      {t.again}
    </Button>
  )
  if (underWay(given, progress)) {
    const percent = progress?.total ? Math.floor((progress.done / progress.total) * 100) : 0
    const checking = given.state === 'queued'
    return (
      <section aria-labelledby="berjalan">
        <h2 id="berjalan">{checking ? t.checking : t.applying}</h2>
        <p class="note mt-1 mb-4">{checking ? t.checkingLead : t.applyingLead}</p>
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
  if (given.state === 'failed' || given.state === 'queued') {
    return (
      <Call tone="late" title={t.failed}>
        <p class="mb-4">{failure}</p>
        {again}
      </Call>
    )
  }
  if (given.state === 'applied') {
    return (
      <Call tone="ok" title={t.appliedTitle(formatCount(given.created + given.changed + given.unchanged, lang))}>
        <p class="mt-3">
          <Button look="primary" href={`/portofolio/${given.regionCode}/program`}>
            {t.see}
          </Button>
        </p>
      </Call>
    )
  }
  if (given.errors.length > 0) {
    return (
      <Call tone="late" title={t.toMend(many(given, lang))}>
        <p class="mb-4">{t.toMendLead}</p>
        <p class="flex flex-wrap gap-3">
          {given.reportFileId !== undefined && (
            <Button look="primary" icon="download" href={`${path}/laporan.xlsx`}>
              {t.download}
            </Button>
          )}
          {again}
        </p>
      </Call>
    )
  }
  const write = given.created + given.changed
  const stopped = failure !== undefined && (
    <Call tone="late" title={t.stopped}>
      {failure}
    </Call>
  )
  if (given.state === 'checked' && write === 0) return <p>{given.rows === 0 ? t.empty : t.nothing}</p>
  return (
    <>
      {stopped}
      <form method="post" action={path} class="mt-6">
        {given.state === 'checked' && <p class="mb-4">{t.clean(formatCount(write, lang))}</p>}
        <Button look="primary">{given.state === 'checked' ? t.apply(formatCount(write, lang)) : t.retry}</Button>
      </form>
    </>
  )
}

function Errors({ given, lang }: { given: ProgrammeImport; lang: Visit['lang'] }) {
  const t = exchangePhrases(lang).report
  const shown = given.errors.slice(0, shownErrors)
  return (
    <section aria-labelledby="salah">
      <h2 id="salah">{t.table}</h2>
      {given.errors.length > shown.length && <p class="note mt-1">{t.firstOnly(formatCount(shown.length, lang))}</p>}
      <Table
        lang={lang}
        caption={t.table}
        rows={shown}
        columns={[
          { key: 'row', label: t.row, align: 'right', class: 'w-16', cell: one => formatCount(one.row, lang) },
          {
            key: 'column',
            label: t.column,
            rowHeader: true,
            cell: one => (one.sheet === undefined ? one.column : `${one.sheet}: ${one.column}`) || '–',
          },
          { key: 'message', label: t.message, cell: one => one.message[lang] },
        ]}
      />
    </section>
  )
}
