import { createHash } from 'node:crypto'
import type { Actor } from '#kit/actor.ts'
import { canonicalText } from '#kit/canonical-text.ts'
import { invalid, Problem } from '#kit/problem.ts'
import { emptyDoc } from '#kit/rich-text.ts'
import { audit } from '#platform/audit/audit.ts'
import { closeText } from '#platform/collab/rights.ts'
import { readTexts } from '#platform/collab/texts.ts'
import { isEmpty } from '#platform/collab/words.ts'
import type { Sql, Tx, Writer } from '#platform/db/database.ts'
import type { Platform } from '#platform/platform.ts'
import { namesOfOrganisations } from '#modules/people/index.ts'
import type { Region } from '#modules/region/index.ts'
import type { Meeting } from '../../model.ts'
import { LONGEST_SITTING, type MinutesContent } from '../../model-sitting.ts'
import { minutesContent } from '../../rules/sitting/minutes-content.ts'
import { refuseFinal } from '../../rules/sitting/sitting-states.ts'
import { listAgenda } from '../../store/sitting/agenda.ts'
import { listAttendance, listExpected } from '../../store/sitting/attendance.ts'
import { listDecisions } from '../../store/sitting/decisions.ts'
import { insertFinalMinutes, reopenMinutes as markReopened, updateSitting } from '../../store/sitting/sittings.ts'
import { listTasksOfMeetings } from '../../store/task/tasks.ts'
import { getKeptMeeting, unless } from './held-meeting.ts'

interface Which {
  regionCode: string
  id: string
}

/** SHA-256 of the canonical text of minutes, in small hexadecimal letters. */
export const hashOf = (content: MinutesContent): string =>
  createHash('sha256').update(canonicalText(content)).digest('hex')

/** The minutes as they would be final now: text, decisions, tasks and attendance without NIP and phones. Six statements. */
export async function composeMinutes(
  db: Sql | Tx,
  meeting: Meeting,
  region: Pick<Region, 'code' | 'name'>,
): Promise<MinutesContent> {
  const { regionCode, id, textId } = meeting
  const agenda = await listAgenda(db, regionCode, id)
  const decisions = await listDecisions(db, regionCode, id)
  const tasks = await listTasksOfMeetings(db, regionCode, [id])
  const attendance = await listAttendance(db, regionCode, id)
  const expected = await listExpected(db, regionCode, id)
  const text = textId === undefined ? undefined : (await readTexts(db, regionCode, [textId])).get(textId)
  const owners = await namesOfOrganisations(db, [...new Set(agenda.flatMap(one => one.ownerId ?? []))])
  return minutesContent({
    region,
    meeting,
    agenda,
    ownerNames: owners,
    text: text?.content ?? emptyDoc,
    decisions,
    tasks,
    attendance,
    invited: expected.length,
  })
}

/**
 * Makes the minutes of a closed meeting final: what they say now is frozen with its SHA-256, and nothing of it changes any
 * more. Throws `not-found`, `may-not`, `conflict` before the meeting is closed or when they are final, and `invalid` on `teks`
 * for minutes that say nothing or `chair` without who presided.
 */
export async function finaliseMinutes(
  platform: Platform,
  actor: Actor,
  { regionCode, id }: Which,
  writer: Writer,
): Promise<{ sha256: string; token: string }> {
  const now = platform.clock.now()
  return await platform.db.transact(writer, async tx => {
    const { meeting, region } = await getKeptMeeting(tx, actor, regionCode, id, true)
    unless(refuseFinal(meeting))
    const content = await composeMinutes(tx, meeting, region)
    if (isEmpty(content.text) && content.decisions.length === 0) {
      throw invalid({
        field: 'teks',
        sentence: {
          id: 'Notulen masih kosong. Tulis pembahasan atau keputusannya dahulu.',
          en: 'The minutes are empty. Write the discussion or the decisions first.',
        },
      })
    }
    if (meeting.chair === undefined) {
      throw invalid({
        field: 'chair',
        sentence: {
          id: 'Pimpinan rapat belum ditulis. Isi dahulu, karena namanya tercetak di notulen.',
          en: 'Who presided is not written. Fill it in first, because the name is printed on the minutes.',
        },
      })
    }
    const sha256 = hashOf(content)
    const { number, token } = await insertFinalMinutes(tx, meeting, content, sha256, writer.accountId, now)
    await updateSitting(
      tx,
      meeting,
      { minutesState: 'final', minutesSha256: sha256, minutesFinalAt: now, minutesFinalBy: writer.accountId },
      writer.accountId,
      now,
    )
    // Who is typing keeps reading, and learns that it is final.
    if (meeting.textId !== undefined) await closeText(tx, meeting.textId)
    await audit(tx, {
      event: 'meeting.minutes.made_final',
      subject: { kind: 'meeting.meeting', id },
      regionCode,
      data: { number, sha256 },
    })
    return { sha256, token }
  })
}

/**
 * Opens final minutes again with a reason, which stays; the printed ones are said to be no longer valid. Throws `not-found`,
 * `may-not`, `conflict` when they are not final, and `invalid` on `alasan`.
 */
export async function reopenMinutes(
  platform: Platform,
  actor: Actor,
  { regionCode, id, reason }: Which & { reason: string | undefined },
  writer: Writer,
): Promise<void> {
  const why = reason?.trim() ?? ''
  const now = platform.clock.now()
  await platform.db.transact(writer, async tx => {
    const { meeting } = await getKeptMeeting(tx, actor, regionCode, id, true)
    if (meeting.minutesState !== 'final') {
      throw new Problem('conflict', { id: 'Notulen ini belum final.', en: 'These minutes are not final.' })
    }
    if (why === '' || why.length > LONGEST_SITTING.reason) {
      throw invalid({
        field: 'alasan',
        sentence: {
          id: `Alasan wajib diisi, paling panjang ${LONGEST_SITTING.reason} huruf, misalnya “salah tulis nama OPD pada keputusan 2”.`,
          en: `A reason is needed, at most ${LONGEST_SITTING.reason} letters, for example “wrong office in decision 2”.`,
        },
      })
    }
    await markReopened(tx, meeting, why, writer.accountId, now)
    if (meeting.textId !== undefined) await closeText(tx, meeting.textId)
    await updateSitting(
      tx,
      meeting,
      { minutesState: 'writing', minutesSha256: undefined, minutesFinalAt: undefined, minutesFinalBy: undefined },
      writer.accountId,
      now,
    )
    await audit(tx, {
      event: 'meeting.minutes.reopened',
      subject: { kind: 'meeting.meeting', id },
      regionCode,
      data: { reason: why },
    })
  })
}
