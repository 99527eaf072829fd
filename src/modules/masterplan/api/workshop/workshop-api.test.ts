import { describe, expect, test } from 'vitest'
import { countStatements } from '#platform/db/database.ts'
import { saveEvidence } from '#modules/evidence/index.ts'
import { testWorld } from '../../../../../test/support/world.ts'
import { saveMentor } from '../../actions/workshop/save-mentor.ts'
import { OTHER_REGION, planWorld, REGION } from '../../plan-world.fixture.ts'
import { listDeliverables } from '../../store/workshop/deliverables.ts'

const world = await testWorld()
const people = await planWorld(world)
const { platform } = world
const boxes = {
  secretariat: 'sekretariat-luwu-timur',
  officer: 'petugas-dinkes-luwu-timur',
  head: 'kepala-dinkes-luwu-timur',
  village: 'petugas-desa',
  regionalHead: 'kepala-daerah-luwu-timur',
  mentor: 'pembimbing',
  ministry: 'kementerian',
  auditor: 'auditor',
  province: 'provinsi',
  otherRegion: 'sekretariat-luwu-utara',
}
type Who = keyof typeof boxes | 'visitor'
const cookies: Partial<Record<Who, string>> = {}
for (const [who, box] of Object.entries(boxes)) {
  cookies[who as Who] = await world.signIn(`${box}@contoh.tudang.invalid`)
}
const everybody: Who[] = [...(Object.keys(boxes) as Who[]), 'visitor']

interface Told {
  id: string
  detail: string
  errors: { field: string; detail: string }[]
  items: Told[]
  next: string | null
  version: number
  state: string
  text: string | null
  author: string | null
  answers: Told[]
  sha256: string
  verification: string | null
  stages: Told[]
  deliverables: (Told & { evidence: string[]; proof: unknown; stage: number; sheet: string | null })[]
  groups: Told[]
  mentors: Told[]
  signatures: (Told & { role: string | null; office: string | null })[]
  office: string
  title: string
  year: number
  note: string | null
}

const root = `/api/v1/masterplans/${REGION}`
async function send(who: Who, method: string, path: string, body?: unknown) {
  const cookie = cookies[who]
  const response = await world.app.request(path.startsWith('/') ? path : `${root}/${path}`, {
    method,
    headers: { 'content-type': 'application/json', ...(cookie === undefined ? {} : { cookie }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  const text = await response.text()
  return {
    status: response.status,
    headers: response.headers,
    text,
    body: (text === '' ? {} : JSON.parse(text)) as Told,
  }
}

const secret = 'RAHASIA-DAPUR'
const series = await people.addSeries({ title: `Bimtek ${secret}`, mentor: false })
const path = `series/${series.id}`
const health = await people.officeId('Dinas Kesehatan')
await platform.db.pool.query('update masterplan.deliverable set owner_id = $2 where series_id = $1', [
  series.id,
  health,
])
const [first, second] = await listDeliverables(platform.db.sql, REGION, series.id, 1)
if (!first || !second) throw new Error('The template has no deliverables')
const nobody = '00000000-0000-4000-8000-000000000000'

const inside: Who[] = [
  'secretariat',
  'officer',
  'head',
  'village',
  'regionalHead',
  'mentor',
  'ministry',
  'auditor',
  'province',
]
const keeps: Who[] = ['secretariat']
const writes: Who[] = ['secretariat', 'officer', 'head']
const judges: Who[] = ['mentor', 'ministry']
const signs: Who[] = ['secretariat', 'head', 'regionalHead']
const comments: Who[] = ['secretariat', 'officer', 'head', 'village', 'regionalHead', 'mentor']

/** Who is let through, and what this harmless body is answered then. */
const table: [string, string, Who[], number, object?][] = [
  ['GET', 'series', inside, 200],
  ['GET', path, inside, 200],
  ['GET', `${path}/progress`, inside, 200],
  ['GET', `${path}/commitment`, inside, 200],
  ['GET', 'comments', inside, 200],
  ['GET', `comments?kind=deliverable&id=${first.id}`, inside, 200],
  ['POST', 'series', keeps, 422, { title: '', year: 2026 }],
  ['PATCH', path, keeps, 412, { version: 9999 }],
  ['PUT', `${path}/stages/3`, keeps, 412, { version: 9999 }],
  ['POST', `${path}/stages/3/opening`, keeps, 412, { version: 9999 }],
  ['POST', `${path}/stages/3/holding`, keeps, 412, { version: 9999 }],
  ['POST', `${path}/stages/3/acceptance`, judges, 412, { version: 9999 }],
  ['POST', `${path}/deliverables`, keeps, 422, { stage: 1, title: '', required: true }],
  ['PUT', `${path}/deliverables/${first.id}`, keeps, 412, { version: 9999, title: 'Contoh', required: true }],
  ['POST', `${path}/deliverables/${first.id}/removal`, keeps, 412, { version: 9999 }],
  ['POST', `${path}/deliverables/${first.id}/submission`, writes, 412, { version: 9999 }],
  ['POST', `${path}/deliverables/${first.id}/judgement`, judges, 412, { version: 9999, accepted: true }],
  ['PUT', `${path}/commitment`, keeps, 412, { version: 9999, text: 'Contoh' }],
  ['POST', `${path}/commitment/opening`, keeps, 412, { version: 9999 }],
  ['POST', `${path}/commitment/withdrawal`, keeps, 412, { version: 9999 }],
  ['POST', `${path}/commitment/signature`, signs, 404, { signature: nobody, sha256: '0'.repeat(64) }],
  ['POST', `${path}/commitment/paper`, keeps, 409, { signatures: [nobody], signed_on: '2026-01-01' }],
  ['POST', 'comments', comments, 404, { kind: 'section', id: nobody, text: 'Contoh' }],
  ['POST', `comments/${nobody}/settlement`, comments, 404, { state: 'resolved' }],
  ['POST', `comments/${nobody}/removal`, comments, 404],
]

describe('the API of the workshops', () => {
  test('tells a mentor who guides nobody here nothing at all', async () => {
    for (const [method, end, , , body] of table) {
      const told = await send('mentor', method, end, body)
      expect([403, 404], `${method} ${end}`).toContain(told.status)
      expect(told.text, `${method} ${end}`).not.toContain(secret)
    }
    await saveMentor(
      platform,
      people.secretariat,
      {
        regionCode: REGION,
        seriesId: series.id,
        accountId: people.otherMentor.accountId ?? '',
        lead: true,
        expertise: '',
      },
      people.writerOf(people.secretariat),
    )
    await send('officer', 'POST', 'comments', { kind: 'deliverable', id: first.id, text: secret })
    expect((await send('mentor', 'GET', path)).status).toBe(200)
  })

  test.each(table)('%s %s lets through whom it should and nobody else', async (method, end, may, status, body) => {
    for (const who of everybody) {
      const told = await send(who, method, end, body)
      if (may.includes(who)) {
        expect(told.status, `${who}: ${told.text}`).toBe(status)
      } else {
        expect(who === 'visitor' ? [401, 404] : [403, 404], `${who}: ${told.text}`).toContain(told.status)
        expect(told.text, who).not.toContain(secret)
      }
    }
  })

  test('shows nothing of a series under the address of another region, nor another region its own', async () => {
    const away = `/api/v1/masterplans/${OTHER_REGION}/${path}`
    for (const end of ['', '/progress', '/commitment']) {
      expect((await send('otherRegion', 'GET', `${away}${end}`)).status).toBe(404)
      expect((await send('ministry', 'GET', `${away}${end}`)).status).toBe(404)
    }
    const list = await send('otherRegion', 'GET', `/api/v1/masterplans/${OTHER_REGION}/series`)
    expect(list.status).toBe(200)
    expect(list.text).not.toContain(secret)
    const theirs = { kind: 'deliverable', id: first.id, text: 'Halo' }
    expect((await send('otherRegion', 'POST', `/api/v1/masterplans/${OTHER_REGION}/comments`, theirs)).status).toBe(404)
  })

  test('lists documents without those that hold personal data, for who has no library there', async () => {
    const by = { actor: people.secretariat, writer: people.writerOf(people.secretariat) }
    const add = async (title: string, personalData: boolean) => {
      const input = { regionCode: REGION, title, text: `Isi ${title}.`, personalData }
      return (await saveEvidence(platform, input, by)).evidence.id
    }
    const evidence = [await add('Tabel OPD', false), await add('Daftar NIK', true)]
    const submitted = await send('secretariat', 'POST', `${path}/deliverables/${second.id}/submission`, {
      version: second.version,
      note: 'Dua berkas.',
      evidence,
    })
    expect(submitted.body).toMatchObject({ state: 'submitted', note: 'Dua berkas.' })
    const seen = async (who: Who) =>
      (await send(who, 'GET', path)).body.deliverables.find(one => one.id === second.id)?.evidence
    expect(await seen('secretariat')).toEqual(expect.arrayContaining(evidence))
    for (const who of ['ministry', 'mentor'] as const) expect(await seen(who), who).toEqual([evidence[0]])
    const unseen = { version: submitted.body.version, evidence: [nobody] }
    const refused = await send('officer', 'POST', `${path}/deliverables/${second.id}/submission`, unseen)
    expect(refused.status).toBe(422)
    expect(refused.body.errors.map(one => one.field)).toEqual(['evidence'])
  })

  test('takes a series from its beginning through a gate to an accepted stage', async () => {
    const made = await send('secretariat', 'POST', 'series', { title: ' Bimtek  2027 ', year: 2027 })
    expect(made.status).toBe(201)
    expect(made.body).toMatchObject({ title: 'Bimtek 2027', year: 2027, state: 'running' })
    const here = made.headers.get('location') ?? ''
    expect(here).toBe(`${root}/series/${made.body.id}`)
    const changed = await send('secretariat', 'PATCH', here, { version: made.body.version, note: 'Dengan empat desa.' })
    expect(changed.body).toMatchObject({
      title: 'Bimtek 2027',
      year: 2027,
      note: 'Dengan empat desa.',
      state: 'running',
    })
    const late = await send('secretariat', 'PATCH', here, { version: made.body.version, title: 'Lain' })
    expect(late.status).toBe(412)

    const whole = (await send('secretariat', 'GET', here)).body
    expect(whole.stages.map(one => one.state)).toEqual(['planned', 'planned', 'planned', 'planned'])
    expect(whole.groups.length).toBeGreaterThan(6)
    const days = { version: whole.stages[0]?.version, starts_on: '2027-06-13', ends_on: '2027-06-12' }
    const wrong = await send('secretariat', 'PUT', `${here}/stages/1`, days)
    expect(wrong.body.errors).toEqual([{ field: 'ends_on', detail: expect.stringContaining('lebih awal') }])
    const stage = await send('secretariat', 'PUT', `${here}/stages/1`, {
      ...days,
      ends_on: '2027-06-13',
      theme: 'Kesiapan',
    })
    expect(stage.body).toMatchObject({ theme: 'Kesiapan', starts_on: '2027-06-13', meeting: null })

    const own = whole.deliverables.filter(one => one.stage === 1)
    for (const one of own.slice(1)) {
      const off = await send('secretariat', 'POST', `${here}/deliverables/${one.id}/removal`, { version: one.version })
      expect(off.status).toBe(204)
    }
    const asked = { title: 'Notulen FGD', owner: health, due_on: '2027-06-20', required: true, stage: 1 }
    const added = await send('secretariat', 'POST', `${here}/deliverables`, asked)
    expect(added.status).toBe(201)
    expect(added.body).toMatchObject({ title: 'Notulen FGD', owner: health, sheet: null, state: 'owed' })
    const bad = { version: own[0]?.version, title: 'Kesiapan', owner: nobody, due_on: 'besok', required: false }
    const unknown = await send('secretariat', 'PUT', `${here}/deliverables/${own[0]?.id}`, bad)
    expect(unknown.status).toBe(422)
    expect(unknown.body.errors.map(one => one.field).sort()).toEqual(['due_on', 'owner'])
    const eased = { version: own[0]?.version, title: 'Kesiapan', required: false }
    expect((await send('secretariat', 'PUT', `${here}/deliverables/${own[0]?.id}`, eased)).status).toBe(200)

    const step = async (who: Who, end: string, body: object) => await send(who, 'POST', `${here}/stages/${end}`, body)
    const opened = await step('secretariat', '1/opening', { version: stage.body.version })
    expect(opened.body.state).toBe('running')
    const held = await step('secretariat', '1/holding', { version: opened.body.version })
    expect(held.body.state).toBe('held')
    const early = await step('ministry', '1/acceptance', { version: held.body.version })
    expect(early.status).toBe(409)

    const gate = { version: whole.stages[1]?.version, review: 'Tabel kesiapan jadi.' }
    const noReason = await step('secretariat', '2/opening', gate)
    expect(noReason.body.errors.map(one => one.field)).toEqual(['despite'])
    const despite = await step('secretariat', '2/opening', { ...gate, despite: 'Jadwal tetap.' })
    expect(despite.body).toMatchObject({ state: 'running', review: gate.review, opened_despite: 'Jadwal tetap.' })

    const result = `${here}/deliverables/${added.body.id}`
    const empty = await send('officer', 'POST', `${result}/submission`, { version: added.body.version })
    expect(empty.body.errors.map(one => one.field)).toEqual(['evidence'])
    const by = { actor: people.officer, writer: people.writerOf(people.officer) }
    const proof = await saveEvidence(platform, { regionCode: REGION, title: 'Notulen', text: 'Isi notulen.' }, by)
    const sent = await send('officer', 'POST', `${result}/submission`, {
      version: added.body.version,
      evidence: [proof.evidence.id],
    })
    expect(sent.body.state).toBe('submitted')
    // A mentor of the region, but of another series.
    const verdict = { version: sent.body.version, accepted: false }
    expect((await send('mentor', 'POST', `${result}/judgement`, verdict)).status).toBe(403)
    const silent = await send('ministry', 'POST', `${result}/judgement`, verdict)
    expect(silent.body.errors).toEqual([{ field: 'verdict', detail: expect.stringContaining('diperbaiki') }])
    const good = await send('ministry', 'POST', `${result}/judgement`, { ...verdict, accepted: true })
    expect(good.body.state).toBe('accepted')
    const accepted = await step('ministry', '1/acceptance', { version: held.body.version })
    expect(accepted.body.state).toBe('accepted')
  })

  test('takes a commitment from draft to its signatures by account and on paper', async () => {
    const one = await people.addSeries()
    const here = `series/${one.id}/commitment`
    const draft = (await send('officer', 'GET', here)).body
    expect(draft).toMatchObject({ state: 'draft', verification: null, sha256: null })
    const signatories = [
      { title: 'Kepala Dinas Kesehatan', role: 'opd-head', office: health },
      { title: 'Ketua Forum', name: 'Tokoh masyarakat' },
    ]
    const twice = { version: draft.version, text: ' ', signatories: [signatories[1], signatories[1]] }
    const refused = await send('secretariat', 'PUT', here, twice)
    expect(refused.body.errors.map(error => error.field)).toEqual(['text', 'signatories'])
    const written = { version: draft.version, text: 'Kami.', place: 'Malili', dated: '2026-09-22', signatories }
    const saved = await send('secretariat', 'PUT', here, written)
    expect(saved.body.signatures.map(place => place.title)).toEqual(['Kepala Dinas Kesehatan', 'Ketua Forum'])
    expect((await send('secretariat', 'PUT', here, written)).status).toBe(412)
    // Signatories that are not named stay.
    const again = await send('secretariat', 'PUT', here, {
      ...written,
      version: saved.body.version,
      signatories: undefined,
    })
    expect(again.body.signatures).toHaveLength(2)
    const open = await send('secretariat', 'POST', `${here}/opening`, { version: again.body.version })
    const back = await send('secretariat', 'POST', `${here}/withdrawal`, { version: open.body.version })
    expect(back.body).toMatchObject({ state: 'draft', sha256: null })
    const opened = (await send('secretariat', 'POST', `${here}/opening`, { version: back.body.version })).body
    expect(opened.state).toBe('open')
    const verified = await world.get(opened.verification ?? '')
    expect(await verified.text()).toContain(opened.sha256)

    const [own, paper] = opened.signatures
    const sign = { signature: own?.id, sha256: '0'.repeat(64) }
    expect((await send('head', 'POST', `${here}/signature`, sign)).status).toBe(409)
    const place = { ...sign, sha256: opened.sha256 }
    expect((await send('secretariat', 'POST', `${here}/signature`, place)).status).toBe(403)
    expect((await send('head', 'POST', `${here}/signature`, place)).body.state).toBe('open')
    const sheet = { signatures: [paper?.id], signed_on: '2026-09-22' }
    const noScan = await send('secretariat', 'POST', `${here}/paper`, sheet)
    expect(noScan.body.errors).toEqual([{ field: 'evidence', detail: expect.stringContaining('pindaian') }])
    const by = { actor: people.secretariat, writer: people.writerOf(people.secretariat) }
    const scan = await saveEvidence(platform, { regionCode: REGION, title: 'Lembar', text: 'Pindaian.' }, by)
    const done = await send('secretariat', 'POST', `${here}/paper`, { ...sheet, evidence: [scan.evidence.id] })
    expect(done.body).toMatchObject({
      state: 'signed',
      signatures: [{ how: 'account' }, { how: 'paper', signed_on: '2026-09-22' }],
    })
  })

  test('says what was said: threads, open ones page by page, and nothing of what was removed', async () => {
    const about = { kind: 'deliverable', id: second.id }
    const thread = `comments?kind=deliverable&id=${second.id}`
    const asked = await send('mentor', 'POST', 'comments', { ...about, text: 'Dari mana angkanya?' })
    expect(asked.status).toBe(201)
    const answer = { ...about, text: 'Profil kesehatan.', answers_to: asked.body.id }
    expect((await send('officer', 'POST', 'comments', answer)).status).toBe(201)
    const suggestion = { ...about, text: 'Begini', replacement: 'baru' }
    const wrong = await send('mentor', 'POST', 'comments', suggestion)
    expect(wrong.body.errors).toEqual([{ field: 'quote', detail: expect.stringContaining('kutipan') }])
    const empty = await send('mentor', 'POST', 'comments', { ...about, text: ' ' })
    expect(empty.body.errors.map(one => one.field)).toEqual(['text'])

    const pages: string[] = []
    let next: string | null = ''
    while (next !== null) {
      const page: Told = (await send('auditor', 'GET', `comments?limit=1${next && `&after=${next}`}`)).body
      pages.push(...page.items.map(one => one.id))
      next = page.next
    }
    expect(pages).toContain(asked.body.id)
    expect(new Set(pages).size).toBe(2)
    expect((await send('auditor', 'GET', 'comments?after=kemarin')).body.errors.map(one => one.field)).toEqual([
      'after',
    ])
    expect((await send('auditor', 'GET', `comments?id=${second.id}`)).body.errors.map(one => one.field)).toEqual([
      'kind',
    ])

    expect((await send('village', 'POST', `comments/${asked.body.id}/settlement`, { state: 'resolved' })).status).toBe(
      403,
    )
    const settle = { state: 'resolved', note: 'Cukup.' }
    const settled = await send('mentor', 'POST', `comments/${asked.body.id}/settlement`, settle)
    expect(settled.body).toMatchObject({ state: 'resolved', settled_note: 'Cukup.' })
    expect((await send('mentor', 'POST', `comments/${asked.body.id}/settlement`, settle)).status).toBe(409)
    // A suggestion becomes `taken` only together with its text, in the book.
    const taken = await send('mentor', 'POST', `comments/${asked.body.id}/settlement`, { state: 'taken' })
    expect(taken.status).toBe(422)

    expect((await send('officer', 'POST', `comments/${asked.body.id}/removal`)).status).toBe(403)
    expect((await send('mentor', 'POST', `comments/${asked.body.id}/removal`)).status).toBe(204)
    const left = await send('ministry', 'GET', thread)
    expect(left.text).not.toContain('Dari mana')
    expect(left.body.items).toMatchObject([{ text: null, author: null, answers: [{ text: 'Profil kesehatan.' }] }])
  })

  test('reads a full series in the same statements as a bare one', async () => {
    const [few, many] = [await people.addSeries(), await people.addSeries()]
    await platform.db.pool.query(
      `insert into masterplan.deliverable (region_code, series_id, stage, position, code, title)
       select $1, $2, 1, 20 + n, 'lebih-' || n, 'Hasil ' || n from generate_series(1, 20) n`,
      [REGION, many.id],
    )
    for (const end of ['', '/progress', '/commitment']) {
      const count = async (id: string) =>
        (await countStatements(() => send('secretariat', 'GET', `series/${id}${end}`))).statements
      const statements = await count(many.id)
      expect(statements, end).toBe(await count(few.id))
      expect(statements, end).toBeLessThanOrEqual(20)
    }
  })
})
