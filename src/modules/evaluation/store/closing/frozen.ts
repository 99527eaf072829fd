import { sql as query } from 'kysely'
import type { Sql, Tx } from '#platform/db/database.ts'
import type { FrozenInputs, FrozenRegion, FrozenRound, RegionOutcome } from '../../model-closing.ts'

/** Freezes a round and its regions for ever; `chunk` regions a statement, so that a large round stays small in memory. */
export async function insertFrozen(
  tx: Tx,
  round: FrozenRound & { frozenBy: string | undefined },
  regions: readonly FrozenRegion[],
  chunk = 60,
): Promise<void> {
  await tx
    .insertInto('evaluation.frozen_round')
    .values({
      round_id: round.roundId,
      rule_version: round.ruleVersion,
      sha256: round.sha256,
      frozen_at: round.frozenAt,
      frozen_by: round.frozenBy ?? null,
    })
    .execute()
  for (let start = 0; start < regions.length; start += chunk) {
    const rows = JSON.stringify(
      regions.slice(start, start + chunk).map(({ regionCode, inputs, outcome, sha256 }) => ({
        region_code: regionCode,
        inputs,
        outcome,
        sha256,
      })),
    )
    await query`insert into evaluation.frozen_region (region_code, round_id, inputs, outcome, sha256)
      select region_code, ${round.roundId}, inputs, outcome, sha256
      from jsonb_to_recordset(${rows}::jsonb) as given (region_code text, inputs jsonb, outcome jsonb, sha256 text)`.execute(
      tx,
    )
  }
}

export async function findFrozenRound(sql: Sql | Tx, roundId: string): Promise<FrozenRound | undefined> {
  const row = await sql
    .selectFrom('evaluation.frozen_round')
    .select(['round_id', 'rule_version', 'sha256', 'frozen_at'])
    .where('round_id', '=', roundId)
    .executeTakeFirst()
  return row && { roundId: row.round_id, ruleVersion: row.rule_version, sha256: row.sha256, frozenAt: row.frozen_at }
}

/** Hash and time of every frozen round, by its id, in one statement. */
export async function listFrozenRounds(sql: Sql | Tx): Promise<Map<string, FrozenRound>> {
  const rows = await sql
    .selectFrom('evaluation.frozen_round')
    .select(['round_id', 'rule_version', 'sha256', 'frozen_at'])
    .execute()
  return new Map(
    rows.map(row => [
      row.round_id,
      { roundId: row.round_id, ruleVersion: row.rule_version, sha256: row.sha256, frozenAt: row.frozen_at },
    ]),
  )
}

const toRegion = (row: { region_code: string; inputs: unknown; outcome: unknown; sha256: string }): FrozenRegion => ({
  regionCode: row.region_code,
  inputs: row.inputs as FrozenInputs,
  outcome: row.outcome as RegionOutcome,
  sha256: row.sha256,
})

export async function findFrozenRegion(
  sql: Sql | Tx,
  roundId: string,
  regionCode: string,
): Promise<FrozenRegion | undefined> {
  const row = await sql
    .selectFrom('evaluation.frozen_region')
    .select(['region_code', 'inputs', 'outcome', 'sha256'])
    .where('round_id', '=', roundId)
    .where('region_code', '=', regionCode)
    .executeTakeFirst()
  return row && toRegion(row)
}

/** Frozen regions by code after one, at most `limit`, in one statement. */
export async function listFrozenRegions(
  sql: Sql | Tx,
  roundId: string,
  page: { after?: string | undefined; limit: number },
): Promise<FrozenRegion[]> {
  const rows = await sql
    .selectFrom('evaluation.frozen_region')
    .select(['region_code', 'inputs', 'outcome', 'sha256'])
    .where('round_id', '=', roundId)
    .where('region_code', '>', page.after ?? '')
    .orderBy('region_code')
    .limit(page.limit)
    .execute()
  return rows.map(toRegion)
}

/** What a results table shows of a frozen region. */
export interface FrozenRow {
  regionCode: string
  /** The name when the result was published. */
  regionName: string
  tookPart: boolean
  dimensions: Record<string, string | null>
  index: string | null
  /** Computed, else as printed. */
  change: string | null
}

/** All regions of a closed round as a table shows them, by code, in one statement; questions are left out. */
export async function listFrozenRows(sql: Sql | Tx, roundId: string): Promise<FrozenRow[]> {
  const { rows } = await query<{
    region_code: string
    region_name: string
    took_part: boolean
    dimensions: Record<string, string | null>
    index: string | null
    change: string | null
  }>`select f.region_code, coalesce(s.region_name, g.name) as region_name,
      (f.outcome ->> 'tookPart')::boolean as took_part, f.outcome -> 'dimensions' as dimensions,
      f.outcome ->> 'index' as index,
      coalesce(f.outcome -> 'change' ->> 'value', f.inputs -> 'printed' ->> 'change') as change
    from evaluation.frozen_region f
    join evaluation.round r on r.id = f.round_id
    join region.region g on g.region_code = f.region_code
    left join evaluation.result s on s.region_code = f.region_code and s.edition_id = r.edition_id
    where f.round_id = ${roundId}
    order by f.region_code`.execute(sql)
  return rows.map(row => ({
    regionCode: row.region_code,
    regionName: row.region_name,
    tookPart: row.took_part,
    dimensions: row.dimensions,
    index: row.index,
    change: row.change,
  }))
}

/** The closed round in which a region got its result in an edition; undefined when it came from an import alone. */
export async function findClosedRound(
  sql: Sql | Tx,
  edition: string,
  group: string,
  regionCode: string,
): Promise<string | undefined> {
  const row = await sql
    .selectFrom('evaluation.frozen_region as f')
    .innerJoin('evaluation.round as r', 'r.id', 'f.round_id')
    .select('f.round_id')
    .where('r.edition_id', '=', edition)
    .where('r.group_code', '=', group)
    .where('f.region_code', '=', regionCode)
    .executeTakeFirst()
  return row?.round_id
}

/** The token that was issued when a result said what this hash is over, else the present one of the region. */
export async function findTokenOf(
  sql: Sql | Tx,
  edition: string,
  regionCode: string,
  contentSha256: string,
): Promise<string | undefined> {
  const row = await sql
    .selectFrom('evaluation.verification_token')
    .select('token')
    .where('region_code', '=', regionCode)
    .where('edition_id', '=', edition)
    .orderBy(query`(content_sha256 = ${contentSha256})`, 'desc')
    .orderBy('issued_at', 'desc')
    .executeTakeFirst()
  return row?.token
}
