import type { Sql, Tx } from '#platform/db/database.ts'
import type { RemarkKind } from '../../model-round.ts'

/** One line of the panel: a strength, weakness or recommendation for a dimension. */
export interface PanelRemark {
  id: string
  dimension: string
  kind: RemarkKind
  text: string
  /** The account that wrote it first. */
  writtenBy: string
  /** Asesor 1, 2, … */
  place: number
  version: number
  changedAt: Date
}

const select = (sql: Sql | Tx) =>
  sql
    .selectFrom('evaluation.panel_remark as r')
    .innerJoin('evaluation.panel_member as p', join =>
      join
        .onRef('p.region_code', '=', 'r.region_code')
        .onRef('p.round_id', '=', 'r.round_id')
        .onRef('p.account_id', '=', 'r.written_by'),
    )
    .select([
      'r.id',
      'r.dimension_code',
      'r.kind',
      'r.text',
      'r.written_by',
      'p.place',
      'r.version',
      'r.changed_at',
      'r.withdrawn_at',
    ])

type Row = Awaited<ReturnType<ReturnType<typeof select>['executeTakeFirstOrThrow']>>

const toRemark = (row: Row): PanelRemark => ({
  id: row.id,
  dimension: row.dimension_code,
  kind: row.kind as RemarkKind,
  text: row.text,
  writtenBy: row.written_by,
  place: row.place,
  version: row.version,
  changedAt: row.changed_at,
})

/**
 * The living remarks of a panel in the order in which they were written, in one statement; with `writtenBy` only that
 * account's. Ask `Sight.remarks` which to show.
 */
export async function listRemarks(
  sql: Sql | Tx,
  roundId: string,
  regionCode: string,
  writtenBy?: string,
): Promise<PanelRemark[]> {
  let wanted = select(sql)
    .where('r.region_code', '=', regionCode)
    .where('r.round_id', '=', roundId)
    .where('r.withdrawn_at', 'is', null)
    .orderBy('r.created_at')
    .orderBy('r.id')
  if (writtenBy !== undefined) wanted = wanted.where('r.written_by', '=', writtenBy)
  return (await wanted.execute()).map(toRemark)
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** One remark, kept until the transaction ends; undefined when it was withdrawn. */
export async function findRemark(
  tx: Tx,
  roundId: string,
  regionCode: string,
  id: string,
): Promise<PanelRemark | undefined> {
  if (!uuid.test(id)) return undefined
  const row = await select(tx)
    .where('r.region_code', '=', regionCode)
    .where('r.round_id', '=', roundId)
    .where('r.id', '=', id)
    .forUpdate('r')
    .executeTakeFirst()
  return row && row.withdrawn_at === null ? toRemark(row) : undefined
}

export interface NewRemark {
  roundId: string
  regionCode: string
  dimension: string
  kind: RemarkKind
  text: string
  writtenBy: string
}

export async function insertRemark(tx: Tx, given: NewRemark, now: Date): Promise<string> {
  const row = await tx
    .insertInto('evaluation.panel_remark')
    .values({
      region_code: given.regionCode,
      round_id: given.roundId,
      dimension_code: given.dimension,
      kind: given.kind,
      text: given.text,
      written_by: given.writtenBy,
      changed_by: given.writtenBy,
      changed_at: now,
      created_at: now,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return row.id
}

/** Changes the text, or takes the remark away with `withdrawn`. The caller holds its lock. */
export async function updateRemark(
  tx: Tx,
  regionCode: string,
  id: string,
  change: { text?: string; withdrawn?: boolean; changedBy: string },
  now: Date,
): Promise<void> {
  await tx
    .updateTable('evaluation.panel_remark')
    .set(eb => ({
      version: eb('version', '+', 1),
      changed_by: change.changedBy,
      changed_at: now,
      ...(change.text === undefined ? {} : { text: change.text }),
      ...(change.withdrawn ? { withdrawn_at: now } : {}),
    }))
    .where('region_code', '=', regionCode)
    .where('id', '=', id)
    .execute()
}
