import type { Sql } from '#platform/db/database.ts'
import { listRegions, type Region } from '#modules/region/index.ts'
import { type Catalogue, DIMENSIONS, type ProgrammeFilter } from '../../model.ts'
import { type Axis, type SpreadTable, spreadTable } from '../../rules/view/spread.ts'
import { countSpread, WHOLE } from '../../store/view/spread.ts'

/** One line of a spread: what it is, and the programmes of it. */
export interface SpreadEntry {
  key: string
  /** Undefined for dimensions, which have their own sign, and for the whole region. */
  name: { id: string; en: string } | undefined
  /** Stands for programmes that name no place. */
  whole: boolean
  filter: ProgrammeFilter
}

export interface Spread {
  axes: { row: Axis; column: Axis }
  rows: Map<string, SpreadEntry>
  columns: Map<string, SpreadEntry>
  table: SpreadTable
}

const named = (key: string, name: string, filter: ProgrammeFilter): SpreadEntry => ({
  key,
  name: { id: name, en: name },
  whole: false,
  filter,
})

function entriesOf(axis: Axis, catalogue: Catalogue, districts: readonly Region[]): SpreadEntry[] {
  switch (axis) {
    case 'dimension':
      return DIMENSIONS.map(key => ({ key, name: undefined, whole: false, filter: { dimension: key } }))
    case 'sub-dimension':
      return catalogue.subDimensions.map(({ code, name }) => ({
        key: code,
        name,
        whole: false,
        filter: { subDimension: code },
      }))
    case 'sector':
      return catalogue.sectors.map(({ code, name }) => ({ key: code, name, whole: false, filter: { sector: code } }))
    case 'district':
      return [
        ...districts.map(({ code, name }) => named(code, name, { place: code, placed: true })),
        { key: WHOLE, name: undefined, whole: true, filter: { placed: false } },
      ]
  }
}

/** What an older catalogue knew, or a place that is no longer there, keeps its line as long as programmes have it. */
function withStrangers(entries: SpreadEntry[], axis: Axis, keys: readonly (string | undefined)[]): SpreadEntry[] {
  const known = new Set(entries.map(({ key }) => key))
  const strange = [...new Set(keys)].filter(key => key !== undefined && !known.has(key)) as string[]
  const filter = (key: string): ProgrammeFilter =>
    axis === 'sector'
      ? { sector: key }
      : axis === 'sub-dimension'
        ? { subDimension: key }
        : { place: key, placed: true }
  return [...entries, ...strange.sort().map(key => named(key, key, filter(key)))]
}

/** Programmes by two of dimension, sub-dimension, sector and district, in two statements. */
export async function readSpread(
  db: Sql,
  regionCode: string,
  catalogue: Catalogue,
  axes: { row: Axis; column: Axis },
  filter: ProgrammeFilter,
): Promise<Spread> {
  const districts = await listRegions(db, { parentCode: regionCode, level: 3 })
  const counts = await countSpread(db, regionCode, axes, filter)
  const rows = withStrangers(
    entriesOf(axes.row, catalogue, districts),
    axes.row,
    counts.map(({ row }) => row),
  )
  const columns = withStrangers(
    entriesOf(axes.column, catalogue, districts),
    axes.column,
    counts.map(({ column }) => column),
  )
  const whole = new Set([...rows, ...columns].flatMap(entry => (entry.whole ? [entry.key] : [])))
  return {
    axes,
    rows: new Map(rows.map(entry => [entry.key, entry])),
    columns: new Map(columns.map(entry => [entry.key, entry])),
    table: spreadTable(
      rows.map(({ key }) => key),
      columns.map(({ key }) => key),
      counts,
      whole,
    ),
  }
}
