import type { Actor } from '#kit/actor.ts'
import { invalid, mayNot, Problem } from '#kit/problem.ts'
import { audit } from '#platform/audit/audit.ts'
import type { Tx, Writer } from '#platform/db/database.ts'
import type { Platform } from '#platform/platform.ts'
import type { Region } from '#modules/region/index.ts'
import { refuseKeep } from '../../access.ts'
import type { MeetingInput } from '../../model-plan.ts'
import type { Meeting } from '../../model.ts'
import { checkMeeting, tidyMeeting } from '../../rules/plan/check-meeting.ts'
import { timeWords, whenOf } from '../../rules/plan/moments.ts'
import { changedFields, moved } from '../../rules/plan/moved.ts'
import { findMeeting } from '../../store/meetings.ts'
import { hasInstitution, insertMeeting, setNextLetter, updateMeeting } from '../../store/plan/write-meetings.ts'
import { getStand, noSuchMeeting } from '../stand.ts'
import { transactUnlessSame } from './already-so.ts'
import { queueLetters } from './queue-letters.ts'
import { takeLetterNumber } from './take-number.ts'

export interface SaveMeeting {
  regionCode: string
  /** Absent for a new meeting. */
  id?: string | undefined
  /** The version that was changed. */
  version?: number | undefined
  input: MeetingInput
  /** Why it is changed; stands in the letter that tells of it. */
  reason?: string | undefined
}

/**
 * Stores a meeting and gives it back; a new one is a draft. When time, zone, place or link change after the letters went
 * out, everybody who was invited gets another letter. A save that says what is stored writes nothing. Throws
 * `not-found`, `may-not`, `invalid` with the fields of the input, and `changed-meanwhile` when another version is stored.
 */
export async function saveMeeting(
  platform: Platform,
  actor: Actor,
  save: SaveMeeting,
  writer: Writer,
): Promise<Meeting> {
  const { regionCode } = save
  const input = tidyMeeting(save.input)
  const now = platform.clock.now()
  return await transactUnlessSame<Meeting>(platform, writer, async (tx, same) => {
    const { region } = await getStand(tx, actor, regionCode)
    const before = save.id === undefined ? undefined : await findMeeting(tx, regionCode, save.id, true)
    if (save.id !== undefined && !before) throw noSuchMeeting()
    refuseSaveMeeting(actor, regionCode, before)
    const changed = before && changedFields(before, input)
    if (before && changed?.length === 0) same(before)
    if (before && before.version !== save.version) throw meetingChangedMeanwhile()
    await check(tx, regionCode, input, before)
    const row = { regionCode, input, accountId: writer.accountId, now }
    let stored = before ? await updateMeeting(tx, { ...row, id: before.id }) : await insertMeeting(tx, row)
    if (!stored) throw new Error('A meeting that is not planned by itself met another one')
    if (before?.state === 'invited' && moved(changed ?? []).length > 0) {
      stored = await tellOfMove(tx, before, stored, region, save.reason, writer, now)
    }
    await audit(tx, {
      event: `meeting.meeting.${before ? 'changed' : 'planned'}`,
      subject: { kind: 'meeting', id: stored.id },
      regionCode,
      data: { title: stored.title, ...(changed ? { changed } : {}), ...(save.reason ? { reason: save.reason } : {}) },
    })
    return stored
  })
}

/** A meeting that moved after its letter: a new number, SEQUENCE grows, and a letter goes to all who were invited. */
async function tellOfMove(
  tx: Tx,
  before: Meeting,
  stored: Meeting,
  region: Region,
  reason: string | undefined,
  writer: Writer,
  now: Date,
): Promise<Meeting> {
  if (stored.startsAt <= now) throw invalid(movedIntoPast)
  const next = await setNextLetter(tx, stored, await takeLetterNumber(tx, stored, region, {}, now))
  const when = whenOf(before, 'id', region.timezone)
  const where = [before.place, before.address, before.link].filter(one => one !== undefined).join(', ')
  await queueLetters(tx, next, writer, {
    before: { date: when.date, time: timeWords(when), where },
    ...(reason === undefined ? {} : { reason }),
  })
  return next
}

const movedIntoPast = {
  field: 'startsAt',
  sentence: {
    id: 'Undangan sudah terkirim, jadi rapat tidak bisa dipindah ke waktu yang sudah lewat. Isi waktu yang akan datang.',
    en: 'Invitations were sent, so the meeting cannot be moved into the past. Give a time to come.',
  },
}

/** May the actor plan a meeting here, or change this one? Asked before the body is looked at, and when it is stored. */
export function refuseSaveMeeting(actor: Actor, regionCode: string, meeting?: Meeting): void {
  const refusal = refuseKeep(actor, regionCode)
  if (refusal) throw mayNot(refusal)
  if (meeting?.state === 'closed' || meeting?.state === 'cancelled') {
    throw new Problem('conflict', {
      id: 'Rapat yang sudah selesai atau dibatalkan tidak diubah lagi. Buat rapat lanjutan.',
      en: 'A meeting that is over or cancelled is not changed any more. Plan a following one.',
    })
  }
}

async function check(tx: Tx, regionCode: string, input: MeetingInput, before: Meeting | undefined): Promise<void> {
  const errors = checkMeeting(input)
  if (before && before.state !== 'draft' && input.place === undefined && input.link === undefined) {
    errors.push({
      field: 'place',
      sentence: {
        id: 'Undangan sudah terkirim, jadi tempat atau tautan harus ada. Isi salah satunya.',
        en: 'Invitations were sent, so there must be a place or a link. Give one of them.',
      },
    })
  }
  if (input.institutionId !== undefined && input.institutionId !== before?.institutionId) {
    const found = await hasInstitution(tx, regionCode, input.institutionId)
    if (!found) {
      errors.push({
        field: 'institutionId',
        sentence: {
          id: 'Lembaga ini tidak ada atau sudah diarsipkan. Pilih lembaga lain.',
          en: 'There is no such institution, or it is archived. Choose another.',
        },
      })
    }
  }
  if (input.followsId !== undefined && input.followsId !== before?.followsId) {
    const follows = input.followsId === before?.id ? undefined : await findMeeting(tx, regionCode, input.followsId)
    if (!follows) {
      errors.push({
        field: 'followsId',
        sentence: {
          id: 'Rapat yang dilanjutkan tidak ada di daerah ini. Pilih dari daftar.',
          en: 'The meeting that is continued is not in this region. Choose from the list.',
        },
      })
    }
  }
  if (errors.length > 0) throw invalid(...errors)
}

export const meetingChangedMeanwhile = () =>
  new Problem('changed-meanwhile', {
    id: 'Rapat ini diubah dari tab, perangkat, atau orang lain sesudah Anda membukanya. Bandingkan keduanya, lalu simpan lagi; ketikan Anda tidak hilang.',
    en: 'This meeting was changed in another tab, on another device or by somebody else after you opened it. Compare both and save again; what you typed is not lost.',
  })
