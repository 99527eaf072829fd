import type { Actor, Refusal } from '#kit/actor.ts'
import { dayIn } from '#kit/format.ts'
import { invalid, mayNot } from '#kit/problem.ts'
import { audit } from '#platform/audit/audit.ts'
import type { Writer } from '#platform/db/database.ts'
import type { Platform } from '#platform/platform.ts'
import { findRegion } from '#modules/region/index.ts'
import { refuseWrite } from '../../access.ts'
import { type FieldChange, type Milestone, MILESTONE_SUBJECT, type Programme } from '../../model.ts'
import { checkReport } from '../../rules/programme/check-milestone.ts'
import { recordChange } from '../../store/changes.ts'
import { findMilestone, updateMilestone } from '../../store/programme/milestones.ts'
import { touchProgramme } from '../../store/programme/statuses.ts'
import { transactUnlessSame } from '../already-so.ts'
import { changeUses, type UseChange } from '../change-uses.ts'
import { lockProgramme, milestoneChangedMeanwhile, noSuchMilestone, storedMilestone } from './save-milestone.ts'

export interface ReportMilestone {
  regionCode: string
  programmeId: string
  id: string
  version: number | undefined
  /** The day on which it was done; undefined while it is not. */
  doneOn: string | undefined
  note: string | undefined
  /** Ids of evidence to attach and to take off. */
  evidence?: UseChange | undefined
}

/**
 * Reports a milestone as done or how far it is, with its proof; gives it back. Saying what is stored writes nothing. Throws
 * `not-found`, `may-not`, `invalid` with the fields `doneOn`, `note`, `bukti`, and `changed-meanwhile`.
 */
export async function reportMilestone(
  platform: Platform,
  actor: Actor,
  report: ReportMilestone,
  writer: Writer,
): Promise<Milestone> {
  const { regionCode, programmeId, doneOn } = report
  const note = report.note?.replace(/\r\n?/g, '\n').trim() || undefined
  const now = platform.clock.now()
  return await transactUnlessSame<Milestone>(platform, writer, async (tx, same) => {
    const programme = await lockProgramme(tx, actor, regionCode, programmeId)
    const before = await findMilestone(tx, regionCode, programmeId, report.id, true)
    if (!before) throw noSuchMilestone()
    const refusal = refuseReport(actor, programme, before)
    if (refusal) throw mayNot(refusal)
    const sameWords = before.doneOn === doneOn && before.note === note
    // Evidence is added, never overwritten: it needs no version.
    if (!sameWords && before.version !== report.version) throw milestoneChangedMeanwhile()
    const region = await findRegion(tx, regionCode)
    const errors = checkReport({ doneOn, note }, dayIn(now, region?.timezone ?? 'WIB'))
    if (errors.length > 0) throw invalid(...errors)
    const proof = await changeUses(
      tx,
      platform,
      actor,
      { regionCode, kind: MILESTONE_SUBJECT, id: report.id },
      report.evidence ?? {},
    )
    if (sameWords && !proof) same(before)
    if (!sameWords) await updateMilestone(tx, before, { report: { doneOn, note } }, writer.accountId, now)
    await touchProgramme(tx, regionCode, programmeId, writer.accountId, now)
    const fields: FieldChange[] = [{ field: 'title', before: before.title, after: before.title }]
    if (before.doneOn !== doneOn) fields.push({ field: 'doneOn', before: before.doneOn, after: doneOn })
    if (before.note !== note) fields.push({ field: 'note', before: before.note, after: note })
    await recordChange(tx, {
      regionCode,
      subjectKind: 'programme',
      subjectId: programmeId,
      event: proof ? 'milestone-proven' : 'milestone-reported',
      fields,
      office: actor.membership?.organisationName,
    })
    await audit(tx, {
      event: 'portfolio.milestone.reported',
      subject: { kind: 'milestone', id: before.id },
      regionCode,
      data: { programme: programmeId, done: doneOn ?? null, evidence: proof },
    })
    return await storedMilestone(tx, regionCode, programmeId, before.id)
  })
}

/** People of the office that owes it or of those of the programme, and the secretariat. */
export const refuseReport = (actor: Actor, programme: Programme, milestone: Pick<Milestone, 'ownerId'>): Refusal =>
  refuseWrite(actor, programme.regionCode, [milestone.ownerId, programme.leadId, ...programme.supportingIds])
