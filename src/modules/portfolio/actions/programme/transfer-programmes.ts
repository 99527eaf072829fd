import type { Actor } from '#kit/actor.ts'
import { type FieldError, invalid, mayNot, Problem } from '#kit/problem.ts'
import { audit } from '#platform/audit/audit.ts'
import type { Writer } from '#platform/db/database.ts'
import type { Platform } from '#platform/platform.ts'
import { listRegionOffices } from '#modules/people/index.ts'
import { refuseKeep } from '../../access.ts'
import type { FieldChange } from '../../model.ts'
import { recordChanges } from '../../store/changes.ts'
import { lockIndicators, lockTouched, moveDuties, type TouchedProgramme } from '../../store/programme/transfer.ts'
import { getStand } from '../stand.ts'

export interface TransferProgrammes {
  regionCode: string
  /** An office of the region, abolished or not. */
  fromId: string
  /** A living office of the region. */
  toId: string
  reason: string
}

export interface Transferred {
  /** Programmes in which something moved; of these, how many are led by the new office now. */
  programmes: number
  leads: number
  milestones: number
  indicators: number
  risks: number
}

/**
 * Moves all that an office has in the portfolio of its region to another, in one transaction: what it leads and supports,
 * milestones not yet done, indicators, risks. Each history keeps both names and the reason. Only the secretariat. Throws
 * `not-found`, `may-not`, `invalid` with the fields `fromId`, `toId`, `reason`, and `conflict` when there is nothing to move.
 */
export async function transferProgrammes(
  platform: Platform,
  actor: Actor,
  transfer: TransferProgrammes,
  writer: Writer,
): Promise<Transferred> {
  const { regionCode, fromId, toId } = transfer
  const reason = transfer.reason.trim()
  const now = platform.clock.now()
  return await platform.db.transact(writer, async tx => {
    await getStand(tx, actor, regionCode)
    const refusal = refuseKeep(actor, regionCode)
    if (refusal) throw mayNot(refusal)
    const offices = new Map((await listRegionOffices(tx, regionCode)).map(one => [one.id, one]))
    const [from, to] = [offices.get(fromId), offices.get(toId)]
    const errors: FieldError[] = []
    if (!from) errors.push({ field: 'fromId', sentence: badFrom })
    if (!to || to.archived || toId === fromId) errors.push({ field: 'toId', sentence: badTo })
    if (reason === '' || reason.length > 1000) errors.push({ field: 'reason', sentence: needsReason })
    if (errors.length > 0 || !from || !to) throw invalid(...errors)

    const touched = await lockTouched(tx, regionCode, fromId)
    const indicators = await lockIndicators(tx, regionCode, fromId)
    if (touched.length === 0 && indicators.length === 0) throw nothingThere(from.name)
    await moveDuties(tx, { regionCode, fromId, toId, by: writer.accountId, now })
    const office = actor.membership?.organisationName
    await recordChanges(tx, [
      ...touched.map(one => ({
        regionCode,
        subjectKind: 'programme' as const,
        subjectId: one.id,
        event: 'transferred',
        fields: movedFields(one, from.name, to.name),
        reason,
        office,
      })),
      ...indicators.map(id => ({
        regionCode,
        subjectKind: 'indicator' as const,
        subjectId: id,
        event: 'transferred',
        fields: [{ field: 'ownerName', before: from.name, after: to.name }],
        reason,
        office,
      })),
    ])
    const done: Transferred = {
      programmes: touched.length,
      leads: touched.filter(one => one.lead).length,
      milestones: touched.reduce((sum, one) => sum + one.milestones, 0),
      indicators: indicators.length,
      risks: touched.reduce((sum, one) => sum + one.risks, 0),
    }
    await audit(tx, {
      event: 'portfolio.programmes.transferred',
      subject: { kind: 'organisation', id: fromId },
      regionCode,
      data: { from: from.name, to: to.name, to_id: toId, reason, ...done },
    })
    return done
  })
}

function movedFields(programme: TouchedProgramme, before: string, after: string): FieldChange[] {
  const fields: FieldChange[] = []
  if (programme.lead) fields.push({ field: 'leadName', before, after })
  if (programme.supporting) fields.push({ field: 'supportingName', before, after })
  if (programme.milestones > 0) fields.push({ field: 'milestoneOwnerName', before, after })
  if (programme.risks > 0) fields.push({ field: 'riskOwnerName', before, after })
  return fields
}

const badFrom = { id: 'Pilih OPD asal dari daerah ini.', en: 'Choose the office of this region they come from.' }
const badTo = {
  id: 'Pilih OPD tujuan yang masih ada di daerah ini, bukan OPD asal.',
  en: 'Choose a living office of this region they go to, not the one they come from.',
}
const needsReason = {
  id: 'Tulis dasarnya, misalnya “Perda susunan perangkat daerah Nomor 3 Tahun 2026”.',
  en: 'Write the ground for it, like “regional regulation 3 of 2026 on the offices of the region”.',
}
const nothingThere = (name: string) =>
  new Problem('conflict', {
    id: `${name} tidak punya program, tonggak, indikator atau risiko di portofolio ini.`,
    en: `${name} has no programmes, milestones, indicators or risks in this portfolio.`,
  })
