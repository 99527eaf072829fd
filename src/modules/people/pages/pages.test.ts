import { describe, expect, test } from 'vitest'
import { audit } from '#platform/audit/audit.ts'
import { cookiesAfter, peopleWorld, textOf } from '../people-world.fixture.tsx'
import { en } from '../phrases/en.ts'
import { id } from '../phrases/id.ts'
import { markupFaults } from '../../../../test/support/markup.ts'

const world = await peopleWorld()
const administrator = await world.signIn('pengelola')
const [row] = (
  await world.platform.db.pool.query<{ id: string }>(
    `select id from people.organisation where name = 'Dinas Kesehatan Luwu Timur'`,
  )
).rows
const organisation = row?.id ?? ''
await world.post(
  `/organisasi/${organisation}`,
  { email: 'baru@contoh.tudang.invalid', role: 'opd-officer' },
  administrator,
)
const [letter] = (await world.platform.db.pool.query<{ id: string; body: string }>('select id, body from mail.message'))
  .rows
const token = /\/undangan\/([\w-]+)/.exec(letter?.body ?? '')?.[1] ?? ''

const pages: [path: string, signedIn: boolean][] = [
  ['/masuk', false],
  ['/masuk?error=signup_disabled', false],
  [`/undangan/${token}`, false],
  ['/undangan/tidak-ada', false],
  ['/beranda', true],
  ['/akun', true],
  ['/akun/sandi', true],
  ['/akun/kode', true],
  ['/organisasi', true],
  ['/organisasi?q=tidak-ada-yang-cocok', true],
  [`/organisasi/${organisation}`, true],
  ['/dev/outbox', true],
  [`/dev/outbox/${letter?.id ?? ''}`, true],
]

describe.each(pages)('%s', (path, signedIn) => {
  test.each(['id', 'en'])('is valid HTML with one title, without inline script or style, in %s', async lang => {
    const cookie = [signedIn ? administrator : '', `bahasa=${lang}`].filter(Boolean).join('; ')
    const html = await (await world.get(path, cookie)).text()
    expect(await markupFaults(html)).toEqual([])
    expect(html.match(/<h1[\s>]/g)).toHaveLength(1)
    expect(html).not.toMatch(/\s(style|on[a-z]+)=|<style/)
    expect(html).not.toContain('undefined')
    expect(html).not.toContain('[object')
  })
})

test('a letter shows its attachments, and gives them out under its own address only', async () => {
  const { platform } = world
  const [attached, other] = await platform.db.transact({ accountId: undefined }, async tx => {
    await audit(tx, { event: 'test.file.saved', subject: { kind: 'test', id: 'lampiran' } })
    const save = async (name: string, text: string) =>
      await platform.files.save(tx, { name, bytes: new TextEncoder().encode(text) }, { accountId: undefined })
    return [await save('surat.pdf', '%PDF-1.7\n1 0 obj\n'), await save('rahasia.pdf', '%PDF-1.7\n2 0 obj\n')]
  })
  await platform.db.pool.query('update mail.message set attachments = $1 where id = $2', [
    JSON.stringify([{ fileId: attached?.id, name: 'surat.pdf' }]),
    letter?.id,
  ])
  const page = `/dev/outbox/${letter?.id ?? ''}`
  const html = await (await world.get(page, administrator)).text()
  expect(await markupFaults(html)).toEqual([])
  expect(html).toContain(`href="${page}/${attached?.id}"`)
  const file = await world.get(`${page}/${attached?.id}`, administrator)
  expect(file.headers.get('content-type')).toBe('application/pdf')
  expect(await file.text()).toContain('1 0 obj')
  expect((await world.get(`${page}/${other?.id}`, administrator)).status).toBe(404)
  expect((await world.get(`${page}/${attached?.id}`, await world.signIn('auditor'))).status).toBe(403)
})

test('set-up of two-step codes and the second step of signing in are valid HTML', async () => {
  const cookie = await world.signIn('auditor')
  await world.post('/akun/kode', { langkah: 'mulai', password: 'tudang-peragaan' }, cookie)
  for (const html of [
    await (await world.get('/akun/kode', cookie)).text(),
    await (await world.get('/masuk/kode', 'tudang.two_factor=x')).text(),
  ]) {
    expect(await markupFaults(html)).toEqual([])
  }
})

test('the home page greets by role and place, and says what to do when nothing waits', async () => {
  const text = await textOf(await world.get('/beranda', await world.signIn('petugas-dan-pembimbing')))
  expect(text).toContain('Selamat datang, Petugas Bappeda yang juga Pembimbing')
  expect(text).toContain('Petugas OPD, Badan Perencanaan Pembangunan Daerah Luwu Timur')
  expect(text).toContain('Tidak ada yang menunggu Anda. ')
  expect(text).toContain('Pembimbing Koperasi Digital Contoh')
})

test('the home page shows the panels of the modules in their order, for the role in use', async () => {
  const { setHomePanels } = await import('../contributions.ts')
  const panel = (order: number, words: string) => ({
    place: 'home' as const,
    order,
    render: async (_visit: unknown, subject: { regionCode?: string }) => `${words} ${subject.regionCode ?? 'nasional'}`,
  })
  setHomePanels([panel(20, 'kedua'), { ...panel(5, 'daerah'), place: 'region' }, panel(10, 'pertama')])
  try {
    const text = await textOf(await world.get('/beranda', await world.signIn('petugas-desa')))
    expect(text).toMatch(/pertama 73\.24\.04\.2005.*kedua 73\.24\.04\.2005/)
    expect(text).not.toContain('daerah 73')
    expect(text).not.toContain('Tidak ada yang menunggu Anda')
  } finally {
    setHomePanels([])
  }
})

test('demo accounts are listed by role on the sign-in page and sign in with one press', async () => {
  const html = await (await world.get('/masuk?kembali=/akun')).text()
  const form =
    /<input type="hidden" name="email" value="(warga@[^"]+)"\/><input type="hidden" name="password" value="([^"]+)"\/>/.exec(
      html,
    )
  const answer = await world.post('/masuk', { email: form?.[1] ?? '', password: form?.[2] ?? '', kembali: '/akun' })
  expect(answer.headers.get('location')).toBe('/akun')
  expect((await world.get('/akun', cookiesAfter(answer))).status).toBe(200)
})

test('every sentence is said in both languages', () => {
  const keys = (value: unknown, path = ''): string[] =>
    typeof value === 'object' && value !== null
      ? Object.entries(value).flatMap(([key, inner]) => keys(inner, `${path}.${key}`))
      : [path]
  expect(keys(en).sort()).toEqual(keys(id).sort())
})
