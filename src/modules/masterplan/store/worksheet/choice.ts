import { sql } from 'kysely'
import type { Sql, Tx } from '#platform/db/database.ts'
import type { Voter } from '../../model-card.ts'

export interface Criterion {
  code: string
  position: number
  name: string
  note: string | undefined
}

/** A voter as everybody in the series sees them: name, office, weights and scores. */
export interface NamedVoter extends Voter {
  name: string
  office: string | undefined
}

/** By what quick wins are chosen in a series, in order, in one statement. */
export async function listCriteria(db: Sql | Tx, regionCode: string, seriesId: string): Promise<Criterion[]> {
  const rows = await db
    .selectFrom('masterplan.criterion')
    .select(['code', 'position', 'name', 'note'])
    .where('region_code', '=', regionCode)
    .where('series_id', '=', seriesId)
    .where('archived_at', 'is', null)
    .orderBy('position')
    .orderBy('code')
    .execute()
  return rows.map(row => ({ ...row, note: row.note ?? undefined }))
}

/** Everybody who gave weights or scores in a series, by name, in two statements. */
export async function listVoters(db: Sql | Tx, regionCode: string, seriesId: string): Promise<NamedVoter[]> {
  const { rows } = await sql<{
    account_id: string
    name: string
    office: string | null
    weights: Record<string, number>
  }>`select v.account_id, a.name, o.name as office, coalesce(w.weights, '{}') as weights from (
      select account_id from masterplan.weight where region_code = ${regionCode} and series_id = ${seriesId}::uuid
      union select account_id from masterplan.score where region_code = ${regionCode} and series_id = ${seriesId}::uuid
    ) v join people.account a on a.id = v.account_id
    left join lateral (
      select jsonb_object_agg(criterion, points) as weights, max(organisation_id::text)::uuid as organisation_id
      from masterplan.weight where region_code = ${regionCode} and series_id = ${seriesId}::uuid
        and account_id = v.account_id
    ) w on true
    left join people.organisation o on o.id = w.organisation_id
    order by a.name, v.account_id`.execute(db)
  const scores = await db
    .selectFrom('masterplan.score as s')
    .select(['s.account_id', 's.card_id', 's.criterion', 's.points'])
    .where('s.region_code', '=', regionCode)
    .where('s.series_id', '=', seriesId)
    .execute()
  const byVoter = new Map<string, Map<string, Map<string, number>>>()
  for (const one of scores) {
    const own = byVoter.get(one.account_id) ?? new Map<string, Map<string, number>>()
    byVoter.set(one.account_id, own)
    const card = own.get(one.card_id) ?? new Map<string, number>()
    own.set(one.card_id, card)
    card.set(one.criterion, one.points)
  }
  return rows.map(row => ({
    id: row.account_id,
    name: row.name,
    office: row.office ?? undefined,
    weights: new Map(Object.entries(row.weights)),
    scores: byVoter.get(row.account_id) ?? new Map<string, Map<string, number>>(),
  }))
}

interface VoterKey {
  regionCode: string
  seriesId: string
  accountId: string
}

/** Replaces what one voter holds the criteria to be worth. */
export async function replaceWeights(
  tx: Tx,
  { regionCode, seriesId, accountId }: VoterKey,
  organisationId: string | undefined,
  weights: ReadonlyMap<string, number>,
  now: Date,
): Promise<void> {
  await tx
    .deleteFrom('masterplan.weight')
    .where('region_code', '=', regionCode)
    .where('series_id', '=', seriesId)
    .where('account_id', '=', accountId)
    .execute()
  await tx
    .insertInto('masterplan.weight')
    .values(
      [...weights].map(([criterion, points]) => ({
        region_code: regionCode,
        series_id: seriesId,
        account_id: accountId,
        organisation_id: organisationId ?? null,
        criterion,
        points,
        given_at: now,
      })),
    )
    .execute()
}

/** Replaces the scores that one voter gave one candidate; none when the map is empty. */
export async function replaceScores(
  tx: Tx,
  { regionCode, seriesId, accountId }: VoterKey,
  cardId: string,
  scores: ReadonlyMap<string, number>,
  now: Date,
): Promise<void> {
  await tx
    .deleteFrom('masterplan.score')
    .where('region_code', '=', regionCode)
    .where('card_id', '=', cardId)
    .where('account_id', '=', accountId)
    .execute()
  if (scores.size === 0) return
  await tx
    .insertInto('masterplan.score')
    .values(
      [...scores].map(([criterion, points]) => ({
        region_code: regionCode,
        series_id: seriesId,
        card_id: cardId,
        account_id: accountId,
        criterion,
        points,
        given_at: now,
      })),
    )
    .execute()
}

/** Stores the criteria of a series as they are wanted; those that are not named are archived with what was given for them. */
export async function replaceCriteria(
  tx: Tx,
  regionCode: string,
  seriesId: string,
  criteria: readonly Criterion[],
  now: Date,
): Promise<void> {
  await sql`insert into masterplan.criterion (region_code, series_id, code, position, name, note)
    select ${regionCode}, ${seriesId}::uuid, r.code, r.position, r.name, r.note
    from jsonb_to_recordset(${JSON.stringify(
      criteria.map(one => ({ ...one, note: one.note ?? null })),
    )}::jsonb) as r(code text, position smallint, name text, note text)
    on conflict (region_code, series_id, code) do update
      set position = excluded.position, name = excluded.name, note = excluded.note, archived_at = null`.execute(tx)
  await tx
    .updateTable('masterplan.criterion')
    .set({ archived_at: now })
    .where('region_code', '=', regionCode)
    .where('series_id', '=', seriesId)
    .where('archived_at', 'is', null)
    .where(
      'code',
      'not in',
      criteria.map(one => one.code),
    )
    .execute()
}

/** Opens or closes points, weights and scores in a series, a version further. */
export async function setVotingState(
  tx: Tx,
  regionCode: string,
  seriesId: string,
  voting: 'open' | 'closed',
  by: { accountId: string | undefined; now: Date },
): Promise<void> {
  await sql`update masterplan.series set voting = ${voting}, version = version + 1,
      changed_by = ${by.accountId ?? null}::uuid, changed_at = ${by.now}
    where region_code = ${regionCode} and id = ${seriesId}::uuid`.execute(tx)
}
