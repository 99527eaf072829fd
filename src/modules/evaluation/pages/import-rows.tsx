import type { Child } from 'hono/jsx'
import { formatCount } from '#kit/format.ts'
import type { Retry, Visit } from '#platform/http/door.ts'
import { Button } from '#ui/button.tsx'
import { Field } from '#ui/field.tsx'
import { Pager } from '#ui/pager.tsx'
import { Table } from '#ui/table.tsx'
import { importPhrases } from '../phrases/import.ts'
import type { Import, ReportRow } from '../store/imports.ts'

const pageSize = 100

interface Props {
  visit: Visit
  given: Import
  retry: Retry | undefined
  /** Reasons can be typed. */
  editable: boolean
  /** The main button is elsewhere on the page. */
  ready: boolean
}

/** The rows that need a look, a page of them, filtered by kind of finding; deviating ones with a field for the reason. */
export function FaultRows({ visit, given, retry, editable, ready }: Props) {
  const { c, lang } = visit
  const t = importPhrases(lang)
  const path = `/hasil/impor/${given.id}`
  const kind = c.req.query('jenis') ?? ''
  const kinds = countKinds(given.report.rows)
  const wanted = given.report.rows.filter(row => kind === '' || row.faults.some(fault => fault.code === kind))
  const from = firstRow(wanted, retry, c.req.query('setelah'))
  const shown = wanted.slice(from, from + pageSize)
  const pageHref = (start: number) => {
    const row = wanted[start - 1]?.row
    const query = new URLSearchParams({
      ...(kind === '' ? {} : { jenis: kind }),
      ...(row === undefined ? {} : { setelah: String(row) }),
    })
    return `${path}?${query.toString()}#temuan`
  }
  const reasoned = editable && shown.some(mayBeReasoned)
  const table = (
    <Table
      lang={lang}
      caption={t.faultCaption}
      rows={shown}
      count={`${formatCount(wanted.length, lang)} ${t.row.toLowerCase()}`}
      rowId={row => `baris-${row.row}`}
      columns={[
        { key: 'row', label: t.row, align: 'right', cell: row => formatCount(row.row, lang) },
        {
          key: 'region',
          label: t.region,
          rowHeader: true,
          cell: row => (
            <>
              {row.name}
              {row.regionCode && <small class="block font-normal text-muted">{row.regionCode}</small>}
            </>
          ),
        },
        {
          key: 'finding',
          label: t.finding,
          class: 'w-3/5',
          cell: row => <Findings row={row} given={given} visit={visit} retry={retry} editable={editable} />,
        },
      ]}
    />
  )
  return (
    <section class="mt-12" aria-labelledby="temuan">
      <h2 id="temuan">{t.faultTitle}</h2>
      {kinds.length > 1 && (
        <nav class="note mt-2 mb-4" aria-label={t.filter}>
          {t.filter}:{' '}
          <KindLink href={path} current={kind === ''}>
            {`${t.all} (${formatCount(given.report.rows.length, lang)})`}
          </KindLink>
          {kinds.map(([code, count]) => (
            <>
              {', '}
              <KindLink href={`${path}?jenis=${code}#temuan`} current={kind === code}>
                {`${(t.fault as Record<string, string>)[code] ?? code} (${formatCount(count, lang)})`}
              </KindLink>
            </>
          ))}
        </nav>
      )}
      {reasoned ? (
        <form method="post" action={path}>
          {table}
          <p class="mt-6">
            <Button look={ready ? 'line' : 'primary'} name="aksi" value="simpan">
              {t.saveReasons}
            </Button>
          </p>
        </form>
      ) : (
        table
      )}
      <Pager
        lang={lang}
        previousHref={from > 0 ? pageHref(Math.max(0, from - pageSize)) : undefined}
        previousLabel={t.previous}
        nextHref={from + pageSize < wanted.length ? pageHref(from + pageSize) : undefined}
        nextLabel={t.next}
      />
    </section>
  )
}

function KindLink({ href, current, children }: { href: string; current: boolean; children?: Child }) {
  if (current) return <b aria-current="true">{children}</b>
  return (
    <a class="a" href={href}>
      {children}
    </a>
  )
}

function Findings({ row, given, visit, retry, editable }: Omit<Props, 'ready'> & { row: ReportRow }) {
  const { lang } = visit
  const t = importPhrases(lang)
  const name = `alasan-${row.row}`
  const reason = given.reasons[row.row] ?? row.reason
  return (
    <>
      <ul>
        {row.faults.map(fault => (
          <li>
            {fault.column && !fault.sentence[lang].includes(fault.column) && (
              <span class="text-muted">{t.column(fault.column)} </span>
            )}
            {fault.sentence[lang]}
          </li>
        ))}
      </ul>
      {mayBeReasoned(row) &&
        (editable ? (
          <div class="mt-3">
            <Field
              name={name}
              lang={lang}
              label={t.reason(row.name)}
              value={retry?.form.values[name]?.[0] ?? reason}
              error={retry?.problem.fields.find(({ field }) => field === name)?.sentence[lang]}
              maxlength={500}
            />
          </div>
        ) : (
          reason && <p class="note mt-2">{reason}</p>
        ))}
    </>
  )
}

const mayBeReasoned = (row: ReportRow) => row.faults.every(fault => fault.mayBeReasoned)

/** Where the page begins: after the row asked for, or at the first row that a refusal names. */
function firstRow(rows: readonly ReportRow[], retry: Retry | undefined, after: string | undefined): number {
  const named = retry?.problem.fields.map(({ field }) => Number(field.replace('alasan-', ''))).find(row => row > 0)
  const at =
    named !== undefined
      ? rows.findIndex(({ row }) => row === named)
      : /^\d{1,7}$/.test(after ?? '')
        ? rows.findIndex(({ row }) => row > Number(after))
        : 0
  return at === -1 ? 0 : at
}

function countKinds(rows: readonly ReportRow[]): [string, number][] {
  const counts = new Map<string, number>()
  for (const row of rows) {
    for (const code of new Set(row.faults.map(fault => fault.code))) counts.set(code, (counts.get(code) ?? 0) + 1)
  }
  return [...counts].toSorted((a, b) => b[1] - a[1])
}
