import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { CHECK_ANSWERS, QUICK_WIN_INDICATORS, type RiskInput, VERDICTS } from '../../model-quick-win.ts'
import { checkProfile } from './check-profile.ts'
import { checkRisk } from './check-risk.ts'
import { checkSelfCheck, checkVerdict } from './check-year.ts'
import { countChecks, missingParts, stageOn } from './completeness.ts'
import { unsupported } from './data-hints.ts'
import { diffProfile, diffRisk } from './diff-quick-win.ts'
import { isDay } from './is-day.ts'
import { dueYears, endedYear, yearState } from './revalidation.ts'
import { RISK_LEVELS, riskLevel, riskMatrix } from './risk-level.ts'

const fields = (errors: { field: string }[]) => errors.map(one => one.field)
const degree = fc.constantFrom(1 as const, 2 as const, 3 as const)

describe('the level of a risk', () => {
  it.each([
    [1, 1, 'low'],
    [1, 2, 'low'],
    [2, 1, 'low'],
    [1, 3, 'medium'],
    [2, 2, 'medium'],
    [3, 1, 'medium'],
    [2, 3, 'high'],
    [3, 2, 'high'],
    [3, 3, 'high'],
  ] as const)('of likelihood %i and impact %i is %s', (likelihood, impact, level) => {
    expect(riskLevel(likelihood, impact).level).toBe(level)
  })

  it('never falls when likelihood or impact rises', () => {
    const rank = (likelihood: 1 | 2 | 3, impact: 1 | 2 | 3) => RISK_LEVELS.indexOf(riskLevel(likelihood, impact).level)
    fc.assert(
      fc.property(degree, degree, degree, degree, (a, b, c, d) => {
        if (a <= c && b <= d) expect(rank(a, b)).toBeLessThanOrEqual(rank(c, d))
      }),
    )
  })

  it('puts every risk into exactly one of nine cells', () => {
    fc.assert(
      fc.property(fc.array(fc.record({ likelihood: degree, impact: degree })), risks => {
        const cells = riskMatrix(risks)
        expect([...cells.values()].reduce((a, b) => a + b, 0)).toBe(risks.length)
      }),
    )
  })
})

describe('re-validation', () => {
  const years = fc.uniqueArray(
    fc.record({ year: fc.integer({ min: 2020, max: 2026 }), verdict: fc.constantFrom(...VERDICTS) }),
    { selector: one => one.year },
  )

  it('is owed for each year after the first one, and not for the first', () => {
    expect(dueYears({ sinceYear: 2023, years: [] }, 2026)).toEqual([2024, 2025, 2026])
    expect(dueYears({ sinceYear: 2026, years: [] }, 2026)).toEqual([])
    expect(dueYears({ sinceYear: 2024, years: [{ year: 2025, verdict: 'changed' }] }, 2026)).toEqual([2026])
  })

  it('is owed no more after it ended', () => {
    const ended = { sinceYear: 2021, years: [{ year: 2023, verdict: 'ended' as const }] }
    expect(dueYears(ended, 2026)).toEqual([2022])
    expect(yearState(ended, 2023, 2026)).toBe('ended')
    expect(yearState(ended, 2024, 2026)).toBe('over')
  })

  it('is owed exactly where a year is due or missed', () => {
    fc.assert(
      fc.property(years, fc.integer({ min: 2020, max: 2026 }), (judged, sinceYear) => {
        const quickWin = { sinceYear, years: judged }
        const owed = new Set(dueYears(quickWin, 2026))
        for (let year = 2019; year <= 2026; year++) {
          expect(owed.has(year)).toBe(['due', 'missed'].includes(yearState(quickWin, year, 2026)))
        }
      }),
    )
  })

  it('says when it ended by the first such verdict', () => {
    expect(endedYear({ sinceYear: 2020, years: [{ year: 2024, verdict: 'kept' }] })).toBeUndefined()
  })
})

describe('the self-check', () => {
  it('counts ten answers, and what is open is not a no', () => {
    expect(countChecks({})).toEqual({ yes: 0, partly: 0, no: 0, open: 10 })
    fc.assert(
      fc.property(
        fc.dictionary(fc.constantFrom(...QUICK_WIN_INDICATORS), fc.constantFrom(...CHECK_ANSWERS)),
        answers => {
          const count = countChecks(answers)
          expect(count.yes + count.partly + count.no + count.open).toBe(10)
          expect(count.open).toBe(10 - Object.keys(answers).length)
        },
      ),
    )
  })

  it('asks what is missing when the answer is not yes', () => {
    const given = { year: 2026, indicator: 'E3', note: undefined }
    const span = { sinceYear: 2024, thisYear: 2026 }
    expect(checkSelfCheck({ ...given, answer: 'yes' }, span)).toEqual([])
    expect(fields(checkSelfCheck({ ...given, answer: 'partly' }, span))).toEqual(['note'])
    expect(fields(checkSelfCheck({ ...given, answer: 'yes', year: 2027 }, span))).toEqual(['year'])
    expect(fields(checkSelfCheck({ ...given, answer: 'maybe', indicator: 'E11' }, span))).toEqual([
      'indicator',
      'answer',
    ])
  })

  it('asks about a yes that the portfolio does not bear out, and about nothing else', () => {
    const bare = {
      verifiedReadings: 0,
      partners: 0,
      continuity: false,
      planned: undefined,
      risks: 0,
      mitigatedRisks: 0,
      judged: false,
    }
    const allYes = Object.fromEntries(QUICK_WIN_INDICATORS.map(one => [one, 'yes' as const]))
    expect(unsupported(allYes, bare)).toEqual(['E3', 'E5', 'E7', 'E8', 'E9', 'E10'])
    expect(unsupported({ E9: 'no', E5: 'partly' }, bare)).toEqual([])
    expect(unsupported({ E9: 'yes' }, { ...bare, risks: 2, mitigatedRisks: 1 })).toEqual(['E9'])
    expect(unsupported({ E9: 'yes' }, { ...bare, risks: 2, mitigatedRisks: 2 })).toEqual([])
    expect(unsupported({ E8: 'yes' }, { ...bare, planned: 1n })).toEqual([])
  })
})

describe('a verdict', () => {
  const catalogue = { reasons: [{ code: 'pandemi', name: { id: 'Pandemi', en: 'Pandemic' } }] }
  const span = { sinceYear: 2024, thisYear: 2026 }
  it('of change or end has a reason', () => {
    const given = { year: 2025, reason: undefined, note: undefined }
    expect(checkVerdict({ ...given, verdict: 'kept' }, catalogue, span)).toEqual([])
    expect(fields(checkVerdict({ ...given, verdict: 'ended' }, catalogue, span))).toEqual(['reason'])
    expect(fields(checkVerdict({ ...given, verdict: 'ended', reason: 'bosan' }, catalogue, span))).toEqual(['reason'])
    expect(checkVerdict({ ...given, verdict: 'ended', reason: 'pandemi' }, catalogue, span)).toEqual([])
  })
})

describe('the profile', () => {
  const profile = {
    sinceYear: 2025,
    initiator: undefined,
    form: undefined,
    digital: undefined,
    trialOn: undefined,
    appliedOn: undefined,
    aim: undefined,
    design: undefined,
    benefit: undefined,
    result: undefined,
    continuity: undefined,
  }
  it('says the stage by dates that have come', () => {
    const dates = { trialOn: '2025-02-01', appliedOn: '2026-01-15' }
    expect(stageOn(undefined, '2026-01-01')).toBe('idea')
    expect(stageOn(dates, '2025-01-31')).toBe('idea')
    expect(stageOn(dates, '2026-01-14')).toBe('trial')
    expect(stageOn(dates, '2026-01-15')).toBe('applied')
  })
  it('refuses days that are none, and one applied before it was tried', () => {
    expect(fields(checkProfile({ ...profile, trialOn: '2025-02-30' }, 2026))).toEqual(['trialOn'])
    expect(fields(checkProfile({ ...profile, trialOn: '2025-02-03', appliedOn: '2025-02-01' }, 2026))).toEqual([
      'appliedOn',
    ])
    expect(fields(checkProfile({ ...profile, sinceYear: 2028 }, 2026))).toEqual(['sinceYear'])
    expect(checkProfile(profile, 2026)).toEqual([])
    expect(missingParts(profile)).toHaveLength(10)
    expect(missingParts({ ...profile, digital: false, aim: 'x' })).not.toContain('digital')
  })
  it('knows the days of every month', () => {
    fc.assert(
      fc.property(fc.date({ min: new Date('2000-01-01'), max: new Date('2099-12-31'), noInvalidDate: true }), date =>
        isDay(date.toISOString().slice(0, 10)),
      ),
    )
    for (const wrong of ['2025-04-31', '2025-13-01', '2100-02-29', '2025-1-1', '31/12/2025']) {
      expect(isDay(wrong)).toBe(false)
    }
  })
  it('does not differ from itself', () => {
    expect(diffProfile(profile, { ...profile })).toEqual([])
    expect(fields(diffProfile(undefined, { ...profile, digital: false }))).toEqual(['sinceYear', 'digital'])
  })
})

describe('a row of the risk form', () => {
  const risk: RiskInput = {
    factor: 'Jaringan putus',
    cause: undefined,
    likelihood: 2,
    impact: 3,
    mitigation: 'Formulir kertas, diketik kemudian',
    structural: false,
    ownerId: undefined,
    residualLikelihood: 1,
    residualImpact: 2,
  }
  it('is taken when it is whole', () => expect(checkRisk(risk, new Set())).toEqual([]))
  it('is refused by field when it is not', () => {
    expect(fields(checkRisk({ ...risk, factor: ' ' }, new Set()))).toEqual(['factor'])
    expect(fields(checkRisk({ ...risk, impact: 4 as 3 }, new Set()))).toEqual(['impact'])
    expect(fields(checkRisk({ ...risk, residualImpact: undefined }, new Set()))).toEqual(['residualImpact'])
    expect(fields(checkRisk({ ...risk, mitigation: undefined, structural: undefined }, new Set()))).toEqual([
      'mitigation',
    ])
    expect(fields(checkRisk({ ...risk, ownerId: 'x' }, new Set(['y'])))).toEqual(['ownerId'])
    expect(checkRisk({ ...risk, ownerId: 'x' }, new Set(), new Set(['x']))).toEqual([])
  })
  it('does not differ from itself', () => expect(diffRisk(risk, { ...risk })).toEqual([]))
})
