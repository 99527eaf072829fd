import type { Sql, Tx } from '#platform/db/database.ts'
import type { BudgetLine, Programme } from '../../model.ts'
import type { StoredMilestone } from '../../model-exchange.ts'
import { listBudgets, listProgrammesByCode } from '../programmes.ts'

/** What is stored under some codes of a region, by code; archived programmes too. Three statements. */
export async function listStoredRows(
  db: Sql | Tx,
  regionCode: string,
  codes: readonly string[],
  lock = false,
): Promise<Map<string, { programme: Programme; budget: BudgetLine[]; milestones: StoredMilestone[] }>> {
  const programmes = await listProgrammesByCode(db, regionCode, codes, lock)
  const ids = programmes.map(one => one.id)
  const budgets = await listBudgets(db, regionCode, ids)
  const milestones = await listMilestones(db, regionCode, ids)
  return new Map(
    programmes.map(programme => [
      programme.code,
      { programme, budget: budgets.get(programme.id) ?? [], milestones: milestones.get(programme.id) ?? [] },
    ]),
  )
}

/** Living milestones by programme in the order of their due days, in one statement. */
export async function listMilestones(
  db: Sql | Tx,
  regionCode: string,
  programmeIds: readonly string[],
): Promise<Map<string, StoredMilestone[]>> {
  const found = new Map<string, StoredMilestone[]>()
  if (programmeIds.length === 0) return found
  const rows = await db
    .selectFrom('portfolio.milestone')
    .select(['id', 'programme_id', 'title', 'due_on', 'done_on', 'owner_id'])
    .where('region_code', '=', regionCode)
    .where('programme_id', 'in', programmeIds)
    .where('archived_at', 'is', null)
    .orderBy('programme_id')
    .orderBy('due_on')
    .orderBy('title')
    .execute()
  for (const row of rows) {
    const one: StoredMilestone = {
      id: row.id,
      title: row.title,
      dueOn: row.due_on,
      doneOn: row.done_on ?? undefined,
      ownerId: row.owner_id,
    }
    const there = found.get(row.programme_id)
    if (there) there.push(one)
    else found.set(row.programme_id, [one])
  }
  return found
}
