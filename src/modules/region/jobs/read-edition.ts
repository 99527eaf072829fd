import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parse, type Options } from 'csv-parse'
import { Problem } from '#kit/problem.ts'
import { root } from '#platform/root.ts'
import type { Edition } from '../actions/import-regions.ts'
import type { Timezone } from '../model.ts'
import type { EditionRow } from '../rules/check-edition.ts'
import { formerCodes, formerNames, type EditionDiff } from '../rules/edition-changes.ts'
import { prepareEdition, type Measure } from '../rules/prepare-edition.ts'

const reference = join(root, 'db/reference')

/** Files of an edition and the column that names the parent. */
const files = [
  { file: 'provinces.csv', parent: undefined },
  { file: 'regencies.csv', parent: 'province_code' },
  { file: 'districts.csv', parent: 'regency_code' },
  { file: 'villages.csv', parent: 'district_code' },
] as const

/** Folder of the edition that comes with Tudang. */
export const packagedEdition = (): string =>
  join(dirname(fileURLToPath(import.meta.resolve('idn-area-data'))), '../data')

const ours = [
  'regions/population_area.csv',
  'regions/edition_diff_2022_to_2025.json',
  'regions/timezones.json',
  'cohorts.json',
]

/** SHA-256 over everything an edition is made from; the same when nothing would change. */
export async function fingerprint(folder: string): Promise<string> {
  const hash = createHash('sha256')
  const paths = [...files.map(({ file }) => join(folder, file)), ...ours.map(file => join(reference, file))]
  for (const path of paths) hash.update(await readFile(path).catch(() => ''))
  return hash.digest('hex')
}

/** Reads the four CSV files of a folder, and our reference data beside them. Throws a Problem when they are not whole. */
export async function readEdition(folder: string, name?: string): Promise<Edition> {
  const rows = (await Promise.all(files.map(({ file, parent }) => readRows(join(folder, file), parent)))).flat()
  const diff = await readJson<EditionDiff>('regions/edition_diff_2022_to_2025.json')
  const cohorts = await readJson<CohortFile>('cohorts.json')
  return {
    name: name ?? (await nameOf(folder)),
    sha256: await fingerprint(folder),
    regions: prepareEdition(rows, {
      measures: await readMeasures(),
      timezones: await readTimezones(),
      formerNames: formerNames(diff),
    }),
    former: formerCodes(diff).map(one => ({ ...one, source: 'edition_diff_2022_to_2025' })),
    cohorts: cohorts.cohorts.flatMap(({ year, regions }) =>
      regions.map(({ code, source, inferred = false }) => ({ code, year, source, inferred })),
    ),
  }
}

/** Shape of db/reference/cohorts.json. */
interface CohortFile {
  sources: Record<string, string[]>
  cohorts: {
    year: number
    /** How many took part, also where not all are known by name. */
    size: number
    complete: boolean
    regions: { code: string; name: string; source: string; inferred?: boolean }[]
  }[]
}

async function readRows(path: string, parent: string | undefined): Promise<EditionRow[]> {
  const rows: EditionRow[] = []
  try {
    // A doubled quote inside a bare name (Ra"as) is a fact of the source, not a fault.
    for await (const record of records(path, { relax_quotes: true })) {
      rows.push({
        code: record['code'] ?? '',
        name: record['name'] ?? '',
        parentCode: parent && (record[parent] ?? ''),
      })
    }
  } catch (cause) {
    const file = path.split('/').at(-1) ?? path
    throw new Problem(
      'invalid',
      {
        id: `Berkas ${file} tidak dapat dibaca sebagai CSV. Tidak ada yang diubah. Periksa berkasnya, lalu ulangi.`,
        en: `The file ${file} cannot be read as CSV. Nothing was changed. Check the file, then try again.`,
      },
      { cause },
    )
  }
  return rows
}

function records(path: string, options: Options = {}): AsyncIterable<Record<string, string>> {
  const parser = parse({ columns: true, bom: true, ...options })
  createReadStream(path)
    .on('error', error => parser.destroy(error))
    .pipe(parser)
  return parser
}

async function readMeasures(): Promise<Map<string, Measure>> {
  const measures = new Map<string, Measure>()
  for await (const record of records(join(reference, 'regions/population_area.csv'))) {
    const people = record['total']
    measures.set(record['kode'] ?? '', {
      people: people ? Number(people) : undefined,
      areaKm2: record['luas_km2'] || undefined,
    })
  }
  return measures
}

async function readTimezones(): Promise<Map<string, Timezone>> {
  const { provinces } = await readJson<{ provinces: Record<Timezone, string[]> }>('regions/timezones.json')
  return new Map(
    Object.entries(provinces).flatMap(([zone, codes]) =>
      codes.map((code): [string, Timezone] => [code, zone as Timezone]),
    ),
  )
}

async function readJson<T>(path: string): Promise<T> {
  return JSON.parse(await readFile(join(reference, path), 'utf8')) as T
}

async function nameOf(folder: string): Promise<string> {
  const file = await readFile(join(folder, '../package.json'), 'utf8').catch(() => undefined)
  if (file === undefined) return folder
  const { name, version } = JSON.parse(file) as { name: string; version: string }
  return `${name} ${version}`
}
