import type { Sql, Tx } from '#platform/db/database.ts'
import type { Mentor } from '../../model-workshop.ts'

/** All who guide or guided a series: those of now first, lead first, then by name; in one statement. */
export async function listMentors(db: Sql | Tx, regionCode: string, seriesId: string): Promise<Mentor[]> {
  const rows = await db
    .selectFrom('masterplan.mentor as m')
    .innerJoin('people.account as a', 'a.id', 'm.account_id')
    .select(['m.account_id', 'm.lead', 'm.expertise', 'm.since', 'm.until', 'a.name'])
    .where('m.region_code', '=', regionCode)
    .where('m.series_id', '=', seriesId)
    .orderBy(eb => eb('m.until', 'is not', null))
    .orderBy('m.lead', 'desc')
    .orderBy('a.name')
    .orderBy('a.id')
    .execute()
  return rows.map(row => ({
    accountId: row.account_id,
    name: row.name,
    lead: row.lead,
    expertise: row.expertise ?? undefined,
    since: row.since,
    until: row.until ?? undefined,
  }))
}

/** Stores a mentor of a series, also one who was taken off before. */
export async function upsertMentor(
  tx: Tx,
  mentor: {
    regionCode: string
    seriesId: string
    accountId: string
    lead: boolean
    expertise: string | undefined
    now: Date
  },
): Promise<void> {
  const changed = { lead: mentor.lead, expertise: mentor.expertise ?? null, until: null }
  await tx
    .insertInto('masterplan.mentor')
    .values({
      region_code: mentor.regionCode,
      series_id: mentor.seriesId,
      account_id: mentor.accountId,
      since: mentor.now,
      ...changed,
    })
    .onConflict(oc => oc.columns(['region_code', 'series_id', 'account_id']).doUpdateSet(changed))
    .execute()
}

/** All other mentors of the series stop being its lead. */
export async function clearLead(tx: Tx, regionCode: string, seriesId: string, accountId: string): Promise<void> {
  await tx
    .updateTable('masterplan.mentor')
    .set({ lead: false })
    .where('region_code', '=', regionCode)
    .where('series_id', '=', seriesId)
    .where('account_id', '<>', accountId)
    .where('lead', '=', true)
    .execute()
}

/** Ends the sight of a mentor; false when there is none to end. */
export async function endMentor(
  tx: Tx,
  regionCode: string,
  seriesId: string,
  accountId: string,
  now: Date,
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('masterplan.mentor')
    .set({ until: now, lead: false })
    .where('region_code', '=', regionCode)
    .where('series_id', '=', seriesId)
    .where('account_id', '=', accountId)
    .where('until', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}
