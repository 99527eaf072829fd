import { sql } from 'kysely'
import type { Sql, Tx } from '#platform/db/database.ts'

/** A thing that the trace knows: its kind ("programme", "answer") and its id within that kind. */
export interface TraceNode {
  kind: string
  id: string
}

/** One arrow. `kind` says what it means ("counted-in"); who writes it announces its words in the manifest. */
export interface TraceLink {
  from: TraceNode
  to: TraceNode
  kind: string
  regionCode: string
  reason: string | undefined
  accountId: string | undefined
  madeAt: Date
}

export interface NewLink {
  from: TraceNode
  to: TraceNode
  kind: string
  /** The regency or city whose story this is part of. */
  regionCode: string
  reason?: string | undefined
}

/**
 * Writes arrows in the caller's transaction, in its name; one that is there already stays as it is. Call it in the action
 * that makes the connection and nowhere else.
 */
export async function link(tx: Tx, links: readonly NewLink[]): Promise<void> {
  if (links.length === 0) return
  await sql`insert into trace.link (region_code, from_kind, from_id, to_kind, to_id, kind, reason, account_id)
    select r.region_code, r.from_kind, r.from_id, r.to_kind, r.to_id, r.kind, r.reason,
      nullif(current_setting('tudang.account_id', true), '')
    from jsonb_to_recordset(${JSON.stringify(
      links.map(one => ({
        region_code: one.regionCode,
        from_kind: one.from.kind,
        from_id: one.from.id,
        to_kind: one.to.kind,
        to_id: one.to.id,
        kind: one.kind,
        reason: one.reason ?? null,
      })),
    )}::jsonb) as r(region_code text, from_kind text, from_id text, to_kind text, to_id text, kind text, reason text)
    on conflict (from_kind, from_id, to_kind, to_id, kind) do nothing`.execute(tx)
}

/** Which way to walk: towards what a thing came from, or towards what was made of it. */
export type Direction = 'back' | 'onward'

/**
 * Every arrow on the way from `start`, nearest first, at most `steps` arrows deep and `most` in number, in one statement.
 * `distance` counts from 1; a thing that is met twice is walked once.
 */
export async function walk(
  db: Sql | Tx,
  start: TraceNode,
  direction: Direction,
  { steps = 12, most = 500 }: { steps?: number; most?: number } = {},
): Promise<(TraceLink & { distance: number })[]> {
  const [near, far] = direction === 'back' ? (['to', 'from'] as const) : (['from', 'to'] as const)
  const column = (side: 'from' | 'to', part: 'kind' | 'id') => sql.ref(`l.${side}_${part}`)
  const rows = await sql<{
    from_kind: string
    from_id: string
    to_kind: string
    to_id: string
    kind: string
    region_code: string
    reason: string | null
    account_id: string | null
    made_at: Date
    distance: number
  }>`with recursive way as (
      select ${start.kind}::text as kind, ${start.id}::text as id, 0 as distance
      union
      select ${column(far, 'kind')}, ${column(far, 'id')}, way.distance + 1
      from way join trace.link l on ${column(near, 'kind')} = way.kind and ${column(near, 'id')} = way.id
      where way.distance < ${steps}
    ), nearest as (select kind, id, min(distance) as distance from way group by kind, id)
    select l.*, nearest.distance + 1 as distance
    from nearest join trace.link l on ${column(near, 'kind')} = nearest.kind and ${column(near, 'id')} = nearest.id
    where nearest.distance < ${steps}
    order by nearest.distance, l.made_at, l.id
    limit ${most}`.execute(db)
  return rows.rows.map(row => ({
    from: { kind: row.from_kind, id: row.from_id },
    to: { kind: row.to_kind, id: row.to_id },
    kind: row.kind,
    regionCode: row.region_code,
    reason: row.reason ?? undefined,
    accountId: row.account_id ?? undefined,
    madeAt: row.made_at,
    distance: row.distance,
  }))
}
