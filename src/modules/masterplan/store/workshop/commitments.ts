import { randomUUID } from 'node:crypto'
import type { Sql, Tx } from '#platform/db/database.ts'
import type { Commitment, SignatoryRole, Signature } from '../../model-workshop.ts'

const toCommitment = (row: {
  region_code: string
  series_id: string
  text: string
  place: string | null
  dated: string | null
  state: string
  sha256: string | null
  token: string
  version: number
}): Commitment => ({
  regionCode: row.region_code,
  seriesId: row.series_id,
  text: row.text,
  place: row.place ?? undefined,
  dated: row.dated ?? undefined,
  state: row.state as Commitment['state'],
  sha256: row.sha256 ?? undefined,
  token: row.token,
  version: row.version,
})

/** The commitment of a series. With `lock` its row is held until the transaction ends. */
export async function findCommitment(
  db: Sql | Tx,
  regionCode: string,
  seriesId: string,
  lock = false,
): Promise<Commitment | undefined> {
  let query = db
    .selectFrom('masterplan.commitment')
    .selectAll()
    .where('region_code', '=', regionCode)
    .where('series_id', '=', seriesId)
  if (lock) query = query.forUpdate()
  const row = await query.executeTakeFirst()
  return row && toCommitment(row)
}

/** The commitment that a QR code names, once it is open for signatures. */
export async function findCommitmentByToken(db: Sql | Tx, token: string): Promise<Commitment | undefined> {
  const row = await db
    .selectFrom('masterplan.commitment')
    .selectAll()
    .where('token', '=', token)
    .where('state', '<>', 'draft')
    .executeTakeFirst()
  return row && toCommitment(row)
}

/** Who signs, in order, in one statement. With `lock` the rows are held until the transaction ends. */
export async function listSignatures(
  db: Sql | Tx,
  regionCode: string,
  seriesId: string,
  lock = false,
): Promise<Signature[]> {
  let query = db
    .selectFrom('masterplan.commitment_signature as s')
    .leftJoin('people.organisation as o', 'o.id', 's.organisation_id')
    .selectAll('s')
    .select('o.name as organisation_name')
    .where('s.region_code', '=', regionCode)
    .where('s.series_id', '=', seriesId)
    .orderBy('s.position')
    .orderBy('s.id')
  if (lock) query = query.forUpdate('s')
  const rows = await query.execute()
  return rows.map(row => ({
    id: row.id,
    position: row.position,
    role: (row.role ?? undefined) as SignatoryRole | undefined,
    organisationId: row.organisation_id ?? undefined,
    organisationName: row.organisation_name ?? undefined,
    title: row.title,
    name: row.name ?? undefined,
    how: (row.how ?? undefined) as Signature['how'],
    signedOn: row.signed_on ?? undefined,
    accountId: row.account_id ?? undefined,
    recordedAt: row.recorded_at ?? undefined,
  }))
}

export interface SignatoryInput {
  role: SignatoryRole | undefined
  organisationId: string | undefined
  title: string
  name: string | undefined
}

/** Makes these the signatories, in this order, in two statements. Only while nobody has signed. */
export async function replaceSignatories(
  tx: Tx,
  regionCode: string,
  seriesId: string,
  signatories: readonly SignatoryInput[],
): Promise<void> {
  await tx
    .deleteFrom('masterplan.commitment_signature')
    .where('region_code', '=', regionCode)
    .where('series_id', '=', seriesId)
    .execute()
  if (signatories.length === 0) return
  await tx
    .insertInto('masterplan.commitment_signature')
    .values(
      signatories.map((one, at) => ({
        region_code: regionCode,
        series_id: seriesId,
        id: randomUUID(),
        position: at + 1,
        role: one.role ?? null,
        organisation_id: one.organisationId ?? null,
        title: one.title,
        name: one.name ?? null,
      })),
    )
    .execute()
}

/** Changes the commitment, a version further. */
export async function updateCommitment(
  tx: Tx,
  commitment: Commitment,
  change: {
    text?: string
    place?: string | null
    dated?: string | null
    state?: Commitment['state']
    sha256?: string | null
  },
  by: string | undefined,
  now: Date,
): Promise<void> {
  await tx
    .updateTable('masterplan.commitment')
    .set({ ...change, version: commitment.version + 1, changed_by: by ?? null, changed_at: now })
    .where('region_code', '=', commitment.regionCode)
    .where('series_id', '=', commitment.seriesId)
    .execute()
}

/** Records signatures, in one statement. */
export async function recordSignatures(
  tx: Tx,
  regionCode: string,
  ids: readonly string[],
  signed: { how: 'account' | 'paper'; on: string; name?: string | undefined },
  by: string | undefined,
  now: Date,
): Promise<void> {
  await tx
    .updateTable('masterplan.commitment_signature')
    .set({
      how: signed.how,
      signed_on: signed.on,
      ...(signed.name === undefined ? {} : { name: signed.name }),
      account_id: by ?? null,
      recorded_at: now,
    })
    .where('region_code', '=', regionCode)
    .where('id', 'in', ids)
    .where('how', 'is', null)
    .execute()
}
