import { beforeAll, describe, expect, test } from 'vitest'
import { testWorld } from '../../../../../test/support/world.ts'
import { countStatements } from '#platform/db/database.ts'
import { meetingWorld, REGION } from '../../meeting-world.fixture.ts'
import { saveInstitution } from '../../actions/institution/save-institution.ts'
import { addItems, saveBoard } from '../../actions/preparation/save-board.ts'
import { makeTask } from '../../actions/task/make-tasks.ts'
import type { Board } from '../../model-preparation.ts'
import type { Meeting } from '../../model.ts'
import type { Task } from '../../model-task.ts'

const world = await testWorld()
const { platform } = world
const w = await meetingWorld(world)
const by = w.writerOf(w.secretariat)
const health = await w.officeId('Dinas Kesehatan')
const education = await w.officeId('Dinas Pendidikan')
const box = (name: string) => `${name}@contoh.tudang.invalid`
const [secretariat, officer, other, village] = await Promise.all(
  ['sekretariat-luwu-timur', 'petugas-dinkes-luwu-timur', 'sekretariat-luwu-utara', 'petugas-desa'].map(name =>
    world.signIn(box(name)),
  ),
)
const page = async (path: string, cookie: string | undefined) => {
  const answer = await world.get(path, cookie)
  return { status: answer.status, html: await answer.text() }
}
const later = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)

let meeting: Meeting
let task: Task
let board: Board
let itemId: string

const make = (text: string, ownerId = health) =>
  makeTask(
    platform,
    w.secretariat,
    { regionCode: REGION, meetingId: meeting.id, input: { text, ownerId, dueOn: later(20) } },
    by,
  )

beforeAll(async () => {
  meeting = await w.addMeeting()
  task = await make('Menyiapkan paparan quick win')
  board = await saveBoard(
    platform,
    w.secretariat,
    {
      regionCode: REGION,
      input: {
        title: 'Tinjauan lapangan 8–9 Juni 2021',
        letterFrom: 'Ditjen Aptika',
        letterNumber: 'B-003/DJAI/AI.01.04/05/2021',
        letterDate: '2021-05-17',
        dueOn: later(10),
        meetingId: meeting.id,
      },
    },
    by,
  )
  const [id] = await addItems(
    platform,
    w.secretariat,
    {
      regionCode: REGION,
      boardId: board.id,
      what: 'Data capaian quick win',
      dueOn: later(9),
      organisationIds: [health],
    },
    by,
  )
  itemId = id ?? ''
})

describe('tasks', () => {
  test('stand in a list with filters and files, and cost as much with three rows as with one', async () => {
    const one = await countStatements(() => page('/rapat/73.24/tugas', secretariat))
    expect(one.value.html).toContain('Menyiapkan paparan quick win')
    await make('Menyusun jadwal')
    await make('Mengirim data', education)
    const three = await countStatements(() => page('/rapat/73.24/tugas', secretariat))
    expect(three.value.html).toContain('Mengirim data')
    expect(three.statements).toBe(one.statements)
    expect(one.statements).toBeLessThanOrEqual(20)
    const filtered = await page(`/rapat/73.24/tugas?opd=${education}`, officer)
    expect(filtered.html).toContain('Mengirim data')
    expect(filtered.html).not.toContain('Menyusun jadwal')
    expect((await page('/rapat/73.24/tugas?lewat=1', officer)).html).toContain('Tidak ada tugas dengan saringan ini')
    const csv = await page('/rapat/73.24/tugas.csv', officer)
    expect(csv.html.split('\r\n')[0]).toBe(
      'task,owner,dimension,due_on,first_due_on,state,done_on,times_overdue,level,meeting,meeting_day,note',
    )
    expect(csv.html.split('\r\n').filter(line => line !== '')).toHaveLength(4)
  })

  test('are reported by their office with a link as proof, and shown with their journey', async () => {
    const here = `/rapat/73.24/tugas/${task.id}`
    const shown = await page(here, officer)
    expect(shown.html).toContain('Kirim laporan')
    expect((await page(here, village)).html).not.toContain('Kirim laporan')
    const bad = await world.post(here, { version: '1', doneOn: later(5), note: 'Sudah dicek' }, officer)
    expect(bad.status).toBe(422)
    expect(await bad.text()).toContain('Sudah dicek')
    const form = { version: '1', doneOn: later(0), note: 'Paparan selesai', alamat: 'https://contoh.go.id/paparan' }
    expect((await world.post(here, form, village)).status).toBe(403)
    expect((await world.post(here, form, other)).status).toBe(404)
    const sent = await world.post(here, form, officer)
    expect(sent.status).toBe(303)
    const after = await page(here, officer)
    expect(after.html).toContain('contoh.go.id')
    expect(after.html).toContain('Dibuat di')
    const late = await world.post(here, { version: '1', doneOn: '', note: 'Versi saya' }, officer)
    expect(late.status).toBe(412)
    const both = await late.text()
    expect(both).toContain('Versi saya')
    expect(both).toContain('Paparan selesai')
  })

  test('are directed by the secretariat only', async () => {
    const one = await make('Merapikan notulen')
    const here = `/rapat/73.24/tugas/${one.id}/atur`
    expect((await page(here, officer)).status).toBe(403)
    expect((await page(here, secretariat)).html).toContain('Tenggat baru')
    const refused = await world.post(here, { version: '1', aksi: 'tenggat', dueOn: later(30) }, secretariat)
    expect(refused.status).toBe(422)
    const moved = await world.post(
      here,
      { version: '1', aksi: 'tenggat', dueOn: later(30), reason: 'Menunggu data' },
      secretariat,
    )
    expect(moved.status).toBe(303)
    expect((await page(`/rapat/73.24/tugas/${one.id}`, officer)).html).toContain('Menunggu data')
    const shown = await page(`/rapat/73.24/tugas/pindah-opd?dari=${education}`, secretariat)
    expect(shown.html).toContain('1 tugas dan 0 butir persiapan akan pindah')
  })

  test('of one’s office stand on the page after signing in', async () => {
    const home = await page('/beranda', officer)
    expect(home.html).toContain('Tugas rapat Dinas Kesehatan')
    expect(home.html).toContain('Data capaian quick win')
  })

  test('are not to be known in another region', async () => {
    for (const path of ['tugas', `tugas/${task.id}`, 'lembaga', 'persiapan', `persiapan/${board.id}`]) {
      expect((await page(`/rapat/73.24/${path}`, other)).status).toBe(404)
      expect((await page(`/rapat/73.24/${path}`, undefined)).status).not.toBe(200)
    }
  })
})

describe('institutions', () => {
  test('are made, given members and renewed through forms', async () => {
    const made = await world.post(
      '/rapat/73.24/lembaga/baru',
      {
        kind: 'council',
        name: 'Dewan Smart City',
        decreeNumber: '188.4/7/2026',
        termFrom: '2026-01-01',
        termUntil: later(20),
        meetsWeek: '1',
        meetsWeekday: '1',
        meetsAt: '09:00',
        meetsMinutes: '120',
        meetsPlace: 'Aula',
        alamat: 'https://contoh.go.id/sk',
      },
      secretariat,
    )
    expect(made.status).toBe(303)
    const here = (made.headers.get('location') ?? '').split('?')[0] ?? ''
    expect((await page(`${here}/anggota`, secretariat)).html).toContain('Kursi 4')
    const rows = { version: '1', 'anggota.0.position': 'Ketua', 'anggota.0.title': 'Bupati', 'anggota.1.position': '' }
    const bad = await world.post(`${here}/anggota`, { ...rows, 'anggota.1.title': 'Tanpa kedudukan' }, secretariat)
    expect(bad.status).toBe(422)
    expect(await bad.text()).toContain('Tanpa kedudukan')
    expect((await world.post(`${here}/anggota`, rows, secretariat)).status).toBe(303)
    const shown = await page(here, officer)
    expect(shown.html).toContain('Bupati')
    expect(shown.html).toContain('Senin pertama setiap bulan pukul 09.00 WITA')
    expect(shown.html).toContain('Siapkan keputusan yang baru')
    expect(shown.html).toContain('contoh.go.id')
    expect(shown.html).not.toContain('Ubah anggota')
    const renewed = await world.post(
      `${here}/masa-tugas`,
      { version: '2', decreeNumber: '188.4/9/2026', termFrom: later(1), termUntil: later(1000) },
      secretariat,
    )
    expect(renewed.status).toBe(303)
    const list = await page('/rapat/73.24/lembaga', officer)
    expect(list.html).toContain('Masa tugas sebelumnya')
    expect((await page('/rapat/73.24/lembaga.csv', officer)).html).toContain('Ketua,,Bupati')
    expect((await world.post('/rapat/73.24/lembaga/baru', { name: 'x' }, officer)).status).toBe(403)
  })

  test('cost as much in a list of three as of one', async () => {
    const add = (name: string) =>
      saveInstitution(platform, w.secretariat, { regionCode: REGION, input: { kind: 'forum', name } }, by)
    await add('Forum 1')
    const one = await countStatements(() => page('/rapat/73.24/lembaga', officer))
    await add('Forum 2')
    await add('Forum 3')
    const three = await countStatements(() => page('/rapat/73.24/lembaga', officer))
    expect(three.statements).toBe(one.statements)
  })
})

describe('preparation boards', () => {
  test('say who presents what, and cost as much with three items as with one', async () => {
    const here = `/rapat/73.24/persiapan/${board.id}`
    const one = await countStatements(() => page(here, officer))
    expect(one.value.html).toContain('0 dari 1 butir siap')
    expect(one.value.html).toContain('B-003/DJAI/AI.01.04/05/2021')
    const form = new FormData()
    form.set('what', 'Formulir manajemen risiko')
    form.set('dueOn', later(8))
    form.append('organisationId', health)
    form.append('organisationId', education)
    expect((await world.post(here, form, officer)).status).toBe(403)
    expect((await world.post(here, form, secretariat)).status).toBe(303)
    expect((await world.post(here, form, secretariat)).status).toBe(303)
    const three = await countStatements(() => page(here, officer))
    expect(three.value.html).toContain('0 dari 3 butir siap')
    expect(three.statements).toBe(one.statements)
    const boards = await page('/rapat/73.24/persiapan', officer)
    expect(boards.html).toContain('0 dari 3 butir siap')
    expect((await page(`${here}/butir.csv?opd=${education}`, officer)).html.split('\r\n')).toHaveLength(3)
  })

  test('are filled from a phone by the office, checked by the secretariat, and remind the others', async () => {
    const here = `/rapat/73.24/persiapan/${board.id}`
    const item = `${here}/butir/${itemId}`
    expect((await page(item, officer)).html).toContain('Sedang disiapkan')
    expect((await page(item, officer)).html).not.toContain('value="checked"')
    const early = await world.post(item, { version: '1', state: 'checked', note: 'Beres' }, officer)
    expect(early.status).toBe(422)
    expect(await early.text()).toContain('Beres')
    expect((await world.post(item, { version: '1', state: 'ready' }, village)).status).toBe(403)
    const ready = { version: '1', state: 'ready', note: 'Lengkap', alamat: 'https://contoh.go.id/data' }
    expect((await world.post(item, ready, officer)).status).toBe(303)
    const again = await world.post(item, { version: '1', state: 'preparing', note: 'Ketikan lama' }, officer)
    expect(again.status).toBe(412)
    expect(await again.text()).toContain('Ketikan lama')
    expect((await world.post(item, { version: '2', state: 'checked' }, secretariat)).status).toBe(303)
    expect((await page(here, officer)).html).toContain('1 dari 3 butir siap')
    expect((await world.post(item, { version: '3', aksi: 'hapus' }, secretariat)).status).toBe(409)
    const reminded = await world.post(here, { aksi: 'ingatkan', opd: health }, secretariat)
    expect(reminded.headers.get('location')).toContain('?ingat=2.1')
    expect((await page(`${here}?ingat=2.1`, secretariat)).html).toContain('2 orang akan menerima surat tentang 1 butir')
    const twice = await world.post(here, { aksi: 'ingatkan', opd: health }, secretariat)
    expect(twice.headers.get('location')).toContain('?ingat=0.1')
  })

  test('are made and changed by the secretariat, with the letter', async () => {
    const made = await world.post(
      '/rapat/73.24/persiapan/baru',
      { title: 'Evaluasi tahap II', dueOn: later(30), alamat: 'https://contoh.go.id/surat' },
      secretariat,
    )
    expect(made.status).toBe(303)
    const here = (made.headers.get('location') ?? '').split('?')[0] ?? ''
    expect((await page(here, officer)).html).toContain('contoh.go.id')
    const bad = await world.post(`${here}/ubah`, { version: '1', title: '', dueOn: '2027-02-30' }, secretariat)
    expect(bad.status).toBe(422)
    expect((await world.post(`${here}/ubah`, { version: '1', aksi: 'arsip' }, secretariat)).status).toBe(303)
    expect((await page('/rapat/73.24/persiapan', officer)).html).toContain('Papan yang diarsipkan')
    expect((await world.post('/rapat/73.24/persiapan/baru', { title: 'x' }, officer)).status).toBe(403)
  })
})
