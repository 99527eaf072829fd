import { type Selectable, sql } from 'kysely'
import type { Sql, Tx } from '#platform/db/database.ts'
import type { PortfolioReading } from '#platform/db/tables.ts'
import type { Reading, ReadingState } from '../../model-indicator.ts'

export interface ReadingFilter {
  indicatorIds?: readonly string[] | undefined
  periods?: readonly string[] | undefined
  /** Not later than this period; compare within one frequency only. */
  until?: string | undefined
  placeCodes?: readonly string[] | undefined
  state?: ReadingState | undefined
  verifiedOnly?: boolean | undefined
}

type Key = Pick<Reading, 'indicatorId' | 'placeCode' | 'period'>

const selectReadings = (db: Sql | Tx, regionCode: string) =>
  db.selectFrom('portfolio.reading as r').selectAll('r').where('r.region_code', '=', regionCode)

/** Readings of a region by indicator, place and period, in one statement. */
export async function listReadings(
  db: Sql | Tx,
  regionCode: string,
  filter: ReadingFilter,
  page: { after?: Key | undefined; limit?: number | undefined } = {},
): Promise<Reading[]> {
  if ([filter.indicatorIds, filter.periods, filter.placeCodes].some(list => list?.length === 0)) return []
  let query = selectReadings(db, regionCode).orderBy('r.indicator_id').orderBy('r.place_code').orderBy('r.period')
  if (filter.indicatorIds) query = query.where('r.indicator_id', 'in', filter.indicatorIds)
  if (filter.periods) query = query.where('r.period', 'in', filter.periods)
  if (filter.until !== undefined) query = query.where('r.period', '<=', filter.until)
  if (filter.placeCodes) query = query.where('r.place_code', 'in', filter.placeCodes)
  if (filter.state !== undefined) query = query.where('r.state', '=', filter.state)
  if (filter.verifiedOnly) query = query.where('r.state', '=', 'verified')
  if (page.after !== undefined) {
    const { indicatorId, placeCode, period } = page.after
    query = query.where(
      sql<boolean>`(r.indicator_id, r.place_code, r.period) > (${indicatorId}::uuid, ${placeCode}, ${period})`,
    )
  }
  if (page.limit !== undefined) query = query.limit(page.limit)
  return (await query.execute()).map(toReading)
}

/** One reading; `lock` holds its row for a change. */
export async function findReading(
  db: Sql | Tx,
  regionCode: string,
  key: Key,
  lock = false,
): Promise<Reading | undefined> {
  let query = selectReadings(db, regionCode)
    .where('r.indicator_id', '=', key.indicatorId)
    .where('r.place_code', '=', key.placeCode)
    .where('r.period', '=', key.period)
  if (lock) query = query.forUpdate()
  const row = await query.executeTakeFirst()
  return row && toReading(row)
}

/** The readings of these keys that are stored, locked in one order for a change, in one statement. */
export async function lockReadings(tx: Tx, regionCode: string, keys: readonly Key[]): Promise<Map<string, Reading>> {
  const rows = await selectReadings(tx, regionCode)
    .where(
      sql<boolean>`(r.indicator_id, r.place_code, r.period) in (select k.i::uuid, k.p, k.t
        from jsonb_to_recordset(${JSON.stringify(keys.map(key => ({ i: key.indicatorId, p: key.placeCode, t: key.period })))}::jsonb)
          as k(i text, p text, t text))`,
    )
    .orderBy('r.indicator_id')
    .orderBy('r.place_code')
    .orderBy('r.period')
    .forUpdate()
    .execute()
  return new Map(rows.map(row => [keyText(toReading(row)), toReading(row)]))
}

export const keyText = (key: Key): string => `${key.indicatorId}/${key.placeCode}/${key.period}`

/** A reading to be stored whole; it is reported, whatever it was. */
export type NewReading = Pick<
  Reading,
  | 'indicatorId'
  | 'placeCode'
  | 'period'
  | 'value'
  | 'numerator'
  | 'denominator'
  | 'weight'
  | 'unchanged'
  | 'explanation'
  | 'note'
>

const columns = `i uuid, p text, t text, value numeric, numerator numeric, denominator numeric, weight numeric,
  unchanged boolean, explanation text, note text`
const recordOf = (one: NewReading) => ({
  i: one.indicatorId,
  p: one.placeCode,
  t: one.period,
  value: one.value ?? null,
  numerator: one.numerator ?? null,
  denominator: one.denominator ?? null,
  weight: one.weight ?? null,
  unchanged: one.unchanged,
  explanation: one.explanation ?? null,
  note: one.note ?? null,
})

/** Stores readings that are not there yet, in one statement; gives how many were stored: fewer when somebody was faster. */
export async function insertReadings(
  tx: Tx,
  regionCode: string,
  readings: readonly NewReading[],
  by: string | undefined,
  now: Date,
): Promise<number> {
  if (readings.length === 0) return 0
  const result =
    await sql`insert into portfolio.reading (region_code, indicator_id, place_code, period, value, numerator,
      denominator, weight, unchanged, explanation, note, reported_by, reported_at)
    select ${regionCode}, n.i, n.p, n.t, n.value, n.numerator, n.denominator, n.weight, n.unchanged, n.explanation, n.note,
      ${by ?? null}::uuid, ${now}
    from jsonb_to_recordset(${JSON.stringify(readings.map(recordOf))}::jsonb) as n(${sql.raw(columns)})
    on conflict do nothing`.execute(tx)
  return Number(result.numAffectedRows ?? 0n)
}

/** Writes readings that are locked, in one statement; question and verification of before are taken off. */
export async function updateReadings(
  tx: Tx,
  regionCode: string,
  readings: readonly NewReading[],
  by: string | undefined,
  now: Date,
): Promise<void> {
  if (readings.length === 0) return
  await sql`update portfolio.reading r set value = n.value, numerator = n.numerator, denominator = n.denominator,
      weight = n.weight, unchanged = n.unchanged, explanation = n.explanation, note = n.note, state = 'reported',
      question = null, verified_by = null, verified_at = null, version = r.version + 1,
      reported_by = ${by ?? null}::uuid, reported_at = ${now}
    from jsonb_to_recordset(${JSON.stringify(readings.map(recordOf))}::jsonb) as n(${sql.raw(columns)})
    where r.region_code = ${regionCode} and r.indicator_id = n.i and r.place_code = n.p and r.period = n.t`.execute(tx)
}

/** Verifies locked readings, or asks back, in one statement. */
export async function judgeReadings(
  tx: Tx,
  regionCode: string,
  keys: readonly Key[],
  verdict: { state: 'verified' } | { state: 'questioned'; question: string },
  by: string | undefined,
  now: Date,
): Promise<void> {
  const verified = verdict.state === 'verified'
  await sql`update portfolio.reading r set state = ${verdict.state},
      question = ${verified ? null : verdict.question}::text, version = r.version + 1,
      verified_by = ${verified ? (by ?? null) : null}::uuid, verified_at = ${verified ? now : null}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(keys.map(key => ({ i: key.indicatorId, p: key.placeCode, t: key.period })))}::jsonb)
      as k(i uuid, p text, t text)
    where r.region_code = ${regionCode} and r.indicator_id = k.i and r.place_code = k.p and r.period = k.t`.execute(tx)
}

/** How many readings of these indicators wait to be verified. */
export async function countWaiting(db: Sql | Tx, regionCode: string, indicatorIds: readonly string[]): Promise<number> {
  if (indicatorIds.length === 0) return 0
  const row = await db
    .selectFrom('portfolio.reading')
    .select(eb => eb.fn.countAll<number>().as('n'))
    .where('region_code', '=', regionCode)
    .where('state', '=', 'reported')
    .where('indicator_id', 'in', indicatorIds)
    .executeTakeFirstOrThrow()
  return Number(row.n)
}

/** Has an indicator any reading? */
export async function hasReadings(db: Sql | Tx, regionCode: string, indicatorId: string): Promise<boolean> {
  const row = await selectReadings(db, regionCode).where('r.indicator_id', '=', indicatorId).limit(1).executeTakeFirst()
  return row !== undefined
}

const toReading = (row: Selectable<PortfolioReading>): Reading => ({
  regionCode: row.region_code,
  indicatorId: row.indicator_id,
  placeCode: row.place_code,
  period: row.period,
  value: row.value ?? undefined,
  numerator: row.numerator ?? undefined,
  denominator: row.denominator ?? undefined,
  weight: row.weight ?? undefined,
  unchanged: row.unchanged,
  explanation: row.explanation ?? undefined,
  note: row.note ?? undefined,
  state: row.state as ReadingState,
  question: row.question ?? undefined,
  version: row.version,
  reportedBy: row.reported_by ?? undefined,
  reportedAt: row.reported_at,
  verifiedBy: row.verified_by ?? undefined,
  verifiedAt: row.verified_at ?? undefined,
})
