import { resultReport } from '#modules/evaluation/index.ts'
import { readArguments, writeNamedFile } from './input.ts'
import type { Command } from './tudang.ts'
import { withWorld } from './world.ts'

const usage = 'report --round ROUND --region 35.07 --out FILE.pdf'

/** Writes the result report of a region in a closed round; the file is whole or not there. */
export const report: Command = {
  usage,
  async run(args) {
    const { values } = readArguments(
      args,
      { round: { type: 'string' }, region: { type: 'string' }, out: { type: 'string' } },
      usage,
    )
    const { round, region, out } = values
    if (round === undefined || region === undefined || out === undefined) {
      process.stderr.write(`Pakai: tudang ${usage}\n`)
      return 2
    }
    const bytes = await withWorld(({ platform }) => resultReport(platform, round, region))
    const path = await writeNamedFile(out, bytes)
    process.stdout.write(`${JSON.stringify({ file: path, bytes: bytes.length })}\n`)
    return 0
  },
}
