import type { Sentence } from '#kit/problem.ts'
import type { ProgrammeFact } from '../../model-measure.ts'
import { percentOf } from '../realisation.ts'
import { count, countOf, type Drawn, percent, programmeRow, quickWins, ranOn, type Rule } from './parts.ts'

const runningWins = (all: readonly ProgrammeFact[], day: string) =>
  all.flatMap(one => (one.quickWin !== undefined && ranOn(one, true, day) ? [{ one, win: one.quickWin }] : []))

const answers: Record<'yes' | 'partly' | 'no' | 'none', Sentence> = {
  yes: { id: 'ya', en: 'yes' },
  partly: { id: 'sebagian', en: 'partly' },
  no: { id: 'tidak', en: 'no' },
  none: { id: 'belum diperiksa sendiri tahun ini', en: 'not self-checked this year' },
}

export function drawCheck(rule: Rule<'quick-win-check'>, all: readonly ProgrammeFact[], day: string): Drawn {
  const wins = runningWins(all, day)
  const rows = wins.map(({ one, win }) => {
    const answer = win.checks[rule.indicator]
    return programmeRow(one, answer === 'yes', answers[answer ?? 'none'])
  })
  const partly = wins.filter(({ win }) => win.checks[rule.indicator] === 'partly').length
  const yes = countOf(rows)
  return {
    headline: {
      id: `${yes} dari ${rows.length} quick win berjalan memenuhi ${rule.indicator}`,
      en: `${yes} of ${rows.length} running quick wins meet ${rule.indicator}`,
    },
    figures: [
      quickWins(`Quick win berjalan`, 'Running quick wins', rows.length),
      quickWins(`Memenuhi ${rule.indicator}`, `Meet ${rule.indicator}`, yes),
      quickWins(`Memenuhi sebagian`, 'Meet it partly', partly),
      ...percent('Bagian yang memenuhi', 'Share that meets it', percentOf(yes, rows.length)),
    ],
    rows,
  }
}

export function drawRisk(rule: Rule<'risk'>, all: readonly ProgrammeFact[], day: string): Drawn {
  const wins = runningWins(all, day)
  const rows = wins.map(({ one, win: { risks, mitigated } }) =>
    programmeRow(one, rule.part === 'identified' ? risks > 0 : risks > 0 && mitigated === risks, {
      id: `${risks} risiko, ${mitigated} dengan mitigasi`,
      en: `${risks} risks, ${mitigated} with a mitigation`,
    }),
  )
  const risks = wins.reduce((total, { win }) => total + win.risks, 0)
  const mitigated = wins.reduce((total, { win }) => total + win.mitigated, 0)
  const n = countOf(rows)
  const figures =
    rule.part === 'identified'
      ? [
          quickWins('Quick win berjalan', 'Running quick wins', rows.length),
          quickWins('Quick win dengan formulir risiko', 'Quick wins with a risk form', n),
          count('Risiko teridentifikasi', 'Risks identified', risks, { id: 'risiko', en: 'risks' }),
          ...percent('Bagian dengan formulir risiko', 'Share with a risk form', percentOf(n, rows.length)),
        ]
      : [
          count('Risiko teridentifikasi', 'Risks identified', risks, { id: 'risiko', en: 'risks' }),
          count('Risiko dengan mitigasi', 'Risks with a mitigation', mitigated, { id: 'risiko', en: 'risks' }),
          ...percent('Bagian dengan mitigasi', 'Share with a mitigation', percentOf(mitigated, risks)),
        ]
  return {
    headline:
      rule.part === 'identified'
        ? {
            id: `${n} dari ${rows.length} quick win berjalan punya formulir risiko`,
            en: `${n} of ${rows.length} running quick wins have a risk form`,
          }
        : {
            id: `${mitigated} dari ${risks} risiko punya mitigasi`,
            en: `${mitigated} of ${risks} risks have a mitigation`,
          },
    figures,
    rows,
  }
}
