import { notFound, Problem } from '#kit/problem.ts'
import { audit } from '#platform/audit/audit.ts'
import type { Tx, Writer } from '#platform/db/database.ts'
import type { Platform } from '#platform/platform.ts'
import type { ProgrammeImport } from '../../model-exchange.ts'
import { lookupsOf } from '../../rules/exchange/lookups.ts'
import { findImport, updateImport } from '../../store/exchange/imports.ts'
import { storeRows } from './apply-rows.ts'
import { checkFile, type CheckedFile, type FileChunk, readChunks } from './check-file.ts'
import { readLines } from './file-lines.ts'
import { Findings } from './findings.ts'
import { openFile, type ProgrammeFile } from './open-file.ts'
import { type RegionFacts, readRegionFacts } from './region-facts.ts'

/** Who imports, as history tells it. */
export interface Importer {
  writer: Writer
  office: string | undefined
}

type Told = (done: number) => Promise<void>
const nobody: Told = async () => undefined

/** An import with its file opened, and the region as it is now. */
export interface OpenImport {
  given: ProgrammeImport
  file: ProgrammeFile
  facts: RegionFacts
}

/** Opens the file of an import. Throws `not-found`, and `invalid` for a file that cannot be read. */
export async function openImport(platform: Platform, regionCode: string, id: string): Promise<OpenImport> {
  const given = await findImport(platform.db.sql, regionCode, id)
  if (given?.fileId === undefined) throw noImport()
  const { bytes } = await platform.files.read(platform.db.sql, given.fileId)
  const file = await openFile(bytes)
  const facts = await readRegionFacts(platform.db.sql, regionCode, platform.clock.now())
  return { given, file, facts }
}

export const checkOpened = (
  platform: Platform,
  { file, facts }: OpenImport,
  told: Told = nobody,
): Promise<CheckedFile> => checkFile(platform.db.sql, file, facts, told)

/**
 * Stores what a checked import holds, 500 rows in each transaction, which also moves `appliedRows`: cut short, it goes on
 * from there. Everything is checked again; an error that was not there before stops it with `conflict`, and what was stored
 * so far stays. Done already, it does nothing.
 */
export async function runImport(
  platform: Platform,
  opened: OpenImport,
  importer: Importer,
  told: Told = nobody,
): Promise<void> {
  const { given, file, facts } = opened
  const lookups = lookupsOf(facts)
  const found = new Findings()
  const lines = await readLines(platform.db.sql, file, facts, lookups, found)
  let done = 0
  for await (const chunk of readChunks(platform.db.sql, file, facts, lookups, lines)) {
    const end = done + chunk.rows.length
    const already = (await findImport(platform.db.sql, given.regionCode, given.id))?.appliedRows ?? 0
    if (already < end) await applyChunk(platform, opened, chunk, { from: done, to: end }, found.count, importer)
    done = end
    await told(done)
  }
  await platform.db.transact(importer.writer, async tx => {
    const current = await getImport(tx, given.regionCode, given.id)
    if (current.state === 'applying') {
      const now = platform.clock.now()
      await updateImport(tx, given.regionCode, given.id, { state: 'applied', appliedAt: now, failure: undefined })
    }
    await audit(tx, {
      event: 'portfolio.import.applied',
      subject: { kind: 'portfolio.import', id: given.id },
      regionCode: given.regionCode,
      data: { rows: done, file: given.fileName },
    })
  })
}

async function applyChunk(
  platform: Platform,
  { given, facts }: OpenImport,
  chunk: FileChunk,
  { from, to }: { from: number; to: number },
  lineErrors: number,
  { writer, office }: Importer,
): Promise<void> {
  await platform.db.transact(writer, async tx => {
    const current = await getImport(tx, given.regionCode, given.id)
    if (current.state !== 'applying') throw notNow(current)
    if (current.appliedRows >= to) {
      await audit(tx, { event: 'portfolio.import.resumed', subject: { kind: 'portfolio.import', id: given.id } })
      return
    }
    const rows = chunk.rows.map(one => one.row)
    const broken = lineErrors > 0 || chunk.rows.some(one => one.problems.length > 0)
    const stored = broken ? undefined : await storeRows(tx, platform, facts, rows, office, writer)
    if (!stored || stored.errors.some(list => list.length > 0)) throw changedMeanwhile()
    const first = from === 0
    await updateImport(tx, given.regionCode, given.id, {
      appliedRows: to,
      created: (first ? 0 : current.created) + stored.counts.created,
      changed: (first ? 0 : current.changed) + stored.counts.changed,
      unchanged: (first ? 0 : current.unchanged) + stored.counts.unchanged,
    })
  })
}

async function getImport(tx: Tx, regionCode: string, id: string): Promise<ProgrammeImport> {
  const found = await findImport(tx, regionCode, id, true)
  if (!found) throw noImport()
  return found
}

export const noImport = () =>
  notFound(
    'Impor ini tidak ada. Lihat daftarnya di halaman impor daerah ini.',
    'There is no such import. See the list on the page of imports of this region.',
  )

const notNow = (given: ProgrammeImport) =>
  new Problem('conflict', {
    id: given.state === 'applied' ? 'Impor ini sudah diterapkan.' : 'Impor ini belum boleh diterapkan.',
    en: given.state === 'applied' ? 'This import was applied already.' : 'This import may not be applied yet.',
  })

const changedMeanwhile = () =>
  new Problem('conflict', {
    id: 'Data daerah ini berubah sejak berkas diperiksa, dan sebagian baris kini salah. Unggah berkasnya lagi; baris yang sudah tersimpan akan dikenali.',
    en: 'The data of this region changed since the file was checked, and some rows are wrong now. Upload the file again; rows that are stored will be known.',
  })
