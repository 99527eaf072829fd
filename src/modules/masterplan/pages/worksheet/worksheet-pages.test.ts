import { beforeAll, describe, expect, it } from 'vitest'
import { countStatements } from '#platform/db/database.ts'
import { markupFaults } from '../../../../../test/support/markup.ts'
import { testWorld } from '../../../../../test/support/world.ts'
import { saveCard } from '../../actions/worksheet/save-card.ts'
import type { CardInput, CardOf } from '../../model-card.ts'
import type { Series } from '../../model-workshop.ts'
import { SHEETS, type Sheet } from '../../model.ts'
import { type PlanWorld, planWorld, REGION } from '../../plan-world.fixture.ts'
import { findCard, listCards } from '../../store/worksheet/cards.ts'
import { cardHref, seriesHref, sheetHref } from './place.ts'

const world = await testWorld('demo')
const { sql } = world.platform.db
const cookies = new Map<string, string>()
const login = async (box: string) => {
  const there = cookies.get(box) ?? (await world.signIn(`${box}@contoh.tudang.invalid`))
  cookies.set(box, there)
  return there
}
let w: PlanWorld
let series: Series
let base: string
beforeAll(async () => {
  w = await planWorld(world)
  series = await w.addSeries()
  base = seriesHref(REGION, series.id)
})

const add = <S extends Sheet>(sheet: S, input: Partial<CardInput> & { title: string }, restsOn: string[] = []) =>
  saveCard(
    world.platform,
    w.officer,
    { regionCode: REGION, seriesId: series.id, sheet, input: { content: {}, ...input }, restsOn },
    w.writerOf(w.officer),
  )
const form = (fields: Record<string, string | string[]>) => {
  const data = new FormData()
  for (const [name, value] of Object.entries(fields)) for (const one of [value].flat()) data.append(name, one)
  return data
}
const officer = () => login('petugas-dinkes-luwu-timur')
const text = (html: string) => html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')

describe('worksheets on screen', () => {
  it('take one line from a phone, show it in its quadrant, and keep what was typed when a part is missing', async () => {
    const cookie = await officer()
    const at = sheetHref(REGION, series.id, 'swot')
    const bad = await world.post(at, form({ title: 'Bidan di setiap desa', quadrant: '' }), cookie)
    expect(bad.status).toBe(422)
    const page = await bad.text()
    expect(page).toContain('value="Bidan di setiap desa"')
    expect(page).toContain('Pilih kuadran kartu ini.')
    const good = await world.post(at, form({ title: 'Bidan di setiap desa', quadrant: 's' }), cookie)
    expect(good.status).toBe(303)
    const [card] = (await listCards(sql, REGION, series.id, 'swot')).filter(one => one.title === 'Bidan di setiap desa')
    expect(good.headers.get('location')).toBe(`${at}?pesan=ditambah#k-${card?.id}`)
    const shown = await (await world.get(`${at}?pesan=ditambah`, cookie)).text()
    expect(text(shown)).toMatch(/Kekuatan 1 .*Bidan di setiap desa/)
  })

  it('fold the rest of a long list, find a card by its words, let go a filter that hides a new card, and keep the archived in reach', async () => {
    const cookie = await officer()
    const at = sheetHref(REGION, series.id, 'mission')
    const cards = []
    for (let n = 1; n <= 27; n++) {
      const content = n === 27 ? { explanation: 'Kebun kakao di lereng' } : {}
      cards.push(await add('mission', { title: `Misi nomor ${n}`, content }))
    }
    const page = await (await world.get(at, cookie)).text()
    expect(text(page)).toContain('27 kartu')
    expect(page.slice(page.indexOf('Tampilkan 7 kartu lainnya'))).toContain('Misi nomor 21<')
    expect(page.slice(0, page.indexOf('Tampilkan 7 kartu lainnya'))).not.toContain('Misi nomor 21<')
    const found = await (await world.get(`${at}?cari=KAKAO`, cookie)).text()
    expect(found).toContain('Misi nomor 27<')
    expect(found).not.toContain('Misi nomor 1<')
    const added = await world.post(`${at}?cari=kakao&dimensi=economy`, form({ title: 'Misi lain' }), cookie)
    expect(added.headers.get('location')).toMatch(new RegExp(`^${at}\\?pesan=ditambah#k-`))
    const card = cards[0]
    if (!card) throw new Error('No card was added')
    await world.post(cardHref(card, 'arsip'), form({ version: '1' }), cookie)
    const after = await (await world.get(at, cookie)).text()
    expect(text(after)).toMatch(/1 kartu diarsipkan .*Misi nomor 1 /)
    const moved = await world.post(cardHref(cards[1] ?? card, 'urutan'), form({ arah: 'turun' }), cookie)
    expect(moved.status).toBe(303)
    const shown = await (await world.get(cardHref(cards[1] ?? card), cookie)).text()
    expect(text(shown)).toContain('Kartu ke-2 dari 27 di bagiannya')
  })

  it('answer a readiness question with one tap, and lead with the share of good', async () => {
    const cookie = await officer()
    const [first, second] = await listCards(sql, REGION, series.id, 'readiness')
    if (!first || !second) throw new Error('no questions')
    for (const [card, condition] of [
      [first, 'good'],
      [second, 'poor'],
    ] as const) {
      const answer = await world.post(cardHref(card, 'kondisi'), form({ version: '1', condition }), cookie)
      expect(answer.status).toBe(303)
    }
    const page = text(await (await world.get(sheetHref(REGION, series.id, 'readiness'), cookie)).text())
    expect(page).toContain('Kesiapan daerah: 50,0% baik')
    const stale = await world.post(cardHref(first, 'kondisi'), form({ version: '1', condition: 'poor' }), cookie)
    expect(stale.status).toBe(412)
  })

  it('pair SWOT cards into a strategy only when both quadrants are ticked', async () => {
    const cookie = await officer()
    const w1 = await add('swot', { title: 'Data kependudukan ganda', content: { quadrant: 'w' } })
    const o1 = await add('swot', { title: 'Satu data nasional', content: { quadrant: 'o' } })
    const at = `${base}/pasangkan?pasangan=wo`
    const half = await world.post(at, form({ pair: 'wo', title: 'Bersihkan data', restsOn: w1.id }), cookie)
    expect(half.status).toBe(422)
    expect(text(await half.text())).toContain('Centang paling sedikit satu kelemahan dan satu peluang.')
    const both = await world.post(at, form({ pair: 'wo', title: 'Bersihkan data', restsOn: [w1.id, o1.id] }), cookie)
    expect(both.status).toBe(303)
    const [strategy] = await listCards(sql, REGION, series.id, 'strategy', { place: 'wo' })
    const page = text(await (await world.get(cardHref(strategy as CardOf<'strategy'>), cookie)).text())
    expect(page).toContain('Data kependudukan ganda')
    expect(page).toContain('Satu data nasional')
  })

  it('make a programme of an action by one form that is filled already, and link both ways', async () => {
    const cookie = await officer()
    const action = await add('action', {
      title: 'Rujukan satu pintu',
      dimension: 'liv',
      organisationId: await w.officeId('Dinas Kesehatan'),
      content: { stream: 'application', fromYear: 2026, untilYear: 2028 },
    })
    const at = cardHref(action, 'program')
    const page = await (await world.get(at, cookie)).text()
    expect(page).toContain('value="Rujukan satu pintu"')
    const fields = {
      version: '1',
      code: /name="code"[^>]*value="([^"]+)"|value="([^"]+)"[^>]*name="code"/.exec(page)?.slice(1).find(Boolean) ?? '',
      name: 'Rujukan satu pintu',
      problem: 'Pasien berpindah tanpa catatan.',
      sector: 'kesehatan',
      stream: 'application',
      leadId: action.organisationId ?? '',
      startYear: '2026',
      endYear: '2028',
      term: '5',
    }
    const missing = await world.post(at, form(fields), cookie)
    expect(missing.status).toBe(422)
    expect(await missing.text()).toContain('Pasien berpindah tanpa catatan.')
    const made = await world.post(at, form({ ...fields, subDimension: 'LIV-2' }), cookie)
    expect(made.headers.get('location')).toBe(`${cardHref(action)}?pesan=program`)
    const { programmeId } = (await findCard(sql, REGION, action.id)) ?? {}
    const card = await (await world.get(cardHref(action), cookie)).text()
    expect(card).toContain(`/portofolio/${REGION}/program/${programmeId}`)
    const trace = text(await (await world.get(`/trace/programme/${programmeId}`, cookie)).text())
    expect(trace).toContain('berasal dari kartu')
    expect(trace).toContain('Rujukan satu pintu')
  })

  it('let voters weigh and score, tell the sum that is wrong, and show each voter to all', async () => {
    const canvas = await add('canvas', { title: 'Antrean daring', dimension: 'liv' })
    const cookie = await officer()
    const board = `${base}/pilihan`
    const wrong = await world.post(board, form({ 'weights.mudah': '50', 'weights.cepat': '30' }), cookie)
    expect(wrong.status).toBe(422)
    expect(text(await wrong.text())).toContain('Bobot Anda berjumlah 80, harus tepat 100: masih 20 untuk dibagikan.')
    expect((await world.post(board, form({ 'weights.mudah': '70', 'weights.cepat': '30' }), cookie)).status).toBe(303)
    const score = await world.post(
      `${board}/${canvas.id}`,
      form({ 'scores.mudah': '5', 'scores.cepat': '4', 'scores.terasa': '' }),
      cookie,
    )
    expect(score.status).toBe(303)
    const page = text(await (await world.get(board, await login('auditor'))).text())
    expect(page).toContain('Antrean daring teratas dengan 4,70')
    expect(page).toMatch(/Mudah dilaksanakan 70; Cepat, paling lama satu tahun 30/)
    expect((await world.post(board, form({ 'weights.mudah': '100' }), await login('auditor'))).status).toBe(403)
  })

  it('are for people of the region and its mentors; a stranger finds none of them', async () => {
    const card = await add('vision', { title: 'Rahasia sendiri', content: { kind: 'keyword' } })
    for (const cookie of [undefined, await login('sekretariat-luwu-utara'), await login('pembimbing')]) {
      for (const at of [
        base,
        sheetHref(REGION, series.id, 'vision'),
        cardHref(card),
        `${base}/ekspor.xlsx`,
        `${base}/pilihan`,
      ]) {
        const answer = await world.get(at, cookie)
        expect([303, 401, 403, 404]).toContain(answer.status)
        expect(await answer.text()).not.toContain('Rahasia sendiri')
      }
      const post = await world.post(cardHref(card, 'ubah'), form({ title: '', version: '1' }), cookie)
      expect([303, 401, 403, 404]).toContain(post.status)
    }
    expect((await findCard(sql, REGION, card.id))?.version).toBe(1)
  })

  it('have sound markup on every page', async () => {
    const cookie = await login('sekretariat-luwu-timur')
    const canvas = await add('canvas', { title: 'Kanvas markah', content: { budget: '150000000' } })
    const target = await add('target', { title: 'Sasaran markah', content: { baseline: '12.5', target: '20' } })
    const addresses = [
      base,
      ...SHEETS.map(sheet => sheetHref(REGION, series.id, sheet)),
      ...SHEETS.map(sheet => sheetHref(REGION, series.id, sheet, 'baru')),
      sheetHref(REGION, series.id, 'swot', 'poin'),
      `${base}/pasangkan?pasangan=st`,
      `${base}/pilihan`,
      `${base}/pilihan/kriteria`,
      `${base}/pilihan/${canvas.id}`,
      cardHref(canvas),
      cardHref(canvas, 'program'),
      cardHref(target, 'ubah'),
    ]
    for (const at of addresses) {
      const answer = await world.get(at, cookie)
      expect(answer.status, at).toBe(200)
      expect(await markupFaults(await answer.text()), at).toEqual([])
    }
  })

  it('cost the same statements with one card and with many, and export what they show', async () => {
    const cookie = await officer()
    const fresh = await w.addSeries()
    const at = sheetHref(REGION, fresh.id, 'innovation')
    const put = (title: string) =>
      saveCard(
        world.platform,
        w.officer,
        { regionCode: REGION, seriesId: fresh.id, sheet: 'innovation', input: { title, content: { problem: '=1+1' } } },
        w.writerOf(w.officer),
      )
    await put('Satu')
    const count = async (address: string) =>
      (await countStatements(async () => await (await world.get(address, cookie)).text())).statements
    const one = await count(at)
    await put('Dua')
    await put('Tiga')
    expect(await count(at)).toBe(one)
    expect(one).toBeLessThanOrEqual(20)
    const csv = await (await world.get(`${at}/ekspor.csv`, cookie)).text()
    expect(csv.split('\r\n')).toHaveLength(5)
    expect(csv).toContain("'=1+1")
    const book = await world.get(`${seriesHref(REGION, fresh.id)}/ekspor.xlsx`, cookie)
    expect(book.status).toBe(200)
    expect((await book.arrayBuffer()).byteLength).toBeGreaterThan(3000)
  })
})

describe('worksheets in the API', () => {
  it('are read in pages, written, and made programmes, with what is not said taken from the card', async () => {
    const cookie = await officer()
    const api = `/api/v1/masterplans/${REGION}`
    const sheet = `${api}/series/${series.id}/sheets/action/cards`
    const send = (method: string, at: string, given: unknown) =>
      world.app.request(at, {
        method,
        headers: { cookie, 'content-type': 'application/json' },
        body: JSON.stringify(given),
      })
    const made = await send('POST', sheet, {
      title: 'Lewat API',
      dimension: 'liv',
      content: { stream: 'people', from_year: 2026 },
    })
    expect(made.status).toBe(201)
    const card = (await made.json()) as { id: string; version: number; content: Record<string, unknown> }
    expect(card).toMatchObject({ version: 1, content: { stream: 'people', from_year: 2026 } })
    const list = (await (await world.get(sheet, cookie)).json()) as { items: { id: string }[]; next: string | null }
    expect(list.items.map(one => one.id)).toContain(card.id)
    expect(list.next).toBeNull()
    const become = await send('POST', `${api}/cards/${card.id}/programme`, {
      version: 1,
      sub_dimension: 'LIV-2',
      sector: 'kesehatan',
      problem: 'Kader belum terlatih.',
    })
    expect(become.status).toBe(201)
    expect(await become.json()).toMatchObject({ code: expect.stringMatching(/^LIV-\d+$/), risks: 0 })
    expect((await send('PUT', `${api}/cards/${card.id}`, { version: 1, title: 'x', content: {} })).status).toBe(412)
  })
})
