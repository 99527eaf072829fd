import { describe, expect, test } from 'vitest'
import { createPeople } from '../index.ts'
import { client, oidcServer } from '../oidc-server.fixture.ts'
import { cookiesAfter, peopleWorld, textOf } from '../people-world.fixture.tsx'

const provider = await oidcServer({
  auditor: { email: 'Auditor@contoh.tudang.invalid', email_verified: true, name: 'Nama dari Penyedia' },
  pura: { email: 'pengelola@contoh.tudang.invalid', email_verified: false },
  asing: { email: 'asing@contoh.tudang.invalid', email_verified: true },
  tanpa: {},
})
const env = {
  OIDC_DISCOVERY_URL: provider.discovery,
  OIDC_CLIENT_ID: client.id,
  OIDC_CLIENT_SECRET: client.secret,
  OIDC_NAME: 'SSO Daerah',
}
const world = await peopleWorld({ env })
const people = await createPeople(world.platform)
const identify = (cookie: string) => people.identify(new Headers({ cookie }))
const rows = async (text: string) => (await world.platform.db.pool.query(text)).rows as Record<string, unknown>[]

async function begin(kembali = '/organisasi') {
  const answer = await world.post('/masuk/sso', { kembali })
  expect(answer.status).toBe(303)
  return { url: answer.headers.get('location') ?? '', cookie: cookiesAfter(answer) }
}

/** The whole way through the provider and back. */
async function goThrough(login: string) {
  const { url, cookie } = await begin()
  const back = await provider.visit(url, login)
  const answer = await world.get(back.pathname + back.search, cookie)
  return { answer, back, cookie, location: answer.headers.get('location') ?? '' }
}

/** Lands on the sign-in page with a sentence, and without a session. */
async function refusedWith(answer: Response, words: string) {
  const location = new URL(answer.headers.get('location') ?? '')
  expect(location.pathname).toBe('/masuk')
  expect(answer.headers.getSetCookie().join()).not.toMatch(/session_token=[^;]/)
  const page = await world.get(location.pathname + location.search)
  expect(page.status).toBe(403)
  expect(await textOf(page)).toContain(words)
}

describe('signing in by an OpenID provider', () => {
  test('is offered by name, and sends the browser there with PKCE, state and nonce', async () => {
    expect(await textOf(await world.get('/masuk'))).toContain('Masuk dengan SSO Daerah')
    const url = new URL((await begin()).url)
    expect(url.searchParams.get('code_challenge_method')).toBe('S256')
    expect(url.searchParams.get('code_challenge')?.length).toBeGreaterThan(40)
    for (const name of ['state', 'nonce']) expect(url.searchParams.get(name)?.length).toBeGreaterThan(20)
    expect(url.searchParams.get('redirect_uri')).toBe('http://localhost:3000/api/auth/callback/sso')
  })

  test('connects the account of a verified e-mail and goes on where one wanted to be', async () => {
    const { answer, location } = await goThrough('auditor')
    expect(location).toBe('http://localhost:3000/organisasi')
    const actor = await identify(cookiesAfter(answer))
    expect(actor).toMatchObject({ email: 'auditor@contoh.tudang.invalid', name: 'Auditor' })
    expect(actor.membership?.role).toBe('auditor')
    const linked = await rows(`select * from people.credential where provider_id = 'sso'`)
    expect(linked).toHaveLength(1)
    expect(linked[0]).toMatchObject({
      provider_account_id: 'auditor',
      access_token: null,
      refresh_token: null,
      id_token: null,
    })
    const [event] = await rows('select * from audit.event order by id desc limit 1')
    expect(event).toMatchObject({ event: 'people.session.started', data: { by: 'sso' }, account_id: actor.accountId })
    const again = await goThrough('auditor')
    expect((await identify(cookiesAfter(again.answer))).accountId).toBe(actor.accountId)
    const kept = await rows(`select * from people.credential where provider_id = 'sso'`)
    expect(kept[0]).toMatchObject({ access_token: null, id_token: null })
  })

  test('is refused when the provider has not verified the e-mail, though such an account exists', async () => {
    const { answer } = await goThrough('pura')
    await refusedWith(answer, 'belum memastikan surel Anda')
    expect(await rows(`select * from people.credential where provider_account_id = 'pura'`)).toEqual([])
    const [event] = await rows('select * from audit.event order by id desc limit 1')
    expect(event).toMatchObject({ event: 'people.session.refused', data: { by: 'sso' } })
  })

  test('is refused for an e-mail without an account: accounts come by invitation', async () => {
    const { answer } = await goThrough('asing')
    await refusedWith(answer, 'Surel ini belum punya akun')
    expect(await rows(`select * from people.account where email like 'asing@%'`)).toEqual([])
  })

  test('is refused when the provider tells no e-mail', async () => {
    await refusedWith((await goThrough('tanpa')).answer, 'tidak memberi alamat surel')
  })

  test('is refused in another browser, with a changed state, and a second time with the same answer', async () => {
    const { url, cookie } = await begin()
    const back = await provider.visit(url, 'auditor')
    const elsewhere = await world.get(back.pathname + back.search)
    await refusedWith(elsewhere, 'tidak cocok dengan peramban Anda')
    const changed = new URL(back)
    changed.searchParams.set('state', 'x'.repeat(32))
    await refusedWith(await world.get(changed.pathname + changed.search, cookie), 'Mulai lagi')
    const fresh = await goThrough('auditor')
    expect(fresh.location).toBe('http://localhost:3000/organisasi')
    await refusedWith(await world.get(fresh.back.pathname + fresh.back.search, fresh.cookie), 'Mulai lagi')
  })

  test('is refused with an invented code', async () => {
    const { url, cookie } = await begin()
    const back = await provider.visit(url, 'auditor')
    back.searchParams.set('code', 'kode-karangan')
    await refusedWith(await world.get(back.pathname + back.search, cookie), 'Mulai lagi')
  })

  test('goes back to paths of this site only', async () => {
    const { url, cookie } = await begin('//evil.invalid/')
    const back = await provider.visit(url, 'auditor')
    const answer = await world.get(back.pathname + back.search, cookie)
    expect(answer.headers.get('location')).toBe('http://localhost:3000/beranda')
  })
})

describe('without a provider that answers', () => {
  test('the button says so and the form by password stays', async () => {
    const lonely = await peopleWorld({
      env: { ...env, OIDC_DISCOVERY_URL: 'http://127.0.0.1:9/.well-known/openid-configuration' },
    })
    const answer = await lonely.post('/masuk/sso', {})
    expect(answer.status).toBe(503)
    expect(await textOf(answer)).toContain('SSO Daerah sedang tidak menjawab')
    expect(await lonely.signIn('warga')).toContain('session_token')
  })

  test('that is not configured there is no button', async () => {
    const plain = await peopleWorld()
    expect(await textOf(await plain.get('/masuk'))).not.toContain('Masuk dengan SSO')
    expect((await plain.post('/masuk/sso', {})).status).toBe(404)
  })
})
