import { z } from 'zod'
import { formatCount, formatDateTime } from '#kit/format.ts'
import { invalid, type FieldError } from '#kit/problem.ts'
import type { Form, Page, Retry, Visit } from '#platform/http/door.ts'
import type { View } from '#platform/http/visit.ts'
import { Button } from '#ui/button.tsx'
import { Chip } from '#ui/chip.tsx'
import { ErrorSummary } from '#ui/error-summary.tsx'
import { Field } from '#ui/field.tsx'
import { Pager } from '#ui/pager.tsx'
import { Table } from '#ui/table.tsx'
import { mayImportResults, mayReadImports } from '../access.ts'
import { checkImport } from '../actions/check-import.ts'
import { maxBytes } from '../actions/results-table.ts'
import { importEn } from '../phrases/import-en.ts'
import { importId } from '../phrases/import-id.ts'
import { importPhrases } from '../phrases/import.ts'
import { listEditions } from '../store/editions.ts'
import { type Import, listImports } from '../store/imports.ts'

const both = (key: 'editionWrong' | 'sourceMissing' | 'sourceLong' | 'fileMissing') =>
  `${importId[key]} | ${importEn[key]}`

const formSchema = z.object({
  edisi: z
    .string({ error: both('editionWrong') })
    .trim()
    .regex(/^20\d{2}(-[1-9])?$/, both('editionWrong')),
  sumber: z
    .string({ error: both('sourceMissing') })
    .trim()
    .min(1, both('sourceMissing'))
    .max(500, both('sourceLong')),
})

/** Uploading a table of results, and the list of what was uploaded before. */
export const importPage: Page = {
  path: '/hasil/impor',
  permission: 'evaluation.imports.read',
  may: mayReadImports,
  show: importView,
  submit: {
    permission: 'evaluation.results.import',
    may: mayImportResults,
    limit: 'upload',
    audit: ['evaluation.import.checked'],
    // The file and the other parts of the form around it.
    maxBytes: maxBytes + 64 * 1024,
    async handle({ c, platform, writer }, form) {
      const { file, edition, source } = readUpload(form)
      const bytes = new Uint8Array(await file.arrayBuffer())
      const done = await checkImport(platform, { name: file.name, bytes, edition, source }, writer)
      return c.redirect(`/hasil/impor/${done.import.id}`, 303)
    },
  },
}

/** All that is missing is said at once, the file too. */
function readUpload(form: Form): { file: File; edition: string; source: string } {
  const file = form.file('berkas')
  const parsed = formSchema.safeParse({ edisi: form.text('edisi'), sumber: form.text('sumber') })
  const fields: FieldError[] = []
  if (!file || file.size === 0) {
    fields.push({ field: 'berkas', sentence: { id: importId.fileMissing, en: importEn.fileMissing } })
  }
  for (const issue of parsed.error?.issues ?? []) {
    const [id = '', en = ''] = issue.message.split(' | ')
    const field = String(issue.path[0])
    if (!fields.some(known => known.field === field)) fields.push({ field, sentence: { id, en } })
  }
  if (!file || !parsed.success || fields.length > 0) throw invalid(...fields)
  return { file, edition: parsed.data.edisi, source: parsed.data.sumber }
}

async function importView(visit: Visit, retry?: Retry): Promise<View> {
  const { lang, platform, actor, c } = visit
  const t = importPhrases(lang)
  const [latest] = await listEditions(platform.db.sql)
  const { items, next } = await listImports(platform.db.sql, { before: c.req.query('sebelum'), limit: 20 })
  const errorOf = (field: string) => retry?.problem.fields.find(error => error.field === field)?.sentence[lang]
  const problems = retry
    ? retry.problem.fields.length > 0
      ? retry.problem.fields.map(({ field, sentence }) => ({ field, message: sentence[lang] }))
      : [{ field: 'berkas', message: retry.problem.sentence[lang] }]
    : []
  const body = (
    <div class="pt-2">
      <ErrorSummary problems={problems} lang={lang} />
      <h1>{t.title}</h1>
      <p class="lead mt-3 mb-8">{t.lead}</p>
      {mayImportResults(actor) === undefined ? (
        <form method="post" action="/hasil/impor" enctype="multipart/form-data" class="max-w-[40rem]" novalidate>
          <Field
            kind="file"
            name="berkas"
            lang={lang}
            label={t.file}
            hint={t.fileHint}
            error={errorOf('berkas') ?? (problems[0]?.field === 'berkas' ? problems[0].message : undefined)}
            accept=".xlsx,.csv,.json"
          >
            <p class="note mt-2">
              {t.template}:{' '}
              <a class="a" href="/hasil/impor/templat.csv">
                {t.templateCsv}
              </a>
              ,{' '}
              <a class="a" href="/hasil/impor/templat.xlsx">
                {t.templateXlsx}
              </a>
            </p>
          </Field>
          <Field
            name="edisi"
            lang={lang}
            label={t.edition}
            hint={t.editionHint}
            error={errorOf('edisi')}
            value={retry?.form.values['edisi']?.[0] ?? latest?.id}
            short
            maxlength={10}
          />
          <Field
            name="sumber"
            lang={lang}
            label={t.source}
            hint={t.sourceHint}
            error={errorOf('sumber')}
            value={retry?.form.values['sumber']?.[0]}
            maxlength={500}
          />
          <Button look="primary">{t.check}</Button>
        </form>
      ) : (
        <p class="note">{t.readOnly}</p>
      )}
      <section class="mt-16" aria-labelledby="terdahulu">
        <h2 id="terdahulu">{t.past}</h2>
        <PastImports visit={visit} items={items} />
        <Pager
          lang={lang}
          nextHref={next === undefined ? undefined : `/hasil/impor?sebelum=${next}`}
          nextLabel={t.older}
        />
      </section>
    </div>
  )
  return {
    title: t.title,
    body,
    section: '/',
    crumbs: [{ label: t.title }],
    ...(retry ? { status: retry.problem.status } : {}),
  }
}

function PastImports({ visit: { lang }, items }: { visit: Visit; items: readonly Import[] }) {
  const t = importPhrases(lang)
  const looks = { checked: 'info', queued: 'due', applied: 'ok' } as const
  return (
    <Table
      lang={lang}
      caption={t.past}
      rows={items}
      empty={{ fact: t.none, reason: t.noneReason }}
      columns={[
        {
          key: 'file',
          label: t.columnFile,
          rowHeader: true,
          cell: item => (
            <a class="a" href={`/hasil/impor/${item.id}`}>
              {item.fileName}
            </a>
          ),
        },
        { key: 'edition', label: t.columnEdition, cell: item => item.edition },
        {
          key: 'when',
          label: t.columnWhen,
          onlyWide: true,
          cell: item => formatDateTime(item.createdAt, lang, 'WIB'),
        },
        {
          key: 'rows',
          label: t.columnRows,
          align: 'right',
          cell: item => formatCount(item.report.counts.rows, lang),
        },
        {
          key: 'state',
          label: t.columnState,
          cell: item => <Chip status={looks[item.state]}>{t.state[item.state]}</Chip>,
        },
      ]}
    />
  )
}
