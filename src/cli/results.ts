import { exportResults } from '#modules/evaluation/index.ts'
import { readArguments } from './input.ts'
import type { Command } from './tudang.ts'
import { withWorld } from './world.ts'

const usage = 'results --edition 2023 [--format json|csv|xlsx]'
const formats = ['json', 'csv', 'xlsx'] as const

/** Writes a whole table of results to stdout. */
export const results: Command = {
  usage,
  async run(args) {
    const { values } = readArguments(
      args,
      { edition: { type: 'string' }, format: { type: 'string', default: 'json' } },
      usage,
    )
    const format = formats.find(known => known === values.format)
    if (values.edition === undefined || format === undefined) {
      process.stderr.write(`Pakai: tudang ${usage}\n`)
      return 2
    }
    const edition = values.edition
    const bytes = await withWorld(({ platform }) => exportResults(platform.db, edition, format))
    process.stdout.write(bytes)
    return 0
  },
}
