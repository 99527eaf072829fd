import { describe, expect, test } from 'vitest'
import { actorOf, moveSteps, openOffsets, writerOf } from '../../../../../test/support/rounds.ts'
import { testWorld } from '../../../../../test/support/world.ts'
import { listUses, saveEvidence } from '#modules/evidence/index.ts'
import { ANSWER_SUBJECT, answerSubject } from '../../model-round.ts'
import { findAnswer } from '../../store/assessment/answers.ts'
import { assessmentWorld, IMMUNISATION, refusal, SAMPAH, STUNTING } from './assessment.fixture.ts'
import { signOffice } from './sign-office.ts'
import { verifyAnswer } from './verify-answer.ts'

const world = await testWorld('demo')
const { platform } = world
const at = await assessmentWorld(world)
const { roundId, regionCode, officer, officeHead, secretariat } = at

const stored = (questionId: string) => findAnswer(platform.db.sql, roundId, regionCode, questionId)
const audited = async (questionId: string) =>
  (
    await platform.db.pool.query<{ event: string; data: object }>(
      `select event, data from audit.event where subject_id = $1 order by id`,
      [`${regionCode}/${roundId}/${questionId}`],
    )
  ).rows

test('an answer is stored whole, counted up, and the trail tells what changed but not what was written', async () => {
  const saved = await at.save(officer, STUNTING, {
    narrative: 'Prevalensi turun. RAHASIA-1',
    figures: [{ label: 'Baduta tertangani', value: '85.5', unit: '%' }],
  })
  expect(saved.version).toBe(1)
  expect(await stored(STUNTING)).toMatchObject({
    level: 3,
    narrative: 'Prevalensi turun. RAHASIA-1',
    figures: [{ label: 'Baduta tertangani', value: '85.5', unit: '%' }],
    state: 'draft',
    version: 1,
    changedBy: officer.accountId,
  })
  await at.save(officer, STUNTING, { version: 1, narrative: 'Prevalensi turun. RAHASIA-1', level: null })
  expect((await stored(STUNTING))?.level).toBeNull()
  const trail = await audited(STUNTING)
  expect(trail.map(row => row.data)).toMatchObject([
    { version: 1, changed: ['level', 'narrative', 'figures'] },
    { version: 2, changed: ['level', 'figures'] },
  ])
  expect(JSON.stringify(trail)).not.toContain('RAHASIA')
})

test('two tabs: the second save of the same version is refused and overwrites nothing', async () => {
  const first = await at.save(officer, IMMUNISATION, { narrative: 'Dari tab pertama' })
  const late = await refusal(at.save(officer, IMMUNISATION, { narrative: 'Dari tab kedua' }))
  expect([late.code, late.status]).toEqual(['changed-meanwhile', 412])
  expect((await stored(IMMUNISATION))?.narrative).toBe('Dari tab pertama')
  await at.save(officer, IMMUNISATION, { narrative: 'Dari tab kedua', version: first.version })
  expect((await stored(IMMUNISATION))?.narrative).toBe('Dari tab kedua')
})

test('two first saves at the same moment: one is stored, the other told', async () => {
  const question = 'outcome.3.12.3'
  const outcomes = await Promise.allSettled([
    at.save(secretariat, question, { narrative: 'A' }),
    at.save(secretariat, question, { narrative: 'B' }),
    at.save(secretariat, question, { narrative: 'C' }),
  ])
  expect(outcomes.map(one => one.status).sort()).toEqual(['fulfilled', 'rejected', 'rejected'])
  for (const one of outcomes) {
    if (one.status === 'rejected') expect(one.reason).toMatchObject({ code: 'changed-meanwhile' })
  }
  expect((await stored(question))?.version).toBe(1)
})

test('a save whose answer was lost may be sent again: it gives the stored version and writes nothing', async () => {
  const question = 'outcome.3.13.1'
  const first = await at.save(secretariat, question)
  const again = await at.save(secretariat, question)
  expect(again).toEqual(first)
  expect(await audited(question)).toHaveLength(1)
})

describe('refused', () => {
  test('a question of another instrument', async () => {
    expect((await refusal(at.save(secretariat, 'impact.4.1.1'))).code).toBe('not-found')
    expect((await refusal(at.save(secretariat, 'outcome.9.9.9'))).code).toBe('not-found')
  })

  test.each([5, -1, 3.5, Number.NaN])('level %s, with its field', async level => {
    const problem = await refusal(at.save(secretariat, 'outcome.3.13.2', { level }))
    expect(problem.fields).toMatchObject([{ field: 'level' }])
  })

  test('a figure that is no decimal, an eleventh figure, a narrative too long, each told at once', async () => {
    const figures = Array.from({ length: 11 }, (_, n) => ({ label: `Angka ${n}`, value: n === 4 ? '8,5 persen' : '1' }))
    const problem = await refusal(
      at.save(secretariat, 'outcome.3.13.2', { figures, narrative: 'a'.repeat(20_001), level: 7 }),
    )
    expect(problem.fields.map(field => field.field)).toEqual(['level', 'uraian', 'angka', 'angka-5-value'])
    expect(await stored('outcome.3.13.2')).toBeUndefined()
  })

  test('ready without a level', async () => {
    const problem = await refusal(at.save(secretariat, 'outcome.3.13.2', { level: null, ready: true }))
    expect(problem.fields[0]?.field).toBe('level')
  })

  test.each([
    ['an officer, for a question of another office', () => at.save(officer, SAMPAH)],
    ['an officer, for a question of the secretariat', () => at.save(officer, 'outcome.3.13.2')],
    ['the secretariat of another region', () => at.save(at.otherSecretariat, STUNTING)],
    ['an assessor of the panel', () => at.save(at.assessors[0] ?? officer, STUNTING)],
    ['the ministry', () => at.save(at.ministry, STUNTING)],
    ['the regional head', () => at.save(at.regionalHead, STUNTING)],
    ['an auditor', () => at.save(at.auditor, STUNTING)],
  ])('%s', async (_who, work) => {
    const before = await stored(STUNTING)
    expect((await refusal(work())).code).toBe('may-not')
    expect(await stored(STUNTING)).toEqual(before)
  })
})

describe('evidence', () => {
  const evidenceOf = async (questionId: string) =>
    ((await listUses(platform.db.sql, regionCode, ANSWER_SUBJECT, [answerSubject(roundId, questionId)])).values().next()
      .value ?? []) as { evidence: { id: string }; anchor: string | undefined }[]
  const add = async (actor: typeof officer, text: string, personalData = false) =>
    (await saveEvidence(platform, { text, personalData }, { actor, writer: writerOf(actor) })).evidence

  test('is stored with the answer or not at all', async () => {
    const question = 'outcome.3.13.3'
    const good = await add(secretariat, 'Jalan mantap 812 km')
    const elsewhere = await add(at.otherSecretariat, 'Jalan di Luwu Utara')
    const uses = [{ evidenceId: good.id, anchor: 'hlm. 3' }]
    await at.save(secretariat, question, { evidence: uses })
    expect(await evidenceOf(question)).toMatchObject([{ evidence: { id: good.id }, anchor: 'hlm. 3' }])
    const problem = await refusal(
      at.save(secretariat, question, {
        version: 1,
        narrative: 'Tidak boleh tersimpan',
        evidence: [...uses, { evidenceId: elsewhere.id }],
      }),
    )
    expect(problem.fields[0]?.field).toBe('bukti')
    expect((await stored(question))?.narrative).not.toContain('Tidak boleh')
    expect(await evidenceOf(question)).toHaveLength(1)
  })

  test('that the writer may not see stays attached, and cannot be attached by guessing its id', async () => {
    const secret = await add(secretariat, 'Daftar nama balita', true)
    const own = await add(officer, 'Rekap stunting')
    const version = (await stored(STUNTING))?.version
    const guessed = await refusal(
      at.save(officer, STUNTING, { version, narrative: 'Menebak', evidence: [{ evidenceId: secret.id }] }),
    )
    expect(guessed.fields[0]?.field).toBe('bukti')
    const done = await at.save(secretariat, STUNTING, { version, evidence: [{ evidenceId: secret.id }] })
    await at.save(officer, STUNTING, {
      version: done.version,
      narrative: 'Dengan rekap',
      evidence: [{ evidenceId: own.id }],
    })
    expect((await evidenceOf(STUNTING)).map(use => use.evidence.id)).toEqual([own.id, secret.id])
  })
})

test('a transaction that fails late leaves neither answer nor evidence nor trail', async () => {
  const question = 'outcome.3.15.1'
  const { evidence } = await saveEvidence(
    platform,
    { text: 'APM 98' },
    { actor: secretariat, writer: writerOf(secretariat) },
  )
  await platform.db.pool.query(`
    create or replace function audit.fall_on_save() returns trigger language plpgsql as $$
    begin if new.event = 'evaluation.answer.saved' then raise exception 'the server fell'; end if; return new; end $$;
    create trigger fall_on_save before insert on audit.event for each row execute function audit.fall_on_save()`)
  try {
    await expect(
      at.save(secretariat, question, { evidence: [{ evidenceId: evidence.id, anchor: 'hlm. 1' }] }),
    ).rejects.toThrow('the server fell')
  } finally {
    await platform.db.pool.query('drop trigger fall_on_save on audit.event; drop function audit.fall_on_save()')
  }
  expect(await stored(question)).toBeUndefined()
  const { rows } = await platform.db.pool.query('select 1 from evidence.use where subject_id = $1', [
    answerSubject(roundId, question),
  ])
  expect(rows).toEqual([])
  const trail = await platform.db.pool.query(
    `select 1 from audit.event where subject_id in ($1, $2) and event <> 'evidence.item.added'`,
    [`${regionCode}/${roundId}/${question}`, answerSubject(roundId, question)],
  )
  expect(trail.rows).toEqual([])
})

test('a save whose connection is killed in the middle leaves nothing, and goes through when sent again', async () => {
  const question = 'outcome.3.15.2'
  const holder = await platform.db.pool.connect()
  try {
    await holder.query('begin')
    await holder.query('select 1 from evaluation.round_region where round_id = $1 for update', [roundId])
    const saving = at.save(secretariat, question, { narrative: 'Di tengah jalan' }).then(
      () => 'saved',
      () => 'lost',
    )
    const waiting = `select pid from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`
    let pids: { pid: number }[] = []
    while (pids.length === 0) pids = (await holder.query<{ pid: number }>(waiting)).rows
    for (const { pid } of pids) await holder.query('select pg_terminate_backend($1)', [pid])
    expect(await saving).toBe('lost')
  } finally {
    await holder.query('rollback')
    holder.release()
  }
  expect(await stored(question)).toBeUndefined()
  expect(await audited(question)).toEqual([])
  await at.save(secretariat, question, { narrative: 'Di tengah jalan' })
  expect((await stored(question))?.narrative).toBe('Di tengah jalan')
})

describe('an officer who leaves in mid-round', () => {
  test('saves no more, while the office keeps its question and the head goes on', async () => {
    const version = (await stored(STUNTING))?.version
    await platform.db.pool.query(`update people.membership set valid_to = now() where account_id = $1`, [
      officer.accountId,
    ])
    const gone = await actorOf(world, 'petugas-dinkes-luwu-timur')
    expect(gone.membership).toBeUndefined()
    expect((await refusal(at.save(gone, STUNTING, { version, narrative: 'Sesudah pergi' }))).code).toBe('may-not')
    const done = await at.save(officeHead, STUNTING, { version, narrative: 'Diteruskan kepala' })
    expect(done.version).toBe((version ?? 0) + 1)
    await platform.db.pool.query(`update people.membership set valid_to = null where account_id = $1`, [
      officer.accountId,
    ])
  })
})

test('a change after signing or verifying takes both away; a returned answer stays so until it is ready', async () => {
  const save = async (actor: typeof officer, more: object) =>
    at.save(actor, IMMUNISATION, { version: (await stored(IMMUNISATION))?.version, ...more })
  await save(officer, { narrative: 'Lengkap', ready: true })
  await signOffice(platform, officeHead, roundId, regionCode, writerOf(officeHead))
  expect(await stored(IMMUNISATION)).toMatchObject({ state: 'signed', signedBy: officeHead.accountId })
  expect((await refusal(save(officer, { narrative: 'Diam-diam' }))).code).toBe('may-not')
  await save(officeHead, { narrative: 'Diperbaiki kepala' })
  expect(await stored(IMMUNISATION)).toMatchObject({ state: 'ready', signedBy: undefined, signedAt: undefined })
  await signOffice(platform, officeHead, roundId, regionCode, writerOf(officeHead))
  const which = { roundId, regionCode, questionId: IMMUNISATION }
  await verifyAnswer(platform, secretariat, which, { verdict: 'verified' }, writerOf(secretariat))
  expect((await refusal(save(officeHead, { narrative: 'Sesudah diperiksa' }))).code).toBe('may-not')
  await verifyAnswer(
    platform,
    secretariat,
    which,
    { verdict: 'returned', reason: 'Lampirkan rekap' },
    writerOf(secretariat),
  )
  await save(officer, { narrative: 'Sedang diperbaiki' })
  expect(await stored(IMMUNISATION)).toMatchObject({ state: 'returned', returnReason: 'Lampirkan rekap' })
  await save(officer, { narrative: 'Sudah diperbaiki', ready: true })
  expect(await stored(IMMUNISATION)).toMatchObject({ state: 'ready', returnReason: undefined })
})

test('after the deadline nothing is saved, but a returned answer while it is still verified; an extension opens again', async () => {
  const over = { ...openOffsets, 'self-assessment': [-14, -1] as const, verification: [-7, 5] as const }
  await moveSteps(world, roundId, over)
  const version = async (question: string) => (await stored(question))?.version
  const late = await refusal(at.save(officer, STUNTING, { version: await version(STUNTING), narrative: 'Terlambat' }))
  expect([late.code, late.sentence.id]).toEqual(['may-not', expect.stringContaining('perpanjangan')])
  const which = { roundId, regionCode, questionId: IMMUNISATION }
  await verifyAnswer(
    platform,
    secretariat,
    which,
    { verdict: 'returned', reason: 'Kurang satu' },
    writerOf(secretariat),
  )
  await at.save(officer, IMMUNISATION, { version: await version(IMMUNISATION), narrative: 'Dilengkapi' })
  await platform.db.pool.query(
    `insert into evaluation.extension (region_code, round_id, step, ends_on, reason)
     values ($1, $2, 'self-assessment', current_date + 3, 'Banjir')`,
    [regionCode, roundId],
  )
  await at.save(officer, STUNTING, { version: await version(STUNTING), narrative: 'Dengan perpanjangan' })
  expect((await stored(STUNTING))?.narrative).toBe('Dengan perpanjangan')
})
