import kppn2022 from '../../../../db/reference/instruments/smart-city-2022-kppn-ikn.json' with { type: 'json' }
import regular2022 from '../../../../db/reference/instruments/smart-city-2022-regular.json' with { type: 'json' }
import kppn2023 from '../../../../db/reference/instruments/smart-city-2023-kppn-ikn.json' with { type: 'json' }
import regular2023 from '../../../../db/reference/instruments/smart-city-2023-regular.json' with { type: 'json' }
import results2022 from '../../../../db/reference/results/2022.json' with { type: 'json' }
import results2023 from '../../../../db/reference/results/2023.json' with { type: 'json' }
import { type Decimal, decimal } from '#kit/decimal.ts'
import { type Instrument, instrumentSchema } from '../model.ts'
import type { PublishedRow } from './improvement.ts'
import { scoringRule } from './score-index.ts'

/** The reference data as the rules want it; for tests only. */

export const INSTRUMENTS: readonly Instrument[] = [kppn2022, regular2022, kppn2023, regular2023].map(json =>
  instrumentSchema.parse(json),
)

export function instrument(id: string): Instrument {
  const found = INSTRUMENTS.find(one => one.id === id)
  if (!found) throw new Error(`No instrument ${id}`)
  return found
}

export type TableRow = PublishedRow & { region: string; name: string; group: string; printedChange: Decimal | null }

type JsonRow = {
  region: string
  region_name: string
  group?: string
  scores: Record<string, string | null>
  printed_final: string
  printed_improvement?: string | null
  took_part: boolean
}

function read(row: JsonRow, id: string): TableRow {
  return {
    region: row.region,
    name: row.region_name,
    group: row.group ?? 'kppn-ikn',
    rule: scoringRule(instrument(id)),
    scores: Object.fromEntries(Object.entries(row.scores).map(([code, score]) => [code, score && decimal(score)])),
    tookPart: row.took_part,
    printedIndex: decimal(row.printed_final),
    printedChange: row.printed_improvement ? decimal(row.printed_improvement) : null,
  } as TableRow
}

export const TABLE_2022: readonly TableRow[] = results2022.rows.map(row => read(row, 'smart-city-2022-kppn-ikn'))
export const TABLE_2023: readonly TableRow[] = results2023.rows.map(row => read(row, `smart-city-2023-${row.group}`))
