import { beforeAll, describe, expect, test } from 'vitest'
import ICAL from 'ical.js'
import { runNow } from '#platform/jobs/jobs.ts'
import { pdfText } from '#platform/documents/pdf-text.fixture.ts'
import type { Platform } from '#platform/platform.ts'
import { listUninvited } from '../../store/notices/invitations.ts'
import { inviteJob } from './invite.ts'
import { type NoticesWorld, noticesWorld } from './notices.fixture.ts'
import { owingJob } from './tell-owing.ts'

let n: NoticesWorld
const sql = () => n.world.platform.db.sql
const invite = (platform: Platform = n.world.platform) => runNow(platform, inviteJob, { roundId: n.round.roundId })

beforeAll(async () => {
  // 73.73 has no account at all in the demo world.
  n = await noticesWorld({ regions: ['73.24', '73.22', '73.73'] })
  await n.ask('delete from evaluation.notice')
})

/** Storage that fails when the letter of one region is saved. */
const brokenFor = (code: string): Platform => ({
  ...n.world.platform,
  files: {
    ...n.world.platform.files,
    save: async (tx, file, owner) => {
      if (owner.regionCode === code) throw new Error('killed')
      return await n.world.platform.files.save(tx, file, owner)
    },
  },
})

describe('invitation letters', () => {
  test('go on where they were interrupted, and nobody gets two', async () => {
    await expect(invite(brokenFor('73.24'))).rejects.toThrow('killed')
    const first = await n.letters()
    expect(new Set(first.map(({ subject }) => subject))).toEqual(
      new Set(['Penilaian evaluasi kota cerdas: Kabupaten Luwu Utara']),
    )
    expect(await listUninvited(sql(), n.round.roundId)).toEqual(['73.24', '73.73'])

    expect((await invite()).state).toBe('done')
    expect((await invite()).state).toBe('done')
    const letters = await n.letters()
    expect(letters.map(({ to }) => to)).toEqual(
      ['kepala-daerah-luwu-timur', 'kepala-daerah-luwu-utara', 'sekretariat-luwu-timur', 'sekretariat-luwu-utara'].map(
        box => `${box}@contoh.tudang.invalid`,
      ),
    )
    expect(await n.notices()).toHaveLength(4)
    for (const notice of await n.notices()) expect(notice).toMatchObject({ kind: 'invitation', state: 'sent' })
  })

  test('carry the letter of that region and its dates', async () => {
    const letter = (await n.letters()).find(({ to }) => to.startsWith('sekretariat-luwu-timur'))
    expect(letter?.attachments.map(({ name }) => name)).toEqual([
      'surat-undangan-73.24-2031.pdf',
      'jadwal-73.24-2031.ics',
    ])
    const [pdf, ics] = await Promise.all(
      (letter?.attachments ?? []).map(({ fileId }) => n.world.platform.files.read(sql(), fileId)),
    )
    expect(pdf?.file.mediaType).toBe('application/pdf')
    const text = pdfText(pdf?.bytes ?? new Uint8Array())
    expect(text).toContain('Yth. Bupati Luwu Timur')
    expect(text).toContain('pukul 24.00 WITA')
    expect(text).not.toContain('Luwu Utara')
    expect(ics?.file.mediaType).toBe('text/calendar')
    const calendar = new ICAL.Component(ICAL.parse(new TextDecoder().decode(ics?.bytes)) as unknown[])
    expect(calendar.getAllSubcomponents('vevent')).toHaveLength(7)
    expect(letter?.text).toContain(`/putaran/${n.round.roundId}/73.24`)
  })

  test('wait for a region without an account, and follow by themselves once somebody is there', async () => {
    expect(await listUninvited(sql(), n.round.roundId)).toEqual(['73.73'])
    await n.ask(
      `with palopo as (insert into people.account (name, email)
         values ('Sekretariat Palopo (peragaan)', 'sekretariat-palopo@contoh.tudang.invalid') returning id)
       insert into people.membership (account_id, organisation_id, role, region_code, valid_from)
       select palopo.id, m.organisation_id, m.role, '73.73', m.valid_from from palopo, people.membership m
       where m.account_id = $1 and m.role = 'regional-secretariat'`,
      [n.round.secretariat.accountId],
    )
    await runNow(n.world.platform, owingJob, {})
    const queued = await n.ask<{ payload: { payload: { roundId: string } } }>(
      `select payload from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
       where t.identifier = 'evaluation-invite' order by j.id desc limit 1`,
    )
    expect(queued[0]?.payload.payload).toEqual({ roundId: n.round.roundId })
    expect((await invite()).resultHref).toBe(`/putaran/${n.round.roundId}/pemberitahuan`)
    expect(await listUninvited(sql(), n.round.roundId)).toEqual([])
    const letters = (await n.letters()).filter(({ subject }) => subject.endsWith('Kota Palopo'))
    expect(letters.map(({ to }) => to)).toEqual(['sekretariat-palopo@contoh.tudang.invalid'])
  })
})
