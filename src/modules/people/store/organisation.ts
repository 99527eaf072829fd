import { sql } from 'kysely'
import type { Sql, Tx } from '#platform/db/database.ts'
import type { Organisation, OrganisationFilter, OrganisationKind } from '../model.ts'

function selectOrganisations(db: Sql | Tx) {
  return db
    .selectFrom('people.organisation as o')
    .leftJoin('region.region as r', 'r.region_code', 'o.region_code')
    .leftJoin('people.organisation as p', 'p.id', 'o.parent_id')
    .select([
      'o.id',
      'o.kind',
      'o.name',
      'o.region_code',
      'r.name as region_name',
      'o.parent_id',
      'p.name as parent_name',
      'o.example',
      'o.archived_at',
    ])
}

type Row = Awaited<ReturnType<ReturnType<typeof selectOrganisations>['executeTakeFirstOrThrow']>>

const toOrganisation = (row: Row): Organisation => ({
  id: row.id,
  kind: row.kind as OrganisationKind,
  name: row.name,
  regionCode: row.region_code ?? undefined,
  regionName: row.region_name ?? undefined,
  parentId: row.parent_id ?? undefined,
  parentName: row.parent_name ?? undefined,
  example: row.example,
  archivedAt: row.archived_at ?? undefined,
})

/** The organisation of an id, archived ones too. */
export async function findOrganisation(db: Sql | Tx, id: string): Promise<Organisation | undefined> {
  const row = await selectOrganisations(db).where('o.id', '=', id).executeTakeFirst()
  return row && toOrganisation(row)
}

/** The same, held until the transaction ends. */
export async function lockOrganisation(tx: Tx, id: string): Promise<Organisation | undefined> {
  const row = await selectOrganisations(tx).where('o.id', '=', id).forUpdate('o').executeTakeFirst()
  return row && toOrganisation(row)
}

/** Archives an organisation: the roles held in it end, and invitations into it are taken back. Gives how many of each. */
export async function archiveRow(tx: Tx, id: string, now: Date): Promise<{ roles: number; invitations: number }> {
  await tx.updateTable('people.organisation').set({ archived_at: now }).where('id', '=', id).execute()
  const roles = await tx
    .updateTable('people.membership')
    .set({ valid_to: now })
    .where('organisation_id', '=', id)
    .where(eb => eb.or([eb('valid_to', 'is', null), eb('valid_to', '>', now)]))
    .executeTakeFirst()
  const invitations = await tx
    .updateTable('people.invitation')
    .set({ withdrawn_at: now })
    .where('organisation_id', '=', id)
    .where('accepted_at', 'is', null)
    .where('withdrawn_at', 'is', null)
    .executeTakeFirst()
  return { roles: Number(roles.numUpdatedRows), invitations: Number(invitations.numUpdatedRows) }
}

/** Living organisations by name, at most `limit`, in one statement. */
export async function listOrganisations(db: Sql, filter: OrganisationFilter): Promise<Organisation[]> {
  let query = selectOrganisations(db)
    .where('o.archived_at', 'is', null)
    .orderBy('o.name')
    .orderBy('o.id')
    .limit(filter.limit)
  if (filter.words !== undefined) {
    const pattern = `%${filter.words.replace(/[\\%_]/g, sign => `\\${sign}`)}%`
    query = query.where('o.name', 'ilike', pattern)
  }
  if (filter.kind !== undefined) query = query.where('o.kind', '=', filter.kind)
  if (filter.regionCode !== undefined) {
    const { regionCode } = filter
    query = query.where(eb =>
      eb.or([eb('o.region_code', '=', regionCode), eb('o.region_code', 'like', `${regionCode}.%`)]),
    )
  }
  if (filter.after !== undefined) {
    query = query.where(sql<boolean>`(o.name, o.id) > (${filter.after.name}, ${filter.after.id}::uuid)`)
  }
  return (await query.execute()).map(toOrganisation)
}

/** Regions that have a living organisation, with names, for the filter of the list. */
export async function listOrganisationRegions(db: Sql): Promise<{ code: string; name: string }[]> {
  const rows = await db
    .selectFrom('region.region as r')
    .where('r.level', '<=', 2)
    .where(eb =>
      eb.exists(
        eb
          .selectFrom('people.organisation as o')
          .select('o.id')
          .whereRef('o.region_code', '=', 'r.region_code')
          .where('o.archived_at', 'is', null),
      ),
    )
    .select(['r.region_code', 'r.name'])
    .orderBy('r.region_code')
    .limit(600)
    .execute()
  return rows.map(row => ({ code: row.region_code, name: row.name }))
}

export async function findOrganisationByName(tx: Tx, name: string): Promise<string | undefined> {
  const row = await tx.selectFrom('people.organisation').select('id').where('name', '=', name).executeTakeFirst()
  return row?.id
}

/** Stores a new organisation and returns its id. */
export async function saveOrganisation(
  tx: Tx,
  organisation: {
    kind: OrganisationKind
    name: string
    regionCode?: string | undefined
    parentId?: string | undefined
    example?: boolean | undefined
  },
): Promise<string> {
  const { id } = await tx
    .insertInto('people.organisation')
    .values({
      kind: organisation.kind,
      name: organisation.name,
      region_code: organisation.regionCode ?? null,
      parent_id: organisation.parentId ?? null,
      example: organisation.example ?? false,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}
