import type { Sql, Tx } from '#platform/db/database.ts'

/** The regency in which an office lies; undefined for national and provincial ones. */
export async function regionOfOffice(db: Sql | Tx, organisationId: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('people.organisation')
    .select('region_code')
    .where('id', '=', organisationId)
    .executeTakeFirst()
  const code = row?.region_code ?? ''
  return code.length >= 5 ? code.slice(0, 5) : undefined
}
