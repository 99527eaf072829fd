import { daysLeft, stepDates } from '../../rules/round/step-window.ts'
import type { Sql } from '#platform/db/database.ts'
import type { Round, RoundRegion } from '../../model-round.ts'
import { questionsOf } from '../../rules/instrument-questions.ts'
import { findInstrument } from '../../store/instruments.ts'
import { listRounds } from '../../store/round/rounds.ts'
import { listSheetsOf, regionsOfSheets, type SheetInList } from '../../store/scoring/sheets.ts'

/** A sheet of an assessor with its round and region. */
export interface ListedSheet extends SheetInList {
  round: Round
  region: RoundRegion
  total: number
  /** The region has handed in, so that scores can be given. */
  ready: boolean
  /** Last day of scoring, "2031-06-30", and days until then. */
  due: { day: string; left: number } | undefined
}

/** In three statements, however many sheets; one more the first time an instrument is met. */
export async function loadSheets(
  sql: Sql,
  accountId: string,
  now: Date,
  page: { after?: string | undefined; limit: number },
): Promise<{ items: ListedSheet[]; next: string | undefined }> {
  const { items, next } = await listSheetsOf(sql, accountId, page)
  const regions = await regionsOfSheets(sql, items)
  const rounds = new Map((await listRounds(sql)).map(round => [round.id, round]))
  const totals = new Map<string, number>()
  for (const { instrumentId } of rounds.values()) {
    const instrument = await findInstrument(sql, instrumentId)
    totals.set(instrumentId, instrument?.content.dimensions.flatMap(questionsOf).length ?? 0)
  }
  return {
    next,
    items: items.flatMap(sheet => {
      const round = rounds.get(sheet.roundId)
      const region = regions.get(`${sheet.roundId}~${sheet.regionCode}`)
      if (!round || !region) return []
      const left = daysLeft(round, region, 'scoring', now)
      const day = stepDates(round, region, 'scoring')?.endsOn
      return [
        {
          ...sheet,
          round,
          region,
          total: totals.get(round.instrumentId) ?? 0,
          ready: region.state === 'submitted',
          due: day === undefined || left === undefined ? undefined : { day, left },
        },
      ]
    }),
  }
}
