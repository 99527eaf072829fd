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

test('the living book is written as a draft, then the published edition of the newest year in both formats', async () => {
  const plan = await people.addPlan('Masterplan dari perintah')
  const place = ['--region', REGION, '--book', '1'] as const
  const draft = await run(...place, '--format', 'pdf', '--out', 'a.pdf')
  const bytes = await readFile(join(folder, 'a.pdf'))
  expect(draft).toEqual({
    region: REGION,
    book: 1,
    format: 'pdf',
    pages: draft['pages'],
    bytes: bytes.length,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    out: join(folder, 'a.pdf'),
  })
  const words = await readPdfWords(bytes)
  expect(words).toMatchObject({ pages: draft['pages'] })
  expect('text' in words && words.text).toContain('RANCANGAN')

  const edition = await people.publish(await people.freeze(plan, 2026))
  await run(...place, '--format', 'pdf', '--out', 'b.pdf')
  const published = await readPdfWords(await readFile(join(folder, 'b.pdf')))
  expect('text' in published && published.text.replace(/\s/g, '')).toContain(edition.sha256)
  const word = await run(...place, '--format', 'docx', '--out', 'c.docx', '--edition', '2026')
  expect(word).toMatchObject({ pages: null, format: 'docx' })
  expect(Object.keys(unzipSync(await readFile(join(folder, 'c.docx'))))).toContain('word/document.xml')
  await run(...place, '--format', 'pdf', '--out', 'd.pdf', '--plan', plan.id)
  const living = await readPdfWords(await readFile(join(folder, 'd.pdf')))
  expect('text' in living && living.text).toContain('RANCANGAN')
})

test('what is not there is told in a sentence, and what is misused in the usage', async () => {
  const place = ['--region', '73.22', '--book', '2', '--format', 'pdf', '--out', 'x.pdf']
  await expect(book.run([...place, '--edition', '2999'])).rejects.toMatchObject({ code: 'not-found' })
  await expect(book.run([...place, '--plan', 'x'])).rejects.toMatchObject({ code: 'not-found' })
  await expect(book.run(['--region', '99.99', ...place.slice(2)])).rejects.toMatchObject({ code: 'not-found' })
  for (const args of [
    [],
    place.slice(0, 6),
    [...place, '--edition', 'x'],
    [...place, '--edition', '2026', '--plan', 'x'],
    ['--region', '73.22', '--book', '4', '--format', 'pdf', '--out', 'x.pdf'],
  ]) {
    expect(await book.run(args)).toBe(2)
    expect(said.err).toContain('Pakai: tudang book')
  }
})
