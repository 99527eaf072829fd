import fc from 'fast-check'
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import type { Instrument } from '../../model.ts'
import { proposalSchema } from '../../model-assignment.ts'
import { ANSWER_STATES, type Figure } from '../../model-round.ts'
import { isVerifiable, stateAfterSave } from './answer-state.ts'
import { completenessBy, completenessOf } from './completeness.ts'
import { figureLines, readFigureLines } from './figure-lines.ts'
import { proposeAssignment } from './propose-assignment.ts'
import { questionList } from './question-list.ts'
import { readDecimal } from './read-figure.ts'
import { submissionChecks, type CheckedAnswer } from './submission-checks.ts'

const read = (path: string): unknown => JSON.parse(readFileSync(`db/reference/${path}`, 'utf8'))
const instrument = read('instruments/smart-city-2023-kppn-ikn.json') as Instrument
const earlierInstrument = read('instruments/smart-city-2022-kppn-ikn.json') as Instrument
const questions = [...questionList(instrument).values()].map(placed => placed.question)
const data = proposalSchema.parse(read('assignment-proposal.json'))
const offices = ['Dinas Kesehatan', 'Dinas Lingkungan Hidup', 'Dinas Pendidikan dan Kebudayaan', 'Dinas Pariwisata']
  .concat('Badan Perencanaan Pembangunan Daerah', 'Dinas Komunikasi dan Informatika', 'Sekretariat Daerah')
  .map(name => ({ id: name, name: `${name} Luwu Timur` }))

describe('the proposal', () => {
  const proposed = proposeAssignment(questions, offices, data)
  test.each([
    ['outcome.3.12.1', 'Dinas Kesehatan'],
    ['outcome.3.12.2', 'Dinas Kesehatan'],
    ['outcome.3.12.3', 'Dinas Kesehatan'],
    ['outcome.3.15.1', 'Dinas Pendidikan dan Kebudayaan'],
    ['outcome.3.18.1', 'Dinas Lingkungan Hidup'],
    ['outcome.3.8.1', 'Dinas Pariwisata'],
    ['output.B1.2.1.1', 'Badan Perencanaan Pembangunan Daerah'],
    ['output.B3.2.1.1', 'Badan Perencanaan Pembangunan Daerah'],
    ['output.B2.2.1.1', 'Dinas Komunikasi dan Informatika'],
    ['collaboration.6.4.1', 'Dinas Komunikasi dan Informatika'],
    // "kesehatan fiskal" is about money, not about health.
    ['outcome.C1.3.2.1', 'Badan Perencanaan Pembangunan Daerah'],
  ])('gives %s to %s, with a reason', (id, office) => {
    expect(proposed.get(id)?.officeId).toBe(office)
    expect(proposed.get(id)?.why.kind).toBe('entry')
  })

  test('names every question once, and the secretariat where no office fits', () => {
    expect([...proposed.keys()]).toEqual(questions.map(question => question.id))
    const none = proposeAssignment(questions, [], data)
    expect([...none.values()].every(one => one.officeId === undefined && one.why.kind === 'none')).toBe(true)
  })

  test('keeps an office that answered the same words before, under whatever id, while it lives', () => {
    const earlier = [...questionList(earlierInstrument).values()].map(placed => placed.question)
    const stunting = earlier.find(question => question.text.id.includes('Stunting'))
    const before = { questions: earlier, offices: new Map([[stunting?.id ?? '', 'Dinas Pariwisata']]) }
    expect(proposeAssignment(questions, offices, data, before).get('outcome.3.12.1')).toEqual({
      officeId: 'Dinas Pariwisata',
      why: { kind: 'kept' },
    })
    const gone = offices.filter(office => office.id !== 'Dinas Pariwisata')
    expect(proposeAssignment(questions, gone, data, before).get('outcome.3.12.1')?.officeId).toBe('Dinas Kesehatan')
  })
})

describe('the state after a save', () => {
  const save = fc.record({ ready: fc.constantFrom(true, false, undefined), changed: fc.boolean() })

  test('never becomes signed or verified by itself, and keeps either only while nothing changed', () => {
    fc.assert(
      fc.property(fc.constantFrom(undefined, ...ANSWER_STATES), save, (before, given) => {
        const after = stateAfterSave(before, given)
        if (after === 'signed' || after === 'verified') {
          expect([before, given.changed]).toEqual([after, false])
        }
        if (after === 'returned') expect(before).toBe('returned')
        if (given.ready === true && before !== 'signed' && before !== 'verified') expect(after).toBe('ready')
      }),
    )
  })

  test('only what is signed, or ready without a head, can be verified', () => {
    const verifiable = ANSWER_STATES.filter(state => isVerifiable(state, true))
    expect(verifiable).toEqual(['signed'])
    expect(ANSWER_STATES.filter(state => isVerifiable(state, false))).toEqual(['ready', 'signed'])
  })
})

describe('numbers as people type them', () => {
  test.each([
    ['85,5', '85.5'],
    ['85.5', '85.5'],
    ['0,125', '0.125'],
    ['1.234.567', '1234567'],
    ['1.234,5', '1234.5'],
    ['−3', '-3'],
    ['100', '100'],
  ])('%s is %s', (typed, plain) => expect(readDecimal(typed)).toBe(plain))

  test.each(['1.234', '', 'tiga', '8,5 %', '1,2,3', '1.23.456', '0x10', '1e5', '1.2345678'])('%s is none', typed =>
    expect(readDecimal(typed)).toBeUndefined(),
  )

  const label = fc
    .string({ minLength: 1, maxLength: 40 })
    .map(text => text.replace(/[\r\n]/g, ' ').trim())
    .filter(text => text !== '')
  const figure: fc.Arbitrary<Figure> = fc
    .tuple(
      label,
      fc.integer({ min: -999_999, max: 999_999 }),
      fc.nat(9),
      fc.option(fc.constantFrom('%', 'km', 'per 1.000 orang')),
    )
    .map(([name, whole, tenth, unit]) => ({
      label: name,
      value: `${whole}.${tenth}`,
      ...(unit === null ? {} : { unit }),
    }))

  test('what goes into a cell of the workbook comes back the same', () => {
    fc.assert(
      fc.property(fc.array(figure, { maxLength: 10 }), figures => {
        expect(readFigureLines(figureLines(figures, 'id'))).toEqual({ figures, wrong: [] })
      }),
    )
  })
})

test('parts of the counts add up to the whole, however questions are grouped', () => {
  const row = fc.record({
    level: fc.option(fc.integer({ min: 0, max: 4 })),
    state: fc.constantFrom(undefined, ...ANSWER_STATES),
    group: fc.constantFrom('a', 'b', 'c'),
  })
  fc.assert(
    fc.property(fc.array(row), rows => {
      const whole = completenessOf(rows)
      const parts = [...completenessBy(rows, one => one.group).values()]
      for (const key of ['total', 'answered', 'ready', 'signed', 'verified', 'returned'] as const) {
        expect(parts.reduce((sum, part) => sum + part[key], 0)).toBe(whole[key])
      }
      expect(whole.verified).toBeLessThanOrEqual(whole.signed)
      expect(whole.signed).toBeLessThanOrEqual(whole.ready)
    }),
  )
})

describe('what a regional head is asked', () => {
  const now = new Date('2026-05-01T03:00:00Z')
  const old = new Date('2026-04-01T03:00:00Z')
  const answer = (questionId: string, more: Partial<CheckedAnswer> = {}): CheckedAnswer => ({
    questionId,
    level: 3,
    state: 'verified',
    evidenceAdded: [old],
    last: undefined,
    ...more,
  })

  test('nothing, when all is answered, verified and proven', () => {
    expect(submissionChecks([answer('a'), answer('b')], 4, now)).toEqual([])
  })

  test('each thing that stands out, plainest first; a leap counts up and down, from exactly two levels', () => {
    const checks = submissionChecks(
      [
        answer('empty', { level: null, state: undefined, evidenceAdded: [] }),
        answer('ready', { state: 'ready' }),
        answer('bare', { evidenceAdded: [] }),
        answer('fresh', { evidenceAdded: [old, new Date('2026-05-01T02:30:00Z')] }),
        answer('up', { level: 4, last: { score: '2.00', edition: '2025' } }),
        answer('down', { level: 0, last: { score: '2.40', edition: '2025' } }),
        answer('near', { level: 4, last: { score: '2.20', edition: '2025' } }),
      ],
      4,
      now,
    )
    expect(checks).toEqual([
      { kind: 'unanswered', questionIds: ['empty'] },
      { kind: 'unverified', questionIds: ['ready'] },
      { kind: 'without-evidence', questionIds: ['bare'] },
      { kind: 'evidence-just-added', questionIds: ['fresh'] },
      {
        kind: 'jump',
        questions: [
          { questionId: 'up', level: 4, before: '2.00', edition: '2025' },
          { questionId: 'down', level: 0, before: '2.40', edition: '2025' },
        ],
      },
    ])
  })

  test('when every answer has the highest level', () => {
    const all = [answer('a', { level: 4 }), answer('b', { level: 4 })]
    expect(submissionChecks(all, 4, now)).toEqual([{ kind: 'all-highest', count: 2 }])
    expect(submissionChecks([...all, answer('c')], 4, now)).toEqual([])
  })
})
