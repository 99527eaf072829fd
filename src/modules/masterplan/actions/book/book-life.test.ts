import { beforeAll, describe, expect, test } from 'vitest'
import type { Actor } from '#kit/actor.ts'
import { fixedClock } from '#platform/clock/clock.ts'
import { countStatements } from '#platform/db/database.ts'
import { listVersions, readTexts } from '#platform/collab/texts.ts'
import { plainOf } from '#platform/collab/words.ts'
import { testWorld } from '../../../../../test/support/world.ts'
import { type BookWorld, bookWorld, doc, REGION } from '../../book-world.fixture.ts'
import type { Section } from '../../model-book.ts'
import type { Move } from '../../rules/book/section-state.ts'
import { listBlocks } from '../../store/book/blocks.ts'
import { listSectionEvents } from '../../store/book/events.ts'
import { findSection, listSectionLines, listSections } from '../../store/book/sections.ts'
import { findComment } from '../../store/comment/comments.ts'
import { writeComment } from '../comment/write-comment.ts'
import { changeState } from './change-state.ts'
import { addBlock, archiveBlock, moveBlock, saveLiveBlock } from './save-block.ts'
import { archivePlan, savePlan } from './save-plan.ts'
import { archiveSection, moveSection } from './arrange-sections.ts'
import { addSection, assignSections, saveSection } from './save-section.ts'
import { restoreVersion, saveText, takeSuggestion } from './save-text.ts'
import { authorizeSectionText, sectionTextStored } from './section-collab.ts'

const world = await testWorld('demo', { clock: fixedClock('2026-11-22T03:00:00Z') })
const { platform } = world
const { sql } = platform.db
let w: BookWorld
beforeAll(async () => {
  w = await bookWorld(world)
})

const codeOf = async (work: Promise<unknown>) =>
  await work.then(
    () => 'done',
    (error: { code?: string; fields?: { field: string }[]; message: string }) =>
      [error.code ?? error.message, ...(error.fields ?? []).map(one => one.field)].join(' '),
  )
const move = async (actor: Actor, section: Section, step: Move, note?: string) =>
  await changeState(
    platform,
    actor,
    { regionCode: REGION, sectionId: section.id, version: section.version, move: step, note },
    w.writerOf(actor),
  )
const textOf = async (code: string) => {
  const { textId } = await w.narrative(code)
  const text = (await readTexts(sql, REGION, [textId])).get(textId)
  if (!text) throw new Error('no text')
  return text
}
const save = async (actor: Actor, code: string, words: string[], over: { version?: number; empty?: boolean } = {}) => {
  const block = await w.narrative(code)
  const { version } = await textOf(code)
  return await saveText(
    platform,
    actor,
    { regionCode: REGION, sectionId: block.sectionId, blockId: block.id, version, content: doc(...words), ...over },
    w.writerOf(actor),
  )
}

describe('the life of a section', () => {
  test('goes from empty by writing to draft, review, accepted and locked, each step by who may, and leaves a history', async () => {
    const code = 'strategi-liv-2'
    const empty = await w.section(code)
    expect(await codeOf(move(w.officer, empty, 'submit'))).toBe('conflict')
    await w.write(code, 'Puskesmas di tepi danau mendapat perahu.')
    const draft = await w.section(code)
    expect(draft.state).toBe('draft')
    expect(await codeOf(move(w.planner, draft, 'submit'))).toBe('may-not')
    const review = await move(w.officer, draft, 'submit')
    expect(await codeOf(move(w.officer, review, 'accept'))).toBe('may-not')
    expect(await codeOf(move(w.otherMentor, review, 'accept'))).toBe('not-found')
    expect(await codeOf(move(w.mentor, review, 'return'))).toBe('invalid note')
    const back = await move(w.mentor, review, 'return', 'Tambahkan angka.')
    expect(back).toMatchObject({ state: 'draft', stateNote: 'Tambahkan angka.' })
    const accepted = await move(w.coordinator, await move(w.officer, back, 'submit'), 'accept')
    expect(await codeOf(save(w.officer, code, ['Diam-diam diubah']))).toBe('conflict')
    expect(await codeOf(move(w.coordinator, accepted, 'lock'))).toBe('may-not')
    const locked = await move(w.secretariat, accepted, 'lock')
    expect(await codeOf(save(w.secretariat, code, ['Diubah']))).toBe('conflict')
    expect(await codeOf(move(w.secretariat, locked, 'unlock'))).toBe('invalid note')
    const unlocked = await move(w.secretariat, locked, 'unlock', 'Angka BPS berubah.')
    expect(unlocked.state).toBe('accepted')
    const events = (await listSectionEvents(sql, REGION, locked.id, 50)).map(one => one.event)
    expect(new Set(events)).toEqual(
      new Set(['created', 'changed', 'begun', 'submitted', 'returned', 'accepted', 'locked', 'unlocked']),
    )
  })

  test('two people who lock it at once: one does, the other is told who did and when', async () => {
    const code = 'strategi-liv-1'
    await w.write(code, 'Tata ruang selaras.')
    const accepted = await move(w.secretariat, await move(w.officer, await w.section(code), 'submit'), 'accept')
    const both = await Promise.allSettled([
      move(w.secretariat, accepted, 'lock'),
      move(w.secretariat, accepted, 'lock'),
    ])
    expect(both.map(one => one.status).sort()).toEqual(['fulfilled', 'rejected'])
    const refused = both.find(one => one.status === 'rejected') as PromiseRejectedResult
    expect(refused.reason).toMatchObject({ code: 'changed-meanwhile', status: 412 })
    expect(refused.reason.sentence.id).toContain(`dikunci oleh ${w.secretariat.name}`)
    expect(refused.reason.sentence.id).toMatch(/11\.00\sWITA/)
    expect((await w.section(code)).state).toBe('locked')
  })
})

describe('the text of a section', () => {
  const code = 'strategi-liv'
  test('is written by its office, refused to others before the body is looked at, and kept when versions cross', async () => {
    await w.write(code, 'Versi satu.')
    const { version } = await textOf(code)
    expect(await codeOf(save(w.planner, code, ['Bukan milik saya'], { version: 1 }))).toBe('may-not')
    expect(await codeOf(save(w.mentor, code, ['x'], { version: 1 }))).toBe('may-not')
    expect(await codeOf(save(w.otherRegion, code, ['x'], { version: 1 }))).toBe('not-found')
    await save(w.officer, code, ['Versi dua.'], { version })
    expect(await codeOf(save(w.officer, code, ['Versi lain.'], { version }))).toBe('changed-meanwhile')
    expect((await textOf(code)).plain).toBe('Versi dua.')
  })

  test('is never replaced by nothing unless that is said, and then the section is empty again', async () => {
    expect(await codeOf(save(w.officer, code, []))).toBe('conflict')
    expect((await textOf(code)).plain).toBe('Versi dua.')
    await save(w.officer, code, [], { empty: true })
    expect((await w.section(code)).state).toBe('empty')
  })

  test('is put back as it was, and the history keeps both', async () => {
    await save(w.officer, code, ['Tulisan lama.'])
    const old = (await textOf(code)).version
    await save(w.officer, code, ['Tulisan baru.'])
    const block = await w.narrative(code)
    const back = await restoreVersion(
      platform,
      w.officer,
      { regionCode: REGION, sectionId: block.sectionId, blockId: block.id, version: old + 1, wanted: old },
      w.writerOf(w.officer),
    )
    expect(back.plain).toBe('Tulisan lama.')
    const versions = await listVersions(sql, REGION, block.textId, { limit: 3 })
    expect(versions.map(one => [one.how, one.plain])).toEqual([
      ['restored', 'Tulisan lama.'],
      ['form', 'Tulisan baru.'],
      ['form', 'Tulisan lama.'],
    ])
    const gone = restoreVersion(
      platform,
      w.officer,
      { regionCode: REGION, sectionId: block.sectionId, blockId: block.id, version: back.version, wanted: 9999 },
      w.writerOf(w.officer),
    )
    expect(await codeOf(gone)).toBe('not-found')
  })

  test('takes a suggestion in one step with its comment, or says why it cannot', async () => {
    await save(w.officer, code, ['Rumah sehat untuk warga.', 'Air bersih.'])
    const block = await w.narrative(code)
    const suggest = async (quote: string, replacement: string) =>
      await writeComment(
        platform,
        w.mentor,
        {
          subject: { regionCode: REGION, kind: 'section', id: block.sectionId },
          text: 'Lebih tepat begini.',
          blockId: block.id,
          quote,
          replacement,
        },
        w.writerOf(w.mentor),
      )
    // What does not stand in the text exactly once could never be taken: it is refused where it is written.
    for (const quote of ['untuk semua orang', 'a']) {
      await expect(suggest(quote, 'x')).rejects.toMatchObject({ code: 'invalid', fields: [{ field: 'quote' }] })
    }
    const good = await suggest('untuk warga', 'untuk semua warga')
    const again = await suggest('untuk warga', 'bagi warga')
    const take = (actor: Actor, commentId: string) =>
      takeSuggestion(platform, actor, { regionCode: REGION, sectionId: block.sectionId, commentId }, w.writerOf(actor))
    expect(await codeOf(take(w.planner, good.id))).toBe('may-not')
    expect(plainOf((await take(w.officer, good.id)).content)).toBe('Rumah sehat untuk semua warga.\nAir bersih.')
    expect((await findComment(sql, REGION, good.id))?.state).toBe('taken')
    expect(await codeOf(take(w.officer, again.id))).toBe('conflict')
    expect((await findComment(sql, REGION, again.id))?.state).toBe('open')
    expect(await codeOf(take(w.officer, good.id))).toBe('conflict')
  })

  test('opens in the editor for who may write it, for reading to who sees drafts, and for nobody else', async () => {
    const text = { regionCode: REGION, id: (await w.narrative(code)).textId }
    const may = (actor: Actor) => authorizeSectionText(platform, actor, text)
    expect(await may(w.officer)).toBe('write')
    expect(await may(w.secretariat)).toBe('write')
    expect(await may(w.planner)).toBe('read')
    expect(await may(w.mentor)).toBe('read')
    expect(await may(w.auditor)).toBe('read')
    expect(await may(w.otherMentor)).toBeUndefined()
    expect(await may(w.otherRegion)).toBeUndefined()
    expect(await may(w.visitor)).toBeUndefined()
    expect(await authorizeSectionText(platform, w.officer, { ...text, id: w.plan.id })).toBeUndefined()
    const accepted = await move(w.secretariat, await move(w.officer, await w.section(code), 'submit'), 'accept')
    expect(await may(w.officer)).toBe('read')
    const stored = platform.db.transact(w.writerOf(w.officer), tx =>
      sectionTextStored(tx, text, [w.officer.accountId ?? ''], platform.clock.now()),
    )
    expect(await codeOf(stored)).toBe('conflict')
    await move(w.secretariat, accepted, 'return', 'Buka lagi.')
  })
})

describe('the sections of a plan', () => {
  test('are read in the same number of statements, whatever their number', async () => {
    const { statements, value } = await countStatements(() => listSectionLines(sql, REGION, w.plan.id))
    expect(statements).toBe(1)
    expect(value.length).toBeGreaterThan(50)
    expect(value.find(one => one.code === 'strategi-liv')).toMatchObject({ words: 7, openComments: 1 })
  })

  test('get an office and a due day many at once, and nobody else than the secretariat gives them', async () => {
    const [first, second] = await listSections(sql, REGION, w.plan.id, { book: 3 })
    const ownerId = await w.officeId('Dinas Pariwisata')
    const assign = (actor: Actor, over = {}) =>
      assignSections(
        platform,
        actor,
        {
          regionCode: REGION,
          planId: w.plan.id,
          sectionIds: [first?.id ?? '', second?.id ?? '', w.plan.id],
          ownerId,
          dueOn: '2026-12-01',
          ...over,
        },
        w.writerOf(actor),
      )
    expect(await codeOf(assign(w.officer))).toBe('may-not')
    expect(await codeOf(assign(w.secretariat, { sectionIds: [] }))).toBe('invalid sections')
    expect(await codeOf(assign(w.secretariat, { dueOn: '1 Desember' }))).toBe('invalid dueOn')
    expect(await codeOf(assign(w.secretariat, { ownerId: await w.officeId('Dinas', '73.22') }))).toBe('invalid ownerId')
    expect(await assign(w.secretariat)).toBe(2)
    const after = await findSection(sql, REGION, first?.id ?? '')
    expect(after).toMatchObject({ ownerId, dueOn: '2026-12-01', version: (first?.version ?? 0) + 1 })
  })

  test('are added below others, moved among their siblings and archived with all below, but never a locked one', async () => {
    const parent = await w.section('peta-jalan')
    const input = { title: ' Jangka  sangat panjang ', wordsWanted: 50 }
    const added = await addSection(
      platform,
      w.secretariat,
      { regionCode: REGION, planId: w.plan.id, book: 2, parentId: parent.id, input },
      w.writerOf(w.secretariat),
    )
    expect(added).toMatchObject({ title: 'Jangka sangat panjang', parentId: parent.id, state: 'empty' })
    expect(await listBlocks(sql, REGION, added.id)).toHaveLength(1)
    const order = async () =>
      (await listSections(sql, REGION, w.plan.id, { book: 2 }))
        .filter(one => one.parentId === parent.id)
        .map(one => one.title.split(' ').at(-1))
    expect(await order()).toEqual(['tahun)', 'tahun)', 'tahun)', 'panjang'])
    await moveSection(
      platform,
      w.secretariat,
      { regionCode: REGION, sectionId: added.id, by: -1 },
      w.writerOf(w.secretariat),
    )
    expect((await order()).indexOf('panjang')).toBe(2)
    const wrongBook = addSection(
      platform,
      w.secretariat,
      { regionCode: REGION, planId: w.plan.id, book: 1, parentId: parent.id, input },
      w.writerOf(w.secretariat),
    )
    expect(await codeOf(wrongBook)).toBe('not-found')
    const archive = async (section: Section) =>
      await archiveSection(
        platform,
        w.secretariat,
        { regionCode: REGION, sectionId: section.id, version: section.version },
        w.writerOf(w.secretariat),
      )
    expect(await codeOf(archive(await w.section('strategi-liv')))).toBe('conflict')
    expect(await archive(await w.section('peta-jalan'))).toEqual({ sections: 5, editions: [] })
    expect((await listSections(sql, REGION, w.plan.id, { book: 2 })).some(one => one.parentId === parent.id)).toBe(
      false,
    )
  })

  test('that a frozen edition shows are archived, and the years of those editions are told', async () => {
    const section = await w.section('partisipasi')
    await platform.db.pool.query(
      `insert into masterplan.edition (region_code, plan_id, year, title, content, sha256)
       values ($1, $2, 2026, 'Edisi uji', $3, repeat('a', 64))`,
      [REGION, w.plan.id, JSON.stringify({ books: [{ sections: [{ id: section.id }] }] })],
    )
    const gone = await archiveSection(
      platform,
      w.secretariat,
      { regionCode: REGION, sectionId: section.id, version: section.version },
      w.writerOf(w.secretariat),
    )
    expect(gone).toEqual({ sections: 1, editions: [2026] })
  })

  test('keep both entries when two people change their settings', async () => {
    const section = await w.section('penyelarasan')
    const change = (title: string) =>
      saveSection(
        platform,
        w.secretariat,
        {
          regionCode: REGION,
          sectionId: section.id,
          version: section.version,
          input: { title, wordsWanted: section.wordsWanted, ownerId: section.ownerId },
        },
        w.writerOf(w.secretariat),
      )
    await change('Penyelarasan rencana')
    expect(await codeOf(change('Penyelarasan lain'))).toBe('changed-meanwhile')
    expect((await w.section('penyelarasan')).title).toBe('Penyelarasan rencana')
  })
})

describe('the blocks of a section', () => {
  test('are added, changed, moved and archived by who writes it, and stand fast once it is accepted', async () => {
    const { id: sectionId } = await w.section('strategi-liv')
    const place = { regionCode: REGION, sectionId }
    const by = w.writerOf(w.officer)
    const live = {
      source: 'budget',
      show: 'chart',
      filter: { by: 'office' },
      caption: ' Anggaran  kesehatan ',
    } as const
    expect(await codeOf(addBlock(platform, w.planner, { ...place, live }, w.writerOf(w.planner)))).toBe('may-not')
    const bad = { ...live, show: 'map' as const }
    expect(await codeOf(addBlock(platform, w.officer, { ...place, live: bad }, by))).toBe('invalid show')
    const id = await addBlock(platform, w.officer, { ...place, live }, by)
    await moveBlock(platform, w.officer, { ...place, blockId: id, by: -1 }, by)
    const blocks = await listBlocks(sql, REGION, sectionId)
    expect(blocks.map(one => one.id).indexOf(id)).toBe(blocks.length - 2)
    const block = blocks.find(one => one.id === id)
    expect(block).toMatchObject({ kind: 'live', caption: 'Anggaran kesehatan', filter: { by: 'office' } })
    const change = (version: number) =>
      saveLiveBlock(
        platform,
        w.officer,
        { ...place, blockId: id, version, input: { ...live, filter: { by: 'year' } } },
        by,
      )
    await change(block?.version ?? 0)
    expect(await codeOf(change(block?.version ?? 0))).toBe('changed-meanwhile')
    await archiveBlock(platform, w.officer, { ...place, blockId: id, version: (block?.version ?? 0) + 1 }, by)
    expect((await listBlocks(sql, REGION, sectionId)).some(one => one.id === id)).toBe(false)
    await move(w.secretariat, await move(w.officer, await w.section('strategi-liv'), 'submit'), 'accept')
    expect(await codeOf(addBlock(platform, w.officer, { ...place, live }, by))).toBe('conflict')
  })
})

describe('a plan', () => {
  test('is changed and archived by the secretariat, and then nothing of it can be written', async () => {
    const by = w.writerOf(w.secretariat)
    const place = { regionCode: REGION, planId: w.plan.id }
    const input = { title: 'Masterplan lain', fromYear: 2026, untilYear: 2030, vision: 'Luwu Timur cerdas' }
    expect(await codeOf(savePlan(platform, w.head, { ...place, version: 1, input }, w.writerOf(w.head)))).toBe(
      'may-not',
    )
    const saved = await savePlan(platform, w.secretariat, { ...place, version: 1, input }, by)
    expect(saved).toMatchObject({ vision: 'Luwu Timur cerdas', seriesId: undefined, version: 2 })
    expect(await codeOf(savePlan(platform, w.secretariat, { ...place, version: 1, input }, by))).toBe(
      'changed-meanwhile',
    )
    await archivePlan(platform, w.secretariat, { ...place, version: 2 }, by)
    expect(await codeOf(savePlan(platform, w.secretariat, { ...place, version: 3, input }, by))).toBe('not-found')
    expect(await codeOf(save(w.officer, 'strategi-liv', ['Ke rencana yang diarsipkan'], { version: 1 }))).toBe(
      'not-found',
    )
    const text = { regionCode: REGION, id: (await w.narrative('strategi-liv')).textId }
    expect(await authorizeSectionText(platform, w.officer, text)).toBeUndefined()
  })
})
