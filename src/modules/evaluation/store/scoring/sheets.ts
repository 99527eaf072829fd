import { sql as query } from 'kysely'
import type { Sql, Tx } from '#platform/db/database.ts'
import type { RoundRegion } from '../../model-round.ts'
import { selectRoundRegions, toRoundRegion } from '../round/rounds.ts'

interface SheetKey {
  roundId: string
  regionCode: string
  accountId: string
}

/** Marks a sheet as handed in, or as open again with `undefined`. The caller holds the lock on the panel member. */
export async function setSheetSubmitted(
  tx: Tx,
  { roundId, regionCode, accountId }: SheetKey,
  submittedAt: Date | undefined,
): Promise<void> {
  await tx
    .updateTable('evaluation.panel_member')
    .set({ submitted_at: submittedAt ?? null })
    .where('region_code', '=', regionCode)
    .where('round_id', '=', roundId)
    .where('account_id', '=', accountId)
    .execute()
}

/**
 * Whether every region that handed in has a panel, and everybody on these panels has handed in. Only one transaction a round
 * asks at a time, so that of two last sheets one sees the other.
 */
export async function areSheetsComplete(tx: Tx, roundId: string): Promise<boolean> {
  await query`select pg_advisory_xact_lock(hashtext('evaluation.sheets'), hashtext(${roundId}))`.execute(tx)
  const { rows } = await query<{ complete: boolean }>`
    select not exists (
      select 1 from evaluation.round_region r
      where r.round_id = ${roundId} and r.state = 'submitted' and (
        not exists (select 1 from evaluation.panel_member p
          where p.region_code = r.region_code and p.round_id = r.round_id and p.ended_at is null)
        or exists (select 1 from evaluation.panel_member p
          where p.region_code = r.region_code and p.round_id = r.round_id and p.ended_at is null
            and p.submitted_at is null))) as complete`.execute(tx)
  return rows[0]?.complete ?? false
}

/** A region that an assessor scores, with how far the sheet is. */
export interface SheetInList {
  roundId: string
  regionCode: string
  scored: number
  flagged: number
  submittedAt: Date | undefined
  lastQuestion: string | undefined
}

/**
 * The sheets of an assessor in open rounds, by round and region; `limit` of them after the sheet `after`
 * ("round~code"). In one statement. Regions that have not handed in are in it: their sheets open later.
 */
export async function listSheetsOf(
  sql: Sql | Tx,
  accountId: string,
  { after, limit }: { after?: string | undefined; limit: number },
): Promise<{ items: SheetInList[]; next: string | undefined }> {
  const [, afterRound, afterCode] = /^([a-z0-9-]{3,60})~([0-9.]{2,13})$/.exec(after ?? '') ?? []
  const { rows } = await query<{
    round_id: string
    region_code: string
    submitted_at: Date | null
    last_question: string | null
    scored: number
    flagged: number
  }>`
    select p.round_id, p.region_code, p.submitted_at, p.last_question, coalesce(s.scored, 0) as scored,
      coalesce(s.flagged, 0) as flagged
    from evaluation.panel_member p
    join evaluation.round r on r.id = p.round_id and r.state = 'open'
    left join lateral (
      select count(x.score)::int as scored, (count(*) filter (where x.flagged))::int as flagged
      from evaluation.score x
      where x.region_code = p.region_code and x.round_id = p.round_id and x.account_id = p.account_id) s on true
    where p.account_id = ${accountId} and p.ended_at is null
      and (${afterRound ?? null}::text is null or
        (p.round_id, p.region_code) > (${afterRound ?? null}::text, ${afterCode ?? null}::text))
    order by p.round_id, p.region_code
    limit ${limit + 1}`.execute(sql)
  const items = rows.slice(0, limit).map(row => ({
    roundId: row.round_id,
    regionCode: row.region_code,
    scored: row.scored,
    flagged: row.flagged,
    submittedAt: row.submitted_at ?? undefined,
    lastQuestion: row.last_question ?? undefined,
  }))
  const last = items.at(-1)
  return { items, next: rows.length > limit && last ? `${last.roundId}~${last.regionCode}` : undefined }
}

/** The regions of some sheets, by "round~code", in one statement. */
export async function regionsOfSheets(
  sql: Sql | Tx,
  sheets: readonly { roundId: string; regionCode: string }[],
): Promise<Map<string, RoundRegion>> {
  if (sheets.length === 0) return new Map()
  const rows = await selectRoundRegions(sql)
    .select('r.round_id')
    .where(
      query<boolean>`(r.round_id, r.region_code) in (
        select * from unnest(${sheets.map(({ roundId }) => roundId)}::text[],
          ${sheets.map(({ regionCode }) => regionCode)}::text[]))`,
    )
    .execute()
  return new Map(rows.map(row => [`${row.round_id}~${row.region_code}`, toRoundRegion(row)]))
}
