import { createHash } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import { countStatements } from '#platform/db/database.ts'
import { runNow } from '#platform/jobs/jobs.ts'
import { testWorld } from '../../../../../test/support/world.ts'
import { editionWorld, type EditionWorld } from '../../edition-world.fixture.ts'
import { printBookJob } from '../../jobs/edition/print-book.ts'
import type { Plan } from '../../model-book.ts'
import type { Edition } from '../../model-edition.ts'
import { listSignatories } from '../../store/edition/editions.ts'
import { OTHER_REGION, REGION } from '../../plan-world.fixture.ts'

const world = await testWorld('demo')
const { platform } = world
let people: EditionWorld
let plan: Plan
let edition: Edition
let cookie: string
let headCookie: string
const here = (part = '') => `/masterplan/${REGION}/edisi/${edition.id}${part}`

beforeAll(async () => {
  people = await editionWorld(world)
  plan = await people.addPlan('Masterplan <b>uji</b>')
  await people.write(plan, 'latar-belakang', 'Warga menunggu layanan & jawaban.')
  cookie = await world.signIn('sekretariat-luwu-timur@contoh.tudang.invalid')
  headCookie = await world.signIn('kepala-daerah-luwu-timur@contoh.tudang.invalid')
})

const values = (html: string, name: string): string[] =>
  [...html.matchAll(new RegExp(`name="${name}" value="([^"]*)"`, 'g'))].map(match => match[1] ?? '')

describe('an edition in the browser, without script', () => {
  test('is frozen from the plan only when what is not accepted is confirmed; what was typed comes back', async () => {
    const form = `/masterplan/${REGION}/buku/${plan.id}/bekukan`
    const page = await (await world.get(form, cookie)).text()
    const open = values(page, 'terbuka')
    expect(open.length).toBeGreaterThan(50)
    const body = (more: Record<string, string>) => {
      const data = new FormData()
      for (const [name, value] of Object.entries({ year: '2026', title: '', previousId: 'none', ...more }))
        data.set(name, value)
      for (const id of open) data.append('terbuka', id)
      return data
    }
    const refused = await world.post(form, body({ year: '2031' }), cookie)
    expect(refused.status).toBe(409)
    expect(await refused.text()).toContain('value="2031"')
    const bad = await world.post(form, body({ year: 'abc', despite: 'ya' }), cookie)
    expect(bad.status).toBe(422)
    expect(await bad.text()).toContain('Tulis tahun edisi dengan empat angka')
    const done = await world.post(form, body({ despite: 'ya' }), cookie)
    expect(done.status).toBe(303)
    const id = /edisi\/([0-9a-f-]{36})/.exec(done.headers.get('location') ?? '')?.[1] ?? ''
    const { rows } = await platform.db.pool.query<{ sha256: string; token: string }>(
      'select sha256, token from masterplan.edition where id = $1',
      [id],
    )
    edition = { regionCode: REGION, planId: plan.id, id, ...rows[0] } as Edition
  })

  test('is out of sight for the public until it is published, also its content, its books and its list', async () => {
    for (const path of ['', '/buku/1', '/beda', '/isi.json', '/buku-1.pdf']) {
      expect((await world.get(here(path))).status, path).toBe(404)
    }
    expect((await world.get(`/masterplan/${REGION}/edisi`)).status).toBe(404)
    const other = await world.signIn('sekretariat-luwu-utara@contoh.tudang.invalid')
    expect((await world.get(here(), other)).status).toBe(404)
  })

  test('is read with escaped words, under its chapters', async () => {
    const html = await (await world.get(here('/buku/1'), cookie)).text()
    expect(html).toContain('Warga menunggu layanan &amp; jawaban.')
    expect(html).toContain('Masterplan &lt;b&gt;uji&lt;/b&gt;')
    expect(html).toMatch(/<h2><span class="doc-number">1<\/span> Pendahuluan<\/h2>/)
  })

  test('has its signatories changed, is signed by the head and published by forms alone', async () => {
    const listPage = await (await world.get(here('/penanda-tangan'), cookie)).text()
    const ids = values(listPage, 'id')
    const form = new FormData()
    form.set('version', values(listPage, 'version')[0] ?? '')
    for (const [at, id] of ids.entries()) {
      form.append('id', id)
      form.set(`title-${at + 1}`, at === 0 ? 'Bupati Luwu Timur' : '')
      form.set(`body-${at + 1}`, 'head')
    }
    expect((await world.post(here('/penanda-tangan'), form, cookie)).status).toBe(303)
    const [place, ...others] = await listSignatories(platform.db.sql, REGION, edition.id)
    expect(others).toEqual([])
    const sign = here(`/tanda-tangan/${place?.id}`)
    const page = await (await world.get(sign, headCookie)).text()
    expect(page.replace(/\s/g, '')).toContain(edition.sha256)
    expect((await world.post(sign, { sha256: edition.sha256 }, headCookie)).status).toBe(303)
    const shown = await (await world.get(here(), cookie)).text()
    const publish = await world.post(here('/terbitkan'), { version: values(shown, 'version')[0] ?? '' }, cookie)
    expect(publish.status).toBe(303)
    expect((await world.get(here())).status).toBe(200)
  })

  test('gives everybody the hashed bytes and a page that verifies them', async () => {
    const content = await world.get(here('/isi.json'))
    const bytes = Buffer.from(await content.arrayBuffer())
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(edition.sha256)
    const page = `/periksa-edisi/${edition.token}`
    const good = await (
      await world.get(`${page}?sidik=${edition.sha256.toUpperCase().replace(/(.{8})/g, '$1 ')}`)
    ).text()
    expect(good).toContain('Isi yang tersimpan menghasilkan sidik yang sama')
    expect(good).toContain('Sidik pada dokumen Anda sama')
    expect(await (await world.get(`${page}?sidik=abc`)).text()).toContain('Sidik pada dokumen Anda lain')
    expect((await world.get(`/periksa-edisi/${'0'.repeat(64)}`)).status).toBe(404)
  })

  test('offers its files to everybody as soon as they are made', async () => {
    expect((await world.get(here('/buku-2.docx'))).status).toBe(404)
    const { rows } = await platform.db.pool.query<{ id: string }>(
      `select id from masterplan.print where edition_id = $1 and book = 2 and format = 'docx'`,
      [edition.id],
    )
    const writer = people.writerOf(people.secretariat)
    await runNow(platform, printBookJob, { regionCode: REGION, printId: rows[0]?.id ?? '', writer })
    const file = await world.get(here('/buku-2.docx'))
    expect(file.status).toBe(200)
    expect(file.headers.get('content-type')).toContain('wordprocessingml')
    expect(file.headers.get('content-disposition')).toContain('attachment')
    expect(await (await world.get(here())).text()).toContain('buku-2.docx')
  })

  test('shows the difference to the next one, and the public only what is published', async () => {
    await people.write(plan, 'latar-belakang', 'Warga menunggu layanan dan jawaban.')
    const next = await people.freeze(plan, 2027)
    const path = `/masterplan/${REGION}/edisi/${next.id}/beda`
    const html = await (await world.get(path, cookie)).text()
    expect(html).toContain('<del>&amp; </del>')
    expect(html).toContain('<ins>dan </ins>')
    expect((await world.get(path)).status).toBe(404)
    expect((await world.get(here(`/beda?dengan=${next.id}`))).status).toBe(404)
  })

  test('is listed in the same statements with one and three of them, as a page and as a file', async () => {
    const list = async () => (await countStatements(() => world.get(`/masterplan/${REGION}/edisi`, cookie))).statements
    await platform.db.pool.query(`update masterplan.edition set state = 'withdrawn' where year = 2027`)
    const few = await list()
    await people.freeze(plan, 2028)
    await people.freeze(plan, 2029)
    expect(await list()).toBe(few)
    expect(few).toBeLessThanOrEqual(20)
    const csv = await (await world.get(`/masterplan/${REGION}/edisi.csv`)).text()
    expect(csv.trim().split('\r\n')).toHaveLength(2)
    expect(csv).toContain(edition.sha256)
  })

  test('a living book is sent to be printed by who sees it, and bad choices are told', async () => {
    const ask = `/masterplan/${REGION}/cetak`
    const sent = await world.post(ask, { rencana: plan.id, buku: '1', format: 'pdf' }, cookie)
    expect(sent.headers.get('location')).toMatch(/^\/pekerjaan\//)
    expect((await world.post(ask, { rencana: plan.id, buku: '7', format: 'pdf' }, cookie)).status).toBe(422)
    expect((await world.post(ask, { rencana: plan.id, buku: '1', format: 'pdf' })).status).toBeGreaterThanOrEqual(300)
    expect((await world.post(`/masterplan/${OTHER_REGION}/cetak`, { rencana: plan.id }, cookie)).status).toBe(404)
  })

  test('the quality check says what lacks with a link, for insiders only, in the same statements for any plan', async () => {
    const check = `/masterplan/${REGION}/buku/${plan.id}/periksa`
    const { value, statements } = await countStatements(() => world.get(check, cookie))
    const html = await value.text()
    expect(html).toContain('Setiap program menyebut RPJMD')
    expect(html).toContain('tidak dapat dilihat')
    expect(statements).toBeLessThanOrEqual(20)
    expect((await world.get(check)).status).not.toBe(200)
    const csv = await (await world.get(`${check}.csv`, cookie)).text()
    expect(csv).toContain('Keterpaduan')
    const series = await people.addSeries()
    await platform.db.pool.query('update masterplan.plan set series_id = $1 where id = $2', [series.id, plan.id])
    const filled = await countStatements(() => world.get(check, cookie))
    expect(filled.statements).toBeLessThanOrEqual(20)
    expect(await filled.value.text()).toContain(`/lembar/${series.id}/readiness`)
  })
})

describe('editions over the API', () => {
  const api = (path: string, init: RequestInit = {}, who = cookie) =>
    Promise.resolve(
      world.app.request(`/api/v1/masterplans/${REGION}${path}`, {
        ...init,
        headers: { cookie: who, ...(init.body ? { 'content-type': 'application/json' } : {}) },
      }),
    )
  const send = (method: string, body: object): RequestInit => ({ method, body: JSON.stringify(body) })

  test('are listed, frozen, signed, compared and checked with the same refusals', async () => {
    const list = (await (await api('/editions')).json()) as { items: { year: number }[] }
    expect(list.items[0]?.year).toBe(2029)
    expect((await api('/editions', send('POST', { plan: plan.id, year: 2035 }))).status).toBe(409)
    const open = await platform.db.pool.query<{ id: string }>('select id from masterplan.section where plan_id = $1', [
      plan.id,
    ])
    const despite = open.rows.map(one => one.id)
    const frozen = await api('/editions', send('POST', { plan: plan.id, year: 2035, despite }))
    expect(frozen.status).toBe(201)
    const made = (await frozen.json()) as { id: string; sha256: string; version: number }
    const listed = await api(
      `/editions/${made.id}/signatories`,
      send('PUT', { version: made.version, signatories: [{ body: 'head', title: 'Bupati' }] }),
    )
    const { signatories } = (await listed.json()) as { signatories: { id: string }[] }
    const sign = { signatory: signatories[0]?.id, sha256: made.sha256, how: 'account' }
    expect((await api(`/editions/${made.id}/signatures`, send('POST', sign))).status).toBe(403)
    const signed = await api(`/editions/${made.id}/signatures`, send('POST', sign), headCookie)
    expect(await signed.json()).toMatchObject({ state: 'signed' })
    const changes = (await (await api(`/editions/${made.id}/changes`)).json()) as { sections: unknown[] }
    expect(changes.sections.length).toBeGreaterThan(50)
    const check = (await (await api(`/plans/${plan.id}/check`)).json()) as { items: unknown[] }
    expect(check.items.length).toBeGreaterThan(35)
    const print = await api('/prints', send('POST', { plan: plan.id, book: 1, format: 'docx' }))
    expect(print.status).toBe(202)
  })
})
