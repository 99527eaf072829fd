import type { Sql } from '#platform/db/database.ts'
import { listFrozenRounds } from '../../store/closing/frozen.ts'
import { listRounds } from '../../store/round/rounds.ts'

/** Every round as the command line lists it, in two statements; names as in the API. */
export async function listRoundsForCli(sql: Sql) {
  const [rounds, frozen] = await Promise.all([listRounds(sql), listFrozenRounds(sql)])
  return rounds.map(round => ({
    id: round.id,
    edition: round.edition,
    group: round.group,
    state: round.state,
    title: round.title,
    instrument: round.instrumentId,
    stage: round.stage ?? null,
    example: round.example,
    closed_at: round.closedAt?.toISOString() ?? null,
    sha256: frozen.get(round.id)?.sha256 ?? null,
  }))
}
