import { randomUUID } from 'node:crypto'
import { actsAs, type Actor } from '#kit/actor.ts'
import { dayIn } from '#kit/format.ts'
import { type FieldError, invalid, mayNot, Problem } from '#kit/problem.ts'
import { audit } from '#platform/audit/audit.ts'
import type { Tx, Writer } from '#platform/db/database.ts'
import type { Platform } from '#platform/platform.ts'
import { listRegionOffices } from '#modules/people/index.ts'
import { fold, listRegionsByCodes } from '#modules/region/index.ts'
import { refuseWrite } from '../../access.ts'
import type { Catalogue, Dimension, Programme, ProgrammeInput } from '../../model.ts'
import { checkProgramme } from '../../rules/check-programme.ts'
import { diffProgramme } from '../../rules/diff-programme.ts'
import { catalogueOf, currentCatalogue } from '../../store/catalogues.ts'
import { recordChange } from '../../store/changes.ts'
import {
  findByCode,
  insertProgrammes,
  type ProgrammeRow,
  updateProgrammes,
} from '../../store/programme/write-programmes.ts'
import { findProgramme } from '../../store/programmes.ts'
import { transactUnlessSame } from '../already-so.ts'
import { getStand, noSuchProgramme } from '../stand.ts'

export interface SaveProgramme {
  regionCode: string
  /** Absent for a new programme. */
  id?: string | undefined
  /** The version that was changed. */
  version?: number | undefined
  input: ProgrammeInput
  /** Why it is changed, for the history. */
  reason?: string | undefined
}

/**
 * Stores a programme and gives it back; a new one is planned since the first of January of its first year, or since today
 * when that comes earlier. A save that says what is stored writes nothing. Throws `not-found`, `may-not`, `invalid` with
 * the fields of the input, and `changed-meanwhile` when somebody stored another version. With `inTx` it is part of the
 * caller's transaction.
 */
export async function saveProgramme(
  platform: Platform,
  actor: Actor,
  save: SaveProgramme,
  writer: Writer,
  inTx?: Tx,
): Promise<Programme> {
  const { regionCode } = save
  const input = tidy(save.input)
  const now = platform.clock.now()
  try {
    return await transactUnlessSame<Programme>(
      platform,
      writer,
      async (tx, same) => {
        const { region } = await getStand(tx, actor, regionCode)
        const before = save.id === undefined ? undefined : await findProgramme(tx, regionCode, save.id, true)
        if (save.id !== undefined && (before === undefined || before.archivedAt !== undefined)) throw noSuchProgramme()
        refuseSave(actor, regionCode, before)
        const catalogue = before ? await catalogueOf(tx, before.catalogueId) : await currentCatalogue(tx, now)
        const fields = before ? diffProgramme(before, input) : diffProgramme(undefined, input)
        if (before && fields.length === 0) same(before)
        if (before && before.version !== save.version) throw programmeChangedMeanwhile()
        await check(tx, actor, regionCode, input, catalogue, before)
        const id = before?.id ?? randomUUID()
        const row = toRow(regionCode, id, input, catalogue)
        if (before) await updateProgrammes(tx, [row], writer.accountId, now)
        else {
          const today = dayIn(now, region.timezone)
          const newYear = `${input.startYear}-01-01`
          const since = newYear < today ? newYear : today
          const first = { status: 'planned', since, reason: undefined, note: undefined } as const
          await insertProgrammes(tx, [{ ...row, ...first }], writer.accountId, now)
        }
        const event = before ? 'changed' : 'created'
        await recordChange(tx, {
          regionCode,
          subjectKind: 'programme',
          subjectId: id,
          event,
          fields,
          reason: save.reason?.trim() || undefined,
          office: actor.membership?.organisationName,
        })
        await audit(tx, {
          event: `portfolio.programme.${event}`,
          subject: { kind: 'programme', id },
          regionCode,
          data: { code: input.code, changed: fields.map(one => one.field) },
        })
        const stored = await findProgramme(tx, regionCode, id)
        if (!stored) throw new Error(`Programme ${id} is not there after it was stored`)
        return stored
      },
      inTx,
    )
  } catch (error) {
    // Two people at once: the code was free when it was looked at.
    if ((error as { code?: string }).code === '23505') throw invalid(codeTaken(input.code))
    throw error
  }
}

/** May the actor begin a programme here, or change this one? Asked before the body is looked at, and when it is stored. */
export function refuseSave(actor: Actor, regionCode: string, programme: Programme | undefined): void {
  const own = actor.membership?.organisationId
  const refusal = refuseWrite(
    actor,
    regionCode,
    programme ? [programme.leadId, ...programme.supportingIds] : own === undefined ? [] : [own],
  )
  if (refusal) throw mayNot(refusal)
}

/** A programme as the tables take it. */
export function toRow(regionCode: string, id: string, input: ProgrammeInput, catalogue: Catalogue): ProgrammeRow {
  return {
    ...input,
    regionCode,
    id,
    catalogueId: catalogue.id,
    dimension: dimensionOf(catalogue, input.subDimension),
    searchWords: fold(`${input.code} ${input.name}`),
  }
}

function dimensionOf(catalogue: Catalogue, subDimension: string): Dimension {
  const found = catalogue.subDimensions.find(one => one.code === subDimension)
  if (!found) throw new Error(`${subDimension} is not in ${catalogue.id}; check the programme before storing it`)
  return found.dimension
}

/** Spaces at the ends taken off, empty texts absent, nothing named twice. */
export function tidy(input: ProgrammeInput): ProgrammeInput {
  const line = (text: string) => text.replace(/\s+/g, ' ').trim()
  const block = (text: string) => text.replace(/\r\n?/g, '\n').trim()
  return {
    ...input,
    code: input.code.trim().toUpperCase(),
    name: line(input.name),
    problem: block(input.problem),
    supportingIds: [...new Set(input.supportingIds)].sort(),
    partners: input.partners.map(one => ({
      name: line(one.name),
      contribution: line(one.contribution ?? '') || undefined,
    })),
    places: [...new Set(input.places)].sort(),
    rpjmd: line(input.rpjmd ?? '') || undefined,
    renstra: line(input.renstra ?? '') || undefined,
    promise: block(input.promise ?? '') || undefined,
  }
}

async function check(
  tx: Tx,
  actor: Actor,
  regionCode: string,
  input: ProgrammeInput,
  catalogue: Catalogue,
  before: Programme | undefined,
): Promise<void> {
  const offices = await listRegionOffices(tx, regionCode)
  const regions = await listRegionsByCodes(tx, input.places)
  const known = new Set(before ? [before.leadId, ...before.supportingIds] : [])
  const keptPlaces = new Set(before?.places)
  const errors = checkProgramme(
    input,
    catalogue,
    {
      regionCode,
      officeIds: new Set(offices.filter(one => !one.archived).map(one => one.id)),
      places: new Set(
        [...regions.values()]
          .filter(one => one.code.startsWith(`${regionCode}.`))
          .filter(one => one.archivedAt === undefined || keptPlaces.has(one.code))
          .map(one => one.code),
      ),
    },
    known,
  )
  const own = actor.membership?.organisationId
  const mayChooseLead = actsAs(actor, 'regional-secretariat')
  if (!mayChooseLead && input.leadId !== (before?.leadId ?? own) && !errors.some(one => one.field === 'leadId')) {
    errors.push({
      field: 'leadId',
      sentence: {
        id: 'Petugas menulis program untuk OPD-nya sendiri. Minta sekretariat daerah memindahkan program ke OPD lain.',
        en: 'Officers write programmes of their own office. Ask the secretariat to move a programme to another.',
      },
    })
  }
  if (input.code !== before?.code) {
    const there = await findByCode(tx, regionCode, input.code)
    if (there) errors.push(codeTaken(input.code, there))
  }
  if (errors.length > 0) throw invalid(...errors)
}

function codeTaken(code: string, by?: { name: string; archived: boolean }): FieldError {
  const whom = by === undefined ? '' : ` (“${by.name}”${by.archived ? ', diarsipkan' : ''})`
  const whomEn = by === undefined ? '' : ` (“${by.name}”${by.archived ? ', archived' : ''})`
  return {
    field: 'code',
    sentence: {
      id: `Kode ${code} sudah dipakai program lain di daerah ini${whom}. Pakai kode lain.`,
      en: `Code ${code} is taken by another programme of this region${whomEn}. Use another code.`,
    },
  }
}

export const programmeChangedMeanwhile = () =>
  new Problem('changed-meanwhile', {
    id: 'Program ini diubah dari tab, perangkat, atau orang lain sesudah Anda membukanya. Bandingkan keduanya, lalu simpan lagi; ketikan Anda tidak hilang.',
    en: 'This programme was changed in another tab, on another device or by somebody else after you opened it. Compare both and save again; what you typed is not lost.',
  })
