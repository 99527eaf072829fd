import fc from 'fast-check'
import { expect, test } from 'vitest'
import { canonicalText } from '#kit/canonical-text.ts'
import { emptyDoc } from '#kit/rich-text.ts'
import type { Meeting } from '../../model.ts'
import type { Attendance } from '../../model-sitting.ts'
import { minutesContent } from './minutes-content.ts'

const meeting = {
  id: 'm',
  kind: 'rakor',
  title: 'Rapat',
  startsAt: new Date('2026-11-26T01:00:00Z'),
  endsAt: new Date('2026-11-26T03:00:00Z'),
  zone: 'WITA',
} as Meeting

const content = (attendance: readonly Attendance[]) =>
  minutesContent({
    region: { code: '73.24', name: 'Kabupaten Luwu Timur' },
    meeting,
    agenda: [
      { id: 'a', position: 4, title: 'Acara', minutes: 5, ownerId: 'o', speaker: undefined, note: 'n', version: 1 },
    ],
    ownerNames: new Map([['o', 'Dinas Kesehatan']]),
    text: emptyDoc,
    decisions: [
      { id: 'd1', position: 2, text: 'Satu', agendaItemId: 'a', version: 1 },
      { id: 'd2', position: 7, text: 'Dua', agendaItemId: 'gone', version: 3 },
    ],
    tasks: [
      {
        text: 'Lepas',
        ownerName: 'Dinas Sosial',
        dueOn: '2027-01-01',
        decisionId: undefined,
        createdAt: meeting.endsAt,
      },
      { text: 'Dari dua', ownerName: 'Dinas Sosial', dueOn: '2027-01-02', decisionId: 'd2', createdAt: meeting.endsAt },
    ],
    attendance,
    invited: 2,
  })

test('numbers decisions and items as they are read, whatever their places in the table', () => {
  const { agenda, decisions, tasks } = content([])
  expect(agenda).toEqual([{ title: 'Acara', owner: 'Dinas Kesehatan', speaker: null }])
  expect(decisions).toEqual([
    { text: 'Satu', agenda: 1 },
    { text: 'Dua', agenda: null },
  ])
  expect(tasks.map(one => [one.text, one.decision])).toEqual([
    ['Dari dua', 2],
    ['Lepas', null],
  ])
})

test('says the same whatever the order in which people came, and never NIP or phone', () => {
  const person = fc.record({
    id: fc.uuid(),
    inviteeId: fc.constant(undefined),
    organisationId: fc.constant(undefined),
    name: fc.string({ minLength: 1 }),
    title: fc.option(fc.string(), { nil: undefined }),
    office: fc.option(fc.string(), { nil: undefined }),
    number: fc.constant('198001012005012001'),
    phone: fc.constant('081234567890'),
    how: fc.constantFrom('door' as const, 'link' as const, 'paper' as const),
    cameAt: fc.constant(meeting.startsAt),
  })
  const different = fc.uniqueArray(person, { selector: one => `${one.name}\n${one.office ?? ''}`, maxLength: 12 })
  fc.assert(
    fc.property(different, fc.infiniteStream(fc.nat()), (people, luck) => {
      const shuffled = people.map(one => ({ one, at: luck.next().value as number })).toSorted((a, b) => a.at - b.at)
      const text = canonicalText(content(people))
      expect(canonicalText(content(shuffled.map(({ one }) => one)))).toBe(text)
      expect(text).not.toMatch(/198001012005012001|081234567890/)
    }),
  )
})
