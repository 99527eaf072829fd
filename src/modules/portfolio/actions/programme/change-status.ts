import type { Actor } from '#kit/actor.ts'
import { dayIn } from '#kit/format.ts'
import { invalid } from '#kit/problem.ts'
import { audit } from '#platform/audit/audit.ts'
import type { Writer } from '#platform/db/database.ts'
import type { Platform } from '#platform/platform.ts'
import { link } from '#platform/trace/trace.ts'
import type { FieldChange, Programme, StatusInput } from '../../model.ts'
import { checkStatus } from '../../rules/check-programme.ts'
import { catalogueOf } from '../../store/catalogues.ts'
import { recordChange } from '../../store/changes.ts'
import { listStatuses, setStatus, type StatusRecord } from '../../store/programme/statuses.ts'
import { insertStatuses } from '../../store/programme/write-programmes.ts'
import { findProgramme } from '../../store/programmes.ts'
import { transactUnlessSame } from '../already-so.ts'
import { getStand, noSuchProgramme } from '../stand.ts'
import { programmeChangedMeanwhile, refuseSave } from './save-programme.ts'

export interface ChangeStatus {
  regionCode: string
  id: string
  version: number | undefined
  status: StatusInput
  /** The programme in which a changed one goes on; the trace keeps the way. */
  successorId?: string | undefined
}

/**
 * Records a status from a day on and gives the programme back. A day before the status that holds now completes the past
 * and leaves the present as it is. Saying what holds already writes nothing. Throws `not-found`, `may-not`, `invalid` with
 * the fields `status`, `since`, `reason`, `note`, `successorId`, and `changed-meanwhile`.
 */
export async function changeStatus(
  platform: Platform,
  actor: Actor,
  change: ChangeStatus,
  writer: Writer,
): Promise<Programme> {
  const { regionCode, id, successorId } = change
  const now = platform.clock.now()
  const given: StatusInput = { ...change.status, note: change.status.note?.replace(/\r\n?/g, '\n').trim() || undefined }
  return await transactUnlessSame<Programme>(platform, writer, async (tx, same) => {
    const { region } = await getStand(tx, actor, regionCode)
    const before = await findProgramme(tx, regionCode, id, true)
    if (!before || before.archivedAt !== undefined) throw noSuchProgramme()
    refuseSave(actor, regionCode, before)
    if (
      successorId === undefined &&
      before.status === given.status &&
      before.statusSince === given.since &&
      before.statusReason === given.reason &&
      before.statusNote === given.note
    ) {
      same(before)
    }
    if (before.version !== change.version) throw programmeChangedMeanwhile()
    const errors = checkStatus(given, await catalogueOf(tx, before.catalogueId), dayIn(now, region.timezone))
    const successor = successorId === undefined ? undefined : await findProgramme(tx, regionCode, successorId)
    if (successorId !== undefined) {
      if (given.status !== 'changed' || successorId === id || !successor || successor.archivedAt !== undefined) {
        errors.push(badSuccessor)
      }
    }
    if (errors.length > 0) throw invalid(...errors)

    await insertStatuses(tx, [{ ...given, regionCode, programmeId: id }], writer.accountId, now)
    const latest = latestOf((await listStatuses(tx, regionCode, [id])).get(id) ?? [])
    await setStatus(tx, before, latest, writer.accountId, now)
    if (successor) {
      await link(tx, [
        {
          from: { kind: 'programme', id },
          to: { kind: 'programme', id: successor.id },
          kind: 'continued-by',
          regionCode,
          reason: given.note,
        },
      ])
    }
    await recordChange(tx, {
      regionCode,
      subjectKind: 'programme',
      subjectId: id,
      event: 'status-changed',
      fields: [...statusFields(before, given), ...(successor ? [successorField(successor)] : [])],
      reason: given.note,
      office: actor.membership?.organisationName,
    })
    await audit(tx, {
      event: 'portfolio.status.changed',
      subject: { kind: 'programme', id },
      regionCode,
      data: { from: before.status, to: given.status, since: given.since, reason: given.reason ?? null },
    })
    const stored = await findProgramme(tx, regionCode, id)
    if (!stored) throw noSuchProgramme()
    return stored
  })
}

/** Records come oldest first, so the last is the one that holds. */
function latestOf(records: readonly StatusRecord[]): StatusRecord {
  const latest = records.at(-1)
  if (!latest) throw new Error('A programme without any status')
  return latest
}

function statusFields(before: Programme, given: StatusInput): FieldChange[] {
  const fields: FieldChange[] = [
    { field: 'status', before: before.status, after: given.status },
    { field: 'since', before: before.statusSince, after: given.since },
    { field: 'reason', before: before.statusReason, after: given.reason },
  ]
  return fields.filter(one => one.field === 'status' || one.before !== one.after)
}

const successorField = (successor: Programme): FieldChange => ({
  field: 'successor',
  before: undefined,
  after: `${successor.code} ${successor.name}`,
})

const badSuccessor = {
  field: 'successorId',
  sentence: {
    id: 'Program lanjutan dipilih dari program lain di daerah ini, dan hanya untuk status berubah.',
    en: 'The programme in which it goes on is another of this region, and only for the status changed.',
  },
}
