import { Problem } from '#kit/problem.ts'
import { recomputeRound } from '#modules/evaluation/index.ts'
import { readArguments } from './input.ts'
import type { Command } from './tudang.ts'
import { withWorld } from './world.ts'

const usage = 'recompute ROUND'

/**
 * Computes a closed round again from its frozen inputs and prints whether it is equal, with its hash. Differences go to
 * stderr, and the exit code is 1; it is 2 for a round that is not there or not closed.
 */
export const recompute: Command = {
  usage,
  async run(args) {
    const { positionals } = readArguments(args, {}, usage)
    const [round] = positionals
    if (round === undefined || positionals.length > 1) {
      process.stderr.write(`Sebut satu putaran: tudang ${usage}. Daftarnya: tudang rounds\n`)
      return 2
    }
    try {
      const { equal, hash, differences } = await withWorld(({ platform }) => recomputeRound(platform.db.sql, round))
      process.stdout.write(`${JSON.stringify({ equal, hash })}\n`)
      for (const line of differences) process.stderr.write(`${line}\n`)
      return equal ? 0 : 1
    } catch (error) {
      if (!(error instanceof Problem) || !['not-found', 'conflict'].includes(error.code)) throw error
      process.stderr.write(`${error.sentence.id}\n${error.sentence.en}\n`)
      return 2
    }
  },
}
