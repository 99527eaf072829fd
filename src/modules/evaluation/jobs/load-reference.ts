import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { audit } from '#platform/audit/audit.ts'
import type { Writer } from '#platform/db/database.ts'
import type { Platform } from '#platform/platform.ts'
import { root } from '#platform/root.ts'
import { type Edition, saveEdition } from '../store/editions.ts'
import { hasAppliedFile } from '../store/imports.ts'
import { readInstrumentFiles } from '../store/instrument-files.ts'
import { adoptPublished, type PublishedRound } from '../actions/closing/adopt-published.ts'
import { importResultsFile } from '../actions/import-results-file.ts'
import { publishInstrument } from '../actions/publish-instrument.ts'
import { saveQuestionScores } from '../actions/save-question-scores.ts'

const system: Writer = { accountId: undefined }

/** The editions whose tables were published whole, and the instrument of each group of regions in them. */
const editions: (Edition & { file: string })[] = [
  {
    id: '2022',
    year: 2022,
    title: {
      id: 'Evaluasi kota cerdas 2022, kawasan pariwisata prioritas dan IKN',
      en: 'Smart city evaluation 2022, priority tourism areas and the new capital',
    },
    source: 'Surat Kementerian Kominfo B-1004/DJAI/AI.01.04/12/2022, 6 Desember 2022',
    previousId: undefined,
    groups: [
      { code: 'kppn-ikn', instrumentId: 'smart-city-2022-kppn-ikn' },
      { code: 'regular', instrumentId: 'smart-city-2022-regular' },
    ],
    file: '2022.json',
  },
  {
    id: '2023',
    year: 2023,
    title: { id: 'Evaluasi kota cerdas 2023, tahap II', en: 'Smart city evaluation 2023, stage II' },
    source: 'Surat Kementerian Kominfo B-1384/DJAI/AI.01.04/12/2023, 4 Desember 2023, Lampiran II',
    previousId: '2022',
    groups: [
      { code: 'kppn-ikn', instrumentId: 'smart-city-2023-kppn-ikn' },
      { code: 'regular', instrumentId: 'smart-city-2023-regular' },
    ],
    file: '2023.json',
  },
]

/**
 * The rounds that gave these tables, as far as the letters and the paper tell: the sessions of 2022 are in its report; of
 * 2023 only the letter is dated.
 */
const rounds: PublishedRound[] = [
  {
    edition: '2022',
    group: 'kppn-ikn',
    title: {
      id: 'Evaluasi kota cerdas 2022, wisata prioritas & IKN (hasil terbitan)',
      en: 'Smart city evaluation 2022, priority tourism & new capital (as published)',
    },
    stage: undefined,
    letter: { resultNumber: 'B-1004/DJAI/AI.01.04/12/2022', resultDate: '2022-12-06' },
    steps: {
      review: { startsOn: '2022-10-03', endsOn: '2022-10-07' },
      result: { startsOn: '2022-12-06', endsOn: '2022-12-06' },
    },
  },
  ...(
    [
      ['kppn-ikn', 'wisata prioritas & IKN', 'priority tourism & new capital'],
      ['regular', 'daerah reguler', 'regular regions'],
    ] as const
  ).map(([group, id, en]): PublishedRound => ({
    edition: '2023',
    group,
    title: {
      id: `Evaluasi kota cerdas 2023 tahap II, ${id} (hasil terbitan)`,
      en: `Smart city evaluation 2023 stage II, ${en} (as published)`,
    },
    stage: 'II',
    letter: { resultNumber: 'B-1384/DJAI/AI.01.04/12/2023', resultDate: '2023-12-04' },
    steps: { result: { startsOn: '2023-12-04', endsOn: '2023-12-04' } },
  })),
]

/**
 * Loads what every world has: the instruments, both published tables (through the same check and the same transaction as
 * an officer's import), the question scores of Kabupaten Malang 2022, and the rounds they came from, closed. Safe to run again; says what it did.
 */
export async function loadReference(platform: Platform, say: (line: string) => void): Promise<void> {
  let published = 0
  for (const instrument of await readInstrumentFiles()) {
    if (await publishInstrument(platform, instrument, system)) published++
  }
  if (published > 0) say(`Instrumen evaluasi: ${published} diterbitkan.`)
  for (const edition of editions) await loadEdition(platform, edition, say)
  const malang: unknown = JSON.parse(await readFile(resultsFile('malang-2022.json'), 'utf8'))
  if (await saveQuestionScores(platform, '2022', malang, system)) say('Nilai tiap pertanyaan: Kabupaten Malang 2022.')
  for (const round of rounds) {
    if (await adoptPublished(platform, round, system))
      say(`Putaran ${round.edition}-${round.group}: dibekukan dari hasil terbitan.`)
  }
}

async function loadEdition(
  platform: Platform,
  edition: Edition & { file: string },
  say: (line: string) => void,
): Promise<void> {
  const bytes = await readFile(resultsFile(edition.file))
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  if (await hasAppliedFile(platform.db.sql, edition.id, sha256)) return
  await platform.db.transact(system, async tx => {
    await saveEdition(tx, edition)
    await audit(tx, {
      event: 'evaluation.edition.saved',
      subject: { kind: 'evaluation.edition', id: edition.id },
    })
  })
  const done = await importResultsFile(platform, {
    name: `hasil-${edition.file}`,
    bytes,
    edition: edition.id,
    source: edition.source,
    apply: true,
    writer: system,
  })
  if (!done.applied) {
    const rows = done.report.rows.map(row => `${row.name}: ${row.faults.map(fault => fault.sentence.en).join(' ')}`)
    throw new Error(`The published table of ${edition.id} was not accepted. ${rows.slice(0, 5).join('; ')}`)
  }
  say(`Hasil evaluasi ${edition.id}: ${done.report.counts.rows} daerah, ${done.report.counts.absent} tidak hadir.`)
}

const resultsFile = (name: string) => join(root, 'db/reference/results', name)
