import { createHash } from 'node:crypto'
import { beforeEach, describe, expect, test } from 'vitest'
import { countStatements } from '#platform/db/database.ts'
import { canonicalText } from '#kit/canonical-text.ts'
import type { DocumentSection } from '#kit/document-tree.ts'
import { walk } from '#platform/trace/trace.ts'
import { runNow } from '#platform/jobs/jobs.ts'
import { readPdfWords } from '#platform/documents/pdf-words.ts'
import { listForBook } from '#modules/portfolio/index.ts'
import { testWorld } from '../../../../../test/support/world.ts'
import { editionWorld, type EditionWorld } from '../../edition-world.fixture.ts'
import { printBookJob } from '../../jobs/edition/print-book.ts'
import type { Plan } from '../../model-book.ts'
import { listSectionLines, listSections } from '../../store/book/sections.ts'
import { findContent, findEdition, listSignatories } from '../../store/edition/editions.ts'
import { REGION } from '../../plan-world.fixture.ts'
import { EDITION_KIND, freezeEdition, WRITTEN_IN } from './freeze.ts'
import { askPrint, readEditionFile, readPrint } from './print.ts'
import { publishEdition, saveRegulation, withdrawEdition } from './publish.ts'
import { readDiff, verifyEdition } from './read-edition.ts'
import { saveSignatories } from './save-signatories.ts'
import { signEdition } from './sign.ts'
import { startFromEdition } from './start-from-edition.ts'

const world = await testWorld('demo')
const { platform } = world
const { sql } = platform.db
let people: EditionWorld
let plan: Plan
beforeEach(async () => {
  people = await editionWorld(world)
  plan = await people.addPlan()
})

const flat = (sections: readonly DocumentSection[]): DocumentSection[] =>
  sections.flatMap(one => [one, ...flat(one.sections)])

describe('freezing', () => {
  test('keeps every text and live block under a hash that anybody can compute from what is stored', async () => {
    await people.write(plan, 'latar-belakang', 'Warga Luwu Timur menunggu layanan yang cepat.')
    const edition = await people.freeze(plan, 2026)
    const content = await findContent(sql, REGION, edition.id)
    expect(createHash('sha256').update(canonicalText(content)).digest('hex')).toBe(edition.sha256)
    expect(await verifyEdition(platform, edition.token)).toMatchObject({ matches: true, computed: edition.sha256 })
    expect(content?.books.map(one => one.book)).toEqual([1, 2, 3])
    const sections = content?.books.flatMap(one => flat(one.sections)) ?? []
    expect(sections.length).toBe((await listSections(sql, REGION, plan.id)).length)
    const background = sections.find(one => one.title === 'Latar belakang')
    expect(background?.blocks).toEqual([
      { kind: 'paragraph', runs: [{ text: 'Warga Luwu Timur menunggu layanan yang cepat.' }] },
    ])
    // Live data of that moment stand in it as a table.
    const tables = sections.flatMap(one => one.blocks).filter(one => one.kind === 'table')
    expect(tables.some(one => one.rows.length > 0)).toBe(true)
  })

  test('what is written after it changes the plan and never the edition', async () => {
    await people.write(plan, 'tujuan', 'Tujuan lama.')
    const edition = await people.freeze(plan, 2026)
    await people.write(plan, 'tujuan', 'Tujuan baru.')
    const content = JSON.stringify(await findContent(sql, REGION, edition.id))
    expect(content).toContain('Tujuan lama.')
    expect(content).not.toContain('Tujuan baru.')
    await expect(
      platform.db.pool.query(`update masterplan.edition set content = '{}' where id = $1`, [edition.id]),
    ).rejects.toThrow('is frozen')
    await expect(platform.db.pool.query(`delete from masterplan.edition where id = $1`, [edition.id])).rejects.toThrow()
  })

  test('a content that was changed behind our back no longer matches, and is not published', async () => {
    const edition = await people.freeze(plan, 2026)
    await platform.db.pool.query(`alter table masterplan.edition disable trigger edition_is_frozen`)
    await platform.db.pool.query(
      `update masterplan.edition set content = jsonb_set(content, '{plan,title}', '"Lain"'), state = 'signed' where id = $1`,
      [edition.id],
    )
    await platform.db.pool.query(`alter table masterplan.edition enable trigger edition_is_frozen`)
    expect(await verifyEdition(platform, edition.token)).toMatchObject({ matches: false })
    await expect(
      publishEdition(
        platform,
        people.secretariat,
        { regionCode: REGION, editionId: edition.id, version: edition.version },
        people.writerOf(people.secretariat),
      ),
    ).rejects.toMatchObject({ code: 'conflict' })
  })

  test('names the sections that are not accepted, and freezes them only when all of them are said', async () => {
    const wanted = { regionCode: REGION, planId: plan.id, year: 2026 }
    const writer = people.writerOf(people.secretariat)
    await expect(freezeEdition(platform, people.secretariat, wanted, writer)).rejects.toMatchObject({
      code: 'conflict',
      sentence: { id: expect.stringContaining('“Pendahuluan”') as string },
    })
    const [, ...rest] = await listSections(sql, REGION, plan.id)
    await expect(
      freezeEdition(platform, people.secretariat, { ...wanted, despite: rest.map(one => one.id) }, writer),
    ).rejects.toMatchObject({ sentence: { id: expect.stringContaining('1 bagian belum diterima') as string } })
    await platform.db.pool.query(`update masterplan.section set state = 'accepted' where plan_id = $1`, [plan.id])
    expect(await freezeEdition(platform, people.secretariat, wanted, writer)).toMatchObject({ year: 2026 })
  })

  test('is for the secretariat of the region, refused to others before anything is looked at', async () => {
    const wanted = { regionCode: REGION, planId: 'x', year: 1 }
    for (const [actor, code] of [
      [people.officer, 'may-not'],
      [people.mentor, 'not-found'],
      [people.otherRegion, 'not-found'],
      [people.visitor, 'not-found'],
    ] as const) {
      await expect(freezeEdition(platform, actor, wanted, people.writerOf(actor))).rejects.toMatchObject({ code })
    }
    await expect(people.freeze(plan, 20)).rejects.toMatchObject({ fields: [{ field: 'year' }] })
  })

  test('one edition a year, until it is withdrawn with a reason', async () => {
    const first = await people.freeze(plan, 2026)
    await expect(people.freeze(plan, 2026)).rejects.toMatchObject({ code: 'invalid', fields: [{ field: 'year' }] })
    const withdraw = (reason: string) =>
      withdrawEdition(
        platform,
        people.secretariat,
        { regionCode: REGION, editionId: first.id, version: first.version, reason },
        people.writerOf(people.secretariat),
      )
    await expect(withdraw(' ')).rejects.toMatchObject({ fields: [{ field: 'reason' }] })
    expect(await withdraw('Salah ketik di bab 2')).toMatchObject({ state: 'withdrawn' })
    expect((await people.freeze(plan, 2026)).previousId).toBeUndefined()
  })

  test('every programme of the region points to the edition in the trace', async () => {
    const edition = await people.freeze(plan, 2026)
    const programmes = await listForBook(sql, REGION)
    expect(programmes.length).toBeGreaterThan(0)
    const links = await walk(sql, { kind: EDITION_KIND, id: edition.id }, 'back', { steps: 1 })
    expect(new Set(links.filter(one => one.kind === WRITTEN_IN).map(one => one.from.id))).toEqual(
      new Set(programmes.map(one => one.id)),
    )
  })
})

describe('signing and publishing', () => {
  test('council, team and head are proposed, and the edition is signed when the last one has', async () => {
    const edition = await people.freeze(plan, 2026)
    const proposed = await listSignatories(sql, REGION, edition.id)
    expect(proposed.at(-1)).toMatchObject({ body: 'head', title: 'Bupati Luwu Timur', signed: undefined })
    const { secretariat, regionalHead, head, writerOf } = people
    await saveSignatories(
      platform,
      secretariat,
      {
        regionCode: REGION,
        editionId: edition.id,
        version: edition.version,
        signatories: [
          { body: 'council', title: 'Ketua Dewan Smart City', name: 'Ketua Peragaan' },
          { body: 'head', title: 'Bupati Luwu Timur' },
        ],
      },
      writerOf(secretariat),
    )
    const [council, bupati] = await listSignatories(sql, REGION, edition.id)
    const base = { regionCode: REGION, editionId: edition.id, sha256: edition.sha256 }
    const account = { ...base, signatoryId: bupati?.id ?? '', how: 'account' as const }
    await expect(signEdition(platform, head, account, writerOf(head))).rejects.toMatchObject({ code: 'may-not' })
    await expect(
      signEdition(platform, regionalHead, { ...account, sha256: '0'.repeat(64) }, writerOf(regionalHead)),
    ).rejects.toMatchObject({ code: 'changed-meanwhile' })
    expect(await signEdition(platform, regionalHead, account, writerOf(regionalHead))).toMatchObject({
      state: 'frozen',
    })
    await expect(signEdition(platform, regionalHead, account, writerOf(regionalHead))).rejects.toMatchObject({
      code: 'conflict',
    })
    // Nobody signs in the place of somebody else: the head of the region not for the council.
    await expect(
      signEdition(platform, regionalHead, { ...account, signatoryId: council?.id ?? '' }, writerOf(regionalHead)),
    ).rejects.toMatchObject({ code: 'may-not' })
    const paper = { ...base, signatoryId: council?.id ?? '', how: 'paper' as const }
    await expect(
      signEdition(platform, secretariat, { ...paper, signedOn: '2999-01-01' }, writerOf(secretariat)),
    ).rejects.toMatchObject({ fields: [{ field: 'signedOn' }] })
    await expect(
      signEdition(platform, secretariat, { ...paper, signedOn: '2026-02-30' }, writerOf(secretariat)),
    ).rejects.toMatchObject({ fields: [{ field: 'signedOn' }] })
    const today = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Makassar' }).format(platform.clock.now())
    expect(
      await signEdition(platform, secretariat, { ...paper, signedOn: today }, writerOf(secretariat)),
    ).toMatchObject({ state: 'signed' })
  })

  test('only a signed edition is published, and then everybody sees it', async () => {
    const edition = await people.freeze(plan, 2026)
    await expect(
      publishEdition(
        platform,
        people.secretariat,
        { regionCode: REGION, editionId: edition.id, version: edition.version },
        people.writerOf(people.secretariat),
      ),
    ).rejects.toMatchObject({ code: 'conflict' })
    await expect(
      readDiff(platform, people.visitor, { regionCode: REGION, editionId: edition.id }),
    ).rejects.toMatchObject({ code: 'not-found' })
    const published = await people.publish(edition)
    expect(published).toMatchObject({ state: 'published', sha256: edition.sha256 })
    expect(await readDiff(platform, people.visitor, { regionCode: REGION, editionId: edition.id })).toMatchObject({
      previous: undefined,
    })
    await expect(
      withdrawEdition(
        platform,
        people.secretariat,
        { regionCode: REGION, editionId: edition.id, version: published.version, reason: 'x' },
        people.writerOf(people.secretariat),
      ),
    ).rejects.toMatchObject({ code: 'conflict' })
  })

  test('two who change the signatories at once: the second hears of it, and a signed place stays', async () => {
    const edition = await people.freeze(plan, 2026)
    const save = (version: number, title: string) =>
      saveSignatories(
        platform,
        people.secretariat,
        { regionCode: REGION, editionId: edition.id, version, signatories: [{ body: 'head', title }] },
        people.writerOf(people.secretariat),
      )
    await save(edition.version, 'Bupati Luwu Timur')
    await expect(save(edition.version, 'Bupati')).rejects.toMatchObject({ code: 'changed-meanwhile' })
    await expect(save(edition.version + 1, '')).rejects.toMatchObject({ fields: [{ field: 'title-1' }] })
  })

  test('a regulation is recorded with all its parts, also after publishing', async () => {
    const published = await people.publish(await people.freeze(plan, 2026))
    const save = (regulation: { kind: string; number: string; date: string; about?: string }) =>
      saveRegulation(
        platform,
        people.secretariat,
        { regionCode: REGION, editionId: published.id, version: published.version, regulation },
        people.writerOf(people.secretariat),
      )
    await expect(save({ kind: 'uu', number: '', date: '2999-01-01' })).rejects.toMatchObject({
      fields: [{ field: 'kind' }, { field: 'number' }, { field: 'date' }],
    })
    // A day that no calendar has; the database would end on it.
    await expect(save({ kind: 'perbup', number: '16 Tahun 2019', date: '2019-02-29' })).rejects.toMatchObject({
      fields: [{ field: 'date' }],
    })
    const stored = await save({ kind: 'perbup', number: '16 Tahun 2019', date: '2019-06-04', about: 'Rencana Induk' })
    expect(stored).toMatchObject({ state: 'published', regulation: { kind: 'perbup', number: '16 Tahun 2019' } })
    expect(stored.sha256).toBe(published.sha256)
  })
})

describe('the next edition', () => {
  test('shows what changed section by section, also in a plan that began from the last one', async () => {
    await people.write(plan, 'tujuan', 'Layanan desa buka tiga hari.')
    await people.write(plan, 'kerangka', 'Kerangka yang tetap.')
    const first = await people.publish(await people.freeze(plan, 2026))
    const next = await startFromEdition(
      platform,
      people.secretariat,
      { regionCode: REGION, editionId: first.id, title: 'Masterplan 2027', fromYear: 2027, untilYear: 2031 },
      people.writerOf(people.secretariat),
    )
    const lines = await listSectionLines(sql, REGION, next.id)
    expect(lines.length).toBe((await listSections(sql, REGION, plan.id)).length)
    expect(lines.find(one => one.code === 'tujuan')).toMatchObject({ state: 'draft', words: 5 })
    expect(lines.find(one => one.code === 'swot')?.sources).toEqual(['swot'])
    await people.write(next, 'tujuan', 'Layanan desa buka lima hari.')
    const second = await people.freeze(next, 2027)
    expect(second.previousId).toBe(first.id)
    const ask = () => readDiff(platform, people.secretariat, { regionCode: REGION, editionId: second.id })
    const asked = await countStatements(ask)
    const { changes } = asked.value
    const again = await countStatements(ask)
    expect(again.value.changes).toEqual(changes)
    // What is frozen is compared once: neither content is read again.
    expect(again.statements).toBe(asked.statements - 2)
    const of = (title: string) => changes.find(one => one.title === title)
    expect(of('Maksud dan tujuan')).toMatchObject({ kind: 'changed', wordsAdded: 1, wordsRemoved: 1 })
    expect(of('Kerangka dan cara penyusunan')?.texts).toEqual([])
    expect(changes.filter(one => one.kind === 'added' || one.kind === 'removed')).toEqual([])
  })

  test('is not begun by others than the secretariat', async () => {
    const edition = await people.publish(await people.freeze(plan, 2026))
    const start = { regionCode: REGION, editionId: edition.id, title: 'X', fromYear: 2027, untilYear: 2031 }
    for (const actor of [people.officer, people.otherRegion, people.visitor]) {
      await expect(startFromEdition(platform, actor, start, people.writerOf(actor))).rejects.toMatchObject({
        code: 'may-not',
      })
    }
  })
})

describe('prints', () => {
  test('the living book is printed as a draft by a job, for those who see everything', async () => {
    const wanted = { regionCode: REGION, planId: plan.id, book: 1 as const, format: 'pdf' as const }
    await expect(askPrint(platform, people.visitor, wanted, people.writerOf(people.visitor))).rejects.toMatchObject({
      code: 'not-found',
    })
    const writer = people.writerOf(people.officer)
    const { printId } = await askPrint(platform, people.officer, wanted, writer)
    const progress = await runNow(platform, printBookJob, { regionCode: REGION, printId, writer })
    expect(progress).toMatchObject({ state: 'done', resultHref: `/masterplan/${REGION}/cetak/${printId}` })
    const { bytes, print } = await readPrint(platform, people.officer, REGION, printId)
    const words = await readPdfWords(bytes)
    if (!('text' in words)) throw new Error(words.failure)
    expect(words.pages).toBe(print.pages)
    expect(words.text).toContain('RANCANGAN')
    expect(words.text).toContain('Latar belakang')
  })

  test('publishing queues all books in both formats; a made file is served to everybody and not made again', async () => {
    const edition = await people.publish(await people.freeze(plan, 2026))
    const { rows } = await platform.db.pool.query<{ id: string; book: number; format: string }>(
      `select id, book, format from masterplan.print where edition_id = $1 order by book, format`,
      [edition.id],
    )
    expect(rows).toHaveLength(6)
    const file = { regionCode: REGION, editionId: edition.id, book: 3 as const, format: 'pdf' as const }
    expect(await readEditionFile(platform, people.visitor, file)).toBeUndefined()
    const writer = people.writerOf(people.secretariat)
    const printId = rows.find(one => one.book === 3 && one.format === 'pdf')?.id ?? ''
    await runNow(platform, printBookJob, { regionCode: REGION, printId, writer })
    const served = await readEditionFile(platform, people.visitor, file)
    const words = await readPdfWords(served?.bytes ?? new Uint8Array())
    if (!('text' in words)) throw new Error(words.failure)
    expect(words.text).not.toContain('RANCANGAN')
    expect(words.text.replace(/\s/g, '')).toContain(edition.sha256)
    expect(words.text.replace(/\s/g, '')).toContain(edition.token)
    expect(
      await askPrint(platform, people.officer, { ...file, planId: plan.id }, people.writerOf(people.officer)),
    ).toEqual({ printId, progressId: undefined })
    expect((await findEdition(sql, REGION, edition.id))?.state).toBe('published')
  })
})
