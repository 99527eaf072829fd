import type { Platform } from '#platform/platform.ts'
import type { BudgetLine, Programme, ProgrammeFilter } from '../../model.ts'
import type { StoredMilestone } from '../../model-exchange.ts'
import { listMilestones } from '../../store/exchange/stored-rows.ts'
import { listBudgets, listProgrammes } from '../../store/programmes.ts'

/** One programme with everything that an export shows of it. */
export interface ExportRow {
  programme: Programme
  budget: BudgetLine[]
  milestones: StoredMilestone[]
}

/** Programmes as they stand at one moment; may be asked for again and gives the same. */
export interface ExportRows {
  rows(): AsyncGenerator<ExportRow>
}

const page = 500

/**
 * Lets `work` read the programmes of a region under a filter, 500 at a time and all at one moment, whoever writes
 * meanwhile.
 */
export async function withExportRows<T>(
  platform: Platform,
  { regionCode, filter }: { regionCode: string; filter: ProgrammeFilter },
  work: (rows: ExportRows) => Promise<T>,
): Promise<T> {
  return await platform.db.read
    .transaction()
    .setIsolationLevel('repeatable read')
    .setAccessMode('read only')
    .execute(tx =>
      work({
        async *rows() {
          let after: string | undefined
          for (;;) {
            const programmes = await listProgrammes(tx, regionCode, filter, { after, limit: page })
            const ids = programmes.map(one => one.id)
            const budgets = await listBudgets(tx, regionCode, ids)
            const milestones = await listMilestones(tx, regionCode, ids)
            for (const programme of programmes) {
              yield {
                programme,
                budget: budgets.get(programme.id) ?? [],
                milestones: milestones.get(programme.id) ?? [],
              }
            }
            after = programmes.at(-1)?.code
            if (programmes.length < page) return
          }
        },
      }),
    )
}
