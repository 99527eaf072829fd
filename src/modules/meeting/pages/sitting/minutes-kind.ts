import { Problem } from '#kit/problem.ts'
import type { CollabKind } from '#platform/http/door.ts'
import { refuseMinutes } from '../../access.ts'
import { MINUTES_TEXT } from '../../actions/sitting/write-minutes.ts'
import { getMeetingStand } from '../../actions/stand.ts'
import { refuseWriteMinutes } from '../../rules/sitting/sitting-states.ts'
import { findMeetingOfText } from '../../store/sitting/sittings.ts'

/** The shared text of minutes: written by who may write them while they are not final, read by who may see the meeting. */
export const minutesKind: CollabKind = {
  kind: MINUTES_TEXT,
  async authorize(platform, actor, { regionCode, id }) {
    const { sql } = platform.db
    const found = await findMeetingOfText(sql, regionCode, id)
    if (!found) return undefined
    try {
      const { meeting, invited } = await getMeetingStand(sql, actor, regionCode, found.id)
      const writes = (refuseMinutes(actor, regionCode, invited) ?? refuseWriteMinutes(meeting)) === undefined
      return writes ? 'write' : 'read'
    } catch (error) {
      if (error instanceof Problem && error.code === 'not-found') return undefined
      throw error
    }
  },
  async stored(tx, { regionCode, id }) {
    const meeting = await findMeetingOfText(tx, regionCode, id, true)
    const refusal = meeting && refuseWriteMinutes(meeting)
    if (refusal) throw new Problem('conflict', refusal)
  },
}
