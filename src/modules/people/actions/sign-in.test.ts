import { describe, expect, test } from 'vitest'
import { countStatements } from '#platform/db/database.ts'
import { demoLogins } from '../demo.ts'
import { createPeople } from '../index.ts'
import { cookiesAfter, peopleWorld, textOf } from '../people-world.fixture.tsx'

const world = await peopleWorld()
const people = await createPeople(world.platform)
const rows = async (text: string) => (await world.platform.db.pool.query(text)).rows as Record<string, unknown>[]

describe('signing in by password', () => {
  test('lets every demo account in, in its role and place', async () => {
    for (const login of demoLogins) {
      const cookie = await world.signIn(login.email.split('@')[0] ?? '')
      const actor = await people.identify(new Headers({ cookie }))
      expect(actor.name).toBe(login.title)
      expect(actor.memberships.map(held => held.role)).toEqual(login.roles.map(held => held.role))
      expect(actor.membership?.role).toBe(login.roles[0]?.role)
      expect(actor.membership?.regionCode).toBe(login.roles[0]?.regionCode)
    }
  })

  test('keeps the session in a cookie that scripts cannot read and other sites cannot send', async () => {
    const answer = await world.post('/masuk', { email: 'warga@contoh.tudang.invalid', password: 'tudang-peragaan' })
    const cookie = answer.headers.getSetCookie().find(line => line.startsWith('tudang.session_token='))
    expect(cookie).toMatch(/HttpOnly/i)
    expect(cookie).toMatch(/SameSite=Lax/i)
    expect(cookie).not.toMatch(/Secure/i)
    expect(answer.headers.get('location')).toBe('/beranda')
  })

  test('over HTTPS keeps it in a cookie that is sent over HTTPS only', async () => {
    const secure = await peopleWorld({ env: { TUDANG_URL: 'https://tudang.example' } })
    const answer = await secure.post('/masuk', { email: 'warga@contoh.tudang.invalid', password: 'tudang-peragaan' })
    const line = answer.headers.getSetCookie().find(cookie => cookie.includes('session_token='))
    expect(line).toMatch(/^__Secure-tudang\.session_token=/)
    expect(line).toMatch(/; Secure/i)
    expect((await secure.get('/beranda', cookiesAfter(answer))).status).toBe(200)
    expect((await secure.get('/beranda', cookiesAfter(answer).replace('__Secure-', ''))).status).toBe(401)
  })

  test('finds out who asks with one statement', async () => {
    const cookie = await world.signIn('petugas-dan-pembimbing')
    const { value, statements } = await countStatements(() => people.identify(new Headers({ cookie })))
    expect(value.memberships).toHaveLength(2)
    expect(value.membership?.organisationName).toBe('Badan Perencanaan Pembangunan Daerah Luwu Timur')
    expect(value.membership?.regionName).toBe('Kabupaten Luwu Timur')
    expect(statements).toBe(1)
  })

  test('refuses an unknown e-mail and a wrong password with the same sentence, and keeps the e-mail typed', async () => {
    const unknown = await world.post('/masuk', { email: 'siapa@contoh.tudang.invalid', password: 'salah-sekali' })
    const wrong = await world.post('/masuk', { email: 'auditor@contoh.tudang.invalid', password: 'salah-sekali' })
    expect([unknown.status, wrong.status]).toEqual([422, 422])
    const [a, b] = [await unknown.text(), await wrong.text()]
    expect(a).toContain('value="siapa@contoh.tudang.invalid"')
    expect(a.replaceAll('siapa', 'auditor')).toBe(b)
    expect(a).not.toContain('salah-sekali')
    expect(a).toContain('Surel atau kata sandi tidak cocok')
  })

  test('takes as long for an unknown e-mail as for a wrong password', async () => {
    const time = async (email: string) => {
      const began = performance.now()
      await world.post('/masuk', { email, password: 'salah-sekali' })
      return performance.now() - began
    }
    const known: number[] = []
    const unknown: number[] = []
    for (const login of demoLogins.slice(0, 7)) {
      known.push(await time(login.email))
      unknown.push(await time(`x${login.email}`))
    }
    // Without a hash for the unknown it would be about a twentieth.
    const middle = (list: number[]) => list.sort((a, b) => a - b)[3] ?? 0
    expect(middle(unknown) / middle(known)).toBeGreaterThan(0.25)
    expect(middle(unknown) / middle(known)).toBeLessThan(4)
  })

  test('after a wrong password twenty times says how long to wait, and refuses the right one meanwhile', async () => {
    const email = 'provinsi@contoh.tudang.invalid'
    const statuses: number[] = []
    for (let i = 0; i < 20; i++) {
      const answer = await world.post('/masuk', { email, password: `tebakan-${i}` })
      statuses.push(answer.status)
    }
    expect(statuses.slice(0, 8)).toEqual(Array.from({ length: 8 }, () => 422))
    expect(statuses.slice(8)).toEqual(Array.from({ length: 12 }, () => 429))
    const right = await world.post('/masuk', { email, password: 'tudang-peragaan' })
    expect(right.status).toBe(429)
    expect(right.headers.get('retry-after')).toMatch(/^\d+$/)
    expect(right.headers.getSetCookie()).toEqual([])
    expect(await textOf(right)).toMatch(/Tunggu 15 menit, lalu coba lagi/)
    const kept = await rows(`select points from http.rate_limit where points > 8`)
    expect(kept).toHaveLength(1)
    const other = await world.post('/masuk', {
      email: 'auditor@contoh.tudang.invalid',
      password: 'tudang-peragaan',
    })
    expect(other.status).toBe(303)
  })

  test('leaves an audit row for each try, without the e-mail that was typed', async () => {
    await world.post('/masuk', { email: 'rahasia@contoh.tudang.invalid', password: 'salah-sekali' })
    const [refused] = await rows(`select * from audit.event where event = 'people.session.refused' order by id desc`)
    expect(refused?.['subject_id']).toBe('unknown')
    expect(JSON.stringify(refused)).not.toContain('rahasia')
    await world.signIn('asesor-satu')
    const [started] = await rows(`select * from audit.event order by id desc limit 1`)
    expect(started?.['event']).toBe('people.session.started')
    expect(started?.['account_id']).toBe(started?.['subject_id'])
  })

  test('goes on to a path of this site only', async () => {
    const go = async (kembali: string) =>
      (
        await world.post('/masuk', { email: 'warga@contoh.tudang.invalid', password: 'tudang-peragaan', kembali })
      ).headers.get('location')
    expect(await go('/daerah/73.24?tab=hasil')).toBe('/daerah/73.24?tab=hasil')
    for (const wrong of ['https://evil.invalid/', '//evil.invalid', '/\\evil.invalid', '/\t/evil.invalid', '/masuk'])
      expect(await go(wrong), wrong).toBe('/beranda')
  })
})

describe('a session', () => {
  test('that has ended, or whose cookie was changed, is nobody', async () => {
    const cookie = await world.signIn('pengelola')
    expect((await people.identify(new Headers({ cookie }))).accountId).toBeDefined()
    const changed = cookie.replace(
      /session_token=(.)/,
      (_, first: string) => `session_token=${first === 'a' ? 'b' : 'a'}`,
    )
    expect((await people.identify(new Headers({ cookie: changed }))).accountId).toBeUndefined()
    await world.platform.db.pool.query(`update people.session set expires_at = now() - interval '1 second'
      where account_id = (select id from people.account where email = 'pengelola@contoh.tudang.invalid')`)
    expect((await people.identify(new Headers({ cookie }))).accountId).toBeUndefined()
    expect((await world.get('/beranda', cookie)).status).toBe(401)
  })

  test('ends by signing out, in the browser and in the database', async () => {
    const cookie = await world.signIn('auditor')
    const answer = await world.post('/keluar', {}, cookie)
    expect(answer.status).toBe(303)
    expect(cookiesAfter(answer, cookie)).toBe('')
    expect((await people.identify(new Headers({ cookie }))).accountId).toBeUndefined()
    expect((await world.post('/keluar', {}, cookie)).headers.get('location')).toBe('/masuk?pesan=keluar')
  })

  test('works on in another of one’s own roles, and in no other', async () => {
    const cookie = await world.signIn('petugas-dan-pembimbing')
    const before = await people.identify(new Headers({ cookie }))
    const mentor = before.memberships.find(held => held.role === 'mentor')
    const answer = await world.post('/peran', { role: mentor?.id ?? '', kembali: '/akun' }, cookie)
    expect(answer.headers.get('location')).toBe('/akun')
    const after = await people.identify(new Headers({ cookie }))
    expect(after.membership?.role).toBe('mentor')
    expect(after.membership?.regionCode).toBeUndefined()
    const [foreign] = await rows(`select m.id from people.membership m where role = 'administrator'`)
    expect((await world.post('/peran', { role: String(foreign?.['id']) }, cookie)).status).toBe(403)
    expect((await people.identify(new Headers({ cookie }))).membership?.role).toBe('mentor')
    await world.platform.db.pool.query(
      `update people.membership set valid_to = now() - interval '1 second' where id = $1`,
      [mentor?.id],
    )
    expect((await people.identify(new Headers({ cookie }))).membership?.role).toBe('opd-officer')
    expect((await world.post('/peran', { role: mentor?.id ?? '' }, cookie)).status).toBe(403)
    const [event] = await rows(`select * from audit.event where event = 'people.role.switched'`)
    expect(event?.['subject_id']).toBe(mentor?.id)
  })
})

test('the demo people are made once', async () => {
  const { peopleModule } = await import('../module.ts')
  const lines: string[] = []
  await peopleModule.demo?.(world.platform, line => lines.push(line))
  expect(lines).toEqual([])
  expect(await rows('select id from people.account')).toHaveLength(demoLogins.length)
})
