import { dayIn, type Zone } from '#kit/format.ts'
import type { Form } from '#platform/http/form.ts'
import type { MeetingInput } from '../../model-plan.ts'
import { type Meeting, MEETING_KINDS, type MeetingKind } from '../../model.ts'
import { clockIn, momentIn, ZONES } from '../../rules/plan/moments.ts'

/** The texts of the form of a meeting, by the names of its fields. */
export type MeetingValues = Record<string, string>

const lines = [
  'title',
  'subject',
  'seriesKey',
  'place',
  'address',
  'link',
  'chair',
  'noteTaker',
  'letterClass',
] as const
const blocks = ['purpose', 'letterBody'] as const
const lists = ['letterAttachments', 'letterCopies'] as const

export function valuesOf(meeting: Meeting): MeetingValues {
  const { startsAt, endsAt, zone } = meeting
  const date = dayIn(startsAt, zone)
  const endDate = dayIn(endsAt, zone)
  const values: MeetingValues = {
    kind: meeting.kind,
    institutionId: meeting.institutionId ?? '',
    followsId: meeting.followsId ?? '',
    date,
    endDate: endDate === date ? '' : endDate,
    start: clockIn(startsAt, zone),
    end: clockIn(endsAt, zone),
    zone,
  }
  for (const field of [...lines, ...blocks]) values[field] = meeting[field] ?? ''
  // The key that is the institution's own is not something that was typed.
  if (meeting.seriesKey === meeting.institutionId) values['seriesKey'] = ''
  for (const field of lists) values[field] = meeting[field].join('\n')
  return values
}

/** An empty form: a coordination meeting in a week at nine. */
export const newValues = (now: Date, zone: Zone, more: MeetingValues = {}): MeetingValues => ({
  kind: 'rakor',
  date: dayIn(new Date(now.getTime() + 7 * 86_400_000), zone),
  start: '09:00',
  end: '11:00',
  zone,
  ...more,
})

/** What was typed, as the form shows it again. */
export const typedValues = (form: Form): MeetingValues =>
  Object.fromEntries(Object.entries(form.values).map(([name, all]) => [name, all[0] ?? '']))

const listOf = (text: string | undefined): string[] => (text ?? '').split(/\r?\n/)
const never = new Date(Number.NaN)

/** What was typed as the action takes it; the action checks it. Times are read on the clock of the zone that was chosen. */
export function readMeetingForm(form: Form): MeetingInput {
  const zone = ZONES.find(one => one === form.text('zone')) ?? 'WITA'
  const whole = (field: string) => form.values[field]?.[0]
  return {
    kind: MEETING_KINDS.find(one => one === form.text('kind')) ?? ('' as MeetingKind),
    title: form.text('title') ?? '',
    subject: form.text('subject'),
    purpose: whole('purpose'),
    institutionId: form.text('institutionId'),
    seriesKey: form.text('seriesKey'),
    startsAt: momentIn(form.text('date'), form.text('start'), zone) ?? never,
    endsAt: momentIn(form.text('endDate') ?? form.text('date'), form.text('end'), zone) ?? never,
    zone,
    place: form.text('place'),
    address: form.text('address'),
    link: form.text('link'),
    followsId: form.text('followsId'),
    chair: form.text('chair'),
    noteTaker: form.text('noteTaker'),
    letterClass: form.text('letterClass'),
    letterBody: whole('letterBody'),
    letterAttachments: listOf(whole('letterAttachments')),
    letterCopies: listOf(whole('letterCopies')),
  }
}
