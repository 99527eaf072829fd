import { beforeAll, expect, test } from 'vitest'
import { countStatements } from '#platform/db/database.ts'
import { testWorld } from '../../../../../test/support/world.ts'
import { judgeReadings } from '../../actions/indicator/judge-readings.ts'
import { saveReadings } from '../../actions/indicator/save-readings.ts'
import { indicatorWorld } from '../../indicator-world.fixture.ts'
import { type Indicator, readingId } from '../../model-indicator.ts'
import { portfolioWorld, REGION, VILLAGE } from '../../portfolio-world.fixture.ts'
import { findReading } from '../../store/indicator/readings.ts'

const clock = { now: () => new Date('2026-11-22T03:00:00Z') }
const world = await testWorld('demo', { clock })
const people = await portfolioWorld(world)
const { addIndicator, villages } = indicatorWorld(world, people)
const { platform } = world
const mail = (box: string) => `${box}@contoh.tudang.invalid`
const entry = `/portofolio/${REGION}/isi`

let village: string
let secretariat: string
let officer: string
let posyandu: Indicator
let water: Indicator

/** Takes away what the demo world has, so that what is waiting is what the test made. */
async function clear(): Promise<void> {
  await platform.db.pool.query(`update portfolio.indicator set archived_at = now() where region_code = $1`, [REGION])
}

beforeAll(async () => {
  ;[village, secretariat, officer] = (await Promise.all(
    ['petugas-desa', 'sekretariat-luwu-timur', 'petugas-dinkes-luwu-timur'].map(box => world.signIn(mail(box))),
  )) as [string, string, string]
  await clear()
  posyandu = await addIndicator({ name: 'Posyandu uji' })
  water = await addIndicator({
    name: 'Air minum uji',
    rollup: 'ratio',
    ratioFactor: '100',
    unit: '%',
    decimals: 2,
    most: '100',
    formula: 'rumah tangga dengan air layak ÷ rumah tangga × 100',
  })
  await report(posyandu, '2024', { value: '42' })
  await report(water, '2024', { numerator: '30', denominator: '40' })
})

const id = (one: Indicator, period = '2025', place = VILLAGE) =>
  readingId({ indicatorId: one.id, placeCode: place, period })
const report = (one: Indicator, period: string, figures: object, place = VILLAGE) =>
  saveReadings(
    platform,
    people.secretariat,
    { regionCode: REGION, readings: [{ indicatorId: one.id, placeCode: place, period, ...figures }] },
    people.writerOf(people.secretariat),
  )
const stored = (one: Indicator, period = '2025', place = VILLAGE) =>
  findReading(platform.db.sql, REGION, { indicatorId: one.id, placeCode: place, period })

/** The form as a browser would send it: hidden rows, and what was typed. */
function form(rows: readonly string[], typed: Record<string, string>): FormData {
  const data = new FormData()
  for (const row of rows) data.append('baris', row)
  for (const [name, value] of Object.entries(typed)) data.set(name, value)
  return data
}

test('a village officer sees what waits for the own village, with the figure of the period before and no script', async () => {
  const page = await (await world.get(entry, village)).text()
  expect(page).toContain('2 capaian menunggu Anda')
  expect(page).toContain('2024: 42 posyandu')
  expect(page).toContain('2024: 75,00% (30 dari 40)')
  expect(page).toContain('Rumah tangga dengan air layak')
  expect(page).toContain(`name="sama" value="${id(posyandu)}"`)
  expect(page).toMatch(/<form method="post" action="\/portofolio\/73\.24\/isi"/)
})

test('a number that is none is refused with its sentence, and everything typed stays on the page', async () => {
  const typed = {
    [`value:${id(posyandu)}`]: 'empat',
    [`numerator:${id(water)}`]: '31',
    [`denominator:${id(water)}`]: '40',
  }
  const answer = await world.post(entry, form([id(posyandu), id(water)], typed), village)
  expect(answer.status).toBe(422)
  const page = await answer.text()
  expect(page).toContain('“empat” bukan angka')
  expect(page).toContain('value="empat"')
  expect(page).toContain('value="31"')
  expect(await stored(water)).toBeUndefined()
})

test('a figure beyond its bounds is refused at its own field', async () => {
  const typed = { [`numerator:${id(water)}`]: '41', [`denominator:${id(water)}`]: '40' }
  const page = await (await world.post(entry, form([id(water)], typed), village)).text()
  expect(page).toContain('102,50 lebih besar dari batas 100,00 %')
  expect(page).toContain(`href="#f-numerator-${id(water).replaceAll(/[^A-Za-z0-9_-]+/g, '-')}"`)
})

test('nothing typed is said, not stored', async () => {
  const answer = await world.post(entry, form([id(posyandu)], {}), village)
  expect(answer.status).toBe(422)
  expect(await answer.text()).toContain('Isi paling sedikit satu angka')
})

test('one tap confirms no change, and what was typed beside it is saved too', async () => {
  const typed = {
    sama: id(posyandu),
    [`versi:${id(posyandu)}`]: '0',
    [`numerator:${id(water)}`]: '32',
    [`denominator:${id(water)}`]: '40',
    [`versi:${id(water)}`]: '0',
  }
  const answer = await world.post(entry, form([id(posyandu), id(water)], typed), village)
  expect(answer.status).toBe(303)
  expect(await stored(posyandu)).toMatchObject({ value: '42', unchanged: true })
  expect(await stored(water)).toMatchObject({ numerator: '32', unchanged: false })
  const page = await (await world.get(answer.headers.get('location') ?? '', village)).text()
  expect(page).toContain('2 capaian tersimpan 11.00')
  expect(page).toContain('Semua capaian Wewangriu sudah terisi')
})

test('a figure that somebody else stored meanwhile is shown beside what was typed, and then replaced on request', async () => {
  const other = await addIndicator({ name: 'Perpustakaan uji' })
  await report(other, '2025', { value: '9' })
  const typed = { [`value:${id(other)}`]: '4', [`versi:${id(other)}`]: '0' }
  const answer = await world.post(entry, form([id(other)], typed), village)
  expect(answer.status).toBe(412)
  const page = await answer.text()
  expect(page).toContain('Yang tersimpan sekarang 9 posyandu')
  expect(page).toContain('value="4"')
  expect(page).toContain(`name="versi:${id(other)}" value="1"`)
  const again = { ...typed, [`versi:${id(other)}`]: '1' }
  expect((await world.post(entry, form([id(other)], again), village)).status).toBe(303)
  expect((await stored(other))?.value).toBe('4')
})

test('a figure that jumps is stored and asked about; an explanation answers it', async () => {
  const jumps = await addIndicator({ name: 'Wisatawan uji' })
  await report(jumps, '2024', { value: '100' })
  await world.post(entry, form([id(jumps)], { [`value:${id(jumps)}`]: '900' }), village)
  expect((await stored(jumps))?.value).toBe('900')
  const page = await (await world.get(entry, village)).text()
  expect(page).toContain('2024 tertulis 100 posyandu, sekarang 900 posyandu')
  const typed = {
    [`lama:${id(jumps)}`]: '1',
    [`value:${id(jumps)}`]: '900',
    [`explanation:${id(jumps)}`]: 'Festival danau.',
    [`versi:${id(jumps)}`]: '1',
  }
  expect((await world.post(entry, form([id(jumps)], typed), village)).status).toBe(303)
  expect(await stored(jumps)).toMatchObject({ explanation: 'Festival danau.', state: 'reported' })
  expect(await (await world.get(entry, village)).text()).not.toContain('2024 tertulis 100 posyandu')
})

test('people of another region, and readers, do not enter figures', async () => {
  const foreign = await world.signIn(mail('sekretariat-luwu-utara'))
  const head = await world.signIn(mail('kepala-daerah-luwu-timur'))
  for (const [cookie, statuses] of [
    [foreign, [403, 404]],
    [head, [403]],
    [undefined, [303, 401]],
  ] as const) {
    expect(statuses).toContain((await world.get(entry, cookie)).status)
    const typed = { [`value:${id(posyandu)}`]: '1' }
    expect([401, 403, 404]).toContain((await world.post(entry, form([id(posyandu)], typed), cookie)).status)
  }
  expect((await stored(posyandu))?.value).toBe('42')
})

test('an office enters all places on one page, empty ones stay empty', async () => {
  const [first, second] = (await villages(2)) as [string, string]
  const path = `/portofolio/${REGION}/indikator/${posyandu.id}/isi`
  const page = await (await world.get(`${path}?periode=2025`, officer)).text()
  expect(page).toContain(`name="value:${id(posyandu, '2025', first)}"`)
  const rows = [id(posyandu, '2025', first), id(posyandu, '2025', second)]
  const answer = await world.post(path, form(rows, { [`value:${rows[0]}`]: '1.234', periode: '2025' }), officer)
  expect(answer.status).toBe(303)
  expect(await stored(posyandu, '2025', first)).toMatchObject({ value: '1234' })
  expect(await stored(posyandu, '2025', second)).toBeUndefined()
})

test('the page of an indicator says how its figure came about and who has not reported', async () => {
  const page = await (
    await world.get(`/portofolio/${REGION}/indikator/${posyandu.id}?periode=2025`, secretariat)
  ).text()
  expect(page).toContain('1.276 posyandu')
  expect(page).toContain('Angka ini dari 2 desa yang melapor')
  expect(page).toContain('tidak dihitung sebagai 0')
  expect(page).toMatch(/12\d desa belum melapor/)
})

test('the public sees verified figures only, and no question, name or explanation', async () => {
  await people.open()
  const path = `/portofolio/${REGION}/indikator/${posyandu.id}`
  expect(await (await world.get(`${path}?periode=2025`)).text()).not.toContain('1.276')
  const reading = await stored(posyandu)
  const one = { indicatorId: posyandu.id, placeCode: VILLAGE, period: '2025', version: reading?.version }
  await judgeReadings(
    platform,
    people.head,
    { regionCode: REGION, readings: [one], verdict: 'verified' },
    people.writerOf(people.head),
  )
  const page = await (await world.get(`${path}?periode=2025`)).text()
  expect(page).toContain('42 posyandu')
  expect(page).not.toContain('1.234')
  const [first] = (await villages(1)) as [string]
  expect((await world.get(`${path}/capaian/${first}/2025`)).status).toBe(404)
  const verified = await (await world.get(`${path}/capaian/${VILLAGE}/2025`)).text()
  expect(verified).not.toContain('Petugas Desa')
  const csv = await (await world.get(`${path}/capaian.csv?periode=2025`)).text()
  expect(csv).toContain(`${VILLAGE},Wewangriu,${posyandu.code},2025,42,,,verified`)
  expect(csv).not.toContain('1234')
})

test('the queue verifies what is chosen, never what the reader entered', async () => {
  const mine = await addIndicator({ name: 'Sekretariat mengisi' })
  await report(mine, '2025', { value: '3' })
  const path = `/portofolio/${REGION}/periksa`
  const page = await (await world.get(path, secretariat)).text()
  expect(page).toContain('Anda sendiri yang mengisi')
  expect(page).not.toContain(`value="${id(mine)}:1"`)
  const chosen = await stored(water)
  const done = await world.post(path, form([], { pilih: `${id(water)}:${chosen?.version}` }), secretariat)
  expect(done.status).toBe(303)
  expect((await stored(water))?.state).toBe('verified')
  expect((await world.post(path, form([], { pilih: `${id(mine)}:1` }), secretariat)).status).toBe(403)
  expect((await world.post(path, form([], {}), secretariat)).status).toBe(422)
})

test('a question to a village stands on its page until it is explained', async () => {
  const asked = await addIndicator({ name: 'Ditanya uji' })
  await world.post(entry, form([id(asked)], { [`value:${id(asked)}`]: '5' }), village)
  const path = `/portofolio/${REGION}/indikator/${asked.id}/capaian/${VILLAGE}/2025`
  const ask = await world.post(
    `${path}/periksa`,
    form([], { versi: '1', aksi: 'tanya', question: 'Mana buktinya?' }),
    secretariat,
  )
  expect(ask.status).toBe(303)
  expect(await (await world.get(entry, village)).text()).toContain('Pemeriksa bertanya: “Mana buktinya?”')
})

test('a photo given with a figure is its evidence', async () => {
  const proven = await addIndicator({ name: 'Berbukti uji' })
  const path = `/portofolio/${REGION}/indikator/${proven.id}/capaian/${VILLAGE}/2025`
  const data = form([id(proven)], { [`value:${id(proven)}`]: '5', [`versi:${id(proven)}`]: '0' })
  data.set('berkas', new File(['Berita acara posyandu, lima unit.'], 'berita-acara.txt', { type: 'text/plain' }))
  expect((await world.post(path, data, village)).status).toBe(303)
  const page = await (await world.get(path, village)).text()
  expect(page).toContain('berita-acara')
})

test('the secretariat defines an indicator and its targets; an officer may not archive it', async () => {
  const list = `/portofolio/${REGION}/indikator`
  const made = await world.post(
    `${list}/baru`,
    {
      code: 'ik-99',
      name: 'Wifi publik uji',
      unit: 'titik',
      direction: 'up',
      level: '4',
      rollup: 'sum',
      frequency: 'month',
      decimals: '0',
      least: '0',
      ownerId: await people.officeId('Dinas Kesehatan'),
    },
    secretariat,
  )
  expect(made.status).toBe(303)
  const path = (made.headers.get('location') ?? '').replace(/\/ubah.*$/, '')
  expect((await world.post(`${path}/target`, { version: '1', 'target-2026': '1.500' }, officer)).status).toBe(303)
  expect(await (await world.get(path, officer)).text()).toContain('1.500')
  expect((await world.post(`${path}/arsip`, { version: '2' }, officer)).status).toBe(403)
  expect((await world.post(`${path}/arsip`, {}, secretariat)).status).toBe(412)
  expect((await world.post(`${path}/arsip`, { version: '2' }, secretariat)).status).toBe(303)
})

test('every page costs the same number of statements with one row and with three, and at most twenty', async () => {
  await clear()
  const first = await addIndicator()
  const codes = await villages(3)
  await report(first, '2025', { value: '1' }, codes[0])
  const pages: [string, string][] = [
    [`/portofolio/${REGION}/indikator`, secretariat],
    [`/portofolio/${REGION}/indikator/${first.id}?periode=2025`, secretariat],
    [`/portofolio/${REGION}/indikator/${first.id}/isi?periode=2025`, officer],
    [entry, village],
    [entry, officer],
    [`/portofolio/${REGION}/periksa`, officer],
  ]
  pages[5] = [`/portofolio/${REGION}/periksa`, await world.signIn(mail('kepala-dinkes-luwu-timur'))]
  const count = async ([path, cookie]: [string, string]) => {
    const { value, statements } = await countStatements(() => world.get(path, cookie))
    expect(value.status, path).toBe(200)
    await value.text()
    return statements
  }
  const one: number[] = []
  for (const page of pages) one.push(await count(page))
  for (const code of codes.slice(1)) await report(first, '2025', { value: '2' }, code)
  for (const _ of [2, 3]) {
    const more = await addIndicator()
    for (const code of codes) await report(more, '2025', { value: '2' }, code)
  }
  const three: number[] = []
  for (const page of pages) three.push(await count(page))
  expect(three).toEqual(one)
  expect(Math.max(...three)).toBeLessThanOrEqual(20)
})
