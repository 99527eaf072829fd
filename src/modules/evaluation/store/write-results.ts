import { sql as query } from 'kysely'
import type { Tx } from '#platform/db/database.ts'
import type { ImprovementBasis, Origin } from './results.ts'

/** A result to be stored; decimals as text. */
export interface NewResult {
  regionCode: string
  regionName: string
  sortName: string
  group: string
  instrumentId: string
  instrumentSha256: string
  tookPart: boolean
  index: string | null
  exactSum: string | null
  improvement: string | null
  improvementBasis: ImprovementBasis
  printedName: string
  printedIndex: string | null
  printedImprovement: string | null
  deviationReason: string | null
  contentSha256: string
  scores: Record<string, string>
  /** Where the result comes from when that is not what writes it now: a change that is only counted again. */
  origin?: Origin
  /** A fresh token for the public verification of what the result says now. */
  token: string
}

/**
 * Stores results of an edition that an import or a closed round gives, each in place of what it said before; that is kept
 * in `result_superseded`, and tokens of sheets that were printed from it are marked. Six statements, whatever the number of results.
 */
export async function writeResults(
  tx: Tx,
  edition: string,
  cause: Origin,
  results: readonly NewResult[],
  now: Date,
): Promise<void> {
  if (results.length === 0) return
  const codes = results.map(result => result.regionCode)
  await supersede(tx, edition, codes, cause, now)
  const rows = JSON.stringify(
    results.map(result => ({
      region_code: result.regionCode,
      region_name: result.regionName,
      sort_name: result.sortName,
      group_code: result.group,
      instrument_id: result.instrumentId,
      instrument_sha256: result.instrumentSha256,
      took_part: result.tookPart,
      index: result.index,
      exact_sum: result.exactSum,
      improvement: result.improvement,
      improvement_basis: result.improvementBasis,
      printed_name: result.printedName,
      printed_index: result.printedIndex,
      printed_improvement: result.printedImprovement,
      deviation_reason: result.deviationReason,
      content_sha256: result.contentSha256,
      token: result.token,
      scores: result.scores,
      ...originColumns(result.origin ?? cause),
    })),
  )
  await query`insert into evaluation.result (region_code, edition_id, region_name, sort_name, group_code, instrument_id,
      instrument_sha256, took_part, index, exact_sum, improvement, improvement_basis, printed_name, printed_index,
      printed_improvement, deviation_reason, content_sha256, import_id, round_id, changed_at)
    select region_code, ${edition}, region_name, sort_name, group_code, instrument_id, instrument_sha256, took_part,
      index, exact_sum, improvement, improvement_basis, printed_name, printed_index, printed_improvement,
      deviation_reason, content_sha256, import_id, round_id, ${now}::timestamptz
    from jsonb_to_recordset(${rows}::jsonb) as given (region_code text, region_name text, sort_name text,
      group_code text, instrument_id text, instrument_sha256 text, took_part boolean, index numeric, exact_sum numeric,
      improvement numeric, improvement_basis text, printed_name text, printed_index numeric,
      printed_improvement numeric, deviation_reason text, content_sha256 text, import_id uuid, round_id text)
    on conflict (region_code, edition_id) do update set region_name = excluded.region_name,
      sort_name = excluded.sort_name, group_code = excluded.group_code, instrument_id = excluded.instrument_id,
      instrument_sha256 = excluded.instrument_sha256, took_part = excluded.took_part, index = excluded.index,
      exact_sum = excluded.exact_sum, improvement = excluded.improvement,
      improvement_basis = excluded.improvement_basis, printed_name = excluded.printed_name,
      printed_index = excluded.printed_index, printed_improvement = excluded.printed_improvement,
      deviation_reason = excluded.deviation_reason, content_sha256 = excluded.content_sha256,
      import_id = excluded.import_id, round_id = excluded.round_id, changed_at = excluded.changed_at`.execute(tx)
  await query`delete from evaluation.result_dimension
    where edition_id = ${edition} and region_code = any (${codes}::text[])`.execute(tx)
  await query`insert into evaluation.result_dimension (region_code, edition_id, dimension_code, score)
    select given.region_code, ${edition}, score.key, score.value::numeric
    from jsonb_to_recordset(${rows}::jsonb) as given (region_code text, scores jsonb), jsonb_each_text(given.scores) as score`.execute(
    tx,
  )
  await query`insert into evaluation.verification_token (token, region_code, edition_id, content_sha256, issued_at)
    select token, region_code, ${edition}, content_sha256, ${now}::timestamptz
    from jsonb_to_recordset(${rows}::jsonb) as given (token text, region_code text, content_sha256 text)`.execute(tx)
}

const originColumns = (origin: Origin) => ({
  import_id: 'importId' in origin ? origin.importId : null,
  round_id: 'roundId' in origin ? origin.roundId : null,
})

async function supersede(tx: Tx, edition: string, codes: readonly string[], cause: Origin, now: Date): Promise<void> {
  const { import_id: byImport, round_id: byRound } = originColumns(cause)
  await query`insert into evaluation.result_superseded
      (region_code, edition_id, superseded_at, superseded_by, superseded_by_round, content, content_sha256, import_id,
        round_id)
    select r.region_code, r.edition_id, ${now}::timestamptz, ${byImport}::uuid, ${byRound}::text,
      to_jsonb(r) || jsonb_build_object('scores', coalesce((select jsonb_object_agg(d.dimension_code, d.score::text)
        from evaluation.result_dimension d where d.region_code = r.region_code and d.edition_id = r.edition_id), '{}')),
      r.content_sha256, r.import_id, r.round_id
    from evaluation.result r
    where r.edition_id = ${edition} and r.region_code = any (${codes}::text[])`.execute(tx)
  await query`update evaluation.verification_token set superseded_at = ${now}::timestamptz
    where edition_id = ${edition} and region_code = any (${codes}::text[]) and superseded_at is null`.execute(tx)
}

/** Index and group of every result of an edition: what ranks are made of. */
export async function listForRanks(
  tx: Tx,
  edition: string,
): Promise<
  { regionCode: string; group: string; index: string | null; rank: number | null; groupRank: number | null }[]
> {
  const rows = await tx
    .selectFrom('evaluation.result')
    .select(['region_code', 'group_code', 'index', 'rank', 'group_rank'])
    .where('edition_id', '=', edition)
    .execute()
  return rows.map(row => ({
    regionCode: row.region_code,
    group: row.group_code,
    index: row.index,
    rank: row.rank,
    groupRank: row.group_rank,
  }))
}

export async function writeRanks(
  tx: Tx,
  edition: string,
  ranks: readonly { regionCode: string; rank: number | null; groupRank: number | null }[],
): Promise<void> {
  if (ranks.length === 0) return
  await query`update evaluation.result r set rank = given.rank, group_rank = given.group_rank
    from unnest(${ranks.map(one => one.regionCode)}::text[], ${ranks.map(one => one.rank)}::int[],
      ${ranks.map(one => one.groupRank)}::int[]) as given (region_code, rank, group_rank)
    where r.region_code = given.region_code and r.edition_id = ${edition}`.execute(tx)
}

export async function writeQuestionScores(
  tx: Tx,
  edition: string,
  regionCode: string,
  scores: Readonly<Record<string, string>>,
  remarks: readonly { kind: 'strength' | 'weakness' | 'recommendation'; position: number; text: string }[],
): Promise<void> {
  const at = { region_code: regionCode, edition_id: edition }
  for (const table of ['evaluation.question_score', 'evaluation.remark'] as const) {
    await tx.deleteFrom(table).where('region_code', '=', regionCode).where('edition_id', '=', edition).execute()
  }
  await tx
    .insertInto('evaluation.question_score')
    .values(Object.entries(scores).map(([id, score]) => ({ ...at, question_id: id, score })))
    .execute()
  if (remarks.length > 0) {
    await tx
      .insertInto('evaluation.remark')
      .values(remarks.map(remark => ({ ...at, ...remark })))
      .execute()
  }
}
