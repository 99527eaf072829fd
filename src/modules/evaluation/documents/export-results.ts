import type { Database } from '#platform/db/database.ts'
import { csvStream, type Sheet, xlsxBuffer } from '#platform/documents/sheet.ts'
import type { Language } from '#platform/i18n/language.ts'
import { notFound } from '#kit/problem.ts'
import { findEdition } from '../store/editions.ts'
import { listInstruments } from '../store/instruments.ts'
import { listResults, type ResultFilter, type ResultQuery } from '../store/list-results.ts'
import type { Result } from '../store/results.ts'

type Wanted = ResultFilter & Pick<ResultQuery, 'sort' | 'direction'>

/** All results that a filter leaves, page after page, without holding more than one page. */
async function* eachResult(db: Database, wanted: Wanted): AsyncGenerator<Result> {
  let after: string | undefined
  do {
    const page = await listResults(db.read, { ...wanted, after, limit: 1000 })
    yield* page.items
    after = page.next
  } while (after !== undefined)
}

/**
 * A filtered list of results as a sheet. The columns are those that the import understands, so an export can be checked
 * again; what Tudang computed stands in columns of its own, which the import leaves aside.
 */
export async function resultsSheet(db: Database, wanted: Wanted, lang: Language = 'id'): Promise<Sheet<Result>> {
  const edition = await findEdition(db.read, wanted.edition)
  if (!edition) {
    throw notFound(
      `Tidak ada hasil edisi ${wanted.edition.slice(0, 10)}.`,
      `There are no results of edition ${wanted.edition.slice(0, 10)}.`,
    )
  }
  const used = new Set(edition.groups.map(({ instrumentId }) => instrumentId))
  const dimensions = new Map(
    (await listInstruments(db.read))
      .filter(({ id }) => used.has(id))
      .flatMap(({ content }) => content.dimensions.map(({ code, name }) => [code, name[lang]] as const)),
  )
  const id = lang === 'id'
  return {
    name: `hasil-${edition.id}`,
    columns: [
      { key: 'peringkat', label: id ? 'Peringkat' : 'Rank', kind: 'integer', value: r => r.rank },
      { key: 'kode_wilayah', label: id ? 'Kode wilayah' : 'Region code', value: r => r.regionCode },
      { key: 'nama_daerah', label: id ? 'Nama daerah' : 'Region name', width: 34, value: r => r.regionName },
      { key: 'provinsi', label: id ? 'Provinsi' : 'Province', width: 24, value: r => r.provinceName },
      { key: 'kelompok', label: id ? 'Kelompok' : 'Group', value: r => r.group },
      { key: 'instrumen', label: id ? 'Instrumen' : 'Instrument', width: 28, value: r => r.instrumentId },
      {
        key: 'hadir',
        label: id ? 'Hadir' : 'Took part',
        value: r => (r.tookPart ? (id ? 'ya' : 'yes') : id ? 'tidak' : 'no'),
      },
      ...[...dimensions].map(([code]) => ({
        key: code.replaceAll('-', '_'),
        label: code,
        kind: 'decimal' as const,
        value: (r: Result) => r.scores[code],
      })),
      {
        key: 'indeks_tercetak',
        label: id ? 'Indeks tercetak' : 'Printed index',
        kind: 'decimal',
        value: r => r.printedIndex,
      },
      { key: 'indeks_hitung', label: id ? 'Indeks hitung' : 'Computed index', kind: 'decimal', value: r => r.index },
      {
        key: 'perubahan_tercetak',
        label: id ? 'Perubahan tercetak' : 'Printed improvement',
        kind: 'decimal',
        value: r => r.printedImprovement,
      },
      {
        key: 'perubahan_hitung',
        label: id ? 'Perubahan hitung' : 'Computed improvement',
        kind: 'decimal',
        value: r => r.improvement,
      },
      {
        key: 'catatan_penyimpangan',
        label: id ? 'Catatan penyimpangan' : 'Deviation reason',
        width: 40,
        value: r => r.deviationReason,
      },
    ],
    rows: eachResult(db, wanted),
  }
}

/** A whole edition as a file. JSON has the shape that the import reads. Throws `not-found` for an unknown edition. */
export async function exportResults(
  db: Database,
  edition: string,
  format: 'json' | 'csv' | 'xlsx',
): Promise<Uint8Array> {
  const sheet = await resultsSheet(db, { edition, sort: 'name' })
  if (format === 'xlsx') return await xlsxBuffer(sheet)
  if (format === 'csv')
    return Buffer.concat(
      await csvStream(sheet)
        .map((part: string | Buffer) => Buffer.from(part))
        .toArray(),
    )
  return Buffer.from(`${JSON.stringify(await resultsJson(db, { edition, sort: 'name' }), null, 1)}\n`)
}

/** A filtered list as JSON that the import reads: `{edition, source, rows: [{region, scores, …}]}`. */
export async function resultsJson(db: Database, wanted: Wanted): Promise<object> {
  const edition = await findEdition(db.read, wanted.edition)
  const rows: object[] = []
  for await (const result of eachResult(db, wanted)) {
    rows.push({
      region: result.regionCode,
      region_name: result.regionName,
      printed_name: result.printedName,
      group: result.group,
      instrument: result.instrumentId,
      instrument_sha256: result.instrumentSha256,
      took_part: result.tookPart,
      scores: result.scores,
      printed_index: result.printedIndex,
      computed_index: result.index,
      printed_improvement: result.printedImprovement,
      computed_improvement: result.improvement,
      improvement_basis: result.improvementBasis,
      rank: result.rank,
      deviation_reason: result.deviationReason,
    })
  }
  return { edition: wanted.edition, title: edition?.title, source: edition?.source, rows }
}
