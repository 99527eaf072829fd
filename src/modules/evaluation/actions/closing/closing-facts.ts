import type { Sql, Tx } from '#platform/db/database.ts'
import type { Round, RoundRegion } from '../../model-round.ts'
import { questionsOf } from '../../rules/instrument-questions.ts'
import { type Readiness, readinessOf } from '../../rules/closing/readiness.ts'
import { stepWindow } from '../../rules/round/step-window.ts'
import { findInstrument, type StoredInstrument } from '../../store/instruments.ts'
import { listSheets } from '../../store/closing/sheets.ts'
import { listRoundRegions } from '../../store/round/rounds.ts'

export interface ClosingFacts {
  instrument: StoredInstrument
  regions: RoundRegion[]
  readiness: Readiness
}

/** What decides whether a round can be closed, in two statements, three when the instrument is not in memory. */
export async function readClosingFacts(sql: Sql | Tx, round: Round, now: Date): Promise<ClosingFacts> {
  const instrument = await findInstrument(sql, round.instrumentId)
  if (!instrument) throw new Error(`The instrument ${round.instrumentId} of a round is not published`)
  const regions = await listRoundRegions(sql, round.id)
  const sheets = await listSheets(sql, round.id)
  const questions = instrument.content.dimensions.flatMap(questionsOf).length
  const readiness = readinessOf(
    questions,
    regions.map(region => ({
      regionCode: region.regionCode,
      handedIn: region.state !== 'invited',
      timeLeft: (['self-assessment', 'verification'] as const).some(step =>
        ['before', 'open'].includes(stepWindow(round, region, step, now)),
      ),
    })),
    sheets,
  )
  return { instrument, regions, readiness }
}
