import { formatDecimal } from '#kit/format.ts'
import { shortName } from '#modules/region/index.ts'
import type { Language } from '#platform/i18n/language.ts'
import { Absent } from '#ui/absent.tsx'
import { Delta } from '#ui/delta.tsx'
import { Meter } from '#ui/meter.tsx'
import { type Column, Table } from '#ui/table.tsx'
import { phrases } from '../phrases/index.ts'
import type { Result } from '../store/results.ts'
import { ariaSort, type NationalQuery, nationalHref, sortHref } from './national-query.ts'
import { dimensionWord, groupWord, orderedDimensions } from './words.ts'

interface Props {
  lang: Language
  path: string
  query: NationalQuery
  rows: readonly Result[]
  /** Name of the edition, and of the year a change is counted from. */
  edition: string
  before: string
  /** Added to links to a region: the year when it is not the latest. */
  year: string
  /** "1–25 dari 141 daerah". */
  count: string
  download: string
}

/** The ranking: on a phone name, index and change; wide also group and dimensions. Absent regions come last, as words. */
export function NationalTable(props: Props) {
  const { lang, path, query, rows, before } = props
  const t = phrases(lang).national
  const dimensions = orderedDimensions(rows.flatMap(row => Object.keys(row.scores)))
  const columns: Column<Result>[] = [
    {
      key: 'rank',
      label: t.rank,
      align: 'right',
      class: 'w-10 text-muted',
      cell: row => (query.group === undefined ? row.rank : row.groupRank) ?? <Absent lang={lang} />,
    },
    {
      key: 'name',
      label: phrases(lang).region,
      rowHeader: true,
      sortHref: sortHref(path, query, 'nama'),
      sorted: ariaSort(query, 'nama'),
      cell: row => (
        <>
          <a class="a" href={`/daerah/${row.regionCode}/evaluasi${props.year}`}>
            {shortName(row.regionName)}
          </a>
          <small class="block font-normal text-muted">{shortName(row.provinceName)}</small>
        </>
      ),
    },
    {
      key: 'group',
      label: t.group,
      onlyWide: true,
      class: 'text-muted',
      cell: row => groupWord(row.group, lang),
    },
    ...dimensions.map((code): Column<Result> => ({
      key: code,
      label: phrases(lang).dimensionHead[code] ?? dimensionWord(code, lang),
      align: 'right',
      onlyWide: true,
      cell: row => (row.scores[code] ? formatDecimal(row.scores[code], lang) : <Absent lang={lang} />),
    })),
    {
      key: 'index',
      label: phrases(lang).index,
      align: 'right',
      sortHref: sortHref(path, query, 'indeks'),
      sorted: ariaSort(query, 'indeks'),
      cell: row => <IndexCell lang={lang} row={row} />,
    },
    {
      key: 'change',
      label: t.change(before),
      align: 'right',
      class: 'w-20',
      sortHref: sortHref(path, query, 'beda'),
      sorted: ariaSort(query, 'beda'),
      cell: row => <ChangeCell lang={lang} row={row} />,
    },
  ]
  return (
    <>
      <Table
        lang={lang}
        caption={t.caption(props.edition)}
        columns={columns}
        rows={rows}
        count={props.count}
        csvHref={nationalHref(`${props.download}.csv`, query)}
        xlsxHref={nationalHref(`${props.download}.xlsx`, query)}
        empty={{
          fact: t.nobody,
          reason: t.nobodyWhy,
          action: (
            <a class="btn btn-line" href={path}>
              {t.nobodyDo}
            </a>
          ),
        }}
      />
      {rows.some(isPrintedOnly) && <p class="note mt-3">{t.printedNote(before)}</p>}
    </>
  )
}

const isPrintedOnly = (row: Result): boolean => row.change !== null && row.improvementBasis !== 'computed'

function IndexCell({ lang, row }: { lang: Language; row: Result }) {
  if (row.index === null)
    return <span class="text-muted">{row.tookPart ? phrases(lang).noIndex : phrases(lang).absent}</span>
  return (
    <>
      <span class="font-bold text-[1.0625rem]">{formatDecimal(row.index, lang)}</span>
      <Meter value={row.index} max={4} class="narrow" />
    </>
  )
}

function ChangeCell({ lang, row }: { lang: Language; row: Result }) {
  const t = phrases(lang).national
  if (row.change === null) return <Absent lang={lang} words={t.noChange[row.improvementBasis]} />
  return (
    <>
      <Delta change={row.change} lang={lang} />
      {isPrintedOnly(row) && (
        <>
          <span aria-hidden="true">*</span>
          <span class="sr-only">, {t.printedMark}</span>
        </>
      )}
    </>
  )
}
