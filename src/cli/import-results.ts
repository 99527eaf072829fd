import { basename } from 'node:path'
import { importResultsFile } from '#modules/evaluation/index.ts'
import { readArguments, readNamedFile } from './input.ts'
import type { Command } from './tudang.ts'
import { withWorld } from './world.ts'

const usage = 'import-results FILE [--edition 2023] [--apply]'

/** Checks a published table (JSON, CSV, XLSX) and reports each row as JSON; `--apply` stores it when nothing is wrong. */
export const importResults: Command = {
  usage,
  async run(args) {
    const options = { apply: { type: 'boolean', default: false }, edition: { type: 'string' } } as const
    const { positionals, values } = readArguments(args, options, usage)
    const name = positionals[0]
    if (name === undefined) {
      process.stderr.write(`Sebut berkasnya: tudang ${usage}\n`)
      return 2
    }
    const bytes = await readNamedFile(name)
    const report = await withWorld(({ platform }) =>
      importResultsFile(platform, {
        bytes,
        name: basename(name),
        edition: values.edition,
        apply: values.apply,
        writer: { accountId: undefined },
      }),
    )
    process.stdout.write(`${JSON.stringify(report, null, 2)}\n`)
    return report.ok ? 0 : 1
  },
}
