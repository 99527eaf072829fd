import { beforeAll, describe, expect, test } from 'vitest'
import { visitor, type Actor } from '#kit/actor.ts'
import { Problem } from '#kit/problem.ts'
import type { RichDoc } from '#kit/rich-text.ts'
import { readTexts, replaceText } from '#platform/collab/texts.ts'
import { fixedClock } from '#platform/clock/clock.ts'
import { saveEvidence } from '#modules/evidence/index.ts'
import { testWorld } from '../../../../../test/support/world.ts'
import { type MeetingWorld, meetingWorld, OTHER_REGION, REGION } from '../../meeting-world.fixture.ts'
import type { Meeting } from '../../model.ts'
import type { AttendanceInput } from '../../model-sitting.ts'
import { minutesKind } from '../../pages/sitting/minutes-kind.ts'
import { findMeeting } from '../../store/meetings.ts'
import { listAgenda } from '../../store/sitting/agenda.ts'
import { countSitting, listAbsent, listAttendance } from '../../store/sitting/attendance.ts'
import { listDecisions } from '../../store/sitting/decisions.ts'
import { listFinalMinutes } from '../../store/sitting/sittings.ts'
import { makeTask } from '../task/make-tasks.ts'
import { openTasksOf } from '../task/open-tasks.ts'
import { moveAgendaItem, removeAgendaItem } from './arrange-agenda.ts'
import { changePapers } from './change-papers.ts'
import { enterAttendance, takeOffAttendance } from './enter-attendance.ts'
import { mayReadPapers } from './paper-grant.ts'
import { finaliseMinutes, hashOf, reopenMinutes } from './finalise-minutes.ts'
import { beginMeeting, closeMeeting, setAttendance } from './run-meeting.ts'
import { saveAgendaItem } from './save-agenda-item.ts'
import { removeDecision, saveDecision } from './save-decision.ts'
import { saveSheetScan } from './save-sheet-scan.ts'
import { signAttendance } from './sign-attendance.ts'
import { beginMinutes, saveMinutes, savePresiding } from './write-minutes.ts'

const world = await testWorld('demo', { clock: fixedClock('2026-11-22T03:00:00Z') })
const { platform } = world
const { sql } = platform.db

let w: MeetingWorld
let dinkes = ''
beforeAll(async () => {
  w = await meetingWorld(world)
  dinkes = await w.officeId('Dinas Kesehatan')
})

const by = (actor: Actor) => w.writerOf(actor)
const now = async (meeting: Meeting) => (await findMeeting(sql, REGION, meeting.id)) as Meeting
const item = (title: string, over = {}) => ({
  title,
  minutes: undefined,
  ownerId: undefined,
  speaker: undefined,
  note: undefined,
  ...over,
})
const addItem = (meeting: Meeting, title: string, over = {}) =>
  saveAgendaItem(
    platform,
    w.secretariat,
    { regionCode: REGION, meetingId: meeting.id, input: item(title, over) },
    by(w.secretariat),
  )
const person = (name: string, over: Partial<AttendanceInput> = {}): AttendanceInput => ({
  name,
  title: undefined,
  office: undefined,
  number: undefined,
  phone: undefined,
  ...over,
})
const sign = (token: string, input: AttendanceInput, actor: Actor = visitor) =>
  signAttendance(platform, actor, { token, input }, actor === visitor ? { accountId: undefined } : by(actor))
const begin = (meeting: Meeting) =>
  beginMeeting(platform, w.secretariat, { regionCode: REGION, id: meeting.id }, by(w.secretariat))
const close = (meeting: Meeting) =>
  closeMeeting(platform, w.secretariat, { regionCode: REGION, id: meeting.id }, by(w.secretariat))

/** What a piece of work is refused with. */
async function refused(work: Promise<unknown>): Promise<{ code: string; fields: string[]; sentence: string }> {
  const error = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  )
  if (!(error instanceof Problem)) throw new Error(`Not refused: ${String(error)}`)
  return { code: error.code, fields: error.fields.map(one => one.field), sentence: error.sentence.id }
}

describe('the agenda', () => {
  test('keeps its order, can be rearranged, and an item goes when nothing hangs on it', async () => {
    const meeting = await w.addMeeting()
    const first = await addItem(meeting, 'Pembukaan', { minutes: 10 })
    const second = await addItem(meeting, 'Capaian  quick win', { ownerId: dinkes, speaker: 'Kepala Dinas' })
    await addItem(meeting, 'Penutup')
    const titles = async () => (await listAgenda(sql, REGION, meeting.id)).map(one => one.title)
    expect(await titles()).toEqual(['Pembukaan', 'Capaian quick win', 'Penutup'])
    const which = { regionCode: REGION, meetingId: meeting.id }
    await moveAgendaItem(platform, w.secretariat, { ...which, id: second.id, earlier: true }, by(w.secretariat))
    expect(await titles()).toEqual(['Capaian quick win', 'Pembukaan', 'Penutup'])
    await moveAgendaItem(platform, w.secretariat, { ...which, id: second.id, earlier: true }, by(w.secretariat))
    expect(await titles()).toEqual(['Capaian quick win', 'Pembukaan', 'Penutup'])
    await removeAgendaItem(platform, w.secretariat, { ...which, id: first.id }, by(w.secretariat))
    expect(await titles()).toEqual(['Capaian quick win', 'Penutup'])
  })

  test('a second save of the same version is told so, and says nothing is lost', async () => {
    const meeting = await w.addMeeting()
    const made = await addItem(meeting, 'Acara')
    const save = (title: string) =>
      saveAgendaItem(
        platform,
        w.coordinator,
        { regionCode: REGION, meetingId: meeting.id, id: made.id, version: made.version, input: item(title) },
        by(w.coordinator),
      )
    await save('Acara satu')
    expect(await refused(save('Acara dua'))).toMatchObject({ code: 'changed-meanwhile' })
    expect((await listAgenda(sql, REGION, meeting.id))[0]?.title).toBe('Acara satu')
  })

  test('names each bad field in one sentence', async () => {
    const meeting = await w.addMeeting()
    const foreign = await w.officeId('Dinas Kesehatan', OTHER_REGION)
    const bad = addItem(meeting, ' ', { minutes: 900, ownerId: foreign, note: 'x'.repeat(2001) })
    expect(await refused(bad)).toMatchObject({ code: 'invalid', fields: ['title', 'minutes', 'ownerId', 'note'] })
  })

  test('offices bring papers to meetings they are invited to, and to no others', async () => {
    const meeting = await w.addMeeting()
    const made = await addItem(meeting, 'Paparan')
    const { evidence } = await saveEvidence(
      platform,
      { title: 'Paparan dinas', text: 'Bahan rapat dinas' },
      { actor: w.officer, writer: by(w.officer) },
    )
    const attach = () =>
      changePapers(
        platform,
        w.officer,
        { regionCode: REGION, meetingId: meeting.id, id: made.id, attach: [evidence.id] },
        by(w.officer),
      )
    expect(await refused(attach())).toMatchObject({ code: 'may-not' })
    await w.invite(meeting, [dinkes])
    await attach()
    const remove = removeAgendaItem(
      platform,
      w.secretariat,
      { regionCode: REGION, meetingId: meeting.id, id: made.id },
      by(w.secretariat),
    )
    expect((await refused(remove)).sentence).toContain('1 bahan')
  })

  test('papers are read by all who may see the meeting, personal data and papers of other meetings are not', async () => {
    const meeting = await w.addMeeting()
    const made = await addItem(meeting, 'Paparan')
    const paper = async (title: string, personalData: boolean) =>
      (
        await saveEvidence(
          platform,
          { title, text: `Isi ${title}`, personalData },
          { actor: w.secretariat, writer: by(w.secretariat) },
        )
      ).evidence
    const [open, closed, loose] = [
      await paper('Bahan terbuka', false),
      await paper('Daftar NIK', true),
      await paper('Bukan bahan', false),
    ]
    await changePapers(
      platform,
      w.secretariat,
      { regionCode: REGION, meetingId: meeting.id, id: made.id, attach: [open.id, closed.id] },
      by(w.secretariat),
    )
    const may = async (actor: Actor) =>
      await Promise.all([open, closed, loose].map(one => mayReadPapers(platform, actor, one)))
    expect(await may(w.village)).toEqual([true, false, false])
    expect(await may(w.mentor)).toEqual([false, false, false])
    await platform.db.pool.query(
      `insert into meeting.invitee (region_code, meeting_id, account_id) values ($1, $2, $3)`,
      [REGION, meeting.id, w.mentor.accountId],
    )
    expect(await may(w.mentor), 'a draft').toEqual([false, false, false])
    await begin(meeting)
    expect(await may(w.mentor)).toEqual([true, false, false])
    expect(await may(w.other)).toEqual([false, false, false])
    expect(await may(visitor)).toEqual([false, false, false])
  })

  test('is nobody’s but the region’s own keepers’', async () => {
    const meeting = await w.addMeeting()
    const save = (actor: Actor) =>
      saveAgendaItem(platform, actor, { regionCode: REGION, meetingId: meeting.id, input: item('Titipan') }, by(actor))
    expect((await refused(save(w.officer))).code).toBe('may-not')
    expect((await refused(save(w.ministry))).code).toBe('may-not')
    expect((await refused(save(w.auditor))).code).toBe('may-not')
    expect((await refused(save(w.other))).code).toBe('not-found')
  })
})

describe('attendance', () => {
  test('is signed by the code at the door and by the link, each told apart, while the list is open', async () => {
    const meeting = await w.addMeeting({ link: 'https://rapat.contoh.id/a' })
    await w.invite(meeting, [dinkes])
    expect(await refused(sign(meeting.doorToken, person('Terlalu Awal')))).toMatchObject({ code: 'expired' })
    await begin(meeting)
    expect(await now(meeting)).toMatchObject({ state: 'running', attendanceOpen: true })
    await sign(meeting.doorToken, person('Siti', { office: 'dinas kesehatan luwu timur' }))
    await sign(meeting.onlineToken, person('Baso', { office: 'Tamu' }))
    const rows = await listAttendance(sql, REGION, meeting.id)
    expect(rows.map(one => [one.name, one.how, one.inviteeId !== undefined])).toEqual(
      expect.arrayContaining([
        ['Siti', 'door', true],
        ['Baso', 'link', false],
      ]),
    )
    await setAttendance(platform, w.secretariat, { regionCode: REGION, id: meeting.id, open: false }, by(w.secretariat))
    for (const token of [meeting.doorToken, meeting.onlineToken]) {
      expect(await refused(sign(token, person('Terlambat')))).toMatchObject({ code: 'expired' })
    }
    expect(await refused(sign('f'.repeat(64), person('Siapa')))).toMatchObject({ code: 'not-found' })
  })

  test('knows the account and its office, and takes nobody twice', async () => {
    const meeting = await w.addMeeting()
    await w.invite(meeting, [dinkes])
    await begin(meeting)
    expect(await sign(meeting.doorToken, person('Petugas'), w.officer)).toMatchObject({ already: false })
    expect(await sign(meeting.doorToken, person('Nama lain'), w.officer)).toMatchObject({ already: true })
    const [row, ...others] = await listAttendance(sql, REGION, meeting.id)
    expect(others).toEqual([])
    expect(row).toMatchObject({ name: 'Petugas', organisationId: dinkes })
    expect(await countSitting(sql, REGION, meeting.id)).toMatchObject({ present: 1, invited: 1, came: 1 })
    expect(await listAbsent(sql, REGION, meeting.id, 10)).toEqual([])
  })

  test('a name of the same office is refused kindly; the same name of another office is not', async () => {
    const meeting = await w.addMeeting()
    await begin(meeting)
    await sign(meeting.doorToken, person('Andi Baso', { office: 'Dinas Sosial' }))
    const again = await refused(sign(meeting.doorToken, person('ANDI BASO', { office: 'dinas sosial' })))
    expect(again).toMatchObject({ code: 'invalid', fields: ['name'] })
    expect(again.sentence).toContain('11.00')
    await sign(meeting.doorToken, person('Andi Baso', { office: 'Dinas Sosial Provinsi' }))
    expect(await listAttendance(sql, REGION, meeting.id)).toHaveLength(2)
  })

  test('a hundred phones at once are all on the list', async () => {
    const meeting = await w.addMeeting()
    await begin(meeting)
    await Promise.all(
      Array.from({ length: 100 }, (_, at) => sign(meeting.doorToken, person(`Orang ${at}`, { office: 'Desa' }))),
    )
    expect((await countSitting(sql, REGION, meeting.id)).byWay).toEqual({ door: 100, link: 0, paper: 0 })
  })

  test('a list on paper comes after, leaves out who signed, and one can be taken off with a reason', async () => {
    const meeting = await w.addMeeting()
    await w.invite(meeting, [dinkes, await w.officeId('Dinas Pendidikan')])
    await begin(meeting)
    await sign(meeting.doorToken, person('Siti', { office: 'Dinas Kesehatan' }))
    await close(meeting)
    const enter = (text: string) =>
      enterAttendance(platform, w.secretariat, { regionCode: REGION, meetingId: meeting.id, text }, by(w.secretariat))
    expect(await refused(enter('Siti\n;;;'))).toMatchObject({ fields: ['daftar'] })
    expect(await enter('SITI; Kepala; DINAS KESEHATAN\nBaso; Staf; Dinas Pendidikan; 198001012005012001')).toEqual({
      added: 1,
      there: 1,
    })
    const rows = await listAttendance(sql, REGION, meeting.id)
    const baso = rows.find(one => one.name === 'Baso')
    expect(baso).toMatchObject({ how: 'paper', number: '198001012005012001' })
    const off = (reason: string) =>
      takeOffAttendance(
        platform,
        w.secretariat,
        { regionCode: REGION, meetingId: meeting.id, id: baso?.id ?? '', reason },
        by(w.secretariat),
      )
    expect(await refused(off(' '))).toMatchObject({ fields: ['alasan'] })
    await off('tercatat di rapat yang salah')
    expect(await refused(off('lagi'))).toMatchObject({ code: 'not-found' })
    expect((await listAttendance(sql, REGION, meeting.id)).map(one => one.name)).toEqual(['Siti'])
    expect(
      (
        await refused(
          enterAttendance(platform, w.officer, { regionCode: REGION, meetingId: meeting.id, text: '' }, by(w.officer)),
        )
      ).code,
    ).toBe('may-not')
  })

  test('the scan of the signed sheet is kept as personal data', async () => {
    const meeting = await w.addMeeting()
    await begin(meeting)
    const scan = (file: { name: string; bytes: Uint8Array } | undefined) =>
      saveSheetScan(platform, w.secretariat, { regionCode: REGION, meetingId: meeting.id, file }, by(w.secretariat))
    expect(await refused(scan(undefined))).toMatchObject({ fields: ['berkas'] })
    await scan({ name: 'hadir.txt', bytes: new TextEncoder().encode('1. Siti (tanda tangan)') })
    const { rows } = await platform.db.pool.query(
      `select i.personal_data from evidence.use u join evidence.item i on i.id = u.evidence_id
       where u.subject_kind = 'meeting.attendance' and u.subject_id = $1`,
      [meeting.id],
    )
    expect(rows).toEqual([{ personal_data: true }])
  })
})

const doc = (text: string): RichDoc => ({
  type: 'doc',
  content: [{ type: 'paragraph', content: [{ type: 'text', text }] }],
})

describe('minutes', () => {
  const which = (meeting: Meeting) => ({ regionCode: REGION, id: meeting.id })
  const write = async (meeting: Meeting, text: string, actor = w.secretariat) => {
    const textId = await beginMinutes(platform, actor, which(meeting), by(actor))
    const { version } = (await readTexts(sql, REGION, [textId])).get(textId) as { version: number }
    return await saveMinutes(platform, actor, { ...which(meeting), version, content: doc(text) }, by(actor))
  }
  const decide = (meeting: Meeting, text: string, tasks: { text: string; ownerId: string; dueOn: string }[] = []) =>
    saveDecision(
      platform,
      w.secretariat,
      { regionCode: REGION, meetingId: meeting.id, input: { text, agendaItemId: undefined }, tasks },
      by(w.secretariat),
    )

  test('begin with the headings of the agenda, once, also when two begin at the same time', async () => {
    const meeting = await w.addMeeting()
    await w.invite(meeting, [dinkes])
    await addItem(meeting, 'Capaian quick win')
    const ids = await Promise.all(
      [w.secretariat, w.officer].map(actor => beginMinutes(platform, actor, which(meeting), by(actor))),
    )
    expect(new Set(ids).size).toBe(1)
    const text = (await readTexts(sql, REGION, ids)).get(ids[0] ?? '')
    expect(text?.plain).toContain('Pembukaan')
    expect(text?.plain).toContain('Capaian quick win')
    expect((await now(meeting)).minutesState).toBe('writing')
  })

  test('are written by those invited, read by those who see the meeting, unknown to others', async () => {
    const meeting = await w.addMeeting()
    const textId = await beginMinutes(platform, w.secretariat, which(meeting), by(w.secretariat))
    const right = (actor: Actor) => minutesKind.authorize(platform, actor, { regionCode: REGION, id: textId })
    expect(await right(w.secretariat)).toBe('write')
    expect(await right(w.officer)).toBe('read')
    expect(await right(w.auditor)).toBe('read')
    expect(await right(w.other)).toBeUndefined()
    expect(await right(visitor)).toBeUndefined()
    await w.invite(meeting, [dinkes])
    expect(await right(w.officer)).toBe('write')
    expect((await refused(write(meeting, 'Tulisan OPD lain', w.village))).code).toBe('may-not')
  })

  test('a text that somebody changed meanwhile is not overwritten', async () => {
    const meeting = await w.addMeeting()
    const stored = await write(meeting, 'Satu')
    const save = (text: string) =>
      saveMinutes(
        platform,
        w.secretariat,
        { ...which(meeting), version: stored.version, content: doc(text) },
        by(w.secretariat),
      )
    await save('Dua')
    expect(await refused(save('Tiga'))).toMatchObject({ code: 'changed-meanwhile' })
  })

  test('a decision brings its task, which stands on the next agenda until it is settled', async () => {
    const series = { seriesKey: 'rakor-uji' }
    const meeting = await w.addMeeting(series)
    await begin(meeting)
    const { decision, tasks } = await decide(meeting, 'Aplikasi posyandu dipakai di semua desa.', [
      { text: 'Melatih kader', ownerId: dinkes, dueOn: '2027-01-15' },
    ])
    expect(tasks).toMatchObject([{ text: 'Melatih kader', ownerId: dinkes, decisionId: decision.id }])
    const remove = removeDecision(
      platform,
      w.secretariat,
      { regionCode: REGION, meetingId: meeting.id, id: decision.id },
      by(w.secretariat),
    )
    expect(await refused(remove)).toMatchObject({ code: 'conflict' })
    expect(await close(meeting)).toEqual({ made: 1, carried: 0, settled: 0 })
    const later = new Date(meeting.startsAt.getTime() + 7 * 86_400_000)
    const next = await w.addMeeting({ ...series, startsAt: later, endsAt: new Date(later.getTime() + 3_600_000) })
    expect((await openTasksOf(sql, next)).map(one => one.text)).toEqual(['Melatih kader'])
  })

  test('a task that is wrong keeps the decision from being stored too, and its fields are named', async () => {
    const meeting = await w.addMeeting()
    const bad = decide(meeting, 'Keputusan', [{ text: '', ownerId: dinkes, dueOn: '2020-01-01' }])
    expect(await refused(bad)).toMatchObject({ code: 'invalid', fields: ['tugas.0.text', 'tugas.0.dueOn'] })
    expect(await listDecisions(sql, REGION, meeting.id)).toEqual([])
  })

  test('are final only after the meeting, with who presided, and with something said', async () => {
    const meeting = await w.addMeeting({ chair: undefined })
    const finalise = () => finaliseMinutes(platform, w.secretariat, which(meeting), by(w.secretariat))
    await begin(meeting)
    expect(await refused(finalise())).toMatchObject({ code: 'conflict' })
    await close(meeting)
    expect(await refused(finalise())).toMatchObject({ code: 'invalid', fields: ['teks'] })
    await write(meeting, 'Rapat dibuka oleh Sekretaris Daerah.')
    expect(await refused(finalise())).toMatchObject({ code: 'invalid', fields: ['chair'] })
    const { version } = await now(meeting)
    const names = { chair: 'Sekretaris Daerah', noteTaker: 'Petugas Kominfo' }
    await savePresiding(platform, w.secretariat, { ...which(meeting), version, ...names }, by(w.secretariat))
    await finalise()
    expect((await now(meeting)).minutesState).toBe('final')
  })

  test('once final, nothing of them changes until they are reopened with a reason, and the old ones are kept', async () => {
    const meeting = await w.addMeeting({ chair: 'Sekretaris Daerah' })
    await w.invite(meeting, [dinkes])
    await begin(meeting)
    await sign(
      meeting.doorToken,
      person('Siti', { office: 'Dinas Kesehatan', number: '198001012005012001', phone: '081234567890' }),
    )
    const { decision } = await decide(meeting, 'Diputuskan.', [
      { text: 'Kerjakan', ownerId: dinkes, dueOn: '2027-01-15' },
    ])
    await close(meeting)
    await write(meeting, 'Pembahasan yang sebenarnya.')
    const { sha256 } = await finaliseMinutes(platform, w.secretariat, which(meeting), by(w.secretariat))
    const [frozen] = await listFinalMinutes(sql, REGION, meeting.id)
    expect(frozen?.sha256).toBe(sha256)
    expect(frozen && hashOf(frozen.content)).toBe(sha256)
    expect(JSON.stringify(frozen?.content)).not.toMatch(/198001012005012001|081234567890/)
    expect(frozen?.content).toMatchObject({
      decisions: [{ text: 'Diputuskan.' }],
      tasks: [{ text: 'Kerjakan', decision: 1 }],
      attendance: [{ name: 'Siti', how: 'door' }],
    })
    const { textId } = await now(meeting)
    const place = { regionCode: REGION, meetingId: meeting.id }
    const text = (await readTexts(sql, REGION, [textId ?? ''])).get(textId ?? '')
    const attempts = [
      () => write(meeting, 'Diubah diam-diam'),
      () => decide(meeting, 'Tambahan'),
      () => removeDecision(platform, w.secretariat, { ...place, id: decision.id }, by(w.secretariat)),
      () =>
        makeTask(
          platform,
          w.secretariat,
          { ...place, input: { text: 'X', ownerId: dinkes, dueOn: '2027-01-15' } },
          by(w.secretariat),
        ),
      () => enterAttendance(platform, w.secretariat, { ...place, text: 'Orang Baru' }, by(w.secretariat)),
      () => addItem(meeting, 'Acara susulan'),
      () =>
        replaceText(
          platform,
          {
            regionCode: REGION,
            textId: textId ?? '',
            version: text?.version ?? 0,
            content: doc('Lewat jalan lain'),
            how: 'form',
            accountId: w.secretariat.accountId,
          },
          by(w.secretariat),
          tx =>
            minutesKind.stored?.(tx, { regionCode: REGION, id: textId ?? '', words: 3, empty: false }, []) ??
            Promise.resolve(),
        ),
    ]
    for (const attempt of attempts) expect(await refused(attempt())).toMatchObject({ code: 'conflict' })
    expect(await minutesKind.authorize(platform, w.secretariat, { regionCode: REGION, id: textId ?? '' })).toBe('read')
    await expect(
      platform.db.pool.query(`update meeting.minutes set sha256 = repeat('0', 64) where meeting_id = $1`, [meeting.id]),
    ).rejects.toThrow('never change')

    const reopen = (reason: string) =>
      reopenMinutes(platform, w.secretariat, { ...which(meeting), reason }, by(w.secretariat))
    expect(await refused(reopen(''))).toMatchObject({ fields: ['alasan'] })
    await reopen('Salah tulis nama OPD')
    expect(await now(meeting)).toMatchObject({ minutesState: 'writing', minutesSha256: undefined })
    await write(meeting, 'Pembahasan yang dibetulkan.')
    const second = await finaliseMinutes(platform, w.secretariat, which(meeting), by(w.secretariat))
    expect(second.sha256).not.toBe(sha256)
    const all = await listFinalMinutes(sql, REGION, meeting.id)
    expect(all.map(one => [one.number, one.reopenReason])).toEqual([
      [2, undefined],
      [1, 'Salah tulis nama OPD'],
    ])
  })

  test('the same state gives the same hash, whatever the order in which it was written', async () => {
    const meeting = await w.addMeeting({ chair: 'Sekretaris Daerah' })
    await begin(meeting)
    await decide(meeting, 'Satu.')
    await close(meeting)
    const once = await finaliseMinutes(platform, w.secretariat, which(meeting), by(w.secretariat))
    await reopenMinutes(platform, w.secretariat, { ...which(meeting), reason: 'coba' }, by(w.secretariat))
    const twice = await finaliseMinutes(platform, w.secretariat, which(meeting), by(w.secretariat))
    expect(twice.sha256).toBe(once.sha256)
    expect(twice.token).not.toBe(once.token)
  })
})

describe('a meeting', () => {
  test('begins once and closes once, and a cancelled one does neither', async () => {
    const meeting = await w.addMeeting()
    expect(await refused(close(meeting))).toMatchObject({ code: 'conflict' })
    await begin(meeting)
    expect(await refused(begin(meeting))).toMatchObject({ code: 'conflict' })
    await close(meeting)
    expect(await refused(close(meeting))).toMatchObject({ code: 'conflict' })
    const open = setAttendance(
      platform,
      w.secretariat,
      { regionCode: REGION, id: meeting.id, open: true },
      by(w.secretariat),
    )
    expect(await refused(open)).toMatchObject({ code: 'conflict' })
    const off = await w.addMeeting()
    await platform.db.pool.query(
      `update meeting.meeting set state = 'cancelled', cancel_reason = 'hujan' where id = $1`,
      [off.id],
    )
    expect(await refused(begin(off))).toMatchObject({ code: 'conflict' })
    expect(await refused(addItem(off, 'Acara'))).toMatchObject({ code: 'conflict' })
  })

  test('that is cancelled while it runs takes no more names, and one without place cannot begin', async () => {
    const meeting = await w.addMeeting()
    await begin(meeting)
    await platform.db.pool.query(
      `update meeting.meeting set state = 'cancelled', cancel_reason = 'banjir' where id = $1`,
      [meeting.id],
    )
    expect(await refused(sign(meeting.doorToken, person('Siti')))).toMatchObject({ code: 'expired' })
    const nowhere = await w.addMeeting()
    await platform.db.pool.query('update meeting.meeting set place = null, link = null where id = $1', [nowhere.id])
    expect((await refused(begin(nowhere))).sentence).toContain('tempat atau tautan')
  })
})
