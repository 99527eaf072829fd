import type { Actor } from '#kit/actor.ts'
import { dayIn } from '#kit/format.ts'
import { type FieldError, invalid, mayNot, notFound, Problem } from '#kit/problem.ts'
import { listRegionOffices, namesOfAccounts } from '#modules/people/index.ts'
import { audit } from '#platform/audit/audit.ts'
import type { Sql, Tx, Writer } from '#platform/db/database.ts'
import type { Platform } from '#platform/platform.ts'
import { refuseKeep } from '../../access.ts'
import { DECREE_SUBJECT } from '../../model.ts'
import type { Institution, InstitutionInput, MemberInput } from '../../model-institution.ts'
import { checkInstitution, checkMembers } from '../../rules/institution/check-institution.ts'
import {
  copyMembers,
  findInstitution,
  followTerm,
  insertInstitution,
  listInstitutions,
  replaceMembers,
  updateInstitution,
} from '../../store/institution/institutions.ts'
import { getInsideStand, type Stand } from '../stand.ts'
import { changeUses, type UseChange } from '../task/change-uses.ts'

export interface InstitutionStand extends Stand {
  institution: Institution
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** One institution for those who see all meetings of its region. Throws `not-found`. With `lock` its row is held. */
export async function getInstitutionStand(
  db: Sql | Tx,
  actor: Actor,
  regionCode: string,
  id: string,
  lock = false,
): Promise<InstitutionStand> {
  const stand = await getInsideStand(db, actor, regionCode)
  const institution = uuid.test(id) ? await findInstitution(db, regionCode, id, lock) : undefined
  if (!institution) throw noSuchInstitution()
  return { ...stand, institution }
}

export interface SaveInstitution {
  regionCode: string
  /** Absent for a new one. */
  id?: string | undefined
  version?: number | undefined
  input: InstitutionInput
  /** Ids of evidence that is its decree, to attach and to take off. */
  decree?: UseChange | undefined
}

/**
 * Stores an institution and gives it back. Only who keeps meetings. Throws `not-found`, `may-not`, `invalid` with the fields
 * of the form, `conflict` for an archived one, and `changed-meanwhile`.
 */
export async function saveInstitution(
  platform: Platform,
  actor: Actor,
  { regionCode, id, version, input: given, decree }: SaveInstitution,
  writer: Writer,
): Promise<Institution> {
  const now = platform.clock.now()
  const input = tidy(given)
  return await platform.db.transact(writer, async tx => {
    const before = await keep(tx, actor, regionCode, id, version)
    const errors = checkInstitution(input)
    errors.push(...(await checkWith(tx, regionCode, id, input)))
    if (errors.length > 0) throw invalid(...errors)
    const stored = before
      ? await updateInstitution(tx, before, { input }, writer.accountId, now)
      : await insertInstitution(tx, regionCode, input, writer.accountId, now)
    await changeUses(tx, platform, actor, { regionCode, kind: DECREE_SUBJECT, id: stored.id }, decree ?? {})
    await audit(tx, {
      event: before ? 'meeting.institution.changed' : 'meeting.institution.made',
      subject: { kind: 'meeting.institution', id: stored.id },
      regionCode,
      data: { name: stored.name, kind: stored.kind },
    })
    return stored
  })
}

/**
 * Makes these, in this order, the members of an institution; those with the id of a seat keep it, and seats that are not named
 * end. Only who keeps meetings. Throws `not-found`, `may-not`, `invalid` with fields like `anggota.3.position`, `conflict`,
 * and `changed-meanwhile`.
 */
export async function saveMembers(
  platform: Platform,
  actor: Actor,
  given: {
    regionCode: string
    id: string
    version: number | undefined
    members: readonly (MemberInput & { id?: string | undefined })[]
  },
  writer: Writer,
): Promise<Institution> {
  const { regionCode, id, members } = given
  const now = platform.clock.now()
  return await platform.db.transact(writer, async tx => {
    const { region } = await getInsideStand(tx, actor, regionCode)
    const before = await keep(tx, actor, regionCode, id, given.version)
    if (!before) throw noSuchInstitution()
    const offices = await listRegionOffices(tx, regionCode)
    const accounts = await namesOfAccounts(tx, [...new Set(members.flatMap(one => one.accountId ?? []))])
    const errors = checkMembers(members, {
      organisationIds: new Set(offices.map(one => one.id)),
      accountIds: new Set(accounts.keys()),
    })
    if (errors.length > 0) throw invalid(...errors)
    await replaceMembers(tx, before, members, dayIn(now, region.timezone))
    const stored = await updateInstitution(tx, before, {}, writer.accountId, now)
    await audit(tx, {
      event: 'meeting.members.saved',
      subject: { kind: 'meeting.institution', id },
      regionCode,
      data: { members: members.length },
    })
    return stored
  })
}

/**
 * Begins a new term: the old one is archived as it was, the new one takes over duties, members, rule and the meetings to come.
 * Only who keeps meetings. Throws like `saveInstitution`; the new term begins after the old one began.
 */
export async function renewInstitution(
  platform: Platform,
  actor: Actor,
  given: {
    regionCode: string
    id: string
    version: number | undefined
    decreeNumber?: string | undefined
    decreeDate?: string | undefined
    termFrom: string
    termUntil?: string | undefined
    decree?: UseChange | undefined
  },
  writer: Writer,
): Promise<Institution> {
  const { regionCode, id, termFrom } = given
  const now = platform.clock.now()
  return await platform.db.transact(writer, async tx => {
    const before = await keep(tx, actor, regionCode, id, given.version)
    if (!before) throw noSuchInstitution()
    const input: InstitutionInput = {
      kind: before.kind,
      name: before.name,
      duties: before.duties,
      monthly: before.monthly,
      decreeNumber: given.decreeNumber?.trim() || undefined,
      decreeDate: given.decreeDate,
      termFrom,
      termUntil: given.termUntil,
    }
    const errors = checkInstitution(input)
    if (before.termFrom !== undefined && termFrom <= before.termFrom) errors.push(notLater)
    if (errors.length > 0) throw invalid(...errors)
    const stored = await insertInstitution(tx, regionCode, input, writer.accountId, now)
    await copyMembers(tx, regionCode, id, stored.id, termFrom)
    await followTerm(tx, regionCode, id, stored.id, now)
    await updateInstitution(tx, before, { archivedAt: now }, writer.accountId, now)
    await changeUses(tx, platform, actor, { regionCode, kind: DECREE_SUBJECT, id: stored.id }, given.decree ?? {})
    await audit(tx, {
      event: 'meeting.institution.renewed',
      subject: { kind: 'meeting.institution', id: stored.id },
      regionCode,
      data: { name: stored.name, before: id, from: termFrom, until: given.termUntil ?? null },
    })
    return stored
  })
}

/** Archives an institution; its meetings and tasks stay. Only who keeps meetings. Throws like `saveInstitution`. */
export async function archiveInstitution(
  platform: Platform,
  actor: Actor,
  { regionCode, id, version }: { regionCode: string; id: string; version: number | undefined },
  writer: Writer,
): Promise<Institution> {
  const now = platform.clock.now()
  return await platform.db.transact(writer, async tx => {
    const before = await keep(tx, actor, regionCode, id, version)
    if (!before) throw noSuchInstitution()
    const stored = await updateInstitution(tx, before, { archivedAt: now }, writer.accountId, now)
    await audit(tx, {
      event: 'meeting.institution.archived',
      subject: { kind: 'meeting.institution', id },
      regionCode,
      data: { name: before.name },
    })
    return stored
  })
}

/** Who may, and the row as it stands, held; undefined for a new one. */
async function keep(
  tx: Tx,
  actor: Actor,
  regionCode: string,
  id: string | undefined,
  version: number | undefined,
): Promise<Institution | undefined> {
  await getInsideStand(tx, actor, regionCode)
  const refusal = refuseKeep(actor, regionCode)
  if (refusal) throw mayNot(refusal)
  if (id === undefined) return undefined
  const before = uuid.test(id) ? await findInstitution(tx, regionCode, id, true) : undefined
  if (!before) throw noSuchInstitution()
  if (before.archivedAt !== undefined) throw archived()
  if (before.version !== version) throw institutionChangedMeanwhile()
  return before
}

async function checkWith(
  tx: Tx,
  regionCode: string,
  id: string | undefined,
  { monthly }: InstitutionInput,
): Promise<FieldError[]> {
  if (monthly === undefined || monthly.withIds.length === 0) return []
  const living = new Set((await listInstitutions(tx, regionCode)).map(one => one.id))
  return monthly.withIds.every(one => living.has(one) && one !== id) ? [] : [unknownWith]
}

function tidy(input: InstitutionInput): InstitutionInput {
  const line = (text: string | undefined) => text?.replace(/\s+/g, ' ').trim() || undefined
  return {
    ...input,
    name: line(input.name) ?? '',
    duties: input.duties?.replace(/\r\n?/g, '\n').trim() || undefined,
    decreeNumber: line(input.decreeNumber),
    monthly: input.monthly && { ...input.monthly, place: line(input.monthly.place) },
  }
}

const unknownWith: FieldError = {
  field: 'meetsWith',
  sentence: {
    id: 'Pilih lembaga lain dari daerah ini yang masih ada.',
    en: 'Choose other living institutions of this region.',
  },
}
const notLater: FieldError = {
  field: 'termFrom',
  sentence: {
    id: 'Masa tugas baru mulai sesudah masa tugas lama mulai.',
    en: 'The new term begins after the old one began.',
  },
}

export const noSuchInstitution = () =>
  notFound(
    'Lembaga ini tidak ada di daerah ini. Buka daftar lembaganya.',
    'There is no such institution in this region. Open the list of institutions.',
  )

const archived = () =>
  new Problem('conflict', {
    id: 'Lembaga ini sudah diarsipkan dan tidak diubah lagi. Buka masa tugas yang baru.',
    en: 'This institution is archived and does not change any more. Open its new term.',
  })

export const institutionChangedMeanwhile = () =>
  new Problem('changed-meanwhile', {
    id: 'Lembaga ini diubah orang lain sesudah Anda membukanya. Bandingkan, lalu simpan lagi; ketikan Anda tidak hilang.',
    en: 'This institution was changed by somebody else after you opened it. Compare and save again; what you typed is not lost.',
  })
