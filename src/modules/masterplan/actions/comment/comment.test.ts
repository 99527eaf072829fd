import { describe, expect, it } from 'vitest'
import type { Actor } from '#kit/actor.ts'
import { countStatements } from '#platform/db/database.ts'
import { testWorld } from '../../../../../test/support/world.ts'
import { planWorld, REGION } from '../../plan-world.fixture.ts'
import { countOpenComments, listThreads } from '../../store/comment/comments.ts'
import { commentCursor, listOpenComments, readCommentCursor } from '../../store/comment/open-comments.ts'
import { removeComment, settleComment } from './settle-comment.ts'
import { writeComment } from './write-comment.ts'

const world = await testWorld()
const people = await planWorld(world)
const { platform } = world
const { sql } = platform.db
const series = await people.addSeries()
const { rows } = await platform.db.pool.query<{ id: string }>(
  `update masterplan.deliverable set owner_id = $2 where series_id = $1 and code in ('kesiapan', 'swot') returning id`,
  [series.id, await people.officeId('Dinas Kesehatan')],
)
const [first, second] = rows.map(row => ({ regionCode: REGION, kind: 'deliverable' as const, id: row.id }))
if (!first || !second) throw new Error('The series has no deliverables')

const say = (actor: Actor, text: string, more: Partial<Parameters<typeof writeComment>[2]> = {}) =>
  writeComment(platform, actor, { subject: first, text, ...more }, people.writerOf(actor))
const signIn = (box: string) => world.signIn(`${box}@contoh.tudang.invalid`)
const settle = (actor: Actor, id: string, state: 'resolved' | 'taken' | 'refused' | 'open') =>
  settleComment(platform, actor, { regionCode: REGION, id, state }, people.writerOf(actor))

describe('comments', () => {
  it('are written by people of the region and by its mentors, and by nobody else', async () => {
    for (const actor of [people.village, people.regionalHead, people.planner, people.mentor]) {
      const made = await say(actor, ' Datanya\r\nperlu sumber. ')
      expect(made).toMatchObject({ text: 'Datanya\nperlu sumber.', state: 'open', authorName: actor.name })
    }
    await expect(say(people.otherRegion, 'Halo')).rejects.toMatchObject({ code: 'not-found' })
    await expect(say(people.otherMentor, 'Halo')).rejects.toMatchObject({ code: 'not-found' })
    await expect(say(people.visitor, 'Halo')).rejects.toMatchObject({ code: 'not-found' })
    await expect(say(people.auditor, 'Halo')).rejects.toMatchObject({ code: 'may-not' })
    await expect(say(people.ministry, 'Halo')).rejects.toMatchObject({ code: 'may-not' })
  })

  it('about what is not there are refused, also when it lies in another region', async () => {
    const away = { ...first, regionCode: '73.22' }
    await expect(
      writeComment(platform, people.otherRegion, { subject: away, text: 'x' }, people.writerOf(people.otherRegion)),
    ).rejects.toMatchObject({ code: 'not-found' })
    const nothing = { ...first, kind: 'workshop' as const, id: `${series.id}/5` }
    await expect(say(people.mentor, 'x', { subject: nothing })).rejects.toMatchObject({ code: 'not-found' })
    const stage = { ...first, kind: 'workshop' as const, id: `${series.id}/4` }
    await expect(say(people.mentor, 'x', { subject: stage })).resolves.toMatchObject({ subjectId: `${series.id}/4` })
  })

  it('that are empty or too long say which field and what to do', async () => {
    await expect(say(people.mentor, ' ')).rejects.toMatchObject({ code: 'invalid', fields: [{ field: 'comment' }] })
    await expect(say(people.mentor, 'a'.repeat(4001))).rejects.toMatchObject({ fields: [{ field: 'comment' }] })
    await expect(say(people.mentor, 'Ganti', { replacement: 'baru' })).rejects.toMatchObject({
      fields: [{ field: 'quote' }],
    })
  })

  it('sent twice by one hand are one, and said by two people are two', async () => {
    const stage = { ...first, kind: 'workshop' as const, id: `${series.id}/3` }
    const once = await say(people.mentor, 'Sebutkan sumbernya.', { subject: stage })
    expect((await say(people.mentor, ' Sebutkan sumbernya. ', { subject: stage })).id).toBe(once.id)
    const other = await say(people.officer, 'Sebutkan sumbernya.', { subject: stage })
    expect(other.id).not.toBe(once.id)
    await settle(people.mentor, once.id, 'resolved')
    await settle(people.officer, other.id, 'resolved')
  })

  it('are answered while open, and an answer is not answered again', async () => {
    const asked = await say(people.mentor, 'Dari mana angka ini?', { subject: second })
    const answer = await say(people.officer, 'Dari profil kesehatan 2025.', { subject: second, answersId: asked.id })
    await expect(say(people.mentor, 'Baik', { subject: second, answersId: answer.id })).rejects.toMatchObject({
      code: 'not-found',
    })
    await expect(say(people.mentor, 'Baik', { subject: first, answersId: asked.id })).rejects.toMatchObject({
      code: 'not-found',
    })
    await settle(people.mentor, asked.id, 'resolved')
    await expect(say(people.officer, 'Lagi', { subject: second, answersId: asked.id })).rejects.toMatchObject({
      code: 'conflict',
    })
    expect(await listThreads(sql, second)).toMatchObject([
      { text: 'Dari mana angka ini?', state: 'resolved', answers: [{ text: 'Dari profil kesehatan 2025.' }] },
    ])
  })

  it('are settled by their author, the owning office, a coordinator or the secretariat, once', async () => {
    const byMentor = await say(people.mentor, 'Perbaiki tabelnya.')
    await expect(settle(people.village, byMentor.id, 'resolved')).rejects.toMatchObject({ code: 'may-not' })
    expect(await settle(people.officer, byMentor.id, 'resolved')).toMatchObject({
      state: 'resolved',
      settledBy: people.officer.name,
    })
    await expect(settle(people.secretariat, byMentor.id, 'resolved')).rejects.toMatchObject({ code: 'conflict' })
    expect(await settle(people.coordinator, byMentor.id, 'open')).toMatchObject({ state: 'open', settledAt: undefined })
  })

  it('that suggest other words are taken only by who may change the text; a plain comment never', async () => {
    const wish = await say(people.mentor, 'Lebih tegas.', {
      quote: 'akan diupayakan',
      replacement: 'dilaksanakan 2027',
    })
    await expect(settle(people.mentor, wish.id, 'taken')).rejects.toMatchObject({ code: 'may-not' })
    await expect(settle(people.planner, wish.id, 'refused')).rejects.toMatchObject({ code: 'may-not' })
    expect(await settle(people.officer, wish.id, 'taken')).toMatchObject({ state: 'taken' })
    const strike = await say(people.mentor, 'Hapus.', { quote: 'dan lain-lain', replacement: '' })
    expect(strike.replacement).toBe('')
    const plain = await say(people.mentor, 'Bagus.')
    await expect(settle(people.officer, plain.id, 'taken')).rejects.toMatchObject({ code: 'conflict' })
  })

  it('are removed by their author alone; answers to them stay', async () => {
    const mine = await say(people.mentor, 'Salah kirim', { subject: second })
    await say(people.officer, 'Kami catat.', { subject: second, answersId: mine.id })
    const remove = (actor: Actor) =>
      removeComment(platform, actor, { regionCode: REGION, id: mine.id }, people.writerOf(actor))
    await expect(remove(people.secretariat)).rejects.toMatchObject({ code: 'may-not' })
    await remove(people.mentor)
    await expect(remove(people.mentor)).rejects.toMatchObject({ code: 'not-found' })
    const threads = await listThreads(sql, second)
    expect(threads.find(one => one.id === mine.id)).toMatchObject({ answers: [{ text: 'Kami catat.' }] })
    expect((await countOpenComments(sql, REGION, 'deliverable', [second.id])).get(second.id)).toBeUndefined()
  })

  it('that are open stand in one list, page by page, without a gap or a double', async () => {
    const all = await listOpenComments(sql, REGION, { limit: 100 })
    expect(all.length).toBeGreaterThan(5)
    expect(all.every(one => one.title !== undefined)).toBe(true)
    const seen: string[] = []
    for (let after: ReturnType<typeof readCommentCursor>; ;) {
      const page = await listOpenComments(sql, REGION, { limit: 2, after })
      seen.push(...page.map(one => one.id))
      const last = page.at(-1)
      if (page.length < 2 || !last) break
      after = readCommentCursor(commentCursor(last))
    }
    expect(seen).toEqual(all.map(one => one.id))
  })
})

describe('the comment page', () => {
  it('keeps what was typed when it is refused, and goes back to where the form stood', async () => {
    const cookie = await signIn('petugas-dinkes-luwu-timur')
    const address = `/masterplan/${REGION}/komentar?jenis=deliverable&id=${first.id}`
    const refused = await world.post(
      address,
      { comment: '', quote: 'kalimat lama', replacement: 'kalimat baru', kembali: `/masterplan/${REGION}` },
      cookie,
    )
    expect(refused.status).toBe(422)
    expect(await refused.text()).toContain('Komentarnya kosong')
    const sent = await world.post(
      address,
      { comment: 'Sudah kami isi.', kembali: `/masterplan/${REGION}/bimtek` },
      cookie,
    )
    expect(sent.status).toBe(303)
    expect(sent.headers.get('location')).toMatch(new RegExp(`^/masterplan/${REGION}/bimtek#komentar-`))
    const away = await world.post(address, { comment: 'Lagi.', kembali: '//penipu.example/x' }, cookie)
    expect(away.headers.get('location')).toMatch(/^\/masterplan\/73\.24\/komentar\?jenis=deliverable/)
    const html = await (await world.get(address, cookie)).text()
    expect(html).toContain('Sudah kami isi.')
  })

  it('escapes what people write', async () => {
    await say(people.mentor, '<script>alert(1)</script>')
    const cookie = await signIn('petugas-dinkes-luwu-timur')
    const html = await (
      await world.get(`/masterplan/${REGION}/komentar?jenis=deliverable&id=${first.id}`, cookie)
    ).text()
    expect(html).toContain('&lt;script&gt;alert(1)')
    expect(html).not.toContain('<script>alert')
  })

  it('lists what is open and gives it as a file, in as many statements for one as for many', async () => {
    const cookie = await signIn('sekretariat-luwu-timur')
    const list = await countStatements(() => world.get(`/masterplan/${REGION}/komentar`, cookie))
    expect(list.value.status).toBe(200)
    const kind = await countStatements(() => world.get(`/masterplan/${REGION}/komentar?tentang=workshop`, cookie))
    expect(kind.statements).toBe(list.statements)
    expect(list.statements).toBeLessThanOrEqual(20)
    const csv = await (await world.get(`/masterplan/${REGION}/komentar.csv`, cookie)).text()
    expect(csv.split('\r\n')[0]).toBe('kind,about,comment,author,office,written_at,answers')
    expect((await world.get(`/masterplan/${REGION}/komentar`, await signIn('sekretariat-luwu-utara'))).status).toBe(404)
  })
})
