import { formatCount, formatDateTime } from '#kit/format.ts'
import type { Page, Retry, Visit } from '#platform/http/door.ts'
import type { View } from '#platform/http/visit.ts'
import { Button } from '#ui/button.tsx'
import { Chip } from '#ui/chip.tsx'
import { ErrorSummary } from '#ui/error-summary.tsx'
import { Field } from '#ui/field.tsx'
import { Pager } from '#ui/pager.tsx'
import { Table } from '#ui/table.tsx'
import { mayKeepPortfolio } from '../../access.ts'
import { receiveFile, refuseImport } from '../../actions/exchange/queue-import.ts'
import type { Stand } from '../../actions/stand.ts'
import { type ImportState, MOST_BYTES, MOST_ROWS, type ProgrammeImport } from '../../model-exchange.ts'
import { exchangePhrases } from '../../phrases/exchange.ts'
import { listImports } from '../../store/exchange/imports.ts'
import { PortfolioNav, portfolioCrumbs } from '../nav.tsx'
import { importHref, importsHref, importsPath, keeperStand } from './place.ts'

const pageSize = 20

/** Uploading a workbook of programmes, and the imports before it. */
export const importsPage: Page = {
  path: importsPath,
  permission: 'portfolio.keep',
  may: mayKeepPortfolio,
  show: importsView,
  submit: {
    permission: 'portfolio.keep',
    may: mayKeepPortfolio,
    limit: 'upload',
    audit: ['portfolio.import.received'],
    // The file and the other parts of the form around it.
    maxBytes: MOST_BYTES + 64 * 1024,
    async handle({ c, platform, actor, writer }, form) {
      const regionCode = c.req.param('code') ?? ''
      await refuseImport(platform, actor, regionCode)
      const file = form.file('berkas')
      const bytes = file && new Uint8Array(await file.arrayBuffer())
      const id = await receiveFile(platform, actor, { regionCode, name: file?.name ?? '', bytes }, writer)
      return c.redirect(importHref(regionCode, id), 303)
    },
  },
}

async function importsView(visit: Visit, retry?: Retry): Promise<View> {
  const { c, lang, platform, actor } = visit
  const t = exchangePhrases(lang).imports
  const { region, sight } = await keeperStand(visit)
  const { code } = region
  const [found, crumbs] = await Promise.all([
    listImports(platform.db.sql, code, { before: c.req.query('sebelum'), limit: pageSize + 1 }),
    portfolioCrumbs(platform.db.read, region, lang, { label: t.title }),
  ])
  const shown = found.slice(0, pageSize)
  const wrong = retry && (retry.problem.fields[0]?.sentence ?? retry.problem.sentence)[lang]
  return {
    title: `${t.title}, ${region.shortName}`,
    section: '/portofolio',
    crumbs,
    ...(retry ? { status: retry.problem.status } : {}),
    body: (
      <div class="pt-2">
        <ErrorSummary problems={wrong === undefined ? [] : [{ field: 'berkas', message: wrong }]} lang={lang} />
        <h1>{t.title}</h1>
        <p class="lead mt-3 mb-6">{t.lead}</p>
        <PortfolioNav lang={lang} code={code} current="impor" sight={sight} actor={actor} />
        <div class="mt-8 max-w-[40rem]">
          <p class="flex flex-wrap items-center gap-x-4 gap-y-2">
            <Button icon="download" href={`${importsHref(code)}/templat.xlsx`}>
              {t.template}
            </Button>
            <span class="note">{t.templateNote}</span>
          </p>
          <p class="note mt-4 mb-8">
            <a class="a" href={`/portofolio/${code}/program.xlsx`}>
              {t.all}
            </a>
            . {t.allNote}
          </p>
          <form method="post" action={importsHref(code)} enctype="multipart/form-data" novalidate>
            <Field
              kind="file"
              name="berkas"
              lang={lang}
              label={t.file}
              hint={t.fileHint(formatCount(MOST_ROWS, lang))}
              error={wrong}
              accept=".xlsx,.csv"
            />
            <Button look="primary">{t.check}</Button>
          </form>
        </div>
        <section class="sec" aria-labelledby="terdahulu">
          <h2 id="terdahulu">{t.past}</h2>
          <PastImports visit={visit} stand={region.timezone} items={shown} />
          <Pager
            lang={lang}
            nextHref={found.length > pageSize ? `${importsHref(code)}?sebelum=${shown.at(-1)?.id ?? ''}` : undefined}
            nextLabel={t.older}
          />
        </section>
      </div>
    ),
  }
}

const looks = {
  queued: 'due',
  checked: 'info',
  applying: 'due',
  applied: 'ok',
  failed: 'late',
} as const satisfies Record<ImportState, string>

function PastImports(props: {
  visit: Visit
  stand: Stand['region']['timezone']
  items: readonly (ProgrammeImport & { errorCount: number })[]
}) {
  const { lang } = props.visit
  const t = exchangePhrases(lang).imports
  return (
    <Table
      lang={lang}
      caption={t.past}
      rows={props.items}
      empty={{ fact: t.none, reason: t.noneReason }}
      columns={[
        {
          key: 'file',
          label: t.columnFile,
          rowHeader: true,
          cell: one => (
            <a class="a break-all" href={importHref(one.regionCode, one.id)}>
              {one.fileName}
            </a>
          ),
        },
        {
          key: 'when',
          label: t.columnWhen,
          onlyWide: true,
          cell: one => formatDateTime(one.madeAt, lang, props.stand),
        },
        { key: 'rows', label: t.columnRows, align: 'right', cell: one => formatCount(one.rows, lang) },
        {
          key: 'state',
          label: t.columnState,
          cell: one =>
            one.state === 'checked' && one.errorCount > 0 ? (
              <Chip status="late">{t.state.wrong}</Chip>
            ) : (
              <Chip status={looks[one.state]}>{t.state[one.state]}</Chip>
            ),
        },
      ]}
    />
  )
}
