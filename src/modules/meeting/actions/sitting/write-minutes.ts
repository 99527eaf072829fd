import type { Actor } from '#kit/actor.ts'
import { invalid } from '#kit/problem.ts'
import type { RichBlock, RichDoc } from '#kit/rich-text.ts'
import { audit } from '#platform/audit/audit.ts'
import { createText, replaceText, type StoredText } from '#platform/collab/texts.ts'
import type { Tx, Writer } from '#platform/db/database.ts'
import type { Platform } from '#platform/platform.ts'
import { LONGEST_SITTING } from '../../model-sitting.ts'
import type { Meeting } from '../../model.ts'
import { refuseWriteMinutes } from '../../rules/sitting/sitting-states.ts'
import { listAgenda } from '../../store/sitting/agenda.ts'
import { updateSitting } from '../../store/sitting/sittings.ts'
import { changedMeanwhile, getKeptMeeting, getWrittenMeeting, unless } from './held-meeting.ts'

interface Which {
  regionCode: string
  id: string
}

/** The kind of the shared text of minutes. */
export const MINUTES_TEXT = 'minutes'

/**
 * The id of the shared text of the minutes; made with the headings of the agenda when there is none. Throws `not-found`,
 * `may-not`, and `conflict` for final minutes and cancelled meetings.
 */
export async function beginMinutes(
  platform: Platform,
  actor: Actor,
  { regionCode, id }: Which,
  writer: Writer,
): Promise<string> {
  return await platform.db.transact(writer, async tx => {
    const { meeting } = await getWrittenMeeting(tx, actor, regionCode, id, true)
    unless(refuseWriteMinutes(meeting))
    const agenda = await listAgenda(tx, regionCode, id)
    const content = firstMinutes(agenda.map(one => one.title))
    const textId = meeting.textId ?? (await createText(tx, { regionCode, kind: MINUTES_TEXT, content }))
    if (meeting.textId === undefined) {
      await updateSitting(tx, meeting, { textId, minutesState: 'writing' }, writer.accountId, platform.clock.now())
    }
    await audit(tx, {
      event: 'meeting.minutes.begun',
      subject: { kind: 'meeting.meeting', id },
      regionCode,
      data: { text: textId, again: meeting.textId !== undefined },
    })
    return textId
  })
}

/** Opening and discussion, with a heading for each item of the agenda. */
function firstMinutes(items: readonly string[]): RichDoc {
  const heading = (level: 2 | 3, text: string): RichBlock => ({
    type: 'heading',
    attrs: { level },
    content: [{ type: 'text', text }],
  })
  return {
    type: 'doc',
    content: [
      heading(2, 'Pembukaan'),
      { type: 'paragraph' },
      heading(2, 'Pembahasan'),
      ...(items.length === 0
        ? [{ type: 'paragraph' } as const]
        : items.flatMap(item => [heading(3, item), { type: 'paragraph' } as const])),
    ],
  }
}

/**
 * Stores the text of the minutes as the plain form sends it. Throws as `beginMinutes`, and as `replaceText` does
 * (`changed-meanwhile`, `conflict` for an empty text, `invalid`).
 */
export async function saveMinutes(
  platform: Platform,
  actor: Actor,
  save: Which & { version: number; content: RichDoc; empty?: boolean },
  writer: Writer,
): Promise<StoredText> {
  const { regionCode, id, version, content, empty = false } = save
  const { meeting } = await getWrittenMeeting(platform.db.sql, actor, regionCode, id)
  const textId = meeting.textId
  if (textId === undefined) {
    throw invalid({
      field: 'teks',
      sentence: {
        id: 'Notulen belum dimulai. Tekan “Mulai notulen” dahulu.',
        en: 'The minutes have not begun. Begin them first.',
      },
    })
  }
  return await replaceText(
    platform,
    { regionCode, textId, version, content, how: 'form', accountId: writer.accountId, empty },
    writer,
    tx => minutesStored(tx, actor, { regionCode, id }),
  )
}

/** Asked again in the transaction that stored the text, and told in the audit trail. */
async function minutesStored(tx: Tx, actor: Actor, { regionCode, id }: Which): Promise<void> {
  const { meeting } = await getWrittenMeeting(tx, actor, regionCode, id)
  unless(refuseWriteMinutes(meeting))
  await audit(tx, { event: 'meeting.minutes.written', subject: { kind: 'meeting.meeting', id }, regionCode })
}

/**
 * Who led the meeting and who wrote the minutes; both stand on them. Throws `not-found`, `may-not`, `conflict`, `invalid` with
 * `chair` and `noteTaker`, and `changed-meanwhile` when the meeting has another version.
 */
export async function savePresiding(
  platform: Platform,
  actor: Actor,
  save: Which & { version: number | undefined; chair: string | undefined; noteTaker: string | undefined },
  writer: Writer,
): Promise<void> {
  const { regionCode, id } = save
  const line = (text: string | undefined) => text?.replace(/\s+/g, ' ').trim() || undefined
  const names = { chair: line(save.chair), noteTaker: line(save.noteTaker) }
  await platform.db.transact(writer, async tx => {
    const { meeting } = await getKeptMeeting(tx, actor, regionCode, id, true)
    unless(refuseWriteMinutes(meeting))
    if (meeting.version !== save.version && differs(meeting, names)) {
      throw changedMeanwhile('Rapat ini', 'This meeting')
    }
    const most = LONGEST_SITTING.speaker
    const long = (['chair', 'noteTaker'] as const).filter(field => (names[field] ?? '').length > most)
    if (long.length > 0) {
      const sentence = { id: `Paling panjang ${most} huruf. Singkatkan.`, en: `At most ${most} letters. Shorten it.` }
      throw invalid(...long.map(field => ({ field, sentence })))
    }
    await updateSitting(tx, meeting, names, writer.accountId, platform.clock.now())
    await audit(tx, {
      event: 'meeting.presiding.changed',
      subject: { kind: 'meeting.meeting', id },
      regionCode,
      data: { chair: names.chair ?? null, noteTaker: names.noteTaker ?? null },
    })
  })
}

const differs = (meeting: Meeting, names: { chair: string | undefined; noteTaker: string | undefined }) =>
  meeting.chair !== names.chair || meeting.noteTaker !== names.noteTaker
