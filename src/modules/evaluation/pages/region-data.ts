import { notFound } from '#kit/problem.ts'
import { cohortsOf, getRegion, listTallies, type Region, regionPath } from '#modules/region/index.ts'
import type { Sql } from '#platform/db/database.ts'
import { phrases } from '../phrases/index.ts'
import { type Edition, listEditions } from '../store/editions.ts'
import { findInstrument, type StoredInstrument } from '../store/instruments.ts'
import { countResults } from '../store/list-results.ts'
import { findResultDetails, listResultsOfRegion, type Remark, type Result } from '../store/results.ts'

/** A region's place in the country and in the programme; what the head of its page shows. */
export interface RegionPlace {
  region: Region
  /** From the province down to the region itself. */
  path: Region[]
  districts: number
  /** First year in the programme. */
  memberSince: number | undefined
}

export async function getRegionPlace(sql: Sql, code: string): Promise<RegionPlace> {
  const [path, tallies, cohorts] = await Promise.all([
    regionPath(sql, code),
    listTallies(sql, [code]),
    cohortsOf(sql, code),
  ])
  const tally = tallies.get(code) ?? {}
  return {
    region: path.at(-1) ?? (await getRegion(sql, code)),
    path,
    districts: (tally.kecamatan ?? 0) + (tally.distrik ?? 0),
    memberSince: cohorts.find(cohort => !cohort.inferred)?.year,
  }
}

interface ResultWithInstrument {
  result: Result
  edition: Edition
  instrument: StoredInstrument
}

/** Everything that is published about a region in one edition, and the edition before it. */
export interface RegionResult extends ResultWithInstrument {
  editions: Edition[]
  /** All editions in which the region stands, newest first. */
  all: Result[]
  before: ResultWithInstrument | undefined
  /** Regions of its group that took part. */
  groupSize: number
}

/** The result of a region in the wanted edition, else in its newest; undefined when no edition names the region. */
export async function findRegionResult(
  sql: Sql,
  code: string,
  wanted: string | undefined,
  name: string,
): Promise<RegionResult | undefined> {
  const [editions, all] = await Promise.all([listEditions(sql), listResultsOfRegion(sql, code)])
  const result = wanted === undefined ? all[0] : all.find(({ edition }) => edition === wanted)
  if (wanted !== undefined && !result) {
    const shown = wanted.slice(0, 12)
    throw notFound(phrases('id').result.noEditionHere(name, shown), phrases('en').result.noEditionHere(name, shown))
  }
  const edition = editions.find(({ id }) => id === result?.edition)
  if (!result || !edition) return undefined
  const previous = all.find(one => one.edition === edition.previousId)
  const previousEdition = editions.find(({ id }) => id === edition.previousId)
  const [instrument, previousInstrument, groupSize] = await Promise.all([
    getInstrument(sql, result.instrumentId),
    previous && getInstrument(sql, previous.instrumentId),
    countResults(sql, { edition: edition.id, group: result.group, tookPart: true }),
  ])
  return {
    result,
    edition,
    instrument,
    editions,
    all,
    groupSize,
    before:
      previous && previousEdition && previousInstrument
        ? { result: previous, edition: previousEdition, instrument: previousInstrument }
        : undefined,
  }
}

/** A published instrument. Throws `not-found` with a sentence. */
export async function getInstrument(sql: Sql, id: string): Promise<StoredInstrument> {
  const found = await findInstrument(sql, id)
  if (found) return found
  const shown = id.slice(0, 80)
  throw notFound(phrases('id').instrument.unknown(shown), phrases('en').instrument.unknown(shown))
}

/** Scores by question and remarks: of this edition, else of the one before, since both are published for few regions. */
export interface Details {
  questions: { of: ResultWithInstrument; scores: Record<string, string> } | undefined
  remarks: { of: ResultWithInstrument; remarks: Remark[] } | undefined
}

export async function findDetails(sql: Sql, found: RegionResult): Promise<Details> {
  const sources = [found, found.before].filter(one => one !== undefined)
  const loaded = await Promise.all(
    sources.map(async of => {
      const { edition, regionCode } = of.result
      const { questions, remarks } = await findResultDetails(sql, edition, regionCode)
      return { of, scores: questions, remarks }
    }),
  )
  return {
    questions: loaded.find(({ scores }) => Object.keys(scores).length > 0),
    remarks: loaded.find(({ remarks }) => remarks.length > 0),
  }
}
