import { createHash } from 'node:crypto'
import { mkdtemp, readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { unzipSync } from 'fflate'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { readPdfWords } from '#platform/documents/pdf-words.ts'
import { testWorld } from '../../test/support/world.ts'
import { editionWorld } from '../modules/masterplan/edition-world.fixture.ts'
import { REGION } from '../modules/masterplan/plan-world.fixture.ts'
import { book } from './book.ts'

/** The commands run over this database while its server is up, as they do beside a running Tudang. */
const world = await testWorld('demo')
const folder = await mkdtemp(join(tmpdir(), 'tudang-book-'))
const people = await editionWorld(world)

let said: { out: string; err: string }
beforeEach(() => {
  said = { out: '', err: '' }
  vi.stubEnv('DATABASE_URL', world.databaseUrl)
  vi.stubEnv('TUDANG_VAR', world.config.varFolder)
  vi.stubEnv('TUDANG_WORLD', 'empty')
  vi.stubEnv('INIT_CWD', folder)
  vi.spyOn(process.stdout, 'write').mockImplementation(text => ((said.out += String(text)), true))
  vi.spyOn(process.stderr, 'write').mockImplementation(text => ((said.err += String(text)), true))
})
afterEach(() => {
  vi.restoreAllMocks()
  vi.unstubAllEnvs()
})

async function run(...args: string[]): Promise<Record<string, unknown>> {
  said.out = ''
  expect(await book.run(args)).toBe(0)
  expect(said.out.trim().split('\n')).toHaveLength(1)
  return JSON.parse(said.out) as Record<string, unknown>
}

const place = ['--region', REGION, '--book', '1'] as const
/** Each command opens the world anew. */
const patient = { timeout: 120_000 }

test(
  'the living book of a plan is written as a draft, with one line that tells its pages and hash',
  patient,
  async () => {
    const plan = await people.addPlan('Masterplan dari perintah')
    const line = await run(...place, '--format', 'pdf', '--out', 'a.pdf', '--plan', plan.id)
    const bytes = await readFile(join(folder, 'a.pdf'))
    expect(line).toEqual({
      region: REGION,
      book: 1,
      format: 'pdf',
      pages: line['pages'],
      bytes: bytes.length,
      sha256: createHash('sha256').update(bytes).digest('hex'),
      out: join(folder, 'a.pdf'),
    })
    const words = await readPdfWords(bytes)
    expect(words).toMatchObject({ pages: line['pages'] })
    expect('text' in words && words.text).toContain('RANCANGAN')
  },
)

test('the newest published edition comes before the living book, and Word of a year on demand', patient, async () => {
  const plan = await people.addPlan('Masterplan terbit')
  const edition = await people.publish(await people.freeze(plan, 2026))
  await run(...place, '--format', 'pdf', '--out', 'b.pdf')
  const published = await readPdfWords(await readFile(join(folder, 'b.pdf')))
  expect('text' in published && published.text.replace(/\s/g, '')).toContain(edition.sha256)
  const word = await run(...place, '--format', 'docx', '--out', 'c.docx', '--edition', '2026')
  expect(word).toMatchObject({ pages: null, format: 'docx' })
  expect(Object.keys(unzipSync(await readFile(join(folder, 'c.docx'))))).toContain('word/document.xml')
})

test('what is not there is told in a sentence, and what is misused in the usage', patient, async () => {
  const other = ['--region', '73.22', '--book', '2', '--format', 'pdf', '--out', 'x.pdf']
  await expect(book.run([...other, '--edition', '2999'])).rejects.toMatchObject({ code: 'not-found' })
  await expect(book.run([...other, '--plan', 'x'])).rejects.toMatchObject({ code: 'not-found' })
  await expect(book.run(['--region', '99.99', ...other.slice(2)])).rejects.toMatchObject({ code: 'not-found' })
  for (const args of [
    [],
    other.slice(0, 6),
    [...other, '--edition', 'x'],
    [...other, '--edition', '2026', '--plan', 'x'],
    ['--region', '73.22', '--book', '4', '--format', 'pdf', '--out', 'x.pdf'],
  ]) {
    expect(await book.run(args)).toBe(2)
    expect(said.err).toContain('Pakai: tudang book')
  }
})
