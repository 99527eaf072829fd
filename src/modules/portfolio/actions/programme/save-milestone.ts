import { randomUUID } from 'node:crypto'
import type { Actor } from '#kit/actor.ts'
import { type FieldError, invalid, Problem } from '#kit/problem.ts'
import { audit } from '#platform/audit/audit.ts'
import type { Tx, Writer } from '#platform/db/database.ts'
import type { Platform } from '#platform/platform.ts'
import { listRegionOffices, namesOfOrganisations } from '#modules/people/index.ts'
import type { FieldChange, Milestone, Programme } from '../../model.ts'
import { checkMilestone, type MilestoneInput } from '../../rules/programme/check-milestone.ts'
import { recordChange } from '../../store/changes.ts'
import { findMilestone, insertMilestones, listMilestones, updateMilestone } from '../../store/programme/milestones.ts'
import { touchProgramme } from '../../store/programme/statuses.ts'
import { findProgramme } from '../../store/programmes.ts'
import { transactUnlessSame } from '../already-so.ts'
import { getStand, noSuchProgramme } from '../stand.ts'
import { refuseSave } from './save-programme.ts'

export interface SaveMilestone {
  regionCode: string
  programmeId: string
  /** Absent for a new one. */
  id?: string | undefined
  version?: number | undefined
  input: MilestoneInput
}

/** How many milestones one programme may have. */
export const MOST_MILESTONES = 100

/**
 * Stores what shall be there by when, and who owes it; gives the milestone back. Saying what is stored writes nothing.
 * Throws `not-found`, `may-not`, `invalid` with the fields `title`, `dueOn`, `ownerId`, and `changed-meanwhile`.
 */
export async function saveMilestone(
  platform: Platform,
  actor: Actor,
  save: SaveMilestone,
  writer: Writer,
): Promise<Milestone> {
  const { regionCode, programmeId } = save
  const now = platform.clock.now()
  const input = { ...save.input, title: save.input.title.replace(/\s+/g, ' ').trim() }
  return await transactUnlessSame<Milestone>(platform, writer, async (tx, same) => {
    const programme = await lockProgramme(tx, actor, regionCode, programmeId)
    refuseSave(actor, regionCode, programme)
    const all = (await listMilestones(tx, regionCode, [programmeId])).get(programmeId) ?? []
    const before = save.id === undefined ? undefined : await findMilestone(tx, regionCode, programmeId, save.id, true)
    if (save.id !== undefined && !before) throw noSuchMilestone()
    if (before && before.title === input.title && before.dueOn === input.dueOn && before.ownerId === input.ownerId) {
      same(before)
    }
    if (before && before.version !== save.version) throw milestoneChangedMeanwhile()
    const offices = await listRegionOffices(tx, regionCode)
    const living = new Set(offices.filter(one => !one.archived).map(one => one.id))
    if (before) living.add(before.ownerId)
    const others = all.filter(one => one.id !== save.id)
    const errors: FieldError[] = checkMilestone(
      input,
      living,
      others.map(one => one.title),
    )
    if (!before && all.length >= MOST_MILESTONES) errors.push(tooMany)
    if (errors.length > 0) throw invalid(...errors)

    const id = before?.id ?? randomUUID()
    if (before) await updateMilestone(tx, before, input, writer.accountId, now)
    else await insertMilestones(tx, [{ ...input, regionCode, programmeId, id }], writer.accountId, now)
    await touchProgramme(tx, regionCode, programmeId, writer.accountId, now)
    const names = await namesOfOrganisations(tx, [input.ownerId, ...(before ? [before.ownerId] : [])])
    const event = before ? 'changed' : 'added'
    await recordChange(tx, {
      regionCode,
      subjectKind: 'programme',
      subjectId: programmeId,
      event: `milestone-${event}`,
      fields: milestoneFields(before, input, names),
      office: actor.membership?.organisationName,
    })
    await audit(tx, {
      event: `portfolio.milestone.${event}`,
      subject: { kind: 'milestone', id },
      regionCode,
      data: { programme: programmeId, title: input.title, due: input.dueOn },
    })
    return await storedMilestone(tx, regionCode, programmeId, id)
  })
}

/** Takes a milestone off a programme; its history and its evidence stay. Throws as `saveMilestone` does. */
export async function removeMilestone(
  platform: Platform,
  actor: Actor,
  remove: { regionCode: string; programmeId: string; id: string; version: number | undefined },
  writer: Writer,
): Promise<void> {
  const { regionCode, programmeId } = remove
  const now = platform.clock.now()
  await platform.db.transact(writer, async tx => {
    const programme = await lockProgramme(tx, actor, regionCode, programmeId)
    refuseSave(actor, regionCode, programme)
    const before = await findMilestone(tx, regionCode, programmeId, remove.id, true)
    if (!before) throw noSuchMilestone()
    if (before.version !== remove.version) throw milestoneChangedMeanwhile()
    await updateMilestone(tx, before, { archived: true }, writer.accountId, now)
    await touchProgramme(tx, regionCode, programmeId, writer.accountId, now)
    await recordChange(tx, {
      regionCode,
      subjectKind: 'programme',
      subjectId: programmeId,
      event: 'milestone-removed',
      fields: [
        { field: 'title', before: before.title, after: undefined },
        { field: 'dueOn', before: before.dueOn, after: undefined },
      ],
      office: actor.membership?.organisationName,
    })
    await audit(tx, {
      event: 'portfolio.milestone.removed',
      subject: { kind: 'milestone', id: before.id },
      regionCode,
      data: { programme: programmeId, title: before.title },
    })
  })
}

/** The programme whose milestones change, held until the transaction ends. */
export async function lockProgramme(tx: Tx, actor: Actor, regionCode: string, id: string): Promise<Programme> {
  await getStand(tx, actor, regionCode)
  const programme = await findProgramme(tx, regionCode, id, true)
  if (!programme || programme.archivedAt !== undefined) throw noSuchProgramme()
  return programme
}

export async function storedMilestone(tx: Tx, regionCode: string, programmeId: string, id: string): Promise<Milestone> {
  const stored = await findMilestone(tx, regionCode, programmeId, id)
  if (!stored) throw new Error(`Milestone ${id} is not there after it was stored`)
  return stored
}

function milestoneFields(
  before: Milestone | undefined,
  after: MilestoneInput,
  names: ReadonlyMap<string, string>,
): FieldChange[] {
  const all: FieldChange[] = [
    { field: 'title', before: before?.title, after: after.title },
    { field: 'dueOn', before: before?.dueOn, after: after.dueOn },
    { field: 'ownerName', before: before?.ownerName, after: names.get(after.ownerId) },
  ]
  return all.filter(one => one.field === 'title' || one.before !== one.after)
}

const tooMany = {
  field: 'title',
  sentence: {
    id: `Paling banyak ${MOST_MILESTONES} tonggak untuk satu program.`,
    en: `At most ${MOST_MILESTONES} milestones for one programme.`,
  },
}

export const noSuchMilestone = () =>
  new Problem('not-found', {
    id: 'Tonggak ini tidak ada pada program ini, atau sudah dihapus. Buka daftar tonggaknya.',
    en: 'This programme has no such milestone, or it was taken off. Open the list of milestones.',
  })

export const milestoneChangedMeanwhile = () =>
  new Problem('changed-meanwhile', {
    id: 'Tonggak ini diubah orang lain sesudah Anda membukanya. Bandingkan, lalu simpan lagi; ketikan Anda tidak hilang.',
    en: 'This milestone was changed by somebody else after you opened it. Compare and save again; what you typed is not lost.',
  })
