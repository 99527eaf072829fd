import { actsAs, type Actor } from '#kit/actor.ts'
import { type FieldError, invalid, mayNot } from '#kit/problem.ts'
import { audit } from '#platform/audit/audit.ts'
import type { Tx, Writer } from '#platform/db/database.ts'
import type { Platform } from '#platform/platform.ts'
import { listRegionOffices } from '#modules/people/index.ts'
import { refuseKeep, refuseWrite } from '../../access.ts'
import type { Indicator, IndicatorInput } from '../../model-indicator.ts'
import { checkIndicator, diffIndicator, fixedFaults } from '../../rules/indicator/check-indicator.ts'
import { recordChange } from '../../store/changes.ts'
import {
  findIndicator,
  findIndicatorByCode,
  insertIndicators,
  touchIndicator,
  updateIndicator,
} from '../../store/indicator/indicators.ts'
import { hasReadings } from '../../store/indicator/readings.ts'
import { transactUnlessSame } from '../already-so.ts'
import { getStand } from '../stand.ts'
import { getIndicatorStand, indicatorChangedMeanwhile, officesOf } from './indicator-stand.ts'

export interface SaveIndicator {
  regionCode: string
  /** Absent for a new indicator. */
  id?: string | undefined
  /** The version that was changed. */
  version?: number | undefined
  input: IndicatorInput
  reason?: string | undefined
}

/**
 * Stores the definition of an indicator and gives it back; one that says what is stored writes nothing. Officers define
 * indicators of their own office, the secretariat any. Once there are readings, level, frequency and being a ratio stay.
 * Throws `not-found`, `may-not`, `invalid` with the fields of the input, and `changed-meanwhile`.
 */
export async function saveIndicator(
  platform: Platform,
  actor: Actor,
  save: SaveIndicator,
  writer: Writer,
): Promise<Indicator> {
  const { regionCode } = save
  const input = tidy(save.input)
  const now = platform.clock.now()
  try {
    return await transactUnlessSame<Indicator>(platform, writer, async (tx, same) => {
      const before =
        save.id === undefined
          ? undefined
          : (await getIndicatorStand(tx, actor, regionCode, save.id, 'update')).indicator
      if (!before) await getStand(tx, actor, regionCode)
      refuseDefine(actor, regionCode, before)
      const fields = diffIndicator(before, input)
      if (before && fields.length === 0) same(before)
      if (before && before.version !== save.version) throw indicatorChangedMeanwhile()
      await check(tx, actor, regionCode, input, before)
      let id = before?.id ?? ''
      if (before) await updateIndicator(tx, regionCode, id, input, writer.accountId, now)
      else id = (await insertIndicators(tx, regionCode, [input], writer.accountId, now))[0] ?? ''
      const event = before ? 'changed' : 'created'
      await recordChange(tx, {
        regionCode,
        subjectKind: 'indicator',
        subjectId: id,
        event,
        fields,
        reason: save.reason?.trim() || undefined,
        office: actor.membership?.organisationName,
      })
      await audit(tx, {
        event: `portfolio.indicator.${event}`,
        subject: { kind: 'indicator', id },
        regionCode,
        data: { code: input.code, changed: fields.map(one => one.field) },
      })
      const stored = await findIndicator(tx, regionCode, id)
      if (!stored) throw new Error(`Indicator ${id} is not there after it was stored`)
      return stored
    })
  } catch (error) {
    // Two people at once: the code was free when it was looked at.
    if ((error as { code?: string }).code === '23505') throw invalid(codeTaken(input.code))
    throw error
  }
}

/** May the actor define an indicator here, or change this one? Asked before the body is looked at, and when it is stored. */
export function refuseDefine(actor: Actor, regionCode: string, indicator: Indicator | undefined): void {
  const own = actor.membership?.organisationId
  const refusal = refuseWrite(actor, regionCode, indicator ? officesOf(indicator) : own === undefined ? [] : [own])
  if (refusal) throw mayNot(refusal)
}

/** Takes an indicator, at the version that was seen, out of all lists; readings and history stay. For the secretariat. */
export async function archiveIndicator(
  platform: Platform,
  actor: Actor,
  {
    regionCode,
    id,
    version,
    reason,
  }: { regionCode: string; id: string; version: number | undefined; reason?: string | undefined },
  writer: Writer,
): Promise<void> {
  await platform.db.transact(writer, async tx => {
    await getStand(tx, actor, regionCode)
    const refusal = refuseKeep(actor, regionCode)
    if (refusal) throw mayNot(refusal)
    const { indicator } = await getIndicatorStand(tx, actor, regionCode, id, 'update')
    if (indicator.version !== version) throw indicatorChangedMeanwhile()
    await touchIndicator(tx, regionCode, id, writer.accountId, platform.clock.now(), true)
    await recordChange(tx, {
      regionCode,
      subjectKind: 'indicator',
      subjectId: id,
      event: 'archived',
      fields: [],
      reason: reason?.trim() || undefined,
      office: actor.membership?.organisationName,
    })
    await audit(tx, {
      event: 'portfolio.indicator.archived',
      subject: { kind: 'indicator', id },
      regionCode,
      data: { code: indicator.code },
    })
  })
}

/** Spaces at the ends taken off, empty texts absent, a code in capitals. */
function tidy(input: IndicatorInput): IndicatorInput {
  const line = (text: string | undefined) => text?.replace(/\s+/g, ' ').trim() || undefined
  return {
    ...input,
    code: input.code.trim().toUpperCase(),
    name: line(input.name) ?? '',
    unit: line(input.unit) ?? '',
    definition: input.definition?.replace(/\r\n?/g, '\n').trim() || undefined,
    formula: line(input.formula),
    source: line(input.source),
    externalCode: line(input.externalCode),
    weightLabel: line(input.weightLabel),
  }
}

async function check(
  tx: Tx,
  actor: Actor,
  regionCode: string,
  input: IndicatorInput,
  before: Indicator | undefined,
): Promise<void> {
  const offices = await listRegionOffices(tx, regionCode)
  const living = new Set(offices.filter(one => !one.archived).map(one => one.id))
  if (before?.ownerId !== undefined) living.add(before.ownerId)
  const errors = checkIndicator(input, living)
  const own = actor.membership?.organisationId
  const owner = before ? before.ownerId : own
  if (!actsAs(actor, 'regional-secretariat') && input.ownerId !== owner) {
    errors.push({
      field: 'ownerId',
      sentence: {
        id: 'Petugas menulis indikator OPD-nya sendiri. Minta sekretariat daerah memindahkannya ke OPD lain.',
        en: 'Officers define indicators of their own office. Ask the secretariat to move one to another.',
      },
    })
  }
  if (before) {
    const fixed = fixedFaults(before, input)
    if (fixed.length > 0 && (await hasReadings(tx, regionCode, before.id))) errors.push(...fixed)
  }
  if (input.code !== before?.code) {
    const there = await findIndicatorByCode(tx, regionCode, input.code)
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
      id: `Kode ${code} sudah dipakai indikator lain di daerah ini${whom}. Pakai kode lain.`,
      en: `Code ${code} is taken by another indicator of this region${whomEn}. Use another code.`,
    },
  }
}
