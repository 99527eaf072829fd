import { printRegionBook } from '#modules/masterplan/index.ts'
import { readArguments, writeNamedFile } from './input.ts'
import type { Command } from './tudang.ts'
import { withWorld } from './world.ts'

const usage = 'book --region 73.22 --book 1|2|3 --format pdf|docx --out FILE [--edition 2026 | --plan ID]'

const options = {
  region: { type: 'string' },
  book: { type: 'string' },
  format: { type: 'string' },
  out: { type: 'string' },
  edition: { type: 'string' },
  plan: { type: 'string' },
} as const

/** A book of a region's masterplan as a file, and one line of JSON about it. */
export const book: Command = {
  usage,
  async run(args) {
    const { positionals, values } = readArguments(args, options, usage)
    const number = ([1, 2, 3] as const).find(one => String(one) === values.book)
    const format = (['pdf', 'docx'] as const).find(one => one === values.format)
    const { region, out, edition, plan } = values
    const year = edition === undefined ? undefined : Number(edition)
    const misused =
      positionals.length > 0 || (edition !== undefined && (plan !== undefined || !/^\d{4}$/.test(edition)))
    if (region === undefined || out === undefined || number === undefined || format === undefined || misused) {
      process.stderr.write(`Pakai: tudang ${usage}\n`)
      return 2
    }
    const { bytes, pages, sha256 } = await withWorld(({ platform }) =>
      printRegionBook(platform, { regionCode: region, book: number, format, year, planId: plan }),
    )
    const path = await writeNamedFile(out, bytes)
    const line = { region, book: number, format, pages: pages ?? null, bytes: bytes.length, sha256, out: path }
    process.stdout.write(`${JSON.stringify(line)}\n`)
    return 0
  },
}
