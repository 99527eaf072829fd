import { describe, expect, test } from 'vitest'
import { fixedClock } from '#platform/clock/clock.ts'
import { countStatements } from '#platform/db/database.ts'
import { runNow } from '#platform/jobs/jobs.ts'
import { sendMail } from '#platform/mail/mail.ts'
import { createPeople } from '../index.ts'
import { cookiesAfter, peopleWorld, textOf } from '../people-world.fixture.tsx'

const started = new Date()
const clock = fixedClock(started.toISOString())
const world = await peopleWorld({ clock })
const people = await createPeople(world.platform)
const identify = (cookie: string) => people.identify(new Headers({ cookie }))
const rows = async (text: string, values: unknown[] = []) =>
  (await world.platform.db.pool.query(text, values)).rows as Record<string, string>[]
const organisation = async (name: string) =>
  (await rows('select id from people.organisation where name = $1', [name]))[0]?.['id'] ?? ''
const dinkes = await organisation('Dinas Kesehatan Luwu Timur')
const dinkesUtara = await organisation('Dinas Kesehatan Luwu Utara')
const ministry = await organisation('Kementerian Komunikasi dan Digital')

const secretariat = await world.signIn('sekretariat-luwu-timur')

/** Sends an invitation and takes the token out of the letter, as its reader would. */
async function invite(email: string, role = 'opd-officer', cookie = secretariat, where = dinkes) {
  const answer = await world.post(`/organisasi/${where}`, { email, role }, cookie)
  const [letter] = await rows('select * from mail.message where to_address = $1 order by created_at desc, id limit 1', [
    email.toLowerCase(),
  ])
  const token = /\/undangan\/([\w-]+)/.exec(letter?.['body'] ?? '')?.[1] ?? ''
  return { answer, letter, token }
}

describe('an invitation', () => {
  test('reaches the outbox together with its job and audit row, and holds the token nowhere else', async () => {
    const { answer, letter, token } = await invite('Baru.Satu@contoh.tudang.invalid')
    expect(answer.headers.get('location')).toBe(`/organisasi/${dinkes}?pesan=undangan`)
    expect(letter?.['subject']).toBe('Undangan ke Tudang dari Dinas Kesehatan Luwu Timur')
    expect(letter?.['body']).toContain(`http://localhost:3000/undangan/${token}`)
    expect(token.length).toBeGreaterThanOrEqual(32)
    expect(await rows(`select 1 from graphile_worker.jobs where task_identifier = 'send-mail'`)).toHaveLength(1)
    const [event] = await rows(`select * from audit.event where event = 'people.invitation.sent'`)
    expect(event?.['region_code']).toBe('73.24')
    for (const table of ['people.invitation', 'audit.event', 'graphile_worker._private_jobs'])
      expect(JSON.stringify(await rows(`select * from ${table}`)), table).not.toContain(token)
  })

  test('makes an account that is signed in and holds the role; then it is spent', async () => {
    const { token } = await invite('baru.dua@contoh.tudang.invalid')
    const page = await textOf(await world.get(`/undangan/${token}`))
    expect(page).toContain('Anda diundang sebagai Petugas OPD di Dinas Kesehatan Luwu Timur')
    const weak = await world.post(`/undangan/${token}`, { name: 'Orang Baru', password: 'x9y8z7' })
    expect(weak.status).toBe(422)
    const html = await weak.text()
    expect(html).toContain('value="Orang Baru"')
    expect(html).not.toContain('x9y8z7')
    const accepted = await world.post(`/undangan/${token}`, { name: 'Orang Baru', password: 'empat kata yang panjang' })
    expect(accepted.headers.get('location')).toBe('/beranda')
    const actor = await identify(cookiesAfter(accepted))
    expect(actor).toMatchObject({ name: 'Orang Baru', email: 'baru.dua@contoh.tudang.invalid' })
    expect(actor.membership).toMatchObject({ role: 'opd-officer', organisationId: dinkes, regionCode: '73.24' })
    const again = await world.post(`/undangan/${token}`, { name: 'Orang Lain', password: 'empat kata yang lain' })
    expect(again.status).toBe(410)
    expect(await textOf(again)).toContain('sudah diterima')
    expect(await rows(`select 1 from people.account where email = 'baru.dua@contoh.tudang.invalid'`)).toHaveLength(1)
    const signedIn = await world.post('/masuk', {
      email: 'baru.dua@contoh.tudang.invalid',
      password: 'empat kata yang panjang',
    })
    expect(signedIn.status).toBe(303)
  })

  test('is accepted once when two answers arrive at the same moment', async () => {
    const { token } = await invite('baru.tiga@contoh.tudang.invalid')
    const form = { name: 'Orang Tiga', password: 'empat kata yang panjang' }
    const answers = await Promise.all([world.post(`/undangan/${token}`, form), world.post(`/undangan/${token}`, form)])
    expect(answers.map(answer => answer.status).sort()).toEqual([303, 410])
    expect(
      await rows(`select 1 from people.membership m join people.account a on a.id = m.account_id
      where a.email = 'baru.tiga@contoh.tudang.invalid'`),
    ).toHaveLength(1)
  })

  test('for somebody with an account is accepted by that account only, and adds a role to switch to', async () => {
    const { token } = await invite('petugas-desa@contoh.tudang.invalid', 'enumerator')
    expect(await textOf(await world.get(`/undangan/${token}`))).toContain('sudah punya akun')
    expect((await world.post(`/undangan/${token}`, { name: 'X', password: 'empat kata yang lain' })).status).toBe(403)
    const other = await world.signIn('warga')
    expect((await world.post(`/undangan/${token}`, {}, other)).status).toBe(403)
    const cookie = await world.signIn('petugas-desa')
    expect((await world.post(`/undangan/${token}`, {}, cookie)).status).toBe(303)
    expect((await identify(cookie)).memberships.map(held => held.role)).toEqual(['village-officer', 'enumerator'])
  })

  test('that has run out, was withdrawn, or never was, is explained', async () => {
    const { token } = await invite('baru.empat@contoh.tudang.invalid')
    const id = (await rows(`select id from people.invitation where email = 'baru.empat@contoh.tudang.invalid'`))[0]?.[
      'id'
    ]
    clock.set(new Date(started.getTime() + 7 * 86_400_000 + 1000).toISOString())
    const late = await world.get(`/undangan/${token}`)
    const refused = await world.post(`/undangan/${token}`, { name: 'A', password: 'empat kata yang lain' })
    clock.set(started.toISOString())
    expect([late.status, refused.status]).toEqual([410, 410])
    expect(await textOf(late)).toContain('sudah lewat waktunya')
    const withdrawn = await world.post(`/organisasi/${dinkes}/tarik`, { id: id ?? '' }, secretariat)
    expect(withdrawn.status).toBe(303)
    const gone = await world.get(`/undangan/${token}`)
    expect(gone.status).toBe(410)
    expect(await textOf(gone)).toContain('sudah ditarik')
    expect((await world.get('/undangan/tidak-ada')).status).toBe(404)
    expect((await world.post('/undangan/tidak-ada', {})).status).toBe(404)
    expect(await rows(`select 1 from people.account where email = 'baru.empat@contoh.tudang.invalid'`)).toEqual([])
  })

  test('sent again makes the first one useless', async () => {
    const first = await invite('baru.lima@contoh.tudang.invalid')
    const second = await invite('baru.lima@contoh.tudang.invalid')
    expect(second.token).not.toBe(first.token)
    expect((await world.get(`/undangan/${first.token}`)).status).toBe(410)
    expect((await world.get(`/undangan/${second.token}`)).status).toBe(200)
  })

  test.each([
    ['a role elsewhere', 'sekretariat-luwu-utara', dinkes, 'opd-officer'],
    ['a national role', 'sekretariat-luwu-timur', ministry, 'ministry-secretariat'],
    ['a role its kind does not give', 'pengelola', dinkes, 'administrator'],
    ['administration by the ministry', 'kementerian', ministry, 'administrator'],
    ['a head by the head', 'kepala-dinkes-luwu-timur', dinkes, 'opd-head'],
    ['an officer of another OPD', 'kepala-dinkes-luwu-timur', dinkesUtara, 'opd-officer'],
    ['anything by an auditor', 'auditor', dinkes, 'opd-officer'],
    ['anything by an officer', 'petugas-dinkes-luwu-timur', dinkes, 'opd-officer'],
  ])('to %s is refused and leaves nothing', async (_what, box, where, role) => {
    const cookie = await world.signIn(box)
    const email = `ditolak-${box}-${role}@contoh.tudang.invalid`
    const { answer } = await invite(email, role, cookie, where)
    expect(answer.status).toBe(403)
    expect(await rows('select 1 from people.invitation where email = $1', [email])).toEqual([])
    expect(await rows('select 1 from mail.message where to_address = $1', [email])).toEqual([])
  })

  test('to somebody who holds the role already, or with a wrong address, is refused on the form', async () => {
    const twice = await invite('petugas-dinkes-luwu-timur@contoh.tudang.invalid')
    expect(twice.answer.status).toBe(409)
    const wrong = await world.post(`/organisasi/${dinkes}`, { email: 'bukan surel', role: 'opd-officer' }, secretariat)
    expect(wrong.status).toBe(422)
    expect(await wrong.text()).toContain('value="bukan surel"')
    expect((await world.post(`/organisasi/${dinkes}`, { email: 'a@b.id' }, secretariat)).status).toBe(422)
  })
})

describe('letters', () => {
  test('without a mail server are kept in the outbox; run twice they stay as they are', async () => {
    const { letter } = await invite('baru.enam@contoh.tudang.invalid')
    const messageId = letter?.['id'] ?? ''
    expect((await runNow(world.platform, sendMail, { messageId })).state).toBe('done')
    expect((await runNow(world.platform, sendMail, { messageId })).state).toBe('done')
    expect((await rows('select state, attempts from mail.message where id = $1', [messageId]))[0]).toEqual({
      state: 'kept',
      attempts: 0,
    })
  })

  test('are read in the demo world by the administrator, and not by others', async () => {
    const { letter, token } = await invite('baru.tujuh@contoh.tudang.invalid')
    const path = `/dev/outbox/${letter?.['id']}`
    const administrator = await world.signIn('pengelola')
    expect(await textOf(await world.get('/dev/outbox', administrator))).toContain('baru.tujuh@contoh.tudang.invalid')
    expect(await (await world.get(path, administrator)).text()).toContain(`href="/undangan/${token}"`)
    for (const cookie of [undefined, secretariat, await world.signIn('auditor')]) {
      const answers = [await world.get('/dev/outbox', cookie), await world.get(path, cookie)]
      for (const answer of answers) {
        expect([401, 403]).toContain(answer.status)
        expect(await answer.text()).not.toContain('baru.tujuh')
      }
    }
    expect((await world.get('/dev/outbox/bukan-id', administrator)).status).toBe(404)
  })

  test('cannot be read at all outside of the demo world', async () => {
    const { letter } = await invite('baru.delapan@contoh.tudang.invalid')
    const administrator = await world.signIn('pengelola')
    world.platform.config.TUDANG_WORLD = 'empty'
    try {
      expect((await world.get('/dev/outbox', administrator)).status).toBe(404)
      expect((await world.get(`/dev/outbox/${letter?.['id']}`, administrator)).status).toBe(404)
      expect(await textOf(await world.get('/masuk'))).not.toContain('peragaan')
    } finally {
      world.platform.config.TUDANG_WORLD = 'demo'
    }
  })
})

describe('members', () => {
  const member = async (email: string) =>
    (
      await rows(
        `select m.id from people.membership m join people.account a on a.id = m.account_id
         where a.email = $1 and m.valid_to is null order by m.valid_from limit 1`,
        [email],
      )
    )[0]?.['id'] ?? ''

  test('are ended at once and stay on record with their period', async () => {
    const { token } = await invite('baru.sembilan@contoh.tudang.invalid')
    const accepted = await world.post(`/undangan/${token}`, {
      name: 'Orang Sembilan',
      password: 'empat kata yang panjang',
    })
    const cookie = cookiesAfter(accepted)
    const id = await member('baru.sembilan@contoh.tudang.invalid')
    expect((await world.post(`/organisasi/${dinkes}/akhiri`, { id }, secretariat)).status).toBe(303)
    expect((await identify(cookie)).membership).toBeUndefined()
    expect(await textOf(await world.get('/beranda', cookie))).toContain('belum memegang peran')
    expect(await textOf(await world.get(`/organisasi/${dinkes}`, secretariat))).toContain('Orang Sembilan')
    expect((await world.post(`/organisasi/${dinkes}/akhiri`, { id }, secretariat)).status).toBe(404)
  })

  test('of other places, of other organisations, and oneself, are not ended', async () => {
    const foreign = await world.signIn('sekretariat-luwu-utara')
    const id = await member('petugas-dinkes-luwu-timur@contoh.tudang.invalid')
    expect((await world.post(`/organisasi/${dinkes}/akhiri`, { id }, foreign)).status).toBe(403)
    expect((await world.post(`/organisasi/${dinkesUtara}/akhiri`, { id }, foreign)).status).toBe(404)
    const kominfo = await organisation('Dinas Komunikasi dan Informatika Luwu Timur')
    const own = await member('sekretariat-luwu-timur@contoh.tudang.invalid')
    expect((await world.post(`/organisasi/${kominfo}/akhiri`, { id: own }, secretariat)).status).toBe(403)
    expect(await member('petugas-dinkes-luwu-timur@contoh.tudang.invalid')).toBe(id)
  })

  test('and invitations are not shown to people of other places', async () => {
    await invite('rahasia.timur@contoh.tudang.invalid')
    const names = ['Petugas Dinas Kesehatan Luwu Timur', 'petugas-dinkes-luwu-timur@', 'rahasia.timur']
    const own = await textOf(await world.get(`/organisasi/${dinkes}`, secretariat))
    for (const name of names) expect(own).toContain(name)
    for (const box of ['sekretariat-luwu-utara', 'warga', 'provinsi', 'asesor-satu', 'petugas-desa']) {
      const answer = await world.get(`/organisasi/${dinkes}`, await world.signIn(box))
      expect(answer.status).toBe(200)
      const text = await textOf(answer)
      for (const name of names) expect(text, box).not.toContain(name)
      expect(text).toContain('Daftar anggota hanya untuk')
    }
    const auditor = await textOf(await world.get(`/organisasi/${dinkes}`, await world.signIn('auditor')))
    expect(auditor).toContain('Petugas Dinas Kesehatan Luwu Timur')
    expect(auditor).not.toContain('rahasia.timur')
    expect((await world.get(`/organisasi/${dinkes}`)).status).toBe(401)
  })
})

describe('the list of organisations', () => {
  test('is filtered by words, kind and region, and paged without gaps', async () => {
    const here = await textOf(await world.get('/organisasi?q=kesehatan&daerah=73.24', secretariat))
    expect(here).toContain('Dinas Kesehatan Luwu Timur')
    expect(here).not.toContain('Dinas Kesehatan Luwu Utara')
    expect(await textOf(await world.get('/organisasi?jenis=university', secretariat))).toContain('(contoh)')
    expect(await textOf(await world.get('/organisasi?q=%25%25%25', secretariat))).toContain(
      'Tidak ada organisasi yang cocok',
    )
    const seen: string[] = []
    let after: string | null = ''
    while (after !== null) {
      const query = after === '' ? '' : `&after=${encodeURIComponent(after)}`
      const answer = await world.get(`/api/v1/organisations?limit=5${query}`, secretariat)
      const page = (await answer.json()) as { items: { name: string }[]; next: string | null }
      expect(page.items.length).toBeLessThanOrEqual(5)
      seen.push(...page.items.map(item => item.name))
      after = page.next
    }
    const all = await rows('select name from people.organisation order by name, id')
    expect(seen).toEqual(all.map(row => row['name']))
    expect((await world.get('/api/v1/organisations?after=rusak', secretariat)).status).toBe(422)
    expect((await world.get('/api/v1/organisations')).status).toBe(401)
  })

  test('leaves as CSV and XLSX what the filter shows', async () => {
    const csv = await (await world.get('/organisasi/unduh.csv?daerah=73.22', secretariat)).text()
    expect(csv.split('\r\n')[0]).toBe('id,name,kind,region_code,region_name,regency_name,parent_name,example')
    expect(csv).toContain('Dinas Kesehatan Luwu Utara')
    expect(csv).not.toContain('Luwu Timur')
    const xlsx = await world.get('/organisasi/unduh.xlsx', secretariat)
    expect(xlsx.headers.get('content-type')).toContain('spreadsheetml')
    expect((await world.get('/organisasi/unduh.csv')).status).toBe(401)
  })

  test('and the list of members take the same number of statements for one row as for three', async () => {
    const small = await organisation('Dinas Pariwisata Luwu Timur')
    const count = async (path: string) =>
      (await countStatements(async () => (await world.get(path, secretariat)).text())).statements
    const none = await count(`/organisasi/${small}`)
    await invite('satu@contoh.tudang.invalid', 'opd-officer', secretariat, small)
    const fill = (n: number) =>
      rows(
        `insert into people.membership (account_id, organisation_id, role, region_code)
        select id, $1, 'enumerator', '73.24' from people.account where email like 'baru%' order by id limit $2
        on conflict do nothing`,
        [small, n],
      )
    await fill(1)
    const one = await count(`/organisasi/${small}`)
    await fill(3)
    const three = await count(`/organisasi/${small}`)
    expect([one, three]).toEqual([none, none])
    expect(three).toBeLessThanOrEqual(4)
    expect(await count('/organisasi?q=Pariwisata%20Luwu%20Timur')).toBe(await count('/organisasi'))
  })
})

test('GET /me tells the account with its roles, and nothing to a visitor', async () => {
  const cookie = await world.signIn('petugas-dan-pembimbing')
  const body = (await (await world.get('/api/v1/me', cookie)).json()) as Record<string, unknown>
  expect(body).toMatchObject({ name: 'Petugas Bappeda yang juga Pembimbing' })
  expect((body['memberships'] as { role: string }[]).map(held => held.role)).toEqual(['opd-officer', 'mentor'])
  const refused = await world.get('/api/v1/me')
  expect(refused.status).toBe(401)
  expect(refused.headers.get('content-type')).toContain('application/problem+json')
})
