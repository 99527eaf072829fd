import type { Child } from 'hono/jsx'
import type { Lang } from '#kit/format.ts'
import { Empty, type EmptyProps } from './empty.tsx'
import { Icon } from './icon.tsx'
import { say } from './phrases/say.ts'

export type Column<Row> = {
  key: string
  label: Child
  /** Numbers stand right. */
  align?: 'right' | undefined
  /** Hidden on a phone; the row's own page has it. */
  onlyWide?: boolean | undefined
  /** The cell names its row (`th scope="row"`). Exactly one column should. */
  rowHeader?: boolean | undefined
  /** The label is read aloud but not shown. */
  labelHidden?: boolean | undefined
  /** Address of the list sorted by this column. */
  sortHref?: string | undefined
  sorted?: 'ascending' | 'descending' | undefined
  /** Further classes of every cell, e.g. `text-muted` or `w-2/5`. */
  class?: string | undefined
  cell: (row: Row, index: number) => Child
}

export type TableProps<Row> = {
  lang: Lang
  /** Names the table for everyone who cannot see its heading. */
  caption: string
  captionShown?: boolean | undefined
  columns: readonly Column<Row>[]
  rows: readonly Row[]
  /** Cells of the sum row by column key; left-out keys stay blank. */
  foot?: Readonly<Record<string, Child>> | undefined
  /** E.g. "1–25 dari 130 daerah". */
  count?: string | undefined
  csvHref?: string | undefined
  xlsxHref?: string | undefined
  /** Shown instead of the table when there are no rows. */
  empty?: EmptyProps | undefined
  rowId?: ((row: Row) => string) | undefined
  rowClass?: ((row: Row) => string | undefined) | undefined
}

/** A list or a sheet of figures: rules only, numbers right, sort by link, files to take along on top. */
export function Table<Row>(props: TableProps<Row>) {
  const { lang, caption, columns, rows, foot, empty } = props
  const t = say(lang)
  if (rows.length === 0 && empty) return <Empty {...empty} />
  return (
    <>
      {(props.count || props.csvHref || props.xlsxHref) && (
        <div class="tbl-top">
          <span>{props.count}</span>
          <span class="no-print">
            {props.csvHref && (
              <a class="a" href={props.csvHref}>
                {t.csv}
                <span class="sr-only">, {caption}</span>
              </a>
            )}
            {props.xlsxHref && (
              <a class="a" href={props.xlsxHref}>
                XLSX
                <span class="sr-only">, {caption}</span>
              </a>
            )}
          </span>
        </div>
      )}
      <table class="tbl">
        <caption class={props.captionShown ? undefined : 'sr-only'}>{caption}</caption>
        <thead>
          <tr>
            {columns.map(column => (
              <th scope="col" class={cellClass(column)} {...(column.sorted ? { 'aria-sort': column.sorted } : {})}>
                <Head column={column} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <tr {...(props.rowId ? { id: props.rowId(row) } : {})} class={props.rowClass?.(row)}>
              {columns.map(column =>
                column.rowHeader ? (
                  <th scope="row" class={cellClass(column)}>
                    {column.cell(row, index)}
                  </th>
                ) : (
                  <td class={cellClass(column)}>{column.cell(row, index)}</td>
                ),
              )}
            </tr>
          ))}
        </tbody>
        {foot && (
          <tfoot>
            <tr>
              {columns.map(column =>
                column.rowHeader ? (
                  <th scope="row" class={cellClass(column)}>
                    {foot[column.key]}
                  </th>
                ) : (
                  <td class={cellClass(column)}>{foot[column.key]}</td>
                ),
              )}
            </tr>
          </tfoot>
        )}
      </table>
    </>
  )
}

function Head<Row>({ column }: { column: Column<Row> }) {
  if (column.labelHidden) return <span class="sr-only">{column.label}</span>
  if (!column.sortHref) return <>{column.label}</>
  return (
    <a href={column.sortHref}>
      {column.label}
      {column.sorted && <Icon name={column.sorted === 'descending' ? 'arrow-down' : 'arrow-up'} />}
    </a>
  )
}

function cellClass<Row>(column: Column<Row>): string | undefined {
  const names = [column.align === 'right' && 'r', column.onlyWide && 'only-wide', column.class].filter(Boolean)
  return names.length > 0 ? names.join(' ') : undefined
}
