import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { STAGES, type Stage } from '../../model.ts'
import { type Deliverable, DELIVERABLE_STATES, type Workshop, WORKSHOP_STATES } from '../../model-workshop.ts'
import { checkWorkshop, isDay } from './check-workshop.ts'
import { isProven, proofOf } from './proof.ts'
import { currentStage, gateOf, unacceptable } from './stage-gate.ts'

const workshop = (stage: Stage, more: Partial<Workshop> = {}) => ({ stage, state: 'planned', ...more }) as Workshop

const workshops = fc
  .tuple(...STAGES.map(() => fc.constantFrom(...WORKSHOP_STATES)))
  .map(states => STAGES.map((stage, at) => workshop(stage, { state: states[at] ?? 'planned' })))
const deliverables = fc.array(
  fc.record({
    stage: fc.constantFrom(...STAGES),
    required: fc.boolean(),
    state: fc.constantFrom(...DELIVERABLE_STATES),
  }),
) as fc.Arbitrary<Deliverable[]>

describe('the gate of a stage', () => {
  it('is open for the first stage, and for another only when the one before was held', () => {
    fc.assert(
      fc.property(workshops, deliverables, fc.constantFrom(...STAGES), (all, results, stage) => {
        const gate = gateOf(stage, all, results)
        if (stage === 1) expect(gate).toMatchObject({ tooEarly: false, needsReview: false, needsReason: false })
        else {
          const before = all[stage - 2]
          expect(gate.tooEarly).toBe(before?.state === 'planned' || before?.state === 'running')
          expect(gate.needsReview).toBe(true)
        }
      }),
    )
  })

  it('asks for a reason exactly when something required of the stage before is not accepted', () => {
    fc.assert(
      fc.property(workshops, deliverables, fc.constantFrom(...STAGES), (all, results, stage) => {
        const owed = results.filter(one => one.stage === stage - 1 && one.required && one.state !== 'accepted')
        const gate = gateOf(stage, all, results)
        expect(gate.missing).toEqual(owed)
        expect(gate.needsReason).toBe(owed.length > 0)
      }),
    )
  })

  it('lets a stage be accepted only when held with everything required accepted', () => {
    fc.assert(
      fc.property(workshops, deliverables, fc.constantFrom(...STAGES), (all, results, stage) => {
        const one = all[stage - 1] ?? workshop(stage)
        const open = results.some(x => x.stage === stage && x.required && x.state !== 'accepted')
        expect(unacceptable(one, results) === undefined).toBe(one.state === 'held' && !open)
      }),
    )
  })

  it('stands at the first stage that was not held', () => {
    expect(currentStage([workshop(1, { state: 'accepted' }), workshop(2, { state: 'running' }), workshop(3)])).toBe(2)
    expect(currentStage(STAGES.map(stage => workshop(stage, { state: 'held' })))).toBe(4)
  })
})

describe('the days of workshops', () => {
  const day = fc
    .date({ min: new Date('2020-01-01'), max: new Date('2030-12-31'), noInvalidDate: true })
    .map(one => one.toISOString().slice(0, 10))

  it('never run backwards within a stage or from stage to stage', () => {
    fc.assert(
      fc.property(day, day, day, day, (startsOn, endsOn, otherStart, otherEnd) => {
        fc.pre(otherEnd >= otherStart)
        const input = { startsOn, endsOn, theme: undefined, place: undefined }
        const before = workshop(1, { startsOn: otherStart, endsOn: otherEnd })
        const after = workshop(3, { startsOn: otherStart, endsOn: otherEnd })
        const bad = (others: Workshop[]) => checkWorkshop(input, 2, others).length > 0
        expect(bad([])).toBe(endsOn < startsOn)
        if (endsOn >= startsOn) {
          expect(bad([before])).toBe(otherEnd > startsOn)
          expect(bad([after])).toBe(otherStart < endsOn)
        }
      }),
    )
  })

  it('are days of the calendar', () => {
    expect(isDay('2024-02-29')).toBe(true)
    for (const text of ['2023-02-29', '2023-13-01', '13-06-2022', '2022-6-13', 'x']) expect(isDay(text)).toBe(false)
    expect(
      checkWorkshop({ startsOn: undefined, endsOn: '2026-06-13', theme: undefined, place: undefined }, 1, []),
    ).toMatchObject([{ field: 'startsOn' }])
  })
})

describe('proof', () => {
  const written = {
    cards: new Map([
      ['swot', { filled: 8, all: 8 }],
      ['readiness', { filled: 0, all: 22 }],
    ]),
    books: new Map([['book-1', { filled: 2, all: 9, planId: 'p' }]]),
  }

  it('is the sheet, the book, or documents; documents help where the sheet is empty', () => {
    expect(proofOf({ sheet: 'swot' }, written, 0)).toMatchObject({ kind: 'cards', filled: 8, all: 8 })
    expect(proofOf({ sheet: 'book-1' }, written, 0)).toMatchObject({ kind: 'book', filled: 2, all: 9, planId: 'p' })
    expect(proofOf({ sheet: undefined }, written, 3)).toMatchObject({ kind: 'documents', filled: 3 })
    expect(isProven(proofOf({ sheet: 'readiness' }, written, 0), 0)).toBe(false)
    expect(isProven(proofOf({ sheet: 'readiness' }, written, 1), 1)).toBe(true)
    expect(isProven(proofOf({ sheet: 'book-2' }, written, 0), 0)).toBe(false)
  })
})
