import { type Actor } from '#kit/actor.ts'
import { notFound } from '#kit/problem.ts'
import type { Sql, Tx } from '#platform/db/database.ts'
import { findRegion, type Region } from '#modules/region/index.ts'
import { type Sight, sightOf } from '../access.ts'
import type { Meeting } from '../model.ts'
import { findMeeting, isInvited } from '../store/meetings.ts'

/** A region's meetings and how much of them the viewer sees. */
export interface Stand {
  region: Region
  sight: Exclude<Sight, 'none'>
}

/** One meeting that the viewer may see. */
export interface MeetingStand extends Stand {
  meeting: Meeting
  /** Stands on the list, by account, by e-mail or by the office acted for. */
  invited: boolean
}

const regency = /^\d{2}\.\d{2}$/
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** Where an actor stands to the meetings of a regency or city. Throws `not-found`; visitors never pass. */
export async function getStand(db: Sql | Tx, actor: Actor, regionCode: string): Promise<Stand> {
  const sight = sightOf(actor, regionCode)
  const region = regency.test(regionCode) && sight !== 'none' ? await findRegion(db, regionCode) : undefined
  if (!region || sight === 'none') throw noSuchMeeting()
  return { region, sight }
}

/** The same, for boards and lists of the whole region: only who sees all. */
export async function getInsideStand(db: Sql | Tx, actor: Actor, regionCode: string): Promise<Stand> {
  const stand = await getStand(db, actor, regionCode)
  if (stand.sight !== 'all') throw noSuchMeeting()
  return stand
}

/**
 * One meeting for one viewer. Throws `not-found` when it is not there, or when the viewer sees only meetings on whose list
 * they stand and is not on this one. Drafts are seen by those who see all. With `lock` its row is held.
 */
export async function getMeetingStand(
  db: Sql | Tx,
  actor: Actor,
  regionCode: string,
  id: string,
  lock = false,
): Promise<MeetingStand> {
  const stand = await getStand(db, actor, regionCode)
  const meeting = uuid.test(id) ? await findMeeting(db, regionCode, id, lock) : undefined
  const invited =
    meeting !== undefined &&
    (await isInvited(db, regionCode, id, {
      accountId: actor.accountId,
      organisationId: actor.membership?.organisationId,
      email: actor.email,
    }))
  if (!meeting || (stand.sight !== 'all' && (!invited || meeting.state === 'draft'))) throw noSuchMeeting()
  return { ...stand, meeting, invited }
}

export const noSuchMeeting = () =>
  notFound(
    'Rapat ini tidak ada, atau Anda tidak ada di daftar undangannya. Periksa alamatnya, atau hubungi pengundangnya.',
    'There is no such meeting, or you are not on its list. Check the address, or ask who invited.',
  )
