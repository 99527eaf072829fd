import type { Actor } from '#kit/actor.ts'
import { type FieldError, invalid, notFound } from '#kit/problem.ts'
import { audit } from '#platform/audit/audit.ts'
import type { Writer } from '#platform/db/database.ts'
import type { Platform } from '#platform/platform.ts'
import { listRegionOffices } from '#modules/people/index.ts'
import { refuseKeep } from '../../access.ts'
import { LONGEST_WORKSHOP, type WorkingGroup } from '../../model-workshop.ts'
import { missing, tooLong } from '../../rules/workshop/check-workshop.ts'
import { listGroups, lockGroup, updateGroup } from '../../store/workshop/groups.ts'
import { changedMeanwhile, getSeriesStand, unlessRefused } from './lock-series.ts'
import { noOffice } from './save-deliverable.ts'

export interface SaveGroup {
  regionCode: string
  seriesId: string
  id: string
  version: number | undefined
  input: {
    name: string
    /** The office that coordinates; it belongs to the group. */
    coordinatorId?: string | undefined
    moderator?: string | undefined
    officeIds: readonly string[]
  }
}

/**
 * Stores a group: its name, the office that coordinates it, who moderates, and its offices. Gives it back. Throws
 * `not-found`, `may-not`, `changed-meanwhile`, and `invalid` with the fields `name`, `coordinatorId`, `moderator`,
 * `officeIds`.
 */
export async function saveGroup(
  platform: Platform,
  actor: Actor,
  save: SaveGroup,
  writer: Writer,
): Promise<WorkingGroup> {
  const { regionCode, seriesId, id } = save
  const now = platform.clock.now()
  const line = (text: string | undefined) => text?.replace(/\s+/g, ' ').trim() || undefined
  const name = line(save.input.name) ?? ''
  const moderator = line(save.input.moderator)
  const coordinatorId = line(save.input.coordinatorId)
  const officeIds = [...new Set([...save.input.officeIds, ...(coordinatorId === undefined ? [] : [coordinatorId])])]
  return await platform.db.transact(writer, async tx => {
    await getSeriesStand(tx, actor, regionCode, seriesId, true)
    unlessRefused(refuseKeep(actor, regionCode))
    const version = await lockGroup(tx, regionCode, seriesId, id)
    if (version === undefined) throw noSuchGroup()
    if (version !== save.version) throw changedMeanwhile()
    const before = (await listGroups(tx, regionCode, seriesId)).find(one => one.id === id)
    const kept = new Set([...(before?.offices.map(one => one.id) ?? []), before?.coordinatorId])
    const living = new Set((await listRegionOffices(tx, regionCode)).filter(one => !one.archived).map(one => one.id))
    const errors: FieldError[] = []
    if (name === '')
      errors.push(missing('name', 'Nama kelompok kosong. Tulis namanya.', 'The name is empty. Write it.'))
    if (name.length > LONGEST_WORKSHOP.name) errors.push(tooLong('name', LONGEST_WORKSHOP.name))
    if ((moderator ?? '').length > LONGEST_WORKSHOP.name) errors.push(tooLong('moderator', LONGEST_WORKSHOP.name))
    if (coordinatorId !== undefined && !living.has(coordinatorId) && !kept.has(coordinatorId)) {
      errors.push(noOffice('coordinatorId'))
    }
    if (officeIds.some(one => one !== coordinatorId && !living.has(one) && !kept.has(one))) {
      errors.push(noOffice('officeIds'))
    }
    if (errors.length > 0) throw invalid(...errors)
    await updateGroup(
      tx,
      { regionCode, id, version },
      { name, coordinatorId, moderator, officeIds },
      writer.accountId,
      now,
    )
    await audit(tx, {
      event: 'masterplan.group.changed',
      subject: { kind: 'masterplan.working_group', id },
      regionCode,
      data: { name, coordinator: coordinatorId ?? null, offices: officeIds.length },
    })
    const stored = (await listGroups(tx, regionCode, seriesId)).find(one => one.id === id)
    if (!stored) throw new Error(`Group ${id} is not there after it was stored`)
    return stored
  })
}

const noSuchGroup = () =>
  notFound(
    'Kelompok ini tidak ada pada rangkaian ini. Buka daftar kelompoknya.',
    'This series has no such group. Open the list of groups.',
  )
