import type { Actor } from '#kit/actor.ts'
import { mayNot, Problem } from '#kit/problem.ts'
import type { Tx } from '#platform/db/database.ts'
import { mayRunRounds } from '../../access.ts'
import type { Round, RoundRegion } from '../../model-round.ts'
import { findRound, findRoundRegion, type Lock } from '../../store/round/rounds.ts'
import { noSuchRound } from './stand.ts'

/** A round for a change by the ministry. Throws `may-not`, `not-found`, or `conflict` when it is closed. */
export async function getMinistryRound(tx: Tx, actor: Actor, roundId: string, lock: Lock): Promise<Round> {
  const refusal = mayRunRounds(actor)
  if (refusal) throw mayNot(refusal)
  const round = await findRound(tx, roundId, lock)
  if (!round) throw noSuchRound()
  if (round.state === 'closed') {
    throw new Problem('conflict', {
      id: 'Putaran ini sudah ditutup. Tidak ada yang diubah lagi.',
      en: 'This round is closed. Nothing changes any more.',
    })
  }
  return round
}

/** The same with one of its regions, both kept until the transaction ends. */
export async function getMinistryRegion(
  tx: Tx,
  actor: Actor,
  roundId: string,
  regionCode: string,
): Promise<{ round: Round; region: RoundRegion }> {
  const round = await getMinistryRound(tx, actor, roundId, 'share')
  const region = await findRoundRegion(tx, roundId, regionCode, 'update')
  if (!region) throw noSuchRound()
  return { round, region }
}
