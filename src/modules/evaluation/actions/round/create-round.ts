import type { Actor } from '#kit/actor.ts'
import { invalid, mayNot } from '#kit/problem.ts'
import { audit } from '#platform/audit/audit.ts'
import type { Writer } from '#platform/db/database.ts'
import type { Platform } from '#platform/platform.ts'
import { mayRunRounds } from '../../access.ts'
import type { Round } from '../../model-round.ts'
import { findRound } from '../../store/round/rounds.ts'
import { insertRound } from '../../store/round/write-rounds.ts'
import { checkRoundInput, type RoundInput } from './round-input.ts'
import { noSuchRound } from './stand.ts'

/**
 * Makes a round as a draft; its id is edition and group, "2026-kppn-ikn". Nobody outside the ministry sees it before it is
 * opened. `example` marks a round of the demo world. Throws `may-not`, or `invalid` with a sentence for each field.
 */
export async function createRound(
  platform: Platform,
  actor: Actor,
  input: RoundInput & { example?: boolean },
  writer: Writer,
): Promise<Round> {
  const refusal = mayRunRounds(actor)
  if (refusal) throw mayNot(refusal)
  return await platform.db.transact(writer, async tx => {
    const content = await checkRoundInput(tx, input)
    const id = `${content.edition}-${content.group}`
    const made = await insertRound(tx, {
      ...content,
      id,
      example: input.example ?? false,
      createdBy: actor.accountId,
      createdAt: platform.clock.now(),
    })
    if (!made) throw roundTwice(content.edition)
    await audit(tx, {
      event: 'evaluation.round.created',
      subject: { kind: 'evaluation.round', id },
      data: { instrument: content.instrumentId, steps: content.steps },
    })
    const round = await findRound(tx, id)
    if (!round) throw noSuchRound()
    return round
  })
}

export const roundTwice = (edition: string) =>
  invalid({
    field: 'edition',
    sentence: {
      id: `Sudah ada putaran ${edition} untuk kelompok ini. Buka putaran itu, atau tulis tahap lain, misalnya ${edition.slice(0, 4)}-2.`,
      en: `There is a round ${edition} for this group already. Open that one, or write another stage, such as ${edition.slice(0, 4)}-2.`,
    },
  })
