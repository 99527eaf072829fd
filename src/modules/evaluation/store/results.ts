import { sql as query } from 'kysely'
import type { Sql, Tx } from '#platform/db/database.ts'

/** Why a change is or is not computed; the words of `Improvement` in the rules. */
export type ImprovementBasis = 'computed' | 'not-recomputable' | 'absent-now' | 'absent-before' | 'no-index-now'

/** What a result comes from: a table that was imported, or a round that was closed. */
export type Origin = { importId: string } | { roundId: string }

/** The published result of one region in one edition. Decimals are text with two places ("2.94"). */
export interface Result {
  regionCode: string
  regionName: string
  provinceCode: string
  provinceName: string
  edition: string
  group: string
  instrumentId: string
  instrumentSha256: string
  /** False: absent. Then there are no scores and no index; the printed zeros are no scores. */
  tookPart: boolean
  /** Computed by the rule of the instrument, never typed. */
  index: string | null
  /** Weighted sum before any rounding. */
  exactSum: string | null
  /** Computed change against the edition before; null where it cannot be computed. */
  improvement: string | null
  improvementBasis: ImprovementBasis
  printedName: string | null
  printedIndex: string | null
  printedImprovement: string | null
  /** The change that lists show: computed, else as printed. */
  change: string | null
  /** Why a row that the rule does not reproduce was accepted. */
  deviationReason: string | null
  /** Place in the whole edition, equal indices sharing one; null when absent. */
  rank: number | null
  /** Place among the regions of the same group. */
  groupRank: number | null
  /** Hash of what the result says; a printed sheet carries it through its token. */
  contentSha256: string
  origin: Origin
  changedAt: Date
  /** By dimension code; empty for an absent region. */
  scores: Record<string, string>
}

export const resultColumns = [
  'r.region_code',
  'r.region_name',
  'r.province_code',
  'r.edition_id',
  'r.group_code',
  'r.instrument_id',
  'r.instrument_sha256',
  'r.took_part',
  'r.index',
  'r.exact_sum',
  'r.improvement',
  'r.improvement_basis',
  'r.printed_name',
  'r.printed_index',
  'r.printed_improvement',
  'r.change',
  'r.deviation_reason',
  'r.rank',
  'r.group_rank',
  'r.content_sha256',
  'r.import_id',
  'r.round_id',
  'r.changed_at',
  'p.name as province_name',
] as const

export interface ResultRow {
  region_code: string
  region_name: string
  province_code: string
  province_name: string
  edition_id: string
  group_code: string
  instrument_id: string
  instrument_sha256: string
  took_part: boolean
  index: string | null
  exact_sum: string | null
  improvement: string | null
  improvement_basis: string
  printed_name: string | null
  printed_index: string | null
  printed_improvement: string | null
  change: string | null
  deviation_reason: string | null
  rank: number | null
  group_rank: number | null
  content_sha256: string
  import_id: string | null
  round_id: string | null
  changed_at: Date
}

export const resultFromRow = (row: ResultRow): Result => ({
  regionCode: row.region_code,
  regionName: row.region_name,
  provinceCode: row.province_code,
  provinceName: row.province_name,
  edition: row.edition_id,
  group: row.group_code,
  instrumentId: row.instrument_id,
  instrumentSha256: row.instrument_sha256,
  tookPart: row.took_part,
  index: row.index,
  exactSum: row.exact_sum,
  improvement: row.improvement,
  improvementBasis: row.improvement_basis as ImprovementBasis,
  printedName: row.printed_name,
  printedIndex: row.printed_index,
  printedImprovement: row.printed_improvement,
  change: row.change,
  deviationReason: row.deviation_reason,
  rank: row.rank,
  groupRank: row.group_rank,
  contentSha256: row.content_sha256,
  origin: row.round_id === null ? { importId: row.import_id ?? '' } : { roundId: row.round_id },
  changedAt: row.changed_at,
  scores: {},
})

/** Fills `scores` of results in one statement. */
export async function withScores(sql: Sql | Tx, results: Result[]): Promise<Result[]> {
  if (results.length === 0) return results
  const byKey = new Map(results.map(result => [`${result.edition} ${result.regionCode}`, result]))
  const rows = await sql
    .selectFrom('evaluation.result_dimension')
    .select(['region_code', 'edition_id', 'dimension_code', 'score'])
    .where('region_code', '=', anyOf([...new Set(results.map(result => result.regionCode))]))
    .where('edition_id', '=', anyOf([...new Set(results.map(result => result.edition))]))
    .execute()
  for (const row of rows) {
    const result = byKey.get(`${row.edition_id} ${row.region_code}`)
    if (result) result.scores[row.dimension_code] = row.score
  }
  return results
}

/** `= any ($1)`: one parameter however many codes. */
const anyOf = (codes: readonly string[]) => query<string>`any (${codes}::text[])`

/** Scores by dimension code as one JSON value; each score keeps its own text. */
const scoresOfRow = query<Record<string, string> | null>`(
  select jsonb_object_agg(d.dimension_code, d.score::text) from evaluation.result_dimension d
  where d.region_code = r.region_code and d.edition_id = r.edition_id)`.as('scores')

const selectResults = (sql: Sql | Tx) =>
  sql
    .selectFrom('evaluation.result as r')
    .innerJoin('region.region as p', 'p.region_code', 'r.province_code')
    .select([...resultColumns, scoresOfRow])

const withOwnScores = (row: ResultRow & { scores: Record<string, string> | null }): Result => ({
  ...resultFromRow(row),
  scores: row.scores ?? {},
})

/** The result of a region in an edition, with its scores. */
export async function findResult(sql: Sql | Tx, edition: string, regionCode: string): Promise<Result | undefined> {
  const row = await selectResults(sql)
    .where('r.region_code', '=', regionCode)
    .where('r.edition_id', '=', edition)
    .executeTakeFirst()
  return row && withOwnScores(row)
}

/** All results of a region, newest edition first, with scores, in one statement. */
export async function listResultsOfRegion(sql: Sql | Tx, regionCode: string): Promise<Result[]> {
  const rows = await selectResults(sql)
    .innerJoin('evaluation.edition as e', 'e.id', 'r.edition_id')
    .where('r.region_code', '=', regionCode)
    .orderBy('e.year', 'desc')
    .orderBy('e.id', 'desc')
    .execute()
  return rows.map(withOwnScores)
}

/** Results of some regions in an edition, with scores, by region code, in one statement. */
export async function findResults(
  sql: Sql | Tx,
  edition: string,
  regionCodes: readonly string[],
): Promise<Map<string, Result>> {
  if (regionCodes.length === 0) return new Map()
  const rows = await selectResults(sql)
    .where('r.edition_id', '=', edition)
    .where('r.region_code', '=', anyOf(regionCodes))
    .execute()
  return new Map(rows.map(withOwnScores).map(result => [result.regionCode, result]))
}

/** Codes of the regions of a group in an edition, absent ones too. */
export async function listCodesOfGroup(sql: Sql | Tx, edition: string, group: string): Promise<string[]> {
  const rows = await sql
    .selectFrom('evaluation.result')
    .select('region_code')
    .where('edition_id', '=', edition)
    .where('group_code', '=', group)
    .orderBy('region_code')
    .execute()
  return rows.map(row => row.region_code)
}

/** Hashes of what results say now, by region code. */
export async function findContentHashes(
  sql: Sql | Tx,
  edition: string,
  regionCodes: readonly string[],
): Promise<Map<string, string>> {
  if (regionCodes.length === 0) return new Map()
  const rows = await sql
    .selectFrom('evaluation.result')
    .select(['region_code', 'content_sha256'])
    .where('edition_id', '=', edition)
    .where('region_code', '=', anyOf(regionCodes))
    .execute()
  return new Map(rows.map(row => [row.region_code, row.content_sha256]))
}

export interface Remark {
  kind: 'strength' | 'weakness' | 'recommendation'
  text: string
}

/** What stands beside a result: question scores, remarks and the token of its sheet, in one statement. */
export async function findResultDetails(
  sql: Sql | Tx,
  edition: string,
  regionCode: string,
): Promise<{ questions: Record<string, string>; remarks: Remark[]; token: string | undefined }> {
  const { rows } = await query<{
    questions: Record<string, string> | null
    remarks: Remark[] | null
    token: string | null
  }>`
    select
      (select jsonb_object_agg(question_id, score::text) from evaluation.question_score
        where region_code = ${regionCode} and edition_id = ${edition}) as questions,
      (select jsonb_agg(jsonb_build_object('kind', kind, 'text', text) order by kind, position) from evaluation.remark
        where region_code = ${regionCode} and edition_id = ${edition}) as remarks,
      (select token from evaluation.verification_token
        where region_code = ${regionCode} and edition_id = ${edition} and superseded_at is null
        order by issued_at desc limit 1) as token`.execute(sql)
  const row = rows[0]
  return { questions: row?.questions ?? {}, remarks: row?.remarks ?? [], token: row?.token ?? undefined }
}

/** Scores by question id; empty where the ministry published none for the region. */
export async function findQuestionScores(
  sql: Sql | Tx,
  edition: string,
  regionCode: string,
): Promise<Record<string, string>> {
  const rows = await sql
    .selectFrom('evaluation.question_score')
    .select(['question_id', 'score'])
    .where('region_code', '=', regionCode)
    .where('edition_id', '=', edition)
    .execute()
  return Object.fromEntries(rows.map(row => [row.question_id, row.score]))
}

/** What the assessors wrote, in the order of the report. */
export async function listRemarks(sql: Sql | Tx, edition: string, regionCode: string): Promise<Remark[]> {
  const rows = await sql
    .selectFrom('evaluation.remark')
    .select(['kind', 'text'])
    .where('region_code', '=', regionCode)
    .where('edition_id', '=', edition)
    .orderBy('kind')
    .orderBy('position')
    .execute()
  return rows.map(row => ({ kind: row.kind as Remark['kind'], text: row.text }))
}
