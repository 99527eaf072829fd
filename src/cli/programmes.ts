import { basename } from 'node:path'
import { EXPORT_FORMATS, exportProgrammes, importProgrammesFile, programmeTemplate } from '#modules/portfolio/index.ts'
import { readArguments, readNamedFile, writeNamedFile } from './input.ts'
import type { Command } from './tudang.ts'
import { withWorld } from './world.ts'

const usage =
  'programmes template --region 73.24 --out FILE.xlsx | programmes import FILE --region 73.24 [--apply] | programmes export --region 73.24 --format xlsx|csv|json [--out FILE]'

const options = {
  region: { type: 'string' },
  out: { type: 'string' },
  format: { type: 'string' },
  apply: { type: 'boolean', default: false },
} as const

/** The portfolio of a region as a file: a template to fill in, its import as one line of JSON, its export. */
export const programmes: Command = {
  usage,
  async run(args) {
    const { positionals, values } = readArguments(args, options, usage)
    const [deed, file] = positionals
    const region = values.region
    if (region === undefined) return misused()
    if (deed === 'import' && file !== undefined && positionals.length === 2) {
      return await importFile(file, region, values.apply)
    }
    if (deed === 'template' && values.out !== undefined && positionals.length === 1) {
      const bytes = await withWorld(({ platform }) => programmeTemplate(platform, region))
      const path = await writeNamedFile(values.out, bytes)
      process.stdout.write(`${JSON.stringify({ file: path, bytes: bytes.length })}\n`)
      return 0
    }
    const format = EXPORT_FORMATS.find(one => one === values.format)
    if (deed === 'export' && format !== undefined && positionals.length === 1) {
      return await exportFile(region, format, values.out)
    }
    return misused()
  },
}

function misused(): number {
  process.stderr.write(`Pakai: tudang ${usage}\n`)
  return 2
}

/** Prints exactly one line of JSON; 1 when something in the file is wrong. */
async function importFile(file: string, regionCode: string, apply: boolean): Promise<number> {
  const bytes = await readNamedFile(file)
  const { notes, ...report } = await withWorld(({ platform }) =>
    importProgrammesFile(platform, { regionCode, name: basename(file), bytes, apply }, { accountId: undefined }),
  )
  for (const note of notes) process.stderr.write(`Baris ${note.row}, ${note.column}: ${note.message}\n`)
  process.stdout.write(`${JSON.stringify(report)}\n`)
  return report.errors.length > 0 ? 1 : 0
}

/** Writes the file and says its rows and hash, or gives the file itself to standard output. */
async function exportFile(
  regionCode: string,
  format: (typeof EXPORT_FORMATS)[number],
  out: string | undefined,
): Promise<number> {
  const file = await withWorld(({ platform }) =>
    exportProgrammes(platform, {
      regionCode,
      filter: {},
      filterWords: undefined,
      format,
      lang: 'id',
      publicOnly: false,
    }),
  )
  if (out === undefined) {
    process.stdout.write(file.bytes)
    return 0
  }
  const path = await writeNamedFile(out, file.bytes)
  const { rows, sha256, bytes } = file
  process.stdout.write(`${JSON.stringify({ file: path, rows, sha256, bytes: bytes.length })}\n`)
  return 0
}
