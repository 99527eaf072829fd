import type { Command } from './tudang.ts'
import { withWorld } from './world.ts'

/** Loads regions, instruments, published results and, in the demo world, the demo accounts. Safe to run again. */
export const seed: Command = {
  usage: 'seed',
  async run() {
    await withWorld(async ({ platform }, config) => {
      const count = async (table: string) =>
        (await platform.db.pool.query<{ n: number }>(`select count(*)::int as n from ${table}`)).rows[0]?.n
      process.stdout.write(
        `${JSON.stringify({ world: config.TUDANG_WORLD, regions: await count('region.region'), results: await count('evaluation.result') })}\n`,
      )
    })
    return 0
  },
}
