import type { Sql, Tx } from '#platform/db/database.ts'

/** An assessor of a region in a round. */
export interface PanelMember {
  regionCode: string
  roundId: string
  accountId: string
  /** Asesor 1, 2, …: how a result names who scored. */
  place: number
  submittedAt: Date | undefined
  endedAt: Date | undefined
  endReason: string | undefined
  /** Where the assessor left off. */
  lastQuestion: string | undefined
}

interface Row {
  region_code: string
  round_id: string
  account_id: string
  place: number
  submitted_at: Date | null
  ended_at: Date | null
  end_reason: string | null
  last_question: string | null
}

const columns = [
  'region_code',
  'round_id',
  'account_id',
  'place',
  'submitted_at',
  'ended_at',
  'end_reason',
  'last_question',
] as const

const toMember = (row: Row): PanelMember => ({
  regionCode: row.region_code,
  roundId: row.round_id,
  accountId: row.account_id,
  place: row.place,
  submittedAt: row.submitted_at ?? undefined,
  endedAt: row.ended_at ?? undefined,
  endReason: row.end_reason ?? undefined,
  lastQuestion: row.last_question ?? undefined,
})

/** One member, also one whose turn ended; `lock` keeps the row until the transaction ends. */
export async function findPanelMember(
  sql: Sql | Tx,
  roundId: string,
  regionCode: string,
  accountId: string,
  lock = false,
): Promise<PanelMember | undefined> {
  const base = sql
    .selectFrom('evaluation.panel_member')
    .select(columns)
    .where('region_code', '=', regionCode)
    .where('round_id', '=', roundId)
    .where('account_id', '=', accountId)
  const row = await (lock ? base.forUpdate() : base).executeTakeFirst()
  return row && toMember(row)
}

/** The panel of a region by place, those whose turn ended included, in one statement. */
export async function listPanel(sql: Sql | Tx, roundId: string, regionCode: string): Promise<PanelMember[]> {
  const rows = await sql
    .selectFrom('evaluation.panel_member')
    .select(columns)
    .where('region_code', '=', regionCode)
    .where('round_id', '=', roundId)
    .orderBy('place')
    .execute()
  return rows.map(toMember)
}

/** Every panel of a round, in one statement. */
export async function listPanelsOfRound(sql: Sql | Tx, roundId: string): Promise<PanelMember[]> {
  const rows = await sql
    .selectFrom('evaluation.panel_member')
    .select(columns)
    .where('round_id', '=', roundId)
    .orderBy('region_code')
    .orderBy('place')
    .execute()
  return rows.map(toMember)
}

/** Regions that an account scores now, in all rounds that are open, in one statement. */
export async function listPanelsOfAccount(sql: Sql | Tx, accountId: string): Promise<PanelMember[]> {
  const rows = await sql
    .selectFrom('evaluation.panel_member as p')
    .innerJoin('evaluation.round as r', 'r.id', 'p.round_id')
    .select(columns.map(column => `p.${column}` as const))
    .where('p.account_id', '=', accountId)
    .where('p.ended_at', 'is', null)
    .where('r.state', '=', 'open')
    .orderBy('r.edition_id', 'desc')
    .orderBy('p.region_code')
    .execute()
  return rows.map(toMember)
}

/** Panels of some regions of a round, in one statement. */
export async function listPanelsOfRegions(
  sql: Sql | Tx,
  roundId: string,
  codes: readonly string[],
): Promise<PanelMember[]> {
  const rows = await sql
    .selectFrom('evaluation.panel_member')
    .select(columns)
    .where('round_id', '=', roundId)
    .where('region_code', 'in', codes.length === 0 ? [''] : codes)
    .orderBy('region_code')
    .orderBy('place')
    .execute()
  return rows.map(toMember)
}
