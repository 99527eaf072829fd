import type { Role } from '#kit/actor.ts'
import type { Sql, Tx } from '#platform/db/database.ts'
import type { Invitation, OrganisationKind } from '../model.ts'

function selectInvitations(db: Sql | Tx) {
  return db
    .selectFrom('people.invitation as i')
    .innerJoin('people.organisation as o', 'o.id', 'i.organisation_id')
    .leftJoin('region.region as r', 'r.region_code', 'i.region_code')
    .select([
      'i.id',
      'i.email',
      'i.role',
      'i.organisation_id',
      'o.name as organisation_name',
      'o.kind as organisation_kind',
      'o.region_code as organisation_region_code',
      'i.region_code',
      'r.name as region_name',
      'i.created_at',
      'i.expires_at',
      'i.accepted_at',
      'i.withdrawn_at',
    ])
}

type Row = Awaited<ReturnType<ReturnType<typeof selectInvitations>['executeTakeFirstOrThrow']>>

const toInvitation = (row: Row): Invitation => ({
  id: row.id,
  email: row.email,
  role: row.role as Role,
  organisationId: row.organisation_id,
  organisationName: row.organisation_name,
  organisationKind: row.organisation_kind as OrganisationKind,
  organisationRegionCode: row.organisation_region_code ?? undefined,
  regionCode: row.region_code ?? undefined,
  regionName: row.region_name ?? undefined,
  createdAt: row.created_at,
  expiresAt: row.expires_at,
  acceptedAt: row.accepted_at ?? undefined,
  withdrawnAt: row.withdrawn_at ?? undefined,
})

/** Invitations of an organisation that can still be accepted or have run out, newest first. */
export async function listWaitingInvitations(db: Sql, organisationId: string): Promise<Invitation[]> {
  const rows = await selectInvitations(db)
    .where('i.organisation_id', '=', organisationId)
    .where('i.accepted_at', 'is', null)
    .where('i.withdrawn_at', 'is', null)
    .orderBy('i.created_at', 'desc')
    .orderBy('i.id')
    .limit(200)
    .execute()
  return rows.map(toInvitation)
}

/** The invitation of a token's SHA-256 (hex). */
export async function findInvitation(db: Sql | Tx, tokenSha256: string): Promise<Invitation | undefined> {
  const row = await selectInvitations(db).where('i.token_sha256', '=', tokenSha256).executeTakeFirst()
  return row && toInvitation(row)
}

/** As `findInvitation`, locked until the end of the transaction, so that it is accepted once. */
export async function lockInvitation(tx: Tx, tokenSha256: string): Promise<Invitation | undefined> {
  const row = await selectInvitations(tx).where('i.token_sha256', '=', tokenSha256).forUpdate('i').executeTakeFirst()
  return row && toInvitation(row)
}

export async function lockInvitationById(tx: Tx, id: string): Promise<Invitation | undefined> {
  const row = await selectInvitations(tx).where('i.id', '=', id).forUpdate('i').executeTakeFirst()
  return row && toInvitation(row)
}

/** Stores a new invitation; an earlier one for the same person, role and organisation is withdrawn. Returns its id. */
export async function saveInvitation(
  tx: Tx,
  invitation: {
    email: string
    role: Role
    organisationId: string
    regionCode: string | undefined
    tokenSha256: string
    invitedBy: string | undefined
    now: Date
    expiresAt: Date
  },
): Promise<string> {
  await tx
    .updateTable('people.invitation')
    .set({ withdrawn_at: invitation.now })
    .where('email', '=', invitation.email)
    .where('role', '=', invitation.role)
    .where('organisation_id', '=', invitation.organisationId)
    .where('accepted_at', 'is', null)
    .where('withdrawn_at', 'is', null)
    .execute()
  const { id } = await tx
    .insertInto('people.invitation')
    .values({
      email: invitation.email,
      role: invitation.role,
      organisation_id: invitation.organisationId,
      region_code: invitation.regionCode ?? null,
      token_sha256: invitation.tokenSha256,
      invited_by: invitation.invitedBy ?? null,
      created_at: invitation.now,
      expires_at: invitation.expiresAt,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

export async function markAccepted(tx: Tx, id: string, now: Date): Promise<void> {
  await tx.updateTable('people.invitation').set({ accepted_at: now }).where('id', '=', id).execute()
}

export async function markWithdrawn(tx: Tx, id: string, now: Date): Promise<void> {
  await tx.updateTable('people.invitation').set({ withdrawn_at: now }).where('id', '=', id).execute()
}
