import type { Level, RegionKind, Timezone } from '../model.ts'
import { checkEdition, type EditionRow } from './check-edition.ts'
import { kindOf, levelOf } from './region-code.ts'
import { properName, searchWords, shortName, sortName } from './region-name.ts'

/** People and area of a region; area in exact square kilometres as written. */
export interface Measure {
  people: number | undefined
  areaKm2: string | undefined
}

export interface PreparedRegion extends Measure {
  code: string
  parentCode: string | undefined
  level: Level
  kind: RegionKind
  name: string
  shortName: string
  sortName: string
  searchWords: readonly string[]
  timezone: Timezone
}

export interface EditionFacts {
  measures: ReadonlyMap<string, Measure>
  /** Time zone by province code. */
  timezones: ReadonlyMap<string, Timezone>
  /** Former names by code, to be found by them. */
  formerNames: ReadonlyMap<string, string>
}

/** Makes regions of an edition's lines. Throws a Problem when the edition is not whole or a province has no time zone. */
export function prepareEdition(rows: readonly EditionRow[], facts: EditionFacts): PreparedRegion[] {
  checkEdition(rows)
  return rows.map(row => {
    const kind = kindOf(row.code)
    const name = properName(row.name)
    const timezone = facts.timezones.get(row.code.slice(0, 2))
    if (timezone === undefined) throw new RangeError(`no time zone is known for province ${row.code.slice(0, 2)}`)
    const former = facts.formerNames.get(row.code)
    const measure = facts.measures.get(row.code)
    return {
      code: row.code,
      parentCode: row.parentCode,
      level: levelOf(row.code),
      kind,
      name,
      shortName: shortName(name),
      sortName: sortName(name, kind),
      searchWords: searchWords(name, kind, former === undefined ? [] : [former]),
      timezone,
      people: measure?.people,
      areaKm2: measure?.areaKm2,
    }
  })
}
