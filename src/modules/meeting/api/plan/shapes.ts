import { z } from '@hono/zod-openapi'
import type { Invitee, MeetingInput, Setting } from '../../model-plan.ts'
import { ANSWERS, PRESETS } from '../../model-plan.ts'
import { type Meeting, MEETING_KINDS, MEETING_STATES } from '../../model.ts'
import { ZONES } from '../../rules/plan/moments.ts'
import { versionShape } from '../shapes.ts'

const line = z.string().max(500)
const text = z.string().max(6000)
const moment = z.iso
  .datetime({ offset: true })
  .openapi({ description: 'An instant with its offset', example: '2026-11-30T09:00:00+08:00' })

export const meetingInputShape = z
  .strictObject({
    kind: z.enum(MEETING_KINDS),
    title: line,
    subject: line.nullish(),
    purpose: text.nullish(),
    institution: z.uuid().nullish(),
    series_key: line.nullish().openapi({ description: 'Meetings with the same key carry open tasks on' }),
    starts_at: moment,
    ends_at: moment,
    zone: z.enum(ZONES).openapi({ description: 'In which zone the times are said' }),
    place: line.nullish(),
    address: line.nullish(),
    link: line.nullish(),
    follows: z.uuid().nullish(),
    chair: line.nullish(),
    note_taker: line.nullish(),
    letter_class: line.nullish(),
    letter_body: text.nullish(),
    letter_attachments: z.array(line).max(20).optional(),
    letter_copies: z.array(line).max(20).optional(),
  })
  .openapi('MeetingInput')

export const meetingChangeShape = meetingInputShape
  .partial()
  .extend({ version: versionShape, reason: z.string().max(500).optional() })
  .openapi('MeetingChange')

export const meetingShape = z
  .object({
    id: z.uuid(),
    region: z.string(),
    kind: z.enum(MEETING_KINDS),
    title: z.string(),
    subject: z.string().nullable(),
    purpose: z.string().nullable(),
    institution: z.uuid().nullable(),
    series_key: z.string().nullable(),
    starts_at: z.string(),
    ends_at: z.string(),
    zone: z.enum(ZONES),
    place: z.string().nullable(),
    address: z.string().nullable(),
    link: z.string().nullable(),
    state: z.enum(MEETING_STATES),
    cancel_reason: z.string().nullable(),
    sequence: z.int().openapi({ description: 'SEQUENCE of RFC 5545: grows with each letter after the first' }),
    follows: z.uuid().nullable(),
    chair: z.string().nullable(),
    note_taker: z.string().nullable(),
    letter_number: z.string().nullable(),
    letter_date: z.string().nullable(),
    version: z.int(),
  })
  .openapi('Meeting')

export const wantedShape = z
  .strictObject({
    roles: z.array(z.enum(PRESETS)).max(20).optional(),
    organisations: z.array(z.uuid()).max(2000).optional(),
    accounts: z.array(z.uuid()).max(2000).optional(),
    institutions: z.array(z.uuid()).max(100).optional(),
    people: z
      .array(
        z.strictObject({
          name: z.string().min(1).max(160),
          title: z.string().max(160).optional(),
          office: z.string().max(160).optional(),
          email: z.string().max(254).optional(),
        }),
      )
      .max(2000)
      .optional(),
  })
  .openapi('MeetingInvitation')

export const inviteeShape = z
  .object({
    id: z.uuid(),
    organisation: z.uuid().nullable(),
    organisation_name: z.string().nullable(),
    account: z.uuid().nullable(),
    name: z.string().nullable(),
    title: z.string().nullable(),
    why: z.string().nullable(),
    answer: z.enum(ANSWERS),
    answer_note: z.string().nullable(),
    represented_by: z.string().nullable(),
    represented_title: z.string().nullable(),
    answered_at: z.string().nullable(),
    email: z.string().nullable().openapi({ description: 'Null for who does not keep meetings' }),
    letter: z
      .enum(['unsent', 'no-address', 'queued', 'sent', 'failed'])
      .nullable()
      .openapi({ description: 'What became of the last letter; null for who does not keep meetings' }),
    letter_error: z.string().nullable(),
  })
  .openapi('MeetingInvitee')

export const sendShape = z
  .strictObject({
    version: versionShape,
    letter_date: z.string().optional().openapi({ example: '2026-11-22' }),
    number: z.int().min(1).max(999_999).optional(),
    record_only: z.boolean().optional().openapi({ description: 'The letter went out by other means; nothing is sent' }),
  })
  .openapi('MeetingSending')

export const answerShape = z
  .strictObject({
    answer: z.enum(['yes', 'no', 'represented']),
    note: z.string().max(300).optional(),
    represented_by: z.string().max(300).optional(),
    represented_title: z.string().max(300).optional(),
  })
  .openapi('MeetingAnswer')

const settingText = z.string().max(200).nullable()
export const settingShape = z
  .strictObject({
    version: versionShape,
    number_pattern: z.string().max(80),
    classification: z.string().max(200),
    unit_code: z.string().max(200),
    institution: settingText,
    office: settingText,
    address: settingText,
    town: settingText.optional(),
    signatory_title: settingText,
    signatory_name: settingText,
    signatory_rank: settingText,
    signatory_number: settingText,
  })
  .openapi('MeetingSetting')

export const meetingJson = (one: Meeting): z.infer<typeof meetingShape> => ({
  id: one.id,
  region: one.regionCode,
  kind: one.kind,
  title: one.title,
  subject: one.subject ?? null,
  purpose: one.purpose ?? null,
  institution: one.institutionId ?? null,
  series_key: one.seriesKey ?? null,
  starts_at: one.startsAt.toISOString(),
  ends_at: one.endsAt.toISOString(),
  zone: one.zone,
  place: one.place ?? null,
  address: one.address ?? null,
  link: one.link ?? null,
  state: one.state,
  cancel_reason: one.cancelReason ?? null,
  sequence: one.sequence,
  follows: one.followsId ?? null,
  chair: one.chair ?? null,
  note_taker: one.noteTaker ?? null,
  letter_number: one.letterNumber ?? null,
  letter_date: one.letterDate ?? null,
  version: one.version,
})

/** Addresses and letters are for who keeps meetings. */
export const inviteeJson = (one: Invitee, keeps: boolean): z.infer<typeof inviteeShape> => ({
  id: one.id,
  organisation: one.organisationId ?? null,
  organisation_name: one.organisationName ?? null,
  account: one.accountId ?? null,
  name: one.name ?? null,
  title: one.title ?? null,
  why: one.why ?? null,
  answer: one.answer,
  answer_note: one.answerNote ?? null,
  represented_by: one.representedBy ?? null,
  represented_title: one.representedTitle ?? null,
  answered_at: one.answeredAt?.toISOString() ?? null,
  email: keeps ? (one.email ?? null) : null,
  letter: keeps ? one.delivery : null,
  letter_error: keeps ? (one.deliveryError ?? null) : null,
})

export const settingJson = (one: Setting): z.infer<typeof settingShape> => ({
  version: one.version,
  number_pattern: one.numberPattern,
  classification: one.classification,
  unit_code: one.unitCode,
  institution: one.institution ?? null,
  office: one.office ?? null,
  address: one.address ?? null,
  town: one.town ?? null,
  signatory_title: one.signatoryTitle ?? null,
  signatory_name: one.signatoryName ?? null,
  signatory_rank: one.signatoryRank ?? null,
  signatory_number: one.signatoryNumber ?? null,
})

type Given = { [K in keyof z.infer<typeof meetingInputShape>]?: z.infer<typeof meetingInputShape>[K] | undefined }

/** The input as the action takes it; parts left out of a change are those that are stored, null takes a part away. */
export function inputOf(given: Given, stored?: Meeting): MeetingInput {
  const of = <V>(value: V | null | undefined, before: V | undefined): V | undefined =>
    value === undefined ? before : (value ?? undefined)
  const never = new Date(Number.NaN)
  return {
    kind: given.kind ?? stored?.kind ?? 'other',
    title: given.title ?? stored?.title ?? '',
    subject: of(given.subject, stored?.subject),
    purpose: of(given.purpose, stored?.purpose),
    institutionId: of(given.institution, stored?.institutionId),
    seriesKey: of(given.series_key, stored?.seriesKey),
    startsAt: given.starts_at === undefined ? (stored?.startsAt ?? never) : new Date(given.starts_at),
    endsAt: given.ends_at === undefined ? (stored?.endsAt ?? never) : new Date(given.ends_at),
    zone: given.zone ?? stored?.zone ?? 'WITA',
    place: of(given.place, stored?.place),
    address: of(given.address, stored?.address),
    link: of(given.link, stored?.link),
    followsId: of(given.follows, stored?.followsId),
    chair: of(given.chair, stored?.chair),
    noteTaker: of(given.note_taker, stored?.noteTaker),
    letterClass: of(given.letter_class, stored?.letterClass),
    letterBody: of(given.letter_body, stored?.letterBody),
    letterAttachments: given.letter_attachments ?? stored?.letterAttachments ?? [],
    letterCopies: given.letter_copies ?? stored?.letterCopies ?? [],
  }
}
