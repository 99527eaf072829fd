import type { CheckAnswer, QuickWinIndicator } from '../../model-quick-win.ts'

/** What the portfolio itself knows that bears on an indicator. */
export interface KnownOfQuickWin {
  /** Readings of its indicators that were verified. */
  verifiedReadings: number
  partners: number
  continuity: boolean
  /** Money of the year in question, in whole rupiah; undefined when no line stands there. */
  planned: bigint | undefined
  risks: number
  mitigatedRisks: number
  /** The verdict of the year in question. */
  judged: boolean
}

/**
 * Indicators whose "yes" the portfolio does not support: partners (E5), continuity written down (E7), money (E8), risks with
 * a mitigation (E9), a verdict (E10), verified readings (E3). Asked of people, never held against them.
 */
export function unsupported(
  answers: Partial<Record<QuickWinIndicator, CheckAnswer>>,
  known: KnownOfQuickWin,
): QuickWinIndicator[] {
  const supported: Partial<Record<QuickWinIndicator, boolean>> = {
    E3: known.verifiedReadings > 0,
    E5: known.partners > 0,
    E7: known.continuity,
    E8: (known.planned ?? 0n) > 0n,
    E9: known.risks > 0 && known.mitigatedRisks === known.risks,
    E10: known.judged,
  }
  return (Object.keys(supported) as QuickWinIndicator[]).filter(
    indicator => answers[indicator] === 'yes' && !supported[indicator],
  )
}
