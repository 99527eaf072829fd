import { searchRegions } from '#modules/region/index.ts'
import { readArguments } from './input.ts'
import type { Command } from './tudang.ts'
import { withWorld } from './world.ts'

const usage = 'regions CODE|WORDS'

/** Finds regions by code or by words, typing errors allowed; the best match first. */
export const regions: Command = {
  usage,
  async run(args) {
    const { positionals } = readArguments(args, {}, usage)
    const words = positionals.join(' ').trim()
    if (words === '') {
      process.stderr.write(`Sebut kode atau nama: tudang ${usage}\n`)
      return 2
    }
    const found = await withWorld(({ platform }) => searchRegions(platform.db.read, words))
    process.stdout.write(`${JSON.stringify(found)}\n`)
    return found.length > 0 ? 0 : 1
  },
}
