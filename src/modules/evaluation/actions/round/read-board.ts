import { type Actor, actsAs } from '#kit/actor.ts'
import { dayIn, type Zone } from '#kit/format.ts'
import { mayNot } from '#kit/problem.ts'
import { type Holder, listHolders } from '#modules/people/index.ts'
import type { Sql } from '#platform/db/database.ts'
import { mayReadBoard } from '../../access.ts'
import type { Phase, Round, RoundRegion } from '../../model-round.ts'
import { phaseOf, relationTo } from '../../rules/round/relation.ts'
import { seesRound } from '../../rules/round/sees-round.ts'
import { daysLeft, stepDates } from '../../rules/round/step-window.ts'
import { visibility } from '../../rules/round/visibility.ts'
import { type BoardFilter, type BoardQuery, type BoardRow, listBoard } from '../../store/round/board.ts'
import { findRound } from '../../store/round/rounds.ts'
import { noSuchRound } from './stand.ts'

/** A round for reading. Throws `not-found` for a draft that the actor may not know of. */
export async function getSeenRound(sql: Sql, actor: Actor, roundId: string): Promise<Round> {
  const round = await findRound(sql, roundId)
  if (!round || !seesRound(actor, round)) throw noSuchRound()
  return round
}

/** The calendar day in each zone. */
export const todayInZones = (now: Date): Record<Zone, string> => ({
  WIB: dayIn(now, 'WIB'),
  WITA: dayIn(now, 'WITA'),
  WIT: dayIn(now, 'WIT'),
})

/** A region of a round, cut to what the viewer sees of it; what is not seen is undefined. */
export interface SeenRegion {
  regionCode: string
  regionName: string
  provinceName: string
  progress:
    | {
        phase: Phase
        region: RoundRegion
        answered: number
        signed: number
        verified: number
        /** Last day of the self-assessment for this region, and whole days to it; undefined once it has handed in. */
        due: { date: string; days: number } | undefined
        /** The secretariat of the region, to be called when there is no contact. */
        secretariat: Holder[]
      }
    | undefined
  panel: BoardRow['panel'] | undefined
}

/** What somebody may filter by: a province viewer has the own province only. Throws `may-not` for a filter that would tell. */
export function boardScope(actor: Actor, wanted: Pick<BoardQuery, 'state' | 'sort'> = {}): Pick<BoardFilter, 'within'> {
  const refusal = mayReadBoard(actor)
  if (refusal && (wanted.state !== undefined || (wanted.sort ?? 'name') !== 'name')) throw mayNot(refusal)
  return actsAs(actor, 'province-viewer') ? { within: actor.membership?.regionCode } : {}
}

/**
 * Regions of a round as somebody sees them, row by row cut by `visibility`: three statements however many rows. Throws
 * `may-not` when the order or the filter would tell what the viewer does not see.
 */
export async function readBoard(
  sql: Sql,
  actor: Actor,
  round: Round,
  wanted: Omit<BoardQuery, 'roundId' | 'today' | 'within'>,
  now: Date,
): Promise<{ rows: SeenRegion[]; next: string | undefined }> {
  const found = await listBoard(sql, {
    ...wanted,
    ...boardScope(actor, wanted),
    roundId: round.id,
    today: todayInZones(now),
  })
  const seen = found.rows.map(row => {
    const phase = phaseOf(round, row.region)
    return { row, phase, sight: visibility(relationTo(actor, row.region.regionCode, undefined), phase) }
  })
  const toCall = seen.filter(({ sight }) => sight.progress).map(({ row }) => row.region.regionCode)
  const holders = await listHolders(sql, { roles: ['regional-secretariat'], regionCodes: toCall }, now)
  return {
    next: found.next,
    rows: seen.flatMap(({ row, phase, sight }): SeenRegion[] => {
      if (!sight.dates) return []
      const { region } = row
      const end = stepDates(round, region, 'self-assessment')?.endsOn
      const days = daysLeft(round, region, 'self-assessment', now)
      return [
        {
          regionCode: region.regionCode,
          regionName: region.regionName,
          provinceName: row.provinceName,
          progress: sight.progress
            ? {
                phase,
                region,
                answered: row.answered,
                signed: row.signed,
                verified: row.verified,
                due:
                  region.state === 'invited' && phase !== 'closed' && end !== undefined && days !== undefined
                    ? { date: end, days }
                    : undefined,
                secretariat: holders.filter(({ regionCode }) => regionCode === region.regionCode),
              }
            : undefined,
          panel: sight.panelProgress ? row.panel : undefined,
        },
      ]
    }),
  }
}
