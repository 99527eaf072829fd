import { describe, expect, it } from 'vitest'
import { countStatements } from '#platform/db/database.ts'
import { pdfText } from '#platform/documents/pdf-text.fixture.ts'
import { testWorld } from '../../../../../test/support/world.ts'
import { openCommitment, saveCommitment } from '../../actions/workshop/save-commitment.ts'
import { planWorld, REGION } from '../../plan-world.fixture.ts'
import { findCommitment } from '../../store/workshop/commitments.ts'
import { listDeliverables } from '../../store/workshop/deliverables.ts'
import { listWorkshops } from '../../store/workshop/workshops.ts'

const world = await testWorld()
const people = await planWorld(world)
const { platform } = world
const { sql } = platform.db
const signIn = (box: string) => world.signIn(`${box}@contoh.tudang.invalid`)
const secretariat = await signIn('sekretariat-luwu-timur')
const officer = await signIn('petugas-dinkes-luwu-timur')
const ministry = await signIn('kementerian')
const stranger = await signIn('sekretariat-luwu-utara')
const root = `/masterplan/${REGION}`

describe('the pages of a series', () => {
  it('a secretariat begins a series by the form, and every page of it opens in at most 20 statements', async () => {
    const bad = await world.post(`${root}/bimtek`, { title: '', year: 'dua ribu' }, secretariat)
    expect(bad.status).toBe(422)
    const words = await bad.text()
    expect(words).toContain('dua ribu')
    const made = await world.post(`${root}/bimtek`, { title: 'Bimtek 2026', year: '2026' }, secretariat)
    expect(made.status).toBe(303)
    const series = (made.headers.get('location') ?? '').split('?')[0] ?? ''
    const [first] = await listDeliverables(sql, REGION, series.split('/').at(-1) ?? '', 1)
    const pages = [
      root,
      `${root}/bimtek`,
      series,
      `${series}/1`,
      `${series}/2`,
      `${series}/1/hasil/${first?.id}`,
      `${series}/pembimbing`,
      `${series}/kelompok`,
      `${series}/kemajuan`,
      `${series}/komitmen`,
    ]
    for (const page of pages) {
      for (const cookie of [secretariat, officer, ministry]) {
        const { value, statements } = await countStatements(() => world.get(page, cookie))
        expect(value.status, page).toBe(200)
        expect(statements, page).toBeLessThanOrEqual(20)
      }
      expect((await world.get(page, stranger)).status, page).toBe(404)
      expect((await world.get(page)).status, page).not.toBe(200)
    }
    for (const format of ['csv', 'xlsx']) {
      expect((await world.get(`${series}/kemajuan.${format}`, secretariat)).status).toBe(200)
    }
  })

  it('take the same statements with one group of rows as with many', async () => {
    const few = await people.addSeries()
    const many = await people.addSeries()
    await platform.db.pool.query(
      `insert into masterplan.deliverable (region_code, series_id, stage, position, code, title)
       select $1, $2, 1, 20 + n, 'lebih-' || n, 'Hasil ' || n from generate_series(1, 20) n`,
      [REGION, many.id],
    )
    const count = async (id: string, end: string) =>
      (await countStatements(() => world.get(`${root}/bimtek/${id}${end}`, secretariat))).statements
    for (const end of ['', '/1', '/kemajuan', '/kelompok']) {
      expect(await count(many.id, end), end).toBe(await count(few.id, end))
    }
  })
})

describe('a stage', () => {
  it('opens and is held by forms, keeps what was typed, and refuses who may not before the body is looked at', async () => {
    const series = await people.addSeries()
    const here = `${root}/bimtek/${series.id}`
    const version = async (stage: number) =>
      String((await listWorkshops(sql, REGION, series.id)).find(one => one.stage === stage)?.version)
    expect((await world.post(`${here}/1`, { aksi: 'buka', version: 'x' }, officer)).status).toBe(403)
    expect((await world.post(`${here}/1`, { aksi: 'buka', version: 'x' }, stranger)).status).toBe(404)
    expect((await world.post(`${here}/1`, { aksi: 'buka', version: await version(1) }, secretariat)).status).toBe(303)
    expect((await world.post(`${here}/1`, { aksi: 'selesai', version: await version(1) }, secretariat)).status).toBe(
      303,
    )
    const typed = { aksi: 'buka', version: await version(2), review: 'SWOT kurang tajam' }
    const refused = await world.post(`${here}/2`, typed, secretariat)
    expect(refused.status).toBe(422)
    const html = await refused.text()
    expect(html).toContain('SWOT kurang tajam')
    expect(html).toContain('hasil wajib bimtek sebelumnya belum diterima')
    const opened = await world.post(`${here}/2`, { ...typed, despite: 'Jadwal tetap' }, secretariat)
    expect(opened.status).toBe(303)
    expect(await (await world.get(`${here}/2`, ministry)).text()).toContain('Jadwal tetap')
    expect((await world.post(`${here}/2`, { aksi: 'selesai', version: '1' }, secretariat)).status).toBe(412)
  })

  it('has deliverables that an officer submits with a file and the ministry judges, all by forms', async () => {
    const series = await people.addSeries()
    const [one] = await listDeliverables(sql, REGION, series.id, 1)
    const here = `${root}/bimtek/${series.id}/1/hasil/${one?.id}`
    const form = new FormData()
    form.set('version', '1')
    form.set('note', 'Ini datanya')
    form.set('alamat', 'https://data.contoh.invalid/luwu-timur')
    expect((await world.post(here, form, officer)).status).toBe(303)
    expect((await world.post(`${here}/nilai`, { aksi: 'terima', version: '2' }, officer)).status).toBe(403)
    const back = await world.post(`${here}/nilai`, { aksi: 'kembali', version: '2' }, ministry)
    expect(back.status).toBe(422)
    const words = { aksi: 'kembali', version: '2', verdict: 'Tambah <b>sumber</b>' }
    expect((await world.post(`${here}/nilai`, words, ministry)).status).toBe(303)
    const html = await (await world.get(here, officer)).text()
    expect(html).toContain('Tambah &lt;b&gt;sumber')
    expect(html).toContain('Serahkan lagi')
  })
})

describe('the commitment', () => {
  it('is proposed, opened and signed by forms; its sheet and its public page show the same hash, and no names', async () => {
    const series = await people.addSeries()
    const here = `${root}/bimtek/${series.id}/komitmen`
    const token = (await findCommitment(sql, REGION, series.id))?.token ?? ''
    expect((await world.get(`/periksa-komitmen/${token}`)).status).toBe(404)
    const draft = { version: '1', text: 'Kami berkomitmen.', place: 'Malili', dated: '2026-09-22' }
    expect((await world.post(`${here}/ubah`, { ...draft, aksi: 'usul' }, secretariat)).status).toBe(303)
    expect((await world.post(`${here}/ubah`, { version: '2', aksi: 'buka' }, secretariat)).status).toBe(303)
    const { sha256 = '' } = (await findCommitment(sql, REGION, series.id)) ?? {}
    const head = await signIn('kepala-dinkes-luwu-timur')
    const page = await (await world.get(here, head)).text()
    const place = /name="signature" value="([0-9a-f-]+)"/.exec(page)?.[1] ?? ''
    expect(page).toContain('Anda menandatangani sebagai Kepala Dinas Kesehatan')
    expect((await world.post(here, { aksi: 'tanda', signature: place, sha256 }, head)).status).toBe(303)
    const sheet = await world.get(`${here}.pdf`, secretariat)
    expect(sheet.headers.get('content-type')).toBe('application/pdf')
    const text = await pdfText(new Uint8Array(await sheet.arrayBuffer()))
    expect(text.replace(/\s/g, '')).toContain(sha256)
    expect(await (await world.get(here, head)).text()).toContain('melalui akun')
    const seen = await world.get(`/periksa-komitmen/${token}`)
    expect(seen.status).toBe(200)
    const html = await seen.text()
    expect(html).toContain(sha256)
    expect(html).not.toContain(people.head.name)
  })

  it('with 200 signatories still makes a sheet', async () => {
    const series = await people.addSeries()
    const signatories = Array.from({ length: 200 }, (_, at) => ({
      role: undefined,
      organisationId: undefined,
      title: `Kepala Desa ${at + 1}`,
      name: undefined,
    }))
    const saved = await saveCommitment(
      platform,
      people.secretariat,
      {
        regionCode: REGION,
        seriesId: series.id,
        version: 1,
        input: { text: 'Kami.', place: 'Malili', dated: '2026-09-22', signatories },
      },
      people.writerOf(people.secretariat),
    )
    await openCommitment(
      platform,
      people.secretariat,
      { regionCode: REGION, seriesId: series.id, version: saved.commitment.version },
      people.writerOf(people.secretariat),
    )
    const sheet = await world.get(`${root}/bimtek/${series.id}/komitmen.pdf`, secretariat)
    expect(await pdfText(new Uint8Array(await sheet.arrayBuffer()))).toContain('Kepala Desa 200')
  })
})

describe('the list of masterplans', () => {
  it('takes people of a region to theirs and tells strangers of no series that runs', async () => {
    const series = await people.addSeries()
    const own = await world.get('/masterplan', secretariat)
    expect(own.headers.get('location')).toBe(root)
    expect(await (await world.get('/masterplan', ministry)).text()).toContain('Luwu Timur')
    const open = await (await world.get('/masterplan')).text()
    expect(open).not.toContain(series.title)
  })
})

describe('what the secretariat keeps in order', () => {
  it('archives a series after asking, shows it apart with its reason, and restores it from its own page', async () => {
    const series = await people.addSeries({ title: 'Bimtek lama' })
    await platform.db.pool.query(
      `update masterplan.workshop set state = 'running' where series_id = $1 and stage = 1`,
      [series.id],
    )
    const here = `${root}/bimtek/${series.id}`
    const asked = await countStatements(() => world.get(`${here}/arsip`, secretariat))
    expect(await asked.value.text()).toContain('Arsipkan Bimtek lama?')
    expect(asked.statements).toBeLessThanOrEqual(20)
    for (const cookie of [officer, ministry]) {
      expect((await world.get(`${here}/arsip`, cookie)).status).toBe(403)
      expect((await world.post(`${here}/arsip`, { version: '1', reason: 'Uji' }, cookie)).status).toBe(403)
    }
    expect((await world.post(`${here}/arsip`, { version: '1', reason: 'Uji' }, stranger)).status).toBe(404)
    const bare = await world.post(`${here}/arsip`, { version: String(series.version), reason: ' ' }, secretariat)
    expect(bare.status).toBe(422)
    const done = await world.post(`${here}/arsip`, { version: String(series.version), reason: 'Diganti' }, secretariat)
    expect(done.headers.get('location')).toBe(`${root}/bimtek?pesan=arsip`)
    expect(await (await world.get(`${root}/bimtek`, officer)).text()).not.toContain('Bimtek lama')
    const apart = await (await world.get(`${root}/bimtek?daftar=arsip`, officer)).text()
    expect(apart).toContain('Bimtek lama')
    expect(apart).toContain('Diganti')
    for (const end of ['', '/1', '/kelompok', '/pembimbing', '/kemajuan', '/komitmen']) {
      const page = await (await world.get(`${here}${end}`, secretariat)).text()
      expect(page, end).toContain('Hanya dapat dibaca')
      expect(page, end).not.toContain('action="/masterplan/')
    }
    const restored = await world.post(
      `${here}/arsip`,
      { version: String(series.version + 1), aksi: 'pulihkan' },
      secretariat,
    )
    expect(restored.headers.get('location')).toBe(`${here}?pesan=pulih`)
    expect(await (await world.get(here, officer)).text()).not.toContain('Hanya dapat dibaca')
  })

  it('says what an office still holds and moves it by the form; others may not', async () => {
    const [health, planning] = [await people.officeId('Dinas Kesehatan'), await people.officeId('Badan Perencanaan')]
    const series = await people.addSeries()
    await platform.db.pool.query('update masterplan.deliverable set owner_id = $2 where series_id = $1 and stage = 2', [
      series.id,
      health,
    ])
    const page = await countStatements(() => world.get(`${root}/pindah-opd?dari=${health}`, secretariat))
    expect(await page.value.text()).toContain('Yang masih dipegang: Dinas Kesehatan')
    expect(page.statements).toBeLessThanOrEqual(20)
    for (const cookie of [officer, ministry]) {
      expect((await world.get(`${root}/pindah-opd`, cookie)).status).toBe(403)
    }
    expect((await world.get(`${root}/pindah-opd`, stranger)).status).toBe(404)
    const form = { fromId: health, toId: planning, reason: '' }
    expect((await world.post(`${root}/pindah-opd`, form, secretariat)).status).toBe(422)
    const moved = await world.post(`${root}/pindah-opd`, { ...form, reason: 'Perda 3/2027' }, secretariat)
    expect(moved.headers.get('location')).toMatch(/pindah-opd\?pindah=\d+$/)
    const owners = await listDeliverables(sql, REGION, series.id, 2)
    expect(new Set(owners.map(one => one.ownerId))).toEqual(new Set([planning]))
  })
})
