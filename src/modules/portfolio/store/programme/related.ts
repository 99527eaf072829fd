import { sql } from 'kysely'
import type { Sql, Tx } from '#platform/db/database.ts'

/** An indicator by which a programme is measured. */
export interface LinkedIndicator {
  id: string
  code: string
  name: string
  unit: string
  direction: 'up' | 'down' | 'none'
}

/** What hangs on a programme in rooms of their own. */
export interface Related {
  indicators: LinkedIndicator[]
  /** Living risks, and those whose mitigation is not written. */
  risks: number
  risksOpen: number
}

/** Indicators and risks of a programme, in one statement. */
export async function findRelated(db: Sql | Tx, regionCode: string, programmeId: string): Promise<Related> {
  const { rows } = await sql<{ indicators: LinkedIndicator[]; risks: number; risks_open: number }>`
    select
      coalesce((select jsonb_agg(jsonb_build_object('id', i.id, 'code', i.code, 'name', i.name, 'unit', i.unit,
          'direction', i.direction) order by i.code)
        from portfolio.programme_indicator l
        join portfolio.indicator i on i.region_code = l.region_code and i.id = l.indicator_id and i.archived_at is null
        where l.region_code = ${regionCode} and l.programme_id = ${programmeId}::uuid), '[]') as indicators,
      (select count(*)::int from portfolio.risk k where k.region_code = ${regionCode}
        and k.programme_id = ${programmeId}::uuid and k.archived_at is null) as risks,
      (select count(*)::int from portfolio.risk k where k.region_code = ${regionCode}
        and k.programme_id = ${programmeId}::uuid and k.archived_at is null
        and coalesce(k.mitigation, '') = '') as risks_open`.execute(db)
  const row = rows[0]
  return { indicators: row?.indicators ?? [], risks: row?.risks ?? 0, risksOpen: row?.risks_open ?? 0 }
}

/** A frozen figure in which a programme was counted, or a programme before or after it. */
export interface TraceNeighbours {
  snapshots: { id: string; measure: string; takenAt: Date }[]
  before: { id: string; code: string; name: string }[]
  after: { id: string; code: string; name: string }[]
}

/** What the trace says next to a programme: figures that counted it, programmes it came from and goes on in. */
export async function findNeighbours(db: Sql | Tx, regionCode: string, programmeId: string): Promise<TraceNeighbours> {
  const { rows } = await sql<{
    side: 'snapshot' | 'before' | 'after'
    id: string
    code: string
    name: string
    taken_at: Date | null
  }>`
    (select 'snapshot' as side, s.id::text as id, s.measure as code, s.measure as name, s.taken_at
      from trace.link l join portfolio.snapshot s on s.region_code = ${regionCode} and s.id::text = l.to_id
      where l.from_kind = 'programme' and l.from_id = ${programmeId} and l.kind = 'counted-in' and l.to_kind = 'snapshot'
      order by s.taken_at desc limit 20)
    union all
    (select 'after', p.id::text, p.code, p.name, null from trace.link l
      join portfolio.programme p on p.region_code = ${regionCode} and p.id::text = l.to_id
      where l.from_kind = 'programme' and l.from_id = ${programmeId} and l.kind = 'continued-by')
    union all
    (select 'before', p.id::text, p.code, p.name, null from trace.link l
      join portfolio.programme p on p.region_code = ${regionCode} and p.id::text = l.from_id
      where l.to_kind = 'programme' and l.to_id = ${programmeId} and l.kind = 'continued-by')`.execute(db)
  const programmes = (side: 'before' | 'after') =>
    rows.filter(row => row.side === side).map(({ id, code, name }) => ({ id, code, name }))
  return {
    snapshots: rows.flatMap(row =>
      row.side === 'snapshot' && row.taken_at !== null
        ? [{ id: row.id, measure: row.code, takenAt: row.taken_at }]
        : [],
    ),
    before: programmes('before'),
    after: programmes('after'),
  }
}
