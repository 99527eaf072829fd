import { createHmac } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { createPeople } from '../index.ts'
import { cookiesAfter, peopleWorld, textOf } from '../people-world.fixture.tsx'

const world = await peopleWorld()
const people = await createPeople(world.platform)
const identify = (cookie: string) => people.identify(new Headers({ cookie }))
const rows = async (text: string) => (await world.platform.db.pool.query(text)).rows as Record<string, unknown>[]
const mail = (box: string) => `${box}@contoh.tudang.invalid`

/** The code of RFC 6238 for a Base32 key, computed here and not by the library. */
function codeOf(key: string, at = Date.now()): string {
  const bits = [...key]
    .map(sign => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(sign).toString(2).padStart(5, '0'))
    .join('')
  const bytes = Buffer.from((bits.match(/.{8}/g) ?? []).map(byte => parseInt(byte, 2)))
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(Math.floor(at / 30_000)))
  const hash = createHmac('sha1', bytes).update(counter).digest()
  const offset = (hash.at(-1) ?? 0) & 15
  return String((hash.readUInt32BE(offset) & 0x7fffffff) % 1_000_000).padStart(6, '0')
}

async function setUpCodes(box: string) {
  let cookie = await world.signIn(box)
  const started = await world.post('/akun/kode', { langkah: 'mulai', password: 'tudang-peragaan' }, cookie)
  expect(started.headers.get('location')).toBe('/akun/kode')
  const html = await (await world.get('/akun/kode', cookie)).text()
  const key = (/<p class="font-mono break-all">([A-Z2-7 ]+)<\/p>/.exec(html)?.[1] ?? '').replaceAll(' ', '')
  const backup = [...html.matchAll(/<li>([A-Za-z0-9]{5}-[A-Za-z0-9]{5})<\/li>/g)].map(found => found[1] ?? '')
  const confirmed = await world.post('/akun/kode', { langkah: 'pasti', kode: codeOf(key) }, cookie)
  expect(confirmed.headers.get('location')).toBe('/akun?pesan=kode-aktif')
  cookie = cookiesAfter(confirmed, cookie)
  return { key, backup, html, cookie }
}

const half = async (box: string) => {
  const first = await world.post('/masuk', { email: mail(box), password: 'tudang-peragaan', kembali: '/akun' })
  expect(first.headers.get('location')).toBe('/masuk/kode?kembali=%2Fakun')
  return cookiesAfter(first)
}

describe('two-step codes', () => {
  test('are turned on with a code computed from the key shown, and asked for from then on', async () => {
    const { key, html, backup, cookie } = await setUpCodes('auditor')
    expect(key.length).toBeGreaterThanOrEqual(32)
    expect(html).toContain('<svg viewBox')
    expect(backup).toHaveLength(10)
    expect((await identify(cookie)).email).toBe(mail('auditor'))
    const later = await (await world.get('/akun/kode', cookie)).text()
    expect(later).not.toContain(backup[0])
    expect(later).not.toContain(key.slice(0, 8))

    const waiting = await half('auditor')
    expect((await identify(waiting)).accountId).toBeUndefined()
    expect((await world.get('/masuk/kode', waiting)).status).toBe(200)
    const wrong = await world.post('/masuk/kode', { kode: '000000' }, waiting)
    expect(wrong.status).toBe(422)
    expect(await textOf(wrong)).toContain('Kode ini tidak cocok')
    const right = await world.post('/masuk/kode', { kode: codeOf(key), kembali: '/akun' }, waiting)
    expect(right.headers.get('location')).toBe('/akun')
    expect((await identify(cookiesAfter(right, waiting))).email).toBe(mail('auditor'))
    const again = await world.post('/masuk/kode', { kode: codeOf(key) }, waiting)
    expect(again.status).toBe(410)
  })

  test('are accepted once: whoever read one over a shoulder comes too late', async () => {
    const { key } = await setUpCodes('sekretariat-luwu-timur')
    const [first, second] = [await half('sekretariat-luwu-timur'), await half('sekretariat-luwu-timur')]
    const code = codeOf(key)
    const answers = await Promise.all([first, second].map(cookie => world.post('/masuk/kode', { kode: code }, cookie)))
    expect(answers.map(answer => answer.status).sort()).toEqual([303, 422])
    const late = answers.find(answer => answer.status === 422)
    expect(await textOf(late ?? new Response())).toContain('baru saja dipakai')
    const waiting = answers[0]?.status === 422 ? first : second
    const next = await world.post('/masuk/kode', { kode: codeOf(key, Date.now() + 30_000) }, waiting)
    expect(next.status).toBe(303)
  })

  test('give way to a backup code, once', async () => {
    const { backup } = await setUpCodes('asesor-satu')
    const first = await half('asesor-satu')
    expect((await world.post('/masuk/kode', { kode: backup[3] ?? '' }, first)).status).toBe(303)
    const second = await half('asesor-satu')
    expect((await world.post('/masuk/kode', { kode: backup[3] ?? '' }, second)).status).toBe(422)
    expect((await world.post('/masuk/kode', { kode: backup[4] ?? '' }, second)).status).toBe(303)
  })

  test('end the sign-in after five wrong ones', async () => {
    const { key } = await setUpCodes('asesor-dua')
    const waiting = await half('asesor-dua')
    for (let i = 0; i < 5; i++) expect((await world.post('/masuk/kode', { kode: '000000' }, waiting)).status).toBe(422)
    const answer = await world.post('/masuk/kode', { kode: codeOf(key) }, waiting)
    expect(answer.status).toBe(410)
    expect((await identify(cookiesAfter(answer, waiting))).accountId).toBeUndefined()
    const failed = await rows(`select failed_verification_count as n from people.two_factor t
      join people.account a on a.id = t.account_id where a.email = '${mail('asesor-dua')}'`)
    expect(Number(failed[0]?.['n'])).toBe(5)
  })

  test('are prepared only with the password, and the key disappears when it waits too long', async () => {
    const cookie = await world.signIn('pengelola')
    const refused = await world.post('/akun/kode', { langkah: 'mulai', password: 'bukan-ini' }, cookie)
    expect(refused.status).toBe(422)
    expect(await textOf(await world.get('/akun/kode', cookie))).not.toContain('Kode cadangan')
    await world.post('/akun/kode', { langkah: 'mulai', password: 'tudang-peragaan' }, cookie)
    expect(await textOf(await world.get('/akun/kode', cookie))).toContain('Kode cadangan')
    await world.platform.db.pool.query(`update people.two_factor set started_at = now() - interval '16 minutes'`)
    expect(await textOf(await world.get('/akun/kode', cookie))).not.toContain('Kode cadangan')
  })

  test('are turned off with the password', async () => {
    const { cookie } = await setUpCodes('provinsi')
    expect((await world.post('/akun/kode', { langkah: 'mati', password: 'bukan-ini' }, cookie)).status).toBe(422)
    const off = await world.post('/akun/kode', { langkah: 'mati', password: 'tudang-peragaan' }, cookie)
    expect(off.headers.get('location')).toBe('/akun?pesan=kode-mati')
    expect(await world.signIn('provinsi')).toContain('session_token')
  })

  test('keep the key and the backup codes unreadable in the database', async () => {
    const { key, backup } = await setUpCodes('sekretariat-luwu-utara')
    const stored = JSON.stringify(await rows('select * from people.two_factor'))
    expect(stored).not.toContain(backup[0])
    expect(stored).not.toContain(key)
  })
})

describe('the password', () => {
  test('is changed with the present one; all other sessions end, this one stays', async () => {
    const elsewhere = await world.signIn('warga')
    const here = await world.signIn('warga')
    const form = {
      password: 'tudang-peragaan',
      password_baru: 'empat kata yang panjang',
      password_lagi: 'empat kata yang panjang',
    }
    const changed = await world.post('/akun/sandi', form, here)
    expect(changed.headers.get('location')).toBe('/akun?pesan=sandi')
    expect((await identify(here)).email).toBe(mail('warga'))
    expect((await identify(elsewhere)).accountId).toBeUndefined()
    expect((await world.post('/masuk', { email: mail('warga'), password: 'tudang-peragaan' })).status).toBe(422)
    expect((await world.post('/masuk', { email: mail('warga'), password: 'empat kata yang panjang' })).status).toBe(303)
    const [event] = await rows(`select data from audit.event where event = 'people.password.changed'`)
    expect(event?.['data']).toEqual({ sessions_ended: 1 })
  })

  test.each([
    [
      { password: 'salah', password_baru: 'empat kata yang lain', password_lagi: 'empat kata yang lain' },
      'tidak cocok',
    ],
    [{ password: 'tudang-peragaan', password_baru: 'x9y8z7', password_lagi: 'x9y8z7' }, 'paling pendek 10'],
    [{ password: 'tudang-peragaan', password_baru: 'aaaaaaaaaaaa', password_lagi: 'aaaaaaaaaaaa' }, 'mudah ditebak'],
    [{ password: 'tudang-peragaan', password_baru: 'empat kata yang lain', password_lagi: 'empat kata' }, 'tidak sama'],
  ])('is not changed by %j', async (form, words) => {
    const cookie = await world.signIn('petugas-desa')
    const answer = await world.post('/akun/sandi', form, cookie)
    expect(answer.status).toBe(422)
    const html = await answer.text()
    expect(html).toContain(words)
    expect(html).not.toContain(form.password_baru)
    expect(await world.signIn('petugas-desa')).toContain('session_token')
  })

  test('cannot be guessed through the form that changes it', async () => {
    const cookie = await world.signIn('kepala-daerah-luwu-timur')
    const guess = { password: 'tebakan', password_baru: 'empat kata yang lain', password_lagi: 'empat kata yang lain' }
    const statuses: number[] = []
    for (let i = 0; i < 10; i++) statuses.push((await world.post('/akun/sandi', guess, cookie)).status)
    expect(statuses.slice(8)).toEqual([429, 429])
  })
})

describe('sessions', () => {
  test('are listed, and any other of one’s own can be ended', async () => {
    const phone = await world.signIn('petugas-dinkes-luwu-timur')
    const here = await world.signIn('petugas-dinkes-luwu-timur')
    const html = await (await world.get('/akun', here)).text()
    const ids = [...html.matchAll(/action="\/akun\/sesi"><input type="hidden" name="id" value="([^"]+)"/g)].map(
      m => m[1] ?? '',
    )
    expect(ids).toHaveLength(1)
    expect(html).toContain('sesi ini')
    expect((await world.post('/akun/sesi', { id: ids[0] ?? '' }, here)).status).toBe(303)
    expect((await identify(phone)).accountId).toBeUndefined()
    expect((await identify(here)).accountId).toBeDefined()
  })

  test('of somebody else cannot be ended', async () => {
    const other = await world.signIn('kementerian')
    const [foreign] = await rows(`select s.id from people.session s join people.account a on a.id = s.account_id
      where a.email = '${mail('kementerian')}'`)
    const mine = await world.signIn('petugas-dan-pembimbing')
    expect((await world.post('/akun/sesi', { id: String(foreign?.['id']) }, mine)).status).toBe(404)
    expect((await world.post('/akun/sesi', { id: "x' or true" }, mine)).status).toBe(422)
    expect((await identify(other)).accountId).toBeDefined()
  })
})

describe('passkeys', () => {
  const call = (path: string, cookie?: string, body?: unknown) =>
    world.app.request(`/api/auth/passkey/${path}`, {
      ...(body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }),
      headers: {
        'content-type': 'application/json',
        ...(cookie ? { cookie } : {}),
        origin: 'http://localhost:3000',
        host: 'localhost:3000',
      },
    })

  test('are offered to an account with a challenge of its own, and to nobody signed out', async () => {
    const cookie = await world.signIn('kementerian')
    const answer = await call('generate-register-options', cookie)
    expect(answer.status).toBe(200)
    const options = (await answer.json()) as {
      challenge: string
      rp: { id: string; name: string }
      user: { name: string }
    }
    expect(options.rp).toEqual({ id: 'localhost', name: 'Tudang' })
    expect(options.user.name).toBe(mail('kementerian'))
    expect(options.challenge.length).toBeGreaterThan(20)
    expect((await call('generate-register-options')).status).toBe(401)
  })

  test('are asked for at sign-in without saying which accounts exist, and a made-up one is refused and noted', async () => {
    const answer = await call('generate-authenticate-options')
    const options = (await answer.json()) as { challenge: string; allowCredentials?: unknown[] }
    expect(options.allowCredentials ?? []).toEqual([])
    const forged = { id: 'AAAA', rawId: 'AAAA', type: 'public-key', response: {}, clientExtensionResults: {} }
    const refused = await call('verify-authentication', cookiesAfter(answer), { response: forged })
    expect(refused.status).toBe(401)
    expect(refused.headers.getSetCookie().join()).not.toContain('session_token=')
    const [event] = await rows(`select * from audit.event order by id desc limit 1`)
    expect(event).toMatchObject({ event: 'people.session.refused', data: { by: 'passkey' } })
  })

  test('of somebody else cannot be removed', async () => {
    await world.platform.db.pool
      .query(`insert into people.passkey (account_id, name, public_key, credential_id, counter, device_type, backed_up)
      select id, 'Ponsel', 'x', 'kunci-1', 0, 'singleDevice', false from people.account where email = '${mail('kementerian')}'`)
    const [key] = await rows('select id from people.passkey')
    const id = String(key?.['id'])
    const other = await world.signIn('petugas-dan-pembimbing')
    expect((await world.post('/akun/kunci', { id }, other)).status).toBe(404)
    const owner = await world.signIn('kementerian')
    expect((await world.post('/akun/kunci', { id }, owner)).status).toBe(303)
    expect(await rows('select id from people.passkey')).toEqual([])
  })
})

test('the library’s other endpoints do not exist: no account is made without an invitation', async () => {
  for (const path of [
    'sign-up/email',
    'sign-in/email',
    'change-email',
    'delete-user',
    'update-user',
    'two-factor/disable',
  ]) {
    const answer = await world.app.request(`/api/auth/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email: 'baru@contoh.tudang.invalid', password: 'panjang-sekali', name: 'Baru' }),
    })
    expect(answer.status, path).toBe(404)
  }
  expect(await rows(`select id from people.account where email like 'baru@%'`)).toEqual([])
})

test('the name is changed, and an empty one is refused with what was typed', async () => {
  const cookie = await world.signIn('kepala-dinkes-luwu-timur')
  expect((await world.post('/akun', { name: '   ' }, cookie)).status).toBe(422)
  expect((await world.post('/akun', { name: 'Nama Baru' }, cookie)).headers.get('location')).toBe('/akun?pesan=nama')
  expect((await identify(cookie)).name).toBe('Nama Baru')
})
