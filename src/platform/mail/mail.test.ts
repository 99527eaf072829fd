import { rm } from 'node:fs/promises'
import { createServer, type AddressInfo } from 'node:net'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { audit } from '#platform/audit/audit.ts'
import { countStatements } from '#platform/db/database.ts'
import { runNow } from '#platform/jobs/jobs.ts'
import { barePlatform } from '../../../test/support/bare.ts'
import { findMail, listMail, queueMail, queueMails, sendMail, type Mail } from './mail.ts'

/** A mail server that takes letters, or answers 451 to the first ones it is told to refuse. */
async function mailServer() {
  const letters: string[] = []
  const state = { refuse: 0, refusedAddress: '' }
  const server = createServer(socket => {
    let inData = false
    let text = ''
    socket.write('220 uji\r\n')
    socket.on('error', () => undefined)
    socket.on('data', chunk => {
      text += chunk.toString()
      for (let end = text.indexOf('\r\n'); end >= 0; end = text.indexOf('\r\n')) {
        if (inData) {
          const stop = text.indexOf('\r\n.\r\n')
          if (stop < 0) return
          letters.push(text.slice(0, stop))
          text = text.slice(stop + 5)
          inData = false
          socket.write('250 diterima\r\n')
          continue
        }
        const line = text.slice(0, end)
        text = text.slice(end + 2)
        if (/^EHLO/i.test(line)) socket.write('250 uji\r\n')
        else if (/^MAIL FROM/i.test(line) && state.refuse-- > 0) socket.write('451 nanti\r\n')
        else if (state.refusedAddress !== '' && line.includes(state.refusedAddress))
          socket.write('550 tidak dikenal\r\n')
        else if (/^DATA/i.test(line)) {
          inData = true
          socket.write('354 kirim\r\n')
        } else if (/^QUIT/i.test(line)) socket.end('221 selesai\r\n')
        else socket.write('250 baik\r\n')
      }
    })
  })
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done))
  afterAll(() => void server.close())
  return { letters, state, url: `smtp://127.0.0.1:${(server.address() as AddressInfo).port}` }
}

const server = await mailServer()
const platform = await barePlatform({ SMTP_URL: server.url, MAIL_FROM: 'Tudang <no-reply@tudang.invalid>' })
const letter: Mail = {
  to: 'warga@contoh.tudang.invalid',
  subject: 'Undangan',
  text: 'Halo.\nTautan: http://x/undangan/abc\n',
}
const queue = (mail: Mail) =>
  platform.db.transact({ accountId: undefined }, async tx => {
    const id = await queueMail(tx, mail)
    await audit(tx, { event: 'test.mail.queued', subject: { kind: 'mail', id } })
    return id
  })

test('a letter exists with its job when the change is committed, and neither when it is not', async () => {
  const before = await platform.ask('select 1 from graphile_worker.jobs')
  await expect(
    platform.db.transact({ accountId: undefined }, async tx => {
      await queueMail(tx, letter)
      throw new Error('changed our mind')
    }),
  ).rejects.toThrow('changed our mind')
  expect(await listMail(platform.db.sql, 10)).toEqual([])
  expect(await platform.ask('select 1 from graphile_worker.jobs')).toHaveLength(before.length)
  const id = await queue(letter)
  expect(await findMail(platform.db.sql, id)).toMatchObject({ ...letter, state: 'queued', sentAt: undefined })
  expect(await platform.ask('select 1 from graphile_worker.jobs')).toHaveLength(before.length + 1)
})

test('a letter is sent once, even when its job runs twice', async () => {
  const messageId = await queue(letter)
  expect((await runNow(platform, sendMail, { messageId })).state).toBe('done')
  expect((await runNow(platform, sendMail, { messageId })).state).toBe('done')
  expect(server.letters).toHaveLength(1)
  expect(server.letters[0]).toContain('To: warga@contoh.tudang.invalid')
  expect(server.letters[0]).toContain('Subject: Undangan')
  expect(server.letters[0]).toContain('http://x/undangan/abc')
  expect(await findMail(platform.db.sql, messageId)).toMatchObject({ state: 'sent', sentAt: expect.any(Date) as Date })
})

test('a letter that the mail server refuses is noted and can be sent later', async () => {
  server.letters.length = 0
  server.state.refuse = 1
  const messageId = await queue(letter)
  await expect(runNow(platform, sendMail, { messageId })).rejects.toThrow()
  const [kept] = await platform.ask<{ state: string; last_error: string; attempts: number }>(
    'select state, last_error, attempts from mail.message where id = $1',
    [messageId],
  )
  expect(kept).toMatchObject({ state: 'failed', attempts: 1 })
  expect(kept?.last_error).toContain('451')
  expect((await runNow(platform, sendMail, { messageId })).state).toBe('done')
  expect(server.letters).toHaveLength(1)
})

test('a subject cannot smuggle a second header into the letter', async () => {
  server.letters.length = 0
  const messageId = await queue({ ...letter, subject: 'Halo\r\nBcc: semua@contoh.tudang.invalid' })
  await runNow(platform, sendMail, { messageId })
  expect(server.letters[0]).toContain('Subject: Halo Bcc: semua@contoh.tudang.invalid')
  expect(server.letters[0]).not.toMatch(/^Bcc:/m)
})

const attach = (name: string, text: string, type: 'text/plain' | 'text/calendar') =>
  platform.db.transact({ accountId: undefined }, async tx => {
    const file = await platform.files.save(
      tx,
      { name, bytes: new TextEncoder().encode(text), text: type },
      { accountId: undefined },
    )
    const messageId = await queueMail(tx, { ...letter, attachments: [{ fileId: file.id, name }] })
    await audit(tx, { event: 'test.mail.queued', subject: { kind: 'mail', id: messageId } })
    return { file, messageId }
  })

test('a letter carries its files, and a calendar says that it is one', async () => {
  server.letters.length = 0
  const { messageId, file } = await attach('jadwal.ics', 'BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n', 'text/calendar')
  expect(await findMail(platform.db.sql, messageId)).toMatchObject({
    attachments: [{ fileId: file.id, name: 'jadwal.ics' }],
  })
  expect((await runNow(platform, sendMail, { messageId })).state).toBe('done')
  expect(server.letters[0]).toMatch(/Content-Type: text\/calendar; charset=utf-8; method=PUBLISH/i)
  expect(server.letters[0]).toMatch(/Content-Disposition: attachment; filename=jadwal\.ics/i)
  expect(server.letters[0]).toContain(Buffer.from('BEGIN:VCALENDAR').toString('base64').slice(0, 16))
})

test('an invitation is a calendar of its own that mail programs offer to take over, as its method says', async () => {
  server.letters.length = 0
  const text = 'BEGIN:VCALENDAR\r\nMETHOD:CANCEL\r\nEND:VCALENDAR\r\n'
  const messageId = await queue({ ...letter, calendar: { method: 'CANCEL', name: 'batal.ics', text } })
  expect(await findMail(platform.db.sql, messageId)).toMatchObject({
    attachments: [],
    calendar: { method: 'CANCEL', text },
  })
  await runNow(platform, sendMail, { messageId })
  expect(server.letters[0]).toMatch(/Content-Type: text\/calendar; charset=utf-8; method=CANCEL/i)
  expect(server.letters[0]).toMatch(/multipart\/alternative/)
  expect(server.letters[0]).toMatch(/filename=batal\.ics/)
})

test('an address that the mail server refuses for good is noted and not tried again', async () => {
  server.letters.length = 0
  server.state.refusedAddress = 'salah@contoh.tudang.invalid'
  const messageId = await queue({ ...letter, to: server.state.refusedAddress })
  const progress = await runNow(platform, sendMail, { messageId })
  expect(progress).toMatchObject({ state: 'failed' })
  expect(progress.failure?.id).toContain('salah@contoh.tudang.invalid')
  const [kept] = await platform.ask<{ state: string; last_error: string }>(
    'select state, last_error from mail.message where id = $1',
    [messageId],
  )
  expect(kept?.state).toBe('failed')
  expect(kept?.last_error).toContain('550')
  expect(server.letters).toEqual([])
})

test('a letter whose file vanished is not sent without it: it says which one, and goes when the file is back', async () => {
  server.letters.length = 0
  const { messageId, file } = await attach('surat.txt', 'isi surat yang hilang', 'text/plain')
  await rm(join(platform.config.varFolder, 'files', file.sha256.slice(0, 2), file.sha256))
  await expect(runNow(platform, sendMail, { messageId })).rejects.toThrow('surat.txt hilang')
  expect(server.letters).toEqual([])
  const [kept] = await platform.ask<{ state: string; last_error: string }>(
    'select state, last_error from mail.message where id = $1',
    [messageId],
  )
  expect(kept?.state).toBe('failed')
  expect(kept?.last_error).toContain('surat.txt hilang')
  await attach('surat.txt', 'isi surat yang hilang', 'text/plain')
  expect((await runNow(platform, sendMail, { messageId })).state).toBe('done')
  expect(server.letters[0]).toContain('filename=surat.txt')
})

test('many letters are queued in as many statements as one, behind what people wait for', async () => {
  const queueAll = (count: number) =>
    countStatements(() =>
      platform.db.transact({ accountId: undefined }, async tx => {
        await audit(tx, { event: 'test.mail.queued', subject: { kind: 'mail', id: 'many' } })
        return await queueMails(
          tx,
          Array.from({ length: count }, (_, n) => ({ ...letter, subject: `Surat ${n}` })),
          { priority: 10 },
        )
      }),
    )
  const [one, three] = [await queueAll(1), await queueAll(3)]
  expect(three.statements).toBe(one.statements)
  const subjects = await Promise.all(three.value.map(async id => (await findMail(platform.db.sql, id))?.subject))
  expect(subjects).toEqual(['Surat 0', 'Surat 1', 'Surat 2'])
  const jobs = await platform.ask<{ priority: number; max_attempts: number }>(
    `select j.priority, j.max_attempts from graphile_worker._private_jobs j
     where j.payload -> 'payload' ->> 'messageId' = any($1)`,
    [three.value],
  )
  expect(jobs).toEqual(Array.from({ length: 3 }, () => ({ priority: 10, max_attempts: 8 })))
})
