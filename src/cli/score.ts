import { readInstrumentFiles } from '#modules/evaluation/store/instrument-files.ts'
import { explainScore, scoreFile } from '#modules/evaluation/rules/score-file.ts'
import { readArguments, readNamedFile } from './input.ts'
import type { Command } from './tudang.ts'

const usage = 'score FILE.json [--explain]'

/** Scores a file by an instrument of db/reference; needs no database. */
export const score: Command = {
  usage,
  async run(args) {
    const { positionals, values } = readArguments(args, { explain: { type: 'boolean' } }, usage)
    const name = positionals[0]
    if (name === undefined) return fail(`Sebut berkasnya: tudang ${usage}`)
    let json: unknown
    try {
      json = JSON.parse(new TextDecoder().decode(await readNamedFile(name)))
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error
      return fail(`${name} bukan JSON yang sah: ${error.message} (${name} is not valid JSON)`)
    }
    const instruments = await readInstrumentFiles()
    const result = values.explain ? explainScore(json, instruments) : scoreFile(json, instruments)
    if (!result.ok) return fail(result.sentence)
    process.stdout.write(`${JSON.stringify(result.value, null, values.explain ? 2 : undefined)}\n`)
    return 0
  },
}

function fail(sentence: string): number {
  process.stderr.write(`${sentence}\n`)
  return 1
}
