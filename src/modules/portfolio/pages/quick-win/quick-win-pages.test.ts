import { readSheet } from 'read-excel-file/node'
import { beforeAll, describe, expect, it } from 'vitest'
import { countStatements } from '#platform/db/database.ts'
import { pdfText } from '#platform/documents/pdf-text.fixture.ts'
import { markupFaults } from '../../../../../test/support/markup.ts'
import { testWorld } from '../../../../../test/support/world.ts'
import { saveBudget } from '../../actions/programme/save-budget.ts'
import { checkQuickWin } from '../../actions/quick-win/check-quick-win.ts'
import { saveQuickWin } from '../../actions/quick-win/save-quick-win.ts'
import { saveRisk } from '../../actions/quick-win/save-risk.ts'
import type { ProgrammeInput } from '../../model.ts'
import type { QuickWinProfile } from '../../model-quick-win.ts'
import { type PortfolioWorld, portfolioWorld, REGION } from '../../portfolio-world.fixture.ts'
import { listChecks, listYears } from '../../store/quick-win/checks.ts'
import { findQuickWin } from '../../store/quick-win/quick-wins.ts'
import { listRisks } from '../../store/quick-win/risks.ts'

const world = await testWorld('demo')
const { sql, pool } = world.platform.db
const year = new Date().getFullYear()
const cookies = new Map<string, string>()
const login = async (box: string) => {
  const there = cookies.get(box) ?? (await world.signIn(`${box}@contoh.tudang.invalid`))
  cookies.set(box, there)
  return there
}
let w: PortfolioWorld
beforeAll(async () => {
  w = await portfolioWorld(world)
})

const profile: QuickWinProfile = {
  sinceYear: year - 1,
  initiator: 'office',
  form: 'public-service',
  digital: true,
  trialOn: `${year - 1}-02-01`,
  appliedOn: `${year - 1}-06-01`,
  aim: 'Ibu hamil di desa terjauh sampai ke bidan dalam satu jam.',
  design: 'Perahu dan sopir siaga, dipanggil lewat ponsel.',
  benefit: 'Ibu tidak menunggu perahu dagang.',
  result: undefined,
  continuity: 'Masuk APB Desa.',
}

async function quickWin(over: Partial<ProgrammeInput> = {}) {
  const programme = await w.addProgramme(over)
  await saveQuickWin(
    world.platform,
    w.secretariat,
    { regionCode: REGION, programmeId: programme.id, profile },
    w.writerOf(w.secretariat),
  )
  const at = `/portofolio/${REGION}/quick-win/${programme.id}`
  return { programme, at, place: { regionCode: REGION, programmeId: programme.id } }
}
const addRisk = async (programmeId: string, factor: string) =>
  await saveRisk(
    world.platform,
    w.secretariat,
    {
      regionCode: REGION,
      programmeId,
      risk: {
        factor,
        cause: undefined,
        likelihood: 3,
        impact: 2,
        mitigation: '=2+2 cadangan perahu',
        structural: true,
        ownerId: undefined,
        residualLikelihood: 1,
        residualImpact: 1,
      },
    },
    w.writerOf(w.secretariat),
  )
const closed = () => pool.query(`update portfolio.region_setting set public = false where region_code = $1`, [REGION])
const words = (html: string) => html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')

describe('what strangers see', () => {
  it('of an open portfolio is the presentation, and never risks, notes, verdicts in the making or the profile form', async () => {
    const { programme, at, place } = await quickWin({ name: 'Perahu siaga' })
    await addRisk(programme.id, 'Faktor rahasia')
    await checkQuickWin(
      world.platform,
      w.officer,
      { ...place, year, indicator: 'E3', answer: 'partly', note: 'Catatan rahasia' },
      w.writerOf(w.officer),
    )
    await w.open()
    const stranger = await world.get(at)
    expect([stranger.status, stranger.headers.get('location')]).toEqual([303, `${at}/unggulan`])
    const other = await login('sekretariat-luwu-utara')
    for (const cookie of [undefined, other]) {
      const page = await (await world.get(`${at}/unggulan`, cookie)).text()
      expect(words(page)).toContain('Ibu hamil di desa terjauh')
      expect(words(page)).toContain('E3, sebagian')
      expect(page).not.toContain('rahasia')
      const list = await (await world.get(`/portofolio/${REGION}/quick-win`, cookie)).text()
      expect(list).toContain(`${at}/unggulan`)
      expect(list).not.toContain('/risiko')
      const api = await (await world.get(`/api/v1/portfolios/${REGION}/quick-wins/${programme.id}`, cookie)).text()
      expect(api).toContain('"answer":"partly"')
      expect(api).not.toContain('rahasia')
    }
    for (const part of ['risiko', 'risiko.xlsx', 'validasi', 'profil']) {
      expect([401, 404]).toContain((await world.get(`${at}/${part}`)).status)
      expect((await world.get(`${at}/${part}`, other)).status).toBe(404)
    }
    const risks = `/api/v1/portfolios/${REGION}/programmes/${programme.id}/risks`
    expect((await world.get(risks, other)).status).toBe(404)
    expect((await world.get(risks)).status).toBe(401)
  })

  it('of a closed portfolio is nothing, whatever the address', async () => {
    const { at } = await quickWin()
    await closed()
    for (const part of ['', '/unggulan', '/unggulan.pdf', '/profil.json', '/profil.xlsx']) {
      expect((await world.get(at + part)).status, part).toBe(404)
      expect((await world.get(at + part, await login('sekretariat-luwu-utara'))).status, part).toBe(404)
    }
    await w.open()
  })
})

describe('the self-check on its page', () => {
  it('saves one row from a form without script, and shows it', async () => {
    const { programme, at } = await quickWin()
    const cookie = await login('petugas-dinkes-luwu-timur')
    const form = new FormData()
    for (const [name, value] of Object.entries({
      indikator: 'E5',
      tahun: String(year),
      jawaban: 'yes',
      catatan: 'Bank daerah ikut',
      version: '0',
      'bukti-ada': 'ya',
      judul: 'Perjanjian',
    })) {
      form.set(name, value)
    }
    form.set('berkas', new File(['Perjanjian dengan bank daerah'], 'perjanjian.txt', { type: 'text/plain' }))
    const saved = await world.post(at, form, cookie)
    expect(saved.status).toBe(303)
    expect(saved.headers.get('location')).toContain('#E5')
    const page = await (await world.get(saved.headers.get('location') ?? '', cookie)).text()
    expect(words(page)).toContain('1 dari 10 indikator terpenuhi')
    expect(page).toContain('Bank daerah ikut')
    expect(page).toContain('Perjanjian')
    // The portfolio names no partner, so the yes is asked about.
    expect(words(page)).toContain('Belum ada mitra yang tercatat')
    expect(await markupFaults(page)).toEqual([])
    expect(await listChecks(sql, REGION, programme.id)).toHaveLength(1)
  })

  it('gives back what was typed when it is refused, and both texts after a change by somebody else', async () => {
    const { at, place } = await quickWin()
    const cookie = await login('kepala-dinkes-luwu-timur')
    const row = { indikator: 'E2', tahun: String(year), version: '0' }
    const missing = await world.post(at, { ...row, jawaban: 'no' }, cookie)
    expect(missing.status).toBe(422)
    const missingPage = await missing.text()
    expect(words(missingPage)).toContain('Tulis apa yang belum ada')
    expect(await markupFaults(missingPage)).toEqual([])
    await checkQuickWin(
      world.platform,
      w.officer,
      { ...place, year, indicator: 'E2', answer: 'yes', note: 'Dari petugas' },
      w.writerOf(w.officer),
    )
    const conflict = await world.post(at, { ...row, jawaban: 'no', catatan: 'Dari kepala' }, cookie)
    expect(conflict.status).toBe(412)
    const page = await conflict.text()
    expect(page).toContain('Dari petugas')
    expect(page).toContain('Dari kepala')
    // Sending it again replaces what is stored: the form carries the version that stands there now.
    const version = /name="indikator" value="E2"[^]*?name="version" value="(\d+)"/.exec(page)?.[1] ?? ''
    expect((await world.post(at, { ...row, version, jawaban: 'no', catatan: 'Dari kepala' }, cookie)).status).toBe(303)
  })

  it('tells a foreigner no, and not what is wrong with the form', async () => {
    const { at } = await quickWin()
    for (const box of ['sekretariat-luwu-utara', 'petugas-desa']) {
      for (const part of ['', '/risiko', '/validasi', '/profil']) {
        expect((await world.post(at + part, {}, await login(box))).status, `${box} ${part}`).toBe(403)
      }
    }
  })
})

describe('profile, verdict and risks on their pages', () => {
  it('make a programme a quick win, judge a year, and fill the risk form', async () => {
    const programme = await w.addProgramme()
    const at = `/portofolio/${REGION}/quick-win/${programme.id}`
    const cookie = await login('sekretariat-luwu-timur')
    expect(words(await (await world.get(at, cookie)).text())).toContain('Program ini belum quick win')
    const wrong = await world.post(`${at}/profil`, { version: '0', sinceYear: 'dulu', aim: 'Ketikan saya' }, cookie)
    expect(wrong.status).toBe(422)
    expect(await wrong.text()).toContain('Ketikan saya')
    expect(await findQuickWin(sql, REGION, programme.id)).toBeUndefined()
    const made = await world.post(`${at}/profil`, { version: '0', sinceYear: String(year - 1), aim: 'Tujuan' }, cookie)
    expect(made.status).toBe(303)

    const judged = await world.post(`${at}/validasi`, { tahun: String(year), putusan: 'changed' }, cookie)
    expect(judged.status).toBe(422)
    expect(words(await judged.text())).toContain('perlu alasan')
    await world.post(`${at}/validasi`, { tahun: String(year), putusan: 'changed', alasan: 'anggaran' }, cookie)
    expect((await listYears(sql, REGION, programme.id))[0]).toMatchObject({ year, verdict: 'changed' })

    const bare = { factor: 'Sopir sakit', likelihood: '2', impact: '3' }
    expect((await world.post(`${at}/risiko`, { ...bare, impact: '' }, cookie)).status).toBe(422)
    expect((await world.post(`${at}/risiko`, bare, cookie)).status).toBe(303)
    const [risk] = await listRisks(sql, REGION, programme.id)
    const page = await (await world.get(`${at}/risiko`, cookie)).text()
    expect(words(page)).toContain('1 risiko, 1 tinggi')
    expect(await markupFaults(page)).toEqual([])
    const one = `${at}/risiko/${risk?.id}`
    expect((await world.post(one, { ...bare, impact: '1', version: '1' }, cookie)).status).toBe(303)
    const stale = await world.post(one, { ...bare, factor: 'Ketikan saya', version: '1' }, cookie)
    expect(stale.status).toBe(412)
    expect(await stale.text()).toContain('Ketikan saya')
    expect((await world.post(`${one}/arsip`, { version: '2' }, cookie)).status).toBe(303)
    expect(await listRisks(sql, REGION, programme.id)).toEqual([])
  })

  it('give the risk form as a sheet in which no text becomes a formula', async () => {
    const { programme, at } = await quickWin()
    await addRisk(programme.id, 'Ombak')
    const file = await world.get(`${at}/risiko.xlsx`, await login('auditor'))
    const [head, row] = await readSheet(Buffer.from(await file.arrayBuffer()))
    expect(head?.slice(0, 7)).toEqual([
      'No.',
      'Faktor risiko',
      'Penyebab',
      'Kemungkinan',
      'Dampak',
      'Tingkat',
      'Mitigasi',
    ])
    expect(row?.slice(0, 7)).toEqual([1, 'Ombak', null, 3, 2, 'tinggi', '=2+2 cadangan perahu'])
  })
})

describe('the presentation', () => {
  it('shows what it is, where, what it costs and how far it is, and is a valid page with script off', async () => {
    const { programme, at } = await quickWin({
      name: 'Perahu siaga danau',
      places: ['73.24.03', '73.24.02'],
      partners: [{ name: 'Koperasi danau', contribution: 'Dua perahu' }],
    })
    await saveBudget(
      world.platform,
      w.secretariat,
      {
        regionCode: REGION,
        id: programme.id,
        lines: [
          { year: year - 1, source: 'apbd-kabupaten', planned: 400_000_000n, realised: 300_000_000n },
          { year, source: 'dana-desa', planned: 200_000_000n, realised: undefined },
        ],
        versions: {},
      },
      w.writerOf(w.secretariat),
    )
    const page = await (await world.get(`${at}/unggulan`)).text()
    const said = words(page)
    for (const part of ['Penerapan', 'Rp 600 juta', '2 kecamatan', 'Towuti', 'Koperasi danau', 'belum dilaporkan']) {
      expect(said, part).toContain(part)
    }
    expect(await markupFaults(page)).toEqual([])
    expect(page).not.toContain('style=')
    expect(await markupFaults(await (await world.get(`${at}/unggulan?layar=1`)).text())).toEqual([])
  })

  it('is a two-page accessible PDF whatever there is to say, with the address of the page only when it is open', async () => {
    const { at, place } = await quickWin({
      name: 'Perahu siaga danau yang panjang namanya dan masih harus muat di lembar',
    })
    const long = (letters: number) => 'Kata-kata panjang tentang perahu. '.repeat(200).slice(0, letters)
    const short = await quickWin({ name: 'Pendek' })
    await saveQuickWin(
      world.platform,
      w.secretariat,
      {
        ...place,
        version: 1,
        profile: { ...profile, design: long(4000), benefit: long(1500), result: long(2000), continuity: long(1500) },
      },
      w.writerOf(w.secretariat),
    )
    for (const one of [at, short.at]) {
      const answer = await world.get(`${one}/unggulan.pdf`)
      expect(answer.headers.get('content-type')).toBe('application/pdf')
      const bytes = new Uint8Array(await answer.arrayBuffer())
      const text = pdfText(bytes)
      expect(text).toContain('Halaman 2 dari 2')
      expect(Buffer.from(bytes).toString('latin1')).toContain('pdfuaid')
    }
    await closed()
    const inside = await world.get(`${at}/unggulan.pdf`, await login('sekretariat-luwu-timur'))
    const text = pdfText(new Uint8Array(await inside.arrayBuffer()))
    expect(text).toContain('belum dibuka untuk umum')
    expect(text).not.toContain('/unggulan')
    await w.open()
  })

  it('goes out as an innovation profile, page and API alike', async () => {
    const { programme, at } = await quickWin({ name: 'Perahu siaga profil' })
    const file = await world.get(`${at}/profil.json`)
    const json = (await file.json()) as Record<string, unknown>
    expect(json).toMatchObject({
      name: 'Perahu siaga profil',
      stage: 'Penerapan',
      initiator: 'OPD',
      form: 'Inovasi pelayanan publik',
      kind: 'Digital',
      applied_on: `${year - 1}-06-01`,
      result: null,
      places: [],
    })
    const api = await world.get(`/api/v1/portfolios/${REGION}/quick-wins/${programme.id}/innovation-profile`)
    expect(await api.json()).toEqual(json)
    const sheet = await world.get(`${at}/profil.xlsx`)
    const rows = await readSheet(Buffer.from(await sheet.arrayBuffer()))
    expect(rows).toContainEqual(['Tahapan inovasi', 'Penerapan'])
    expect(rows).toContainEqual(['Hasil inovasi', 'belum diisi'])
  })

  it('of a programme that is no quick win does not exist', async () => {
    const programme = await w.addProgramme()
    expect((await world.get(`/portofolio/${REGION}/quick-win/${programme.id}/unggulan`)).status).toBe(404)
  })
})

describe('through the API', () => {
  it('a quick win is made, checked, judged and given risks; an old version is 412 and names fields as the JSON does', async () => {
    const programme = await w.addProgramme()
    const cookie = await login('petugas-dinkes-luwu-timur')
    const send = (method: string, path: string, body: object, as = cookie) =>
      Promise.resolve(
        world.app.request(`/api/v1/portfolios/${REGION}${path}`, {
          method,
          headers: { 'content-type': 'application/json', cookie: as },
          body: JSON.stringify(body),
        }),
      )
    const path = `/quick-wins/${programme.id}`
    expect((await send('PUT', path, { since_year: year })).status).toBe(200)
    expect((await send('PUT', path, { since_year: year, aim: 'x', version: 9 })).status).toBe(412)
    const early = await send('PUT', path, { since_year: 1900, version: 1 })
    expect(early.status).toBe(422)
    expect(JSON.stringify(await early.json())).toContain('"field":"since_year"')
    expect((await send('PUT', `${path}/checks`, { year, indicator: 'E1', answer: 'yes' })).status).toBe(200)
    expect((await send('PUT', `${path}/checks`, { year: 1999, indicator: 'E1', answer: 'yes' })).status).toBe(422)
    expect((await send('PUT', `${path}/verdicts`, { year, verdict: 'kept' })).status).toBe(200)
    const risks = `/programmes/${programme.id}/risks`
    const made = await send('POST', risks, { factor: 'Hujan', likelihood: 1, impact: 3 })
    expect(made.status).toBe(201)
    const { id, level } = (await made.json()) as { id: string; level: string }
    expect(level).toBe('medium')
    const change = { factor: 'Hujan', likelihood: 1, impact: 1 }
    expect((await send('PUT', `${risks}/${id}`, { ...change, version: 7 })).status).toBe(412)
    expect((await send('PUT', `${risks}/${id}`, { ...change, version: 1 })).status).toBe(200)
    expect((await send('POST', `${risks}/${id}/archive`, { version: 2 })).status).toBe(204)
    const foreign = await login('sekretariat-luwu-utara')
    expect((await send('PUT', `${path}/verdicts`, { year, verdict: 'ended', reason: 'rpjmd' }, foreign)).status).toBe(
      403,
    )
    const shown = await (await world.get(`/api/v1/portfolios/${REGION}${path}`, cookie)).json()
    expect(shown).toMatchObject({ since_year: year, checks: [{ indicator: 'E1' }], years: [{ verdict: 'kept' }] })
  })
})

describe('pages of quick wins', () => {
  it('take as many statements for three as for one, and at most twenty', async () => {
    const roles = ['sekretariat-luwu-timur', 'petugas-dinkes-luwu-timur', 'kementerian']
    const { programme, at } = await quickWin()
    const list = `/portofolio/${REGION}/quick-win`
    const api = `/api/v1/portfolios/${REGION}/quick-wins`
    const pages = [list, api, at, `${at}/unggulan`, `${at}/risiko`, `${at}/validasi`, `${at}/profil`]
    const count = async () => {
      const counts: Record<string, number> = {}
      for (const role of roles) {
        const cookie = await login(role)
        for (const page of pages) {
          const { statements, value } = await countStatements(() => world.get(page, cookie))
          expect(value.status, page).toBe(200)
          counts[`${role} ${page}`] = statements
        }
      }
      return counts
    }
    await addRisk(programme.id, 'Satu')
    await count()
    const one = await count()
    await quickWin()
    await quickWin()
    await addRisk(programme.id, 'Dua')
    await addRisk(programme.id, 'Tiga')
    expect(await count()).toEqual(one)
    for (const [page, statements] of Object.entries(one)) expect(statements, page).toBeLessThanOrEqual(20)
  })

  it('list by year, dimension and what is due, a page at a time', async () => {
    const cookie = await login('sekretariat-luwu-timur')
    const { programme } = await quickWin({ subDimension: 'SOC-3', name: 'Menunggu putusan' })
    const due = await (await world.get(`/portofolio/${REGION}/quick-win?validasi=menunggu&dimensi=soc`, cookie)).text()
    expect(due).toContain('Menunggu putusan')
    expect(due).toContain(`${programme.id}/validasi?tahun=${year}`)
    const elsewhere = await (await world.get(`/portofolio/${REGION}/quick-win?dimensi=env`, cookie)).text()
    expect(elsewhere).not.toContain('Menunggu putusan')
    const after = await (
      await world.get(`/portofolio/${REGION}/quick-win?sesudah=${programme.code}&dimensi=soc`, cookie)
    ).text()
    expect(after).not.toContain('Menunggu putusan')
    expect(await markupFaults(due)).toEqual([])
  })
})
