import type { Selectable } from 'kysely'
import type { Sql, Tx } from '#platform/db/database.ts'
import type { PortfolioQuickWin } from '#platform/db/tables.ts'
import type { Initiator, InnovationForm, QuickWin, QuickWinProfile } from '../../model-quick-win.ts'

const toQuickWin = (row: Selectable<PortfolioQuickWin>): QuickWin => ({
  regionCode: row.region_code,
  programmeId: row.programme_id,
  sinceYear: row.since_year,
  initiator: (row.initiator ?? undefined) as Initiator | undefined,
  form: (row.form ?? undefined) as InnovationForm | undefined,
  digital: row.digital ?? undefined,
  trialOn: row.trial_on ?? undefined,
  appliedOn: row.applied_on ?? undefined,
  aim: row.aim ?? undefined,
  design: row.design ?? undefined,
  benefit: row.benefit ?? undefined,
  result: row.result ?? undefined,
  continuity: row.continuity ?? undefined,
  version: row.version,
  changedAt: row.changed_at,
  endedAt: row.ended_at ?? undefined,
})

/** The presentation of a programme as a quick win; undefined when nobody has begun it. `lock` holds it for a change. */
export async function findQuickWin(
  db: Sql | Tx,
  regionCode: string,
  programmeId: string,
  lock = false,
): Promise<QuickWin | undefined> {
  let query = db
    .selectFrom('portfolio.quick_win')
    .selectAll()
    .where('region_code', '=', regionCode)
    .where('programme_id', '=', programmeId)
  if (lock) query = query.forUpdate()
  const row = await query.executeTakeFirst()
  return row && toQuickWin(row)
}

const columnsOf = (profile: QuickWinProfile) => ({
  since_year: profile.sinceYear,
  initiator: profile.initiator ?? null,
  form: profile.form ?? null,
  digital: profile.digital ?? null,
  trial_on: profile.trialOn ?? null,
  applied_on: profile.appliedOn ?? null,
  aim: profile.aim ?? null,
  design: profile.design ?? null,
  benefit: profile.benefit ?? null,
  result: profile.result ?? null,
  continuity: profile.continuity ?? null,
})

interface By {
  accountId: string | undefined
  now: Date
}

/** Stores a new one; the caller holds the row of its programme. */
export async function insertQuickWin(
  tx: Tx,
  regionCode: string,
  programmeId: string,
  profile: QuickWinProfile,
  { accountId, now }: By,
): Promise<void> {
  await tx
    .insertInto('portfolio.quick_win')
    .values({
      region_code: regionCode,
      programme_id: programmeId,
      ...columnsOf(profile),
      changed_by: accountId ?? null,
      changed_at: now,
    })
    .execute()
}

/** Writes the profile anew and counts the version up. */
export async function updateQuickWin(tx: Tx, there: QuickWin, profile: QuickWinProfile, by: By): Promise<void> {
  await tx
    .updateTable('portfolio.quick_win')
    .set({
      ...columnsOf(profile),
      version: there.version + 1,
      changed_by: by.accountId ?? null,
      changed_at: by.now,
    })
    .where('region_code', '=', there.regionCode)
    .where('programme_id', '=', there.programmeId)
    .execute()
}

/** Ends it, or lets it live again when the verdict that ended it is corrected. */
export async function setEnded(
  tx: Tx,
  regionCode: string,
  programmeId: string,
  endedAt: Date | undefined,
): Promise<void> {
  await tx
    .updateTable('portfolio.quick_win')
    .set({ ended_at: endedAt ?? null })
    .where('region_code', '=', regionCode)
    .where('programme_id', '=', programmeId)
    .execute()
}

/** Marks a programme as a quick win, which is a change of the programme. */
export async function markQuickWin(tx: Tx, regionCode: string, programmeId: string, by: By): Promise<void> {
  await tx
    .updateTable('portfolio.programme')
    .set(eb => ({
      quick_win: true,
      version: eb('version', '+', 1),
      changed_by: by.accountId ?? null,
      changed_at: by.now,
    }))
    .where('region_code', '=', regionCode)
    .where('id', '=', programmeId)
    .execute()
}
