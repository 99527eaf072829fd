import { describe, expect, test } from 'vitest'
import { testWorld } from '../../../../test/support/world.ts'
import { saveEvidence } from '#modules/evidence/index.ts'
import { bookWorld, REGION } from '../book-world.fixture.ts'
import { writeComment } from '../actions/comment/write-comment.ts'
import { saveCard } from '../actions/worksheet/save-card.ts'
import { listBlocks } from '../store/book/blocks.ts'
import { listGroups } from '../store/workshop/groups.ts'

const world = await testWorld()
const w = await bookWorld(world)
const { platform } = world
const boxes = {
  secretariat: 'sekretariat-luwu-timur',
  officer: 'petugas-dinkes-luwu-timur',
  head: 'kepala-dinkes-luwu-timur',
  village: 'petugas-desa',
  regionalHead: 'kepala-daerah-luwu-timur',
  /** Holds the role and guides no series here. */
  otherMentor: 'pembimbing',
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
  version: number
  text_version: number
  markdown: string
  name: string
  detail: string
  account: string | null
  archive_reason: string | null
  archived_at: string | null
  errors: { field: string }[]
  items: Told[]
  candidates: { account: string; name: string }[]
  offices: { id: string }[]
  position: number
  editions: number[]
  sections: number
  changed: number
  caption: string | null
  criteria: { code: string; name: string }[]
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
  return { status: response.status, text, body: (text === '' ? {} : JSON.parse(text)) as Told }
}

const secret = 'RAHASIA-DAPUR'
const nobody = '00000000-0000-4000-8000-000000000000'
const series = await w.addSeries({ title: `Bimtek ${secret}` })
const foreign = await w.addSeries({ title: 'Bimtek Luwu Utara', regionCode: '73.22', mentor: false })
const path = `series/${series.id}`
const health = await w.officeId('Dinas Kesehatan')
const planning = await w.officeId('Badan Perencanaan')
const [group] = await listGroups(platform.db.sql, REGION, series.id)
const card = await saveCard(
  platform,
  w.officer,
  {
    regionCode: REGION,
    seriesId: series.id,
    sheet: 'swot',
    input: { title: secret, organisationId: health, content: { quadrant: 's' } },
  },
  w.writerOf(w.officer),
)
await w.write('strategi-liv-1', 'Tata ruang selaras.')
const section = await w.section('strategi-liv-1')
const narrative = await w.narrative('strategi-liv-1')
const place = `sections/${section.id}`
const version = 9999

const inside: Who[] = ['secretariat', 'officer', 'head', 'village', 'regionalHead', 'ministry', 'auditor', 'province']
const keeps: Who[] = ['secretariat']
const writes: Who[] = ['secretariat', 'officer', 'head']
const votes: Who[] = ['secretariat', 'officer', 'head', 'village', 'regionalHead']
const live = { source: 'programmes', show: 'table' }

/** Who is let through, and what this harmless body is answered then. */
const table: [string, string, Who[], number, object?][] = [
  ['GET', 'series?archived=true', inside, 200],
  ['PUT', `${path}/archived`, keeps, 412, { version, archived: true, reason: 'Contoh' }],
  ['GET', `${path}/mentors`, inside, 200],
  ['PUT', `${path}/mentors/${nobody}`, keeps, 422, { lead: false }],
  ['POST', `${path}/mentors/${nobody}/removal`, keeps, 404],
  ['GET', `${path}/groups`, inside, 200],
  ['PUT', `${path}/groups/${group?.id}`, keeps, 412, { version, name: 'Contoh', offices: [] }],
  ['POST', 'transfers', keeps, 422, { from: nobody, to: nobody, reason: 'Contoh' }],
  ['POST', `${path}/stages/3/meeting`, keeps, 422],
  ['PUT', `${path}/voting`, keeps, 200, { voting: 'open' }],
  ['PUT', `${path}/criteria`, keeps, 422, { criteria: [] }],
  ['PUT', `${path}/sheets/swot/points`, votes, 200, { points: {} }],
  ['POST', `cards/${card.id}/proof`, writes, 422, { attach: [nobody] }],
  ['POST', `cards/${card.id}/mapping`, writes, 409, { version, programme: nobody }],
  ['PUT', `plans/${w.plan.id}`, keeps, 412, { version, title: 'Contoh', from_year: 2026, until_year: 2030 }],
  ['POST', `plans/${w.plan.id}/removal`, keeps, 412, { version }],
  ['POST', `plans/${w.plan.id}/sections`, keeps, 422, { book: 1, title: '', words_wanted: 0 }],
  ['POST', `${place}/move`, keeps, 204, { by: 1 }],
  ['POST', `${place}/removal`, keeps, 412, { version }],
  ['POST', `${place}/blocks`, writes, 422, { live: { source: 'programmes', show: 'figure' } }],
  ['PUT', `${place}/blocks/${narrative.id}`, writes, 404, { version, ...live }],
  ['POST', `${place}/blocks/${nobody}/move`, writes, 404, { by: 1 }],
  ['POST', `${place}/blocks/${narrative.id}/removal`, writes, 412, { version }],
  ['POST', `${place}/blocks/${narrative.id}/restoration`, writes, 404, { version, wanted: 9999 }],
  ['POST', `${place}/suggestions/${nobody}/taking`, writes, 404, {}],
  ['POST', `editions/${nobody}/plan`, [], 404, { title: 'Contoh', from_year: 2026, until_year: 2030 }],
]

describe('the API of what the pages keep', () => {
  test.each(table)('%s %s lets through whom it should and nobody else', async (method, end, may, status, body) => {
    for (const who of everybody) {
      const told = await send(who, method, end, body)
      if (may.includes(who)) expect(told.status, `${who}: ${told.text}`).toBe(status)
      else {
        expect(who === 'visitor' ? [401, 404] : [403, 404], `${who}: ${told.text}`).toContain(told.status)
        expect(told.text, who).not.toContain(secret)
      }
    }
  })

  test('a series, group, card, section or block of another region or place is not there', async () => {
    const before = await send('otherRegion', 'GET', `/api/v1/masterplans/73.22/series/${foreign.id}`)
    expect(before.status).toBe(200)
    const [other] = await listGroups(platform.db.sql, '73.22', foreign.id)
    const tries: [string, string, object][] = [
      ['PUT', `series/${foreign.id}/archived`, { version: foreign.version, archived: true, reason: 'Contoh' }],
      ['PUT', `series/${foreign.id}/mentors/${w.mentor.accountId}`, { lead: true }],
      ['POST', `series/${foreign.id}/mentors/${w.mentor.accountId}/removal`, {}],
      ['PUT', `${path}/groups/${other?.id}`, { version: 1, name: secret, offices: [] }],
      ['PUT', `series/${foreign.id}/voting`, { voting: 'closed' }],
      ['PUT', `${path}/sheets/vision/points`, { points: { [card.id]: 3 } }],
      ['PUT', `${place}/blocks/${nobody}`, { version: 1, ...live }],
      ['POST', `${place}/blocks/${nobody}/move`, { by: 1 }],
    ]
    for (const [method, end, body] of tries) {
      const told = await send('secretariat', method, end, body)
      expect(told.status, `${method} ${end}: ${told.text}`).toBe(404)
      expect(told.text).not.toContain('Luwu Utara')
    }
    expect((await send('otherRegion', 'GET', `/api/v1/masterplans/73.22/series/${foreign.id}`)).body).toEqual(
      before.body,
    )
    const strange = await w.officeId('Dinas Kesehatan', '73.22')
    for (const body of [
      { version: 1, name: 'Contoh', offices: [strange] },
      { version: 1, name: 'Contoh', offices: [], coordinator: strange },
    ]) {
      expect((await send('secretariat', 'PUT', `${path}/groups/${group?.id}`, body)).status).toBe(422)
    }
  })

  test('account ids and who could be a mentor are told to the secretariat alone', async () => {
    const kept = await send('secretariat', 'GET', `${path}/mentors`)
    expect(kept.body.items[0]?.account).toBe(w.mentor.accountId)
    const { account } = kept.body.candidates.find(one => one.account === w.otherMentor.accountId) ?? {}
    expect(account).toBeDefined()
    for (const who of ['officer', 'village', 'auditor', 'province'] as const) {
      const told = await send(who, 'GET', `${path}/mentors`)
      expect(told.body.items[0]?.name).toBe(kept.body.items[0]?.name)
      expect(told.body.candidates).toEqual([])
      expect(told.text).not.toContain(w.mentor.accountId ?? 'none')
    }
    expect((await send('secretariat', 'PUT', `${path}/mentors/${w.village.accountId}`, { lead: true })).status).toBe(
      422,
    )
    const put = await send('secretariat', 'PUT', `${path}/mentors/${account}`, { lead: true, expertise: 'Data' })
    expect(put.body).toMatchObject({ account, lead: true, expertise: 'Data', until: null })
    expect((await send('otherMentor', 'GET', path)).status).toBe(200)
    expect((await send('secretariat', 'POST', `${path}/mentors/${account}/removal`)).status).toBe(204)
    expect((await send('otherMentor', 'GET', path)).status).toBe(404)
    expect((await send('secretariat', 'POST', `${path}/mentors/${account}/removal`)).status).toBe(404)
  })

  test('groups, criteria and points are stored and given back', async () => {
    const body = { version: 1, name: 'Kelompok uji', coordinator: health, moderator: 'Ibu Sari', offices: [planning] }
    const saved = await send('secretariat', 'PUT', `${path}/groups/${group?.id}`, body)
    expect(saved.body.offices.map(one => one.id).sort()).toEqual([health, planning].sort())
    const again = await send('secretariat', 'PUT', `${path}/groups/${group?.id}`, body)
    expect(again.status).toBe(412)
    const read = await send('village', 'GET', `${path}/groups`)
    expect(read.body.items.find(one => one.id === group?.id)).toEqual(saved.body)
    const criteria = await send('secretariat', 'PUT', `${path}/criteria`, { criteria: ['Dampak', 'Kesiapan'] })
    expect(criteria.body.criteria.map(one => one.name)).toEqual(['Dampak', 'Kesiapan'])
    const points = { points: { [card.id]: 4 } }
    expect((await send('village', 'PUT', `${path}/sheets/swot/points`, points)).body).toEqual({ changed: 1 })
    expect((await send('village', 'PUT', `${path}/sheets/swot/points`, points)).body).toEqual({ changed: 0 })
    await send('secretariat', 'PUT', `${path}/voting`, { voting: 'closed' })
    expect((await send('village', 'PUT', `${path}/sheets/swot/points`, points)).status).toBe(409)
    const wrong = await send('secretariat', 'PUT', `${path}/sheets/swot/points`, { points: { [card.id]: 9 } })
    expect([409, 422]).toContain(wrong.status)
    await send('secretariat', 'PUT', `${path}/voting`, { voting: 'open' })
  })

  test('evidence that the caller may not see cannot be attached to a card by its id', async () => {
    const store = async (regionCode: string, actor: typeof w.officer) =>
      (
        await saveEvidence(
          platform,
          { regionCode, title: `Surat ${regionCode}`, text: `Isi ${regionCode}.` },
          { actor, writer: w.writerOf(actor) },
        )
      ).evidence.id
    const theirs = await store('73.22', w.otherRegion)
    const told = await send('officer', 'POST', `cards/${card.id}/proof`, { attach: [theirs] })
    expect(told.status).toBe(422)
    expect(told.text).not.toContain('Surat 73.22')
    const own = await store(REGION, w.officer)
    expect((await send('officer', 'POST', `cards/${card.id}/proof`, { attach: [own] })).status).toBe(204)
    expect((await send('officer', 'POST', `cards/${card.id}/proof`, { detach: [own] })).status).toBe(204)
  })

  test('sections and blocks are added, moved, changed with their version, and taken off', async () => {
    const added = await send('secretariat', 'POST', `plans/${w.plan.id}/sections`, {
      book: 2,
      title: 'Lampiran uji',
      words_wanted: 100,
      owner: health,
    })
    expect(added.status, added.text).toBe(201)
    const here = `sections/${added.body.id}`
    const block = await send('officer', 'POST', `${here}/blocks`, { live: { ...live, caption: 'Program' } })
    expect(block.body).toMatchObject({ kind: 'live', caption: 'Program', version: 1 })
    const change = { version: 1, ...live, caption: 'Program Smart Living' }
    expect((await send('officer', 'PUT', `${here}/blocks/${block.body.id}`, change)).body.caption).toBe(change.caption)
    expect((await send('officer', 'PUT', `${here}/blocks/${block.body.id}`, change)).status).toBe(412)
    expect((await send('officer', 'POST', `${here}/blocks/${block.body.id}/move`, { by: -1 })).status).toBe(204)
    const blocks = await listBlocks(platform.db.sql, REGION, added.body.id)
    expect(blocks.map(one => one.kind)).toEqual(['live', 'narrative'])
    expect((await send('officer', 'POST', `${here}/blocks/${block.body.id}/removal`, { version: 1 })).status).toBe(412)
    const stored = blocks.find(one => one.id === block.body.id)?.version
    expect((await send('officer', 'POST', `${here}/blocks/${block.body.id}/removal`, { version: stored })).status).toBe(
      204,
    )
    expect((await send('secretariat', 'POST', `${here}/move`, { by: -1 })).status).toBe(204)
    const read = await send('officer', 'GET', here)
    const gone = await send('secretariat', 'POST', `${here}/removal`, { version: read.body.version })
    expect(gone.body).toEqual({ sections: 1, editions: [] })
    expect((await send('officer', 'GET', here)).status).toBe(404)
  })

  test('a suggestion is taken into the text once, and an earlier version is put back', async () => {
    const said = await writeComment(
      platform,
      w.planner,
      {
        subject: { regionCode: REGION, kind: 'section', id: section.id },
        text: 'Lebih jelas',
        blockId: narrative.id,
        quote: 'selaras',
        replacement: 'serasi',
      },
      w.writerOf(w.planner),
    )
    expect((await send('village', 'POST', `${place}/suggestions/${said.id}/taking`, {})).status).toBe(403)
    const other = await w.section('strategi-liv-2')
    expect((await send('officer', 'POST', `sections/${other.id}/suggestions/${said.id}/taking`, {})).status).toBe(404)
    const taken = await send('officer', 'POST', `${place}/suggestions/${said.id}/taking`, {})
    expect(taken.status, taken.text).toBe(200)
    expect(taken.body.markdown.trim()).toBe('Tata ruang serasi.')
    expect((await send('officer', 'POST', `${place}/suggestions/${said.id}/taking`, {})).status).toBe(409)
    const restore = { version: taken.body.text_version, wanted: taken.body.text_version - 1 }
    const back = await send('officer', 'POST', `${place}/blocks/${narrative.id}/restoration`, restore)
    expect(back.body.markdown.trim()).toBe('Tata ruang selaras.')
    expect((await send('officer', 'POST', `${place}/blocks/${narrative.id}/restoration`, restore)).status).toBe(412)
  })

  test('a series is archived with its reason, listed apart, read by its address, and restored', async () => {
    const read = await send('secretariat', 'GET', path)
    const archive = { version: read.body.version, archived: true, reason: 'Diganti 2027' }
    expect(
      (await send('secretariat', 'PUT', `${path}/archived`, { ...archive, reason: null })).body.errors,
    ).toMatchObject([{ field: 'reason' }])
    const gone = await send('secretariat', 'PUT', `${path}/archived`, archive)
    expect(gone.body).toMatchObject({ archive_reason: 'Diganti 2027', archived_by: w.secretariat.name })
    const ids = async (who: Who, query = '') => (await send(who, 'GET', `series${query}`)).body.items.map(one => one.id)
    expect(await ids('village')).not.toContain(series.id)
    expect(await ids('village', '?archived=true')).toContain(series.id)
    expect((await send('village', 'GET', path)).status).toBe(200)
    const wrote = await send('secretariat', 'PUT', `${path}/criteria`, { criteria: ['Lain'] })
    expect([wrote.status, wrote.body.detail]).toEqual([409, expect.stringContaining('diarsipkan')])
    const empty = await w.addSeries({ title: 'Keliru' })
    await send('secretariat', 'PUT', `series/${empty.id}/archived`, { version: empty.version, archived: true })
    expect(await ids('secretariat', '?archived=true')).toContain(empty.id)
    expect(await ids('village', '?archived=true')).not.toContain(empty.id)
    expect((await send('village', 'GET', `series/${empty.id}`)).status).toBe(404)
    const restore = { version: gone.body.version, archived: false }
    expect((await send('secretariat', 'PUT', `${path}/archived`, restore)).body.archived_at).toBeNull()
  })

  test('the work of an office is handed over in one request', async () => {
    const transfer = { from: health, to: planning, reason: 'Perda 3/2027' }
    const told = await send('secretariat', 'POST', 'transfers', transfer)
    expect(told.status, told.text).toBe(200)
    expect(told.body).toMatchObject({ cards: 1, groups: 1 })
    expect((await send('secretariat', 'POST', 'transfers', transfer)).status).toBe(409)
    expect((await send('secretariat', 'POST', 'transfers', { ...transfer, reason: '' })).body.errors).toMatchObject([
      { field: 'reason' },
    ])
  })
})
