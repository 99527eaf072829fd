import type { Lang } from '#kit/format.ts'
import { MOST_RUPIAH } from '../../model.ts'
import { MOST_ROWS } from '../../model-exchange.ts'
import type { RegionFacts } from '../../actions/exchange/region-facts.ts'
import { exchangePhrases } from '../../phrases/exchange.ts'
import { type ColumnKey, COLUMNS, type ListName, SHEETS, type SheetName } from '../../rules/exchange/columns.ts'
import { STATUS_WORDS, TERM_WORDS } from '../../rules/exchange/lookups.ts'
import { lettersOf } from '../../rules/exchange/places.ts'
import type { OutColumn, OutRow, OutRule, OutSheet } from './write-workbook.ts'

/** Rows below the header that offer lists and check what is typed. */
const ruledRows = 5000

/** The lists of the sheet Pilihan in the order of its columns. */
const listNames = ['subDimension', 'sector', 'stream', 'office', 'status', 'reason', 'source', 'term', 'yesNo'] as const

/** What a workbook of programmes says about itself; asked for when all rows were written. */
export type Manifest = () => readonly (readonly [string, string])[]

/**
 * The sheets of a workbook of programmes: the three tables with lists to choose from, then the lists, the places of the
 * region and how it is filled in. Without rows it is the template; an export is the same with rows and what it holds, so
 * that it can be changed and imported again.
 */
export function programmeSheets(
  facts: RegionFacts,
  lang: Lang,
  rows: Partial<Record<SheetName, Iterable<OutRow> | AsyncIterable<OutRow>>> = {},
  manifest?: Manifest,
): OutSheet[] {
  const t = exchangePhrases(lang).workbook
  const lists = listsOf(facts, lang)
  const tables = (['programmes', 'budget', 'milestones'] as const).map((sheet): OutSheet => {
    const { name, keys } = SHEETS[sheet]
    return {
      name: name[lang],
      frozen: 1,
      columns: keys.map((key): OutColumn => {
        const { width, kind } = COLUMNS[key]
        return { width, kind: kind === 'year' ? 'integer' : kind }
      }),
      rows: withHead({ cells: keys.map(key => ({ text: COLUMNS[key].head[lang], kind: 'head' })) }, rows[sheet] ?? []),
      rules: keys.flatMap((key, at) => ruleOf(key, at, lang, lists, t.sheetLists)),
    }
  })
  return [
    ...tables,
    listSheet(t.sheetLists, lists, lang),
    placeSheet(t.sheetPlaces, facts, lang),
    helpSheet(facts, lang),
    ...(manifest ? [manifestSheet(t.sheetAbout, manifest)] : []),
  ]
}

async function* withHead(head: OutRow, rows: Iterable<OutRow> | AsyncIterable<OutRow>): AsyncGenerator<OutRow> {
  yield head
  yield* rows
}

type Lists = ReadonlyMap<ListName, readonly string[]>

function listsOf({ catalogue, offices }: RegionFacts, lang: Lang): Lists {
  const names = (list: readonly { name: { id: string; en: string } }[]) => list.map(one => one.name[lang])
  return new Map<ListName, readonly string[]>([
    ['subDimension', catalogue.subDimensions.map(one => `${one.code} ${one.name[lang]}`)],
    ['sector', names(catalogue.sectors)],
    ['stream', names(catalogue.streams)],
    ['office', offices.filter(one => !one.archived).map(one => one.name)],
    ['status', Object.values(STATUS_WORDS).map(one => one[lang])],
    ['reason', names(catalogue.reasons)],
    ['source', names(catalogue.sources)],
    ['term', Object.values(TERM_WORDS).map(one => one[lang])],
    ['yesNo', lang === 'id' ? ['ya', 'tidak'] : ['yes', 'no']],
  ])
}

function ruleOf(key: ColumnKey, at: number, lang: Lang, lists: Lists, sheet: string): OutRule[] {
  const column = COLUMNS[key]
  const letters = lettersOf(at)
  const words = {
    range: `${letters}2:${letters}${ruledRows + 1}`,
    title: column.head[lang],
    message: column.hint[lang],
  }
  if (column.list !== undefined) {
    const place = listNames.indexOf(column.list)
    const count = Math.max(1, lists.get(column.list)?.length ?? 0)
    const of = lettersOf(place)
    return [{ ...words, rule: { type: 'list', formula: `'${sheet}'!$${of}$2:$${of}$${count + 1}` } }]
  }
  if (column.kind === 'year') return [{ ...words, rule: { type: 'whole', least: '2000', most: '2100' } }]
  if (column.kind === 'money') return [{ ...words, rule: { type: 'whole', least: '0', most: MOST_RUPIAH.toString() } }]
  // 1 January 2000 and 31 December 2100.
  if (column.kind === 'date') return [{ ...words, rule: { type: 'date', least: '36526', most: '73415' } }]
  return []
}

function listSheet(name: string, lists: Lists, lang: Lang): OutSheet {
  const heads: Record<ListName, string> = {
    ...Object.fromEntries(
      (['subDimension', 'sector', 'stream', 'status', 'reason', 'source', 'term'] as const).map(key => [
        key,
        COLUMNS[key].head[lang],
      ]),
    ),
    office: COLUMNS.leadId.head[lang],
    yesNo: COLUMNS.quickWin.head[lang],
  } as Record<ListName, string>
  const longest = Math.max(...[...lists.values()].map(list => list.length))
  return {
    name,
    frozen: 1,
    columns: listNames.map(list => ({ width: list === 'office' ? 44 : 28 })),
    rows: [
      { cells: listNames.map(list => ({ text: heads[list], kind: 'head' as const })) },
      ...Array.from({ length: longest }, (_, row) => ({ cells: listNames.map(list => lists.get(list)?.[row]) })),
    ],
  }
}

function placeSheet(name: string, { places }: RegionFacts, lang: Lang): OutSheet {
  const t = exchangePhrases(lang).workbook
  const names = new Map(places.map(one => [one.code, one.name]))
  return {
    name,
    frozen: 1,
    columns: [{ width: 16 }, { width: 30 }, { width: 30 }],
    rows: [
      { cells: [t.placeCode, t.placeName, t.placeIn].map(text => ({ text, kind: 'head' as const })) },
      ...places.map(one => ({ cells: [one.code, one.name, one.level === 4 ? names.get(one.code.slice(0, 8)) : '–'] })),
    ],
  }
}

function helpSheet({ region }: RegionFacts, lang: Lang): OutSheet {
  const t = exchangePhrases(lang).workbook
  const explained = [...new Set(Object.values(SHEETS).flatMap(sheet => [...sheet.keys] as ColumnKey[]))]
  const needed = new Set<ColumnKey>(Object.values(SHEETS).flatMap(sheet => [...sheet.required] as ColumnKey[]))
  return {
    name: t.sheetHelp,
    columns: [{ width: 34 }, { width: 12 }, { width: 90 }],
    rows: [
      { cells: [{ text: t.helpTitle(region.name, region.code), kind: 'bold' }] },
      ...t.help(MOST_ROWS).map((text): OutRow => ({ cells: ['', '', text] })),
      { cells: [] },
      { cells: [t.columnHead, t.columnNeeded, t.columnHint].map(text => ({ text, kind: 'head' as const })) },
      ...explained.map((key): OutRow => ({
        cells: [COLUMNS[key].head[lang], needed.has(key) ? t.needed : t.optional, COLUMNS[key].hint[lang]],
      })),
    ],
  }
}

const manifestSheet = (name: string, manifest: Manifest): OutSheet => ({
  name,
  columns: [{ width: 30 }, { width: 80 }],
  rows: (function* (): Generator<OutRow> {
    for (const [label, value] of manifest()) yield { cells: [{ text: label, kind: 'bold' }, value] }
  })(),
})
