import { expect, test } from 'vitest'
import { renderPdf } from '#platform/documents/pdf.ts'
import { runNow } from '#platform/jobs/jobs.ts'
import { testWorld } from '../../../../test/support/world.ts'
import { saveEvidence } from '../actions/save-evidence.ts'
import { warningsOf } from '../actions/warnings.ts'
import { actorOf } from '../pages/evidence-world.fixture.ts'
import { findItem } from '../store/items.ts'
import { examineJob } from './examine.ts'

const world = await testWorld('demo')
const { platform } = world
const officer = await actorOf(world, 'petugas-dinkes-luwu-timur')

/** Uploads a PDF of many different words, and reads it. */
async function upload(name: string, words: string[]): Promise<string> {
  const bytes = renderPdf('src/modules/evidence/documents/example.typ', {
    title: 'Laporan',
    office: 'Dinas',
    line: name,
    sections: [{ title: 'Isi', paragraphs: [words.join(' ')] }],
  })
  const { evidence } = await saveEvidence(platform, { file: { name, bytes } }, officer)
  const job = { evidenceId: evidence.id, writer: officer.writer }
  expect((await runNow(platform, examineJob, job)).state).toBe('done')
  return evidence.id
}

const words = (from: string) => Array.from({ length: 700 }, (_, at) => `${from}${(at * 7919) % 1000}`)

test('a PDF with a few other words is told as almost the same, one with other words is not', async () => {
  const first = await upload('laporan.pdf', words('kata'))
  const second = await upload('laporan akhir.pdf', words('kata').with(350, 'lain'))
  const other = await upload('berita.pdf', words('berita'))
  const warnings = await warningsOf(platform.db.sql, [first, second, other], '2026-06-01')
  expect(warnings.get(first)).toMatchObject([{ kind: 'near', evidenceId: second }])
  expect(warnings.get(second)).toMatchObject([{ kind: 'near', evidenceId: first }])
  expect(warnings.get(other)).toBeUndefined()
})

test('the number of pages is counted, and running again changes nothing', async () => {
  const id = await upload('banyak.pdf', words('halaman'))
  const before = await findItem(platform.db.sql, id)
  expect(before?.pages).toBeGreaterThanOrEqual(1)
  await runNow(platform, examineJob, { evidenceId: id, writer: officer.writer })
  const after = await findItem(platform.db.sql, id)
  expect({ ...after, examinedAt: undefined }).toEqual({ ...before, examinedAt: undefined })
})
