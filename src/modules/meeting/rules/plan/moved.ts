import type { MeetingInput } from '../../model-plan.ts'
import type { Meeting } from '../../model.ts'

const fields = [
  'kind',
  'title',
  'subject',
  'purpose',
  'institutionId',
  'seriesKey',
  'startsAt',
  'endsAt',
  'zone',
  'place',
  'address',
  'link',
  'followsId',
  'chair',
  'noteTaker',
  'letterClass',
  'letterBody',
  'letterAttachments',
  'letterCopies',
] as const
export type MeetingField = (typeof fields)[number]

/** What those who come must know: a change of one of these is a new letter and a new SEQUENCE. */
const moving: readonly MeetingField[] = ['startsAt', 'endsAt', 'zone', 'place', 'address', 'link']

const plain = (value: unknown): string => {
  if (value instanceof Date) return String(value.getTime())
  if (Array.isArray(value)) return JSON.stringify(value)
  return value === undefined ? '' : String(value as string)
}

/** The fields in which a tidy input differs from what is stored. */
export function changedFields(before: Meeting, input: MeetingInput): MeetingField[] {
  return fields.filter(field => plain(before[field]) !== plain(input[field]))
}

/** Those of the changed fields that move the meeting for who was invited. */
export const moved = (changed: readonly MeetingField[]): MeetingField[] =>
  changed.filter(field => moving.includes(field))
