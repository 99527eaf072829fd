import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { fixedClock } from '#platform/clock/clock.ts'
import { ticketSeconds } from '#platform/files/ticket.ts'
import { runNow } from '#platform/jobs/jobs.ts'
import { testWorld } from '../../../../test/support/world.ts'
import { saveEvidence } from '../actions/save-evidence.ts'
import { ticketFor } from '../actions/ticket.ts'
import { examineJob } from '../jobs/examine.ts'
import { findItem } from '../store/items.ts'
import { actorOf, bytesOf, photo } from './evidence-world.fixture.ts'

const clock = fixedClock(new Date().toISOString())
const world = await testWorld('demo', { clock })
const { platform } = world
const officer = await actorOf(world, 'petugas-dinkes-luwu-timur')
const session = await world.signIn('petugas-dinkes-luwu-timur@contoh.tudang.invalid')

async function upload(name: string, bytes: Uint8Array) {
  const { evidence } = await saveEvidence(platform, { file: { name, bytes } }, officer)
  const ticket = await ticketFor(platform, evidence, officer.actor)
  if (!ticket) throw new Error('no ticket')
  return { evidence, ...ticket }
}

describe('a ticket', () => {
  test('opens its file without a cookie, shows photos in place, and lets nothing in it run', async () => {
    const bytes = await photo(11)
    const { href } = await upload('loket.jpg', bytes)
    const answer = await world.get(href)
    expect(answer.status).toBe(200)
    expect(new Uint8Array(await answer.arrayBuffer())).toEqual(bytes)
    const policy = answer.headers.get('content-security-policy') ?? ''
    expect(policy).toMatch(/^sandbox; default-src 'none'/)
    expect(policy).not.toMatch(/allow-|script-src|unsafe-eval/)
    expect(answer.headers.get('content-type')).toBe('image/jpeg')
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
    expect(answer.headers.get('cache-control')).toBe('private, no-store')
    expect(answer.headers.get('content-disposition')).toMatch(/^inline;/)
    expect(answer.headers.getSetCookie()).toEqual([])
  })

  test('makes everything but PDF and photos a download', async () => {
    const { href } = await upload('catatan <b>.txt', bytesOf('awal <script>alert(1)</script>'))
    const answer = await world.get(href)
    expect(answer.headers.get('content-disposition')).toBe("attachment; filename*=UTF-8''catatan%20%3Cb%3E.txt")
    expect(answer.headers.get('content-type')).toBe('text/plain; charset=utf-8')
  })

  test('is answered the same for everybody, because nobody is identified', async () => {
    const { href } = await upload('sama.txt', bytesOf('untuk siapa saja yang memegangnya'))
    const statements = async (cookie?: string) => {
      const answer = await world.get(href, cookie)
      return [answer.status, await answer.text(), answer.headers.getSetCookie()]
    }
    expect(await statements(session)).toEqual(await statements())
  })

  test('that was changed in any letter opens nothing', async () => {
    const { href } = await upload('teliti.txt', bytesOf('tiket yang diubah'))
    const ticket = href.slice('/berkas/'.length)
    for (let at = 0; at < ticket.length; at += 5) {
      const other = `${ticket.slice(0, at)}${ticket[at] === 'A' ? 'B' : 'A'}${ticket.slice(at + 1)}`
      const answer = await world.get(`/berkas/${other}`)
      expect(answer.status).toBe(404)
      expect(await answer.text()).not.toContain('tiket yang diubah')
    }
    expect((await world.get('/berkas/x')).status).toBe(404)
  })

  test('runs out', async () => {
    const { href } = await upload('lama.txt', bytesOf('hanya sebentar'))
    const began = clock.now()
    clock.set(new Date(began.getTime() + ticketSeconds * 1000 - 1000).toISOString())
    expect((await world.get(href)).status).toBe(200)
    clock.set(new Date(began.getTime() + ticketSeconds * 1000 + 1000).toISOString())
    const answer = await world.get(href)
    expect(answer.status).toBe(410)
    expect(await answer.text()).toContain('Muat ulang halaman buktinya')
    clock.set(began.toISOString())
  })

  test('is not given to who may not see the item', async () => {
    const { evidence } = await upload('bukan.txt', bytesOf('bukan untuk semua'))
    for (const box of [undefined, 'asesor-satu', 'sekretariat-luwu-utara']) {
      const { actor } = await actorOf(world, box)
      await expect(ticketFor(platform, evidence, actor)).rejects.toMatchObject({
        code: box === undefined ? 'signed-out' : 'not-found',
      })
    }
  })
})

describe('a file that vanished from storage', () => {
  test('is told by name, while its page, the list and the job go on', async () => {
    const pdf = bytesOf('%PDF-1.4\nakan hilang dari tempat penyimpanan')
    const { evidence, href } = await upload('hilang.pdf', pdf)
    const sha = evidence.sha256 ?? ''
    await rm(join(world.config.varFolder, 'files', sha.slice(0, 2), sha))
    const answer = await world.get(href)
    expect(answer.status).toBe(503)
    expect(await answer.text()).toContain('hilang.pdf')
    expect((await world.get(`/bukti/${evidence.id}`, session)).status).toBe(200)
    expect((await world.get('/bukti', session)).status).toBe(200)
    const progress = await runNow(platform, examineJob, { evidenceId: evidence.id, writer: officer.writer })
    expect(progress.state).toBe('failed')
    expect(progress.failure?.id).toContain('hilang.pdf')
  })
})

test('a broken PDF is kept, and its page says that it cannot be read', async () => {
  const { evidence } = await upload('rusak.pdf', bytesOf('%PDF-1.7\nbukan apa-apa'))
  expect((await runNow(platform, examineJob, { evidenceId: evidence.id, writer: officer.writer })).state).toBe('done')
  expect((await findItem(platform.db.sql, evidence.id))?.examineFailure?.id).toContain('rusak dan tidak terbaca')
  const html = await (await world.get(`/bukti/${evidence.id}`, session)).text()
  expect(html).toContain('rusak dan tidak terbaca')
})
