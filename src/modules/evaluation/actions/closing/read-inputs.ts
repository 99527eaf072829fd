import type { Sql, Tx } from '#platform/db/database.ts'
import type { FrozenInputs, GivenScores } from '../../model-closing.ts'
import type { Round, RoundRegion } from '../../model-round.ts'
import type { Instrument } from '../../model.ts'
import { type CountedSheet, listCountedSheets, listPanelRemarks } from '../../store/closing/sheets.ts'
import { type Edition, listEditions } from '../../store/editions.ts'
import { findResults, type Result } from '../../store/results.ts'
import { beforeInputs } from './freeze.ts'

/**
 * What the results of some regions would be computed from now: the sheets that count, last year's result, remarks; by code,
 * in four statements. Regions that did not hand in are absent.
 */
export async function readInputs(
  sql: Sql | Tx,
  round: Round,
  instrument: Instrument,
  regions: readonly RoundRegion[],
): Promise<Map<string, FrozenInputs>> {
  const codes = regions.map(({ regionCode }) => regionCode)
  const previous = previousEdition(await listEditions(sql), round.edition)
  const before = previous === undefined ? new Map<string, Result>() : await findResults(sql, previous, codes)
  const sheets = Map.groupBy(await listCountedSheets(sql, round.id, codes), sheet => sheet.regionCode)
  const remarks = Map.groupBy(await listPanelRemarks(sql, round.id, codes), remark => remark.regionCode)
  const order = instrument.dimensions.map(({ code }) => code)
  return new Map(
    regions.map(({ regionCode, state, submissionSha256 }): [string, FrozenInputs] => {
      const absent = state === 'invited'
      const written = absent ? [] : (remarks.get(regionCode) ?? [])
      return [
        regionCode,
        {
          given: absent ? { kind: 'absent' } : givenBy(sheets.get(regionCode) ?? []),
          before: beforeInputs(before.get(regionCode)),
          submission: submissionSha256 ?? null,
          printed: null,
          remarks: written
            .map(({ kind, dimension, text }) => ({ kind, dimension, text }))
            .toSorted((a, b) => order.indexOf(a.dimension) - order.indexOf(b.dimension)),
        },
      ]
    }),
  )
}

/** Scores of each question in the order of the places. */
function givenBy(panel: readonly CountedSheet[]): GivenScores {
  const ids = [...new Set(panel.flatMap(({ scores }) => Object.keys(scores)))]
  return {
    kind: 'assessor-scores',
    assessors: panel.map(({ place }) => place),
    scores: Object.fromEntries(ids.map(id => [id, panel.map(({ scores }) => scores[id] ?? null)])),
  }
}

/** The edition from which the changes of another are counted: the one it names, else the newest older one. */
export function previousEdition(editions: readonly Edition[], id: string): string | undefined {
  const known = editions.find(edition => edition.id === id)
  return known ? known.previousId : editions.find(edition => edition.id < id)?.id
}
