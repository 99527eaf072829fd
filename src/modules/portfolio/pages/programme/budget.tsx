import { dayIn, type Lang } from '#kit/format.ts'
import { type FieldError, invalid } from '#kit/problem.ts'
import type { Form, Page, Retry, Visit } from '#platform/http/door.ts'
import type { View } from '#platform/http/visit.ts'
import { Button } from '#ui/button.tsx'
import { Call } from '#ui/call.tsx'
import { Field } from '#ui/field.tsx'
import { mayWritePortfolio } from '../../access.ts'
import { saveBudget } from '../../actions/programme/save-budget.ts'
import { MOST_BUDGET_LINES } from '../../rules/programme/check-budget.ts'
import { readRupiah } from '../../rules/read-rupiah.ts'
import type { BudgetLine, Catalogue } from '../../model.ts'
import { phrases } from '../../phrases/index.ts'
import { programmePhrases } from '../../phrases/programme.ts'
import { catalogueOf } from '../../store/catalogues.ts'
import { budgetKey, findBudget, type StoredBudgetLine } from '../../store/programme/budgets.ts'
import { crumbsOf, getOwnProgramme, placeOf, programmeHref, programmePlace, section } from './place.ts'
import { errorOf, meanwhile, Refused } from './retry.tsx'

/** How many empty lines wait below those that are stored. */
const emptyLines = 3
type Part = 'year' | 'source' | 'planned' | 'realised'
const nameOf = (at: number, part: Part | 'version' | 'remove') => `${part}-${at}`

/** `/portofolio/:code/program/:id/anggaran`: money by year and source, with what was spent. */
export const budgetPage: Page = {
  path: `${programmePlace}/anggaran`,
  permission: 'portfolio.programme.change',
  may: mayWritePortfolio,
  show: budgetView,
  submit: {
    permission: 'portfolio.programme.change',
    may: mayWritePortfolio,
    limit: 'write',
    audit: ['portfolio.budget.changed'],
    async handle(visit, form) {
      const { regionCode, id } = placeOf(visit)
      await getOwnProgramme(visit)
      const { lines, versions, rows } = readBudgetForm(form)
      await saveBudget(
        visit.platform,
        visit.actor,
        { regionCode, id, lines, versions, fieldOf: (line, part) => nameOf(rows[line] ?? 0, part) },
        visit.writer,
      )
      return visit.c.redirect(`${programmeHref(regionCode, id)}?pesan=anggaran`, 303)
    },
  },
}

interface ReadBudget {
  lines: BudgetLine[]
  versions: Record<string, number>
  /** The row of the form that each line stands in. */
  rows: number[]
}

/** The lines as typed; an empty one is left out. Throws `invalid` with a sentence for each amount that is none. */
function readBudgetForm(form: Form): ReadBudget {
  const read: ReadBudget = { lines: [], versions: {}, rows: [] }
  const errors: FieldError[] = []
  if (form.text('lines') === undefined) errors.push({ field: 'lines', sentence: notWhole })
  for (let at = 0; at < MOST_BUDGET_LINES + emptyLines; at++) {
    const year = form.text(nameOf(at, 'year'))
    const source = form.text(nameOf(at, 'source')) ?? ''
    const typed = { planned: form.text(nameOf(at, 'planned')), realised: form.text(nameOf(at, 'realised')) }
    const version = /^\d{1,9}$/.exec(form.text(nameOf(at, 'version')) ?? '')?.[0]
    const key = `${year ?? ''}/${source}`
    if (version !== undefined) read.versions[key] = Number(version)
    if (form.text(nameOf(at, 'remove')) !== undefined) continue
    if (source === '' && typed.planned === undefined && typed.realised === undefined) continue
    const amounts: { planned?: bigint; realised?: bigint } = {}
    for (const part of ['planned', 'realised'] as const) {
      const amount = readRupiah(typed[part])
      if (!amount.ok) errors.push({ field: nameOf(at, part), sentence: amount.sentence })
      else if (amount.value !== undefined) amounts[part] = amount.value
      else if (part === 'planned') errors.push({ field: nameOf(at, part), sentence: noAmount })
    }
    read.lines.push({
      year: year !== undefined && /^\d{4}$/.test(year) ? Number(year) : 0,
      source,
      planned: amounts.planned ?? 0n,
      realised: amounts.realised,
    })
    read.rows.push(at)
  }
  if (errors.length > 0) throw invalid(...errors)
  return read
}

const noAmount = {
  id: 'Tulis anggarannya dalam rupiah penuh, atau 0 bila memang tidak ada.',
  en: 'Write the budget in whole rupiah, or 0 when there is none indeed.',
}
const notWhole = {
  id: 'Isian ini terpotong di jalan. Muat ulang halaman, lalu kirim lagi.',
  en: 'This form was cut off on the way. Reload the page and send it again.',
}

async function budgetView(visit: Visit, retry?: Retry): Promise<View> {
  const { lang, platform } = visit
  const { sql } = platform.db
  const t = programmePhrases(lang).budget
  const stand = await getOwnProgramme(visit)
  const { programme, region } = stand
  const stored = [...(await findBudget(sql, region.code, programme.id)).values()]
  const catalogue = await catalogueOf(sql, programme.catalogueId)
  const late = meanwhile(retry)
  const year = dayIn(platform.clock.now(), region.timezone).slice(0, 4)
  const rows = retry ? typedRows(retry.form, stored, late) : storedRows(stored, year)
  const title = t.title(programme.name)
  return {
    title,
    section,
    working: true,
    crumbs: await crumbsOf(visit, stand, { label: programmePhrases(lang).parts.anggaran }),
    body: (
      <div class="pt-2">
        <Refused retry={retry} lang={lang} />
        <h1>{title}</h1>
        <p class="lead mt-3 mb-6">{t.lead}</p>
        {late && (
          <div class="mb-6 max-w-[40rem]">
            <Call tone="due">{t.meanwhile}</Call>
          </div>
        )}
        <form method="post" action={programmeHref(region.code, programme.id, 'anggaran')} novalidate>
          {rows.map((row, at) => (
            <Line lang={lang} row={row} at={at} retry={retry} catalogue={catalogue} />
          ))}
          <input type="hidden" name="lines" value={String(rows.length)} />
          <p class="note mt-4">{t.more}</p>
          <div class="mt-8 flex flex-wrap gap-3">
            <Button look="primary">{t.save}</Button>
            <Button href={programmeHref(region.code, programme.id)}>{programmePhrases(lang).form.cancel}</Button>
          </div>
        </form>
      </div>
    ),
  }
}

interface FormRow {
  year: string
  source: string
  planned: string
  realised: string
  /** Of a line that is stored; its year and source are fixed. */
  version: number | undefined
  removed: boolean
  /** What somebody else stored meanwhile. */
  now?: StoredBudgetLine | undefined
}

const storedRows = (stored: readonly StoredBudgetLine[], year: string): FormRow[] => [
  ...stored.map(line => ({
    year: String(line.year),
    source: line.source,
    planned: line.planned.toString(),
    realised: line.realised?.toString() ?? '',
    version: line.version,
    removed: false,
  })),
  ...Array.from({ length: emptyLines }, () => ({
    year,
    source: '',
    planned: '',
    realised: '',
    version: undefined,
    removed: false,
  })),
]

/** What was typed; after somebody else's change with the version that is stored now, and what it says. */
function typedRows(form: Form, stored: readonly StoredBudgetLine[], late: boolean): FormRow[] {
  const byKey = new Map(stored.map(line => [budgetKey(line), line]))
  const count = Math.min(Number(/^\d{1,3}$/.exec(form.text('lines') ?? '')?.[0] ?? 0), MOST_BUDGET_LINES + emptyLines)
  return Array.from({ length: count }, (_, at) => {
    const text = (part: Part | 'version' | 'remove') => form.values[nameOf(at, part)]?.[0] ?? ''
    const now = byKey.get(`${text('year')}/${text('source')}`)
    const version = /^\d{1,9}$/.test(text('version')) ? Number(text('version')) : undefined
    return {
      year: text('year'),
      source: text('source'),
      planned: text('planned'),
      realised: text('realised'),
      version: late ? now?.version : version,
      removed: text('remove') !== '',
      now: late && now && now.version !== version ? now : undefined,
    }
  })
}

interface LineProps {
  lang: Lang
  row: FormRow
  at: number
  retry: Retry | undefined
  catalogue: Catalogue
}

function Line({ lang, row, at, retry, catalogue }: LineProps) {
  const t = programmePhrases(lang).budget
  const { field } = phrases(lang)
  const source = catalogue.sources.find(one => one.code === row.source)?.name[lang] ?? row.source
  const legend = row.version === undefined ? t.newLine : `${row.year}, ${source}`
  const money = (part: 'planned' | 'realised', hint: string | undefined) => (
    <Field
      name={nameOf(at, part)}
      lang={lang}
      label={field[part]}
      {...(hint === undefined ? {} : { hint })}
      error={errorOf(retry, lang, nameOf(at, part))}
      value={grouped(row[part])}
      prefix="Rp"
      inputmode="numeric"
      optional={part === 'realised'}
    />
  )
  return (
    <fieldset class="max-w-[40rem] border-t border-base-300 pt-4 mb-4">
      <legend class="sr-only">{legend}</legend>
      {row.version === undefined ? (
        <div class="grid gap-x-6 sm:grid-cols-2">
          <Field
            name={nameOf(at, 'year')}
            lang={lang}
            label={field.year}
            error={errorOf(retry, lang, nameOf(at, 'year'))}
            value={row.year}
            inputmode="numeric"
            maxlength={4}
            short
          />
          <Field
            kind="select"
            name={nameOf(at, 'source')}
            lang={lang}
            label={field.source}
            error={errorOf(retry, lang, nameOf(at, 'source'))}
            value={row.source}
            placeholder={t.chooseSource}
            options={catalogue.sources.map(one => ({ value: one.code, label: one.name[lang] }))}
          />
        </div>
      ) : (
        <>
          <p class="mb-2 font-semibold" aria-hidden="true">
            {legend}
          </p>
          <input type="hidden" name={nameOf(at, 'year')} value={row.year} />
          <input type="hidden" name={nameOf(at, 'source')} value={row.source} />
          <input type="hidden" name={nameOf(at, 'version')} value={String(row.version)} />
        </>
      )}
      <div class="grid gap-x-6 sm:grid-cols-2">
        {money('planned', row.now && t.nowStored(grouped(row.now.planned.toString())))}
        {money(
          'realised',
          row.now && t.nowStored(row.now.realised === undefined ? t.nothing : grouped(row.now.realised.toString())),
        )}
      </div>
      {row.version !== undefined && (
        <Field
          kind="checkbox"
          name={nameOf(at, 'remove')}
          lang={lang}
          label={t.remove}
          checked={row.removed}
          value="ya"
        />
      )}
    </fieldset>
  )
}

/** "1500000000" as "1.500.000.000"; what was typed otherwise stays as it is. */
const grouped = (text: string): string => (/^\d+$/.test(text) ? text.replace(/\B(?=(\d{3})+$)/g, '.') : text)
