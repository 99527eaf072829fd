import type { Selectable } from 'kysely'
import type { Sql, Tx } from '#platform/db/database.ts'
import type { PortfolioRisk } from '#platform/db/tables.ts'
import type { Risk, RiskDegree, RiskInput } from '../../model-quick-win.ts'

const selectRisks = (db: Sql | Tx) =>
  db
    .selectFrom('portfolio.risk as k')
    .leftJoin('people.organisation as o', 'o.id', 'k.owner_id')
    .selectAll('k')
    .select('o.name as owner_name')
    .where('k.archived_at', 'is', null)

const toRisk = (row: Selectable<PortfolioRisk> & { owner_name: string | null }): Risk => ({
  regionCode: row.region_code,
  id: row.id,
  programmeId: row.programme_id,
  factor: row.factor,
  cause: row.cause ?? undefined,
  likelihood: row.likelihood as RiskDegree,
  impact: row.impact as RiskDegree,
  mitigation: row.mitigation ?? undefined,
  structural: row.structural ?? undefined,
  ownerId: row.owner_id ?? undefined,
  ownerName: row.owner_name ?? undefined,
  residualLikelihood: (row.residual_likelihood ?? undefined) as RiskDegree | undefined,
  residualImpact: (row.residual_impact ?? undefined) as RiskDegree | undefined,
  version: row.version,
  changedAt: row.changed_at,
})

/** The living risks of a programme, the gravest first, in one statement. */
export async function listRisks(db: Sql | Tx, regionCode: string, programmeId: string): Promise<Risk[]> {
  const rows = await selectRisks(db)
    .where('k.region_code', '=', regionCode)
    .where('k.programme_id', '=', programmeId)
    .orderBy(eb => eb('k.likelihood', '*', eb.ref('k.impact')), 'desc')
    .orderBy('k.created_at')
    .orderBy('k.id')
    .execute()
  return rows.map(toRisk)
}

/** One living risk of a programme; `lock` holds it for a change. */
export async function findRisk(
  db: Sql | Tx,
  regionCode: string,
  programmeId: string,
  id: string,
  lock = false,
): Promise<Risk | undefined> {
  let query = selectRisks(db)
    .where('k.region_code', '=', regionCode)
    .where('k.programme_id', '=', programmeId)
    .where('k.id', '=', id)
  if (lock) query = query.forUpdate('k')
  const row = await query.executeTakeFirst()
  return row && toRisk(row)
}

const columnsOf = (input: RiskInput) => ({
  factor: input.factor,
  cause: input.cause ?? null,
  likelihood: input.likelihood,
  impact: input.impact,
  mitigation: input.mitigation ?? null,
  structural: input.structural ?? null,
  owner_id: input.ownerId ?? null,
  residual_likelihood: input.residualLikelihood ?? null,
  residual_impact: input.residualImpact ?? null,
})

interface By {
  accountId: string | undefined
  now: Date
}

export async function insertRisk(
  tx: Tx,
  regionCode: string,
  programmeId: string,
  input: RiskInput,
  { accountId, now }: By,
): Promise<string> {
  const { id } = await tx
    .insertInto('portfolio.risk')
    .values({
      region_code: regionCode,
      programme_id: programmeId,
      ...columnsOf(input),
      changed_by: accountId ?? null,
      changed_at: now,
      created_at: now,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

export async function updateRisk(tx: Tx, there: Risk, input: RiskInput, by: By): Promise<void> {
  await change(tx, there, columnsOf(input), by)
}

export async function archiveRiskRow(tx: Tx, there: Risk, by: By): Promise<void> {
  await change(tx, there, { archived_at: by.now }, by)
}

async function change(
  tx: Tx,
  there: Risk,
  columns: ReturnType<typeof columnsOf> | { archived_at: Date },
  { accountId, now }: By,
): Promise<void> {
  await tx
    .updateTable('portfolio.risk')
    .set({ ...columns, version: there.version + 1, changed_by: accountId ?? null, changed_at: now })
    .where('region_code', '=', there.regionCode)
    .where('id', '=', there.id)
    .execute()
}
