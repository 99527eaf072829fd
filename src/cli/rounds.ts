import { listRoundsForCli } from '#modules/evaluation/index.ts'
import { readArguments } from './input.ts'
import type { Command } from './tudang.ts'
import { withWorld } from './world.ts'

const usage = 'rounds'

/** Lists the evaluation rounds as JSON, newest edition first; closed ones with the hash of what was frozen. */
export const rounds: Command = {
  usage,
  async run(args) {
    readArguments(args, {}, usage)
    const list = await withWorld(({ platform }) => listRoundsForCli(platform.db.sql))
    process.stdout.write(`${JSON.stringify(list, null, 2)}\n`)
    return 0
  },
}
