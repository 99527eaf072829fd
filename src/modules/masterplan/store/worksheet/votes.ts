import { sql } from 'kysely'
import type { Sql, Tx } from '#platform/db/database.ts'
import type { Sheet } from '../../model.ts'

/** Points that one person gave one card, with the name everybody in the series may see. */
export interface CardVote {
  cardId: string
  accountId: string
  name: string
  office: string | undefined
  points: number
}

/** Who gave how many points to these cards, in one statement. */
export async function listVotes(db: Sql | Tx, regionCode: string, cardIds: readonly string[]): Promise<CardVote[]> {
  if (cardIds.length === 0) return []
  const rows = await db
    .selectFrom('masterplan.card_vote as v')
    .innerJoin('people.account as a', 'a.id', 'v.account_id')
    .leftJoin('people.organisation as o', 'o.id', 'v.organisation_id')
    .select(['v.card_id', 'v.account_id', 'a.name', 'o.name as office', 'v.points'])
    .where('v.region_code', '=', regionCode)
    .where('v.card_id', 'in', cardIds)
    .orderBy('v.points', 'desc')
    .orderBy('a.name')
    .orderBy('v.account_id')
    .execute()
  return rows.map(row => ({
    cardId: row.card_id,
    accountId: row.account_id,
    name: row.name,
    office: row.office ?? undefined,
    points: row.points,
  }))
}

/** The points that one person gave on a sheet, by card, in one statement. */
export async function votesOf(
  db: Sql | Tx,
  regionCode: string,
  seriesId: string,
  sheet: Sheet,
  accountId: string,
): Promise<Map<string, number>> {
  const rows = await db
    .selectFrom('masterplan.card_vote as v')
    .innerJoin('masterplan.card as c', join =>
      join.onRef('c.region_code', '=', 'v.region_code').onRef('c.id', '=', 'v.card_id'),
    )
    .select(['v.card_id', 'v.points'])
    .where('v.region_code', '=', regionCode)
    .where('c.series_id', '=', seriesId)
    .where('c.sheet', '=', sheet)
    .where('v.account_id', '=', accountId)
    .execute()
  return new Map(rows.map(row => [row.card_id, row.points]))
}

/** Gives points to a card, or takes them back when undefined; says whether something changed. */
export async function putVote(
  tx: Tx,
  vote: { regionCode: string; cardId: string; accountId: string; organisationId: string | undefined },
  points: number | undefined,
  now: Date,
): Promise<boolean> {
  const { regionCode, cardId, accountId, organisationId } = vote
  if (points === undefined) {
    const gone = await tx
      .deleteFrom('masterplan.card_vote')
      .where('region_code', '=', regionCode)
      .where('card_id', '=', cardId)
      .where('account_id', '=', accountId)
      .executeTakeFirst()
    return gone.numDeletedRows > 0n
  }
  const { rows } = await sql`insert into masterplan.card_vote
      (region_code, card_id, account_id, organisation_id, points, voted_at)
    values (${regionCode}, ${cardId}::uuid, ${accountId}::uuid, ${organisationId ?? null}::uuid, ${points}, ${now})
    on conflict (region_code, card_id, account_id) do update
      set points = excluded.points, organisation_id = excluded.organisation_id, voted_at = excluded.voted_at
      where masterplan.card_vote.points <> excluded.points
    returning 1`.execute(tx)
  return rows.length > 0
}
