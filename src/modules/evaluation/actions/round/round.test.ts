import { describe, expect, test } from 'vitest'
import { Problem } from '#kit/problem.ts'
import { actorOf, moveSteps, roundWorld, writerOf } from '../../../../../test/support/rounds.ts'
import { fixedClock } from '#platform/clock/clock.ts'
import { testWorld } from '../../../../../test/support/world.ts'
import { dayIn } from '#kit/format.ts'
import { addDays } from '../../rules/round/days.ts'
import { defaultDates } from '../../rules/round/default-dates.ts'
import { stepDates } from '../../rules/round/step-window.ts'
import { findRound, findRoundRegion } from '../../store/round/rounds.ts'
import { addRegions } from './add-region.ts'
import { assignPanel } from './assign-panel.ts'
import { assignPanels } from './assign-panels.ts'
import { createRound } from './create-round.ts'
import { declareConflict } from './declare-conflict.ts'
import { endPanelMember } from './end-panel-member.ts'
import { giveExtension } from './give-extension.ts'
import { openRound } from './open-round.ts'
import { readRegions } from './read-regions.ts'
import { removeRegion } from './remove-region.ts'
import type { RoundInput } from './round-input.ts'
import { setContact } from './set-contact.ts'
import { setPanel } from './set-panel.ts'
import { getStand } from './stand.ts'
import { updateRound } from './update-round.ts'

const world = await testWorld('demo', { clock: fixedClock('2026-11-20T03:00:00Z') })
const { platform } = world
const { sql, pool } = platform.db
const main = await roundWorld(world)
const { roundId, ministry, assessors } = main
const writer = writerOf(ministry)
const today = dayIn(platform.clock.now(), 'WITA')

/** The refusal of an action: code, and the sentence of each field. */
async function refusalOf(
  work: Promise<unknown>,
): Promise<{ code: string; fields: Record<string, string>; id: string }> {
  const error = await work.then(
    () => undefined,
    (caught: unknown) => caught,
  )
  if (!(error instanceof Problem)) throw new Error(`not refused: ${String(error)}`)
  return {
    code: error.code,
    id: error.sentence.id,
    fields: Object.fromEntries(error.fields.map(({ field, sentence }) => [field, sentence.id])),
  }
}

const events = async (event: string) =>
  (
    await pool.query<{ account_id: string; data: Record<string, unknown>; region_code: string | null }>(
      'select account_id, data, region_code from audit.event where event = $1 order by id desc',
      [event],
    )
  ).rows

const noticesOf = async (kind: string, id = roundId) =>
  (
    await pool.query<{ account_id: string; data: Record<string, unknown>; region_code: string | null }>(
      'select account_id, data, region_code from evaluation.notice where kind = $1 and round_id = $2',
      [kind, id],
    )
  ).rows

const input = (change: Partial<RoundInput> = {}): RoundInput => ({
  edition: '2040',
  group: 'kppn-ikn',
  instrumentId: 'smart-city-2023-kppn-ikn',
  title: { id: 'Evaluasi 2040' },
  stage: undefined,
  reviewKind: 'interview',
  reviewMode: 'online',
  steps: defaultDates(addDays(today, 3)),
  letter: { subject: 'Undangan' },
  ...change,
})

test('a round that is opened stands open for its regions, its panel and everybody', async () => {
  const stand = await getStand(sql, main.secretariat, roundId, '73.24')
  expect(stand).toMatchObject({ phase: 'filling', relation: 'secretariat', round: { state: 'open', stage: 'II' } })
  expect((await getStand(sql, assessors[1] ?? ministry, roundId, '73.22')).panel?.place).toBe(2)
  const [opened] = await events('evaluation.round.opened')
  expect(opened).toMatchObject({ account_id: ministry.accountId, data: { regions: 2 } })
  const told = await noticesOf('panel-assigned')
  expect(told.map(({ account_id, region_code }) => `${account_id} ${region_code}`).sort()).toEqual(
    assessors.flatMap(({ accountId }) => [`${accountId} 73.22`, `${accountId} 73.24`]).sort(),
  )
  const jobs = await pool.query("select 1 from jobs.progress where task = 'evaluation-invite'")
  expect(jobs.rowCount).toBeGreaterThan(0)
})

describe('a draft', () => {
  test('says all that is wrong at once, each at its field, and stores nothing', async () => {
    const { code, fields } = await refusalOf(
      createRound(
        platform,
        ministry,
        input({
          edition: '40',
          group: '',
          instrumentId: 'smart-city-2023-regular',
          title: { id: ' ' },
          steps: { scoring: { startsOn: '2040-02-30', endsOn: '2040-03-01' } },
          letter: { date: 'besok', attachments: Array<string>(31).fill('Lampiran') },
        }),
        writer,
      ),
    )
    expect(code).toBe('invalid')
    expect(Object.keys(fields).sort()).toEqual(
      [
        'edition',
        'group',
        'instrument',
        'letter.attachments',
        'letter.date',
        'steps.result.ends_on',
        'steps.result.starts_on',
        'steps.scoring.starts_on',
        'steps.self-assessment.ends_on',
        'steps.self-assessment.starts_on',
        'title',
      ].sort(),
    )
    expect(fields['instrument']).toContain('tidak diterbitkan')
    expect(fields['steps.scoring.starts_on']).toContain('2040-02-30')
    expect(await findRound(sql, '40-')).toBeUndefined()
  })

  test('of a year whose results are published is refused, so is a second one of the same year and group', async () => {
    expect(
      (await refusalOf(createRound(platform, ministry, input({ edition: '2023' }), writer))).fields['edition'],
    ).toContain('sudah terbit')
    expect(
      (await refusalOf(createRound(platform, ministry, input({ edition: '2031' }), writer))).fields['edition'],
    ).toContain('Sudah ada putaran')
  })

  test('is not seen by its regions before it is opened, and opens only when it is whole', async () => {
    const draft = await createRound(platform, ministry, input(), writer)
    expect(draft).toMatchObject({ id: '2040-kppn-ikn', state: 'draft', version: 1, title: { en: 'Evaluasi 2040' } })
    expect((await refusalOf(openRound(platform, ministry, draft.id, writer))).id).toContain('belum punya daerah')
    await addRegions(platform, ministry, draft.id, ['73.24'], writer)
    await expect(getStand(sql, main.secretariat, draft.id, '73.24')).rejects.toMatchObject({ code: 'not-found' })
    const { fields } = await refusalOf(openRound(platform, ministry, draft.id, writer))
    expect(Object.keys(fields).sort()).toEqual(['letter.date', 'letter.number', 'letter.office'])
    const letter = { number: 'B-1/2040', date: today, subject: 'Undangan', office: 'Direktur Jenderal' }
    await updateRound(platform, ministry, { roundId: draft.id, version: 1, input: input({ letter }) }, writer)
    await moveSteps(world, draft.id, { 'self-assessment': [-9, -2] })
    expect(Object.keys((await refusalOf(openRound(platform, ministry, draft.id, writer))).fields)).toEqual([
      'steps.self-assessment.ends_on',
    ])
    await moveSteps(world, draft.id, { 'self-assessment': [-9, 9] })
    expect((await openRound(platform, ministry, draft.id, writer)).state).toBe('open')
    expect((await refusalOf(openRound(platform, ministry, draft.id, writer))).code).toBe('conflict')
  })
})

describe('a change', () => {
  const stepsOf = async () => {
    const round = await findRound(sql, roundId)
    if (!round) throw new Error('no round')
    return round
  }

  test('with the version of somebody slower is refused, and what was stored stays', async () => {
    const before = await stepsOf()
    const title = { id: 'Nama pertama' }
    const given = {
      roundId,
      version: before.version,
      input: input({ title, steps: before.steps, letter: before.letter }),
    }
    const saved = await Promise.allSettled([
      updateRound(platform, ministry, given, writer),
      updateRound(platform, ministry, { ...given, input: { ...given.input, title: { id: 'Nama kedua' } } }, writer),
    ])
    expect(saved.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    const lost = saved.find(one => one.status === 'rejected')
    expect(lost?.reason).toMatchObject({ code: 'changed-meanwhile', status: 412 })
    expect((await stepsOf()).version).toBe(before.version + 1)
  })

  test('of an open round moves dates only later, keeps the instrument and tells regions and panels', async () => {
    const before = await stepsOf()
    const change = (steps: RoundInput['steps'], more: Partial<RoundInput> = {}) =>
      updateRound(
        platform,
        ministry,
        {
          roundId,
          version: before.version,
          input: input({ steps: { ...before.steps, ...steps }, letter: before.letter, ...more }),
        },
        writer,
      )
    const earlier = { startsOn: before.steps.scoring?.startsOn, endsOn: addDays(today, 29) }
    expect(Object.keys((await refusalOf(change({ scoring: earlier }))).fields)).toEqual(['steps.scoring.ends_on'])
    expect(Object.keys((await refusalOf(change({}, { instrumentId: 'smart-city-2022-kppn-ikn' }))).fields)).toEqual([
      'instrument',
    ])
    const later = { startsOn: before.steps['self-assessment']?.startsOn, endsOn: addDays(today, 15) }
    const changed = await change({ 'self-assessment': later })
    expect(changed.steps['self-assessment']?.endsOn).toBe(addDays(today, 15))
    const told = await noticesOf('extension-given')
    const people = [main.secretariat, main.regionalHead, main.otherSecretariat, main.otherRegionalHead, ...assessors]
    expect(new Set(told.map(({ account_id }) => account_id))).toEqual(new Set(people.map(({ accountId }) => accountId)))
    expect(told[0]?.data).toMatchObject({ step: 'self-assessment', endsOn: addDays(today, 15) })
    const [row] = await events('evaluation.round.changed')
    expect(row?.data).toMatchObject({ to: { 'self-assessment': { endsOn: addDays(today, 15) } } })
  })
})

describe('regions', () => {
  test('are read from codes, names or both, one a line, and what is none is named with what was perhaps meant', async () => {
    const text = '73.24\nKAB. LUWU UTARA;\r\n73.22 Kab. Luwu Utara\n\n 7373 \nKota Palopo\n51'
    expect(await readRegions(sql, text)).toEqual(['73.24', '73.22', '73.73', '51'])
    const { fields } = await refusalOf(readRegions(sql, '73.24\nLuwu Tmur\n73.24.04\n99.99'))
    expect(fields['regions']).toContain('baris 2 “Luwu Tmur”')
    expect(fields['regions']).toContain('Luwu Timur?')
    expect(fields['regions']).toContain('baris 3')
    expect(fields['regions']).toContain('baris 4')
  })

  test('join once, are refused when they are none, and leave only while they are empty', async () => {
    expect(await addRegions(platform, ministry, roundId, ['73.24', '73.73'], writer)).toEqual(['73.73'])
    const { fields } = await refusalOf(addRegions(platform, ministry, roundId, ['73.24.04', '99.01'], writer))
    expect(fields['regions']).toContain('“73.24.04”, “99.01”')
    await removeRegion(platform, ministry, roundId, '73.73', writer)
    expect(await findRoundRegion(sql, roundId, '73.73')).toBeUndefined()
    await pool.query(
      "insert into evaluation.answer (region_code, round_id, question_id, level) values ('73.22', $1, 'K23-A-1', 2)",
      [roundId],
    )
    const kept = await refusalOf(removeRegion(platform, ministry, roundId, '73.22', writer))
    expect(kept).toMatchObject({ code: 'conflict' })
    expect(await findRoundRegion(sql, roundId, '73.22')).toBeDefined()
  })

  test('have a contact that can be called', async () => {
    const contact = { name: 'Bidang Aplikasi', office: 'Diskominfo', phone: 'nanti saja' }
    const given = { roundId, regionCode: '73.24', letterNumber: undefined }
    expect(
      Object.keys((await refusalOf(setContact(platform, ministry, { ...given, contact }, writer))).fields),
    ).toEqual(['contact.phone'])
    await setContact(platform, ministry, { ...given, contact: { ...contact, phone: '+62 812-0000 0000' } }, writer)
    expect((await findRoundRegion(sql, roundId, '73.24'))?.contact.phone).toBe('+62 812-0000 0000')
  })
})

describe('an extension', () => {
  const give = (change: Partial<Parameters<typeof giveExtension>[2]> = {}) =>
    giveExtension(
      platform,
      ministry,
      {
        roundId,
        regionCode: '73.24',
        step: 'self-assessment',
        endsOn: addDays(today, 20),
        reason: 'Banjir.',
        ...change,
      },
      writer,
    )

  test('moves the last day of one region only, and the newest counts', async () => {
    await give({ endsOn: addDays(today, 25) })
    await give()
    const round = await findRound(sql, roundId)
    const ends = async (code: string) =>
      round && stepDates(round, await findRoundRegion(sql, roundId, code), 'self-assessment')?.endsOn
    expect(await ends('73.24')).toBe(addDays(today, 20))
    expect(await ends('73.22')).toBe(addDays(today, 15))
    const told = await noticesOf('extension-given')
    expect(
      told
        .filter(({ data }) => data['reason'] === 'Banjir.')
        .map(({ account_id }) => account_id)
        .sort(),
    ).toEqual([main.secretariat.accountId, main.regionalHead.accountId].sort())
  })

  test.each([
    ['without a reason', { reason: '  ', endsOn: addDays(today, 21) }, 'reason'],
    ['to a day that is none', { endsOn: '2031-02-30' }, 'ends_on'],
    ['to a day before the round’s', { endsOn: addDays(today, 10) }, 'ends_on'],
    ['of years', { endsOn: addDays(today, 900) }, 'ends_on'],
    ['of a step that has none', { step: 'result' as const }, 'step'],
  ])('%s is refused at its field', async (_what, change, field) => {
    expect(Object.keys((await refusalOf(give(change))).fields)).toEqual([field])
  })

  test('is not given before the round is open, nor to fill in what was handed in', async () => {
    const draft = await roundWorld(world, { edition: '2041', open: false })
    expect((await refusalOf(give({ roundId: draft.roundId }))).code).toBe('conflict')
    await pool.query(
      `update evaluation.round_region set state = 'submitted', submitted_at = now(), submission_sha256 = repeat('0', 64)
       where round_id = $1 and region_code = '73.22'`,
      [roundId],
    )
    expect((await refusalOf(give({ regionCode: '73.22' }))).code).toBe('conflict')
    await give({ regionCode: '73.22', step: 'scoring', endsOn: addDays(today, 33) })
    const told = (await noticesOf('extension-given')).filter(({ data }) => data['step'] === 'scoring')
    expect(told.map(({ account_id }) => account_id)).toContain(assessors[0]?.accountId)
  })
})

describe('a panel', () => {
  const at = { roundId, regionCode: '73.24' }

  test('takes assessors without ties, by place, and refuses others by name', async () => {
    const three = await actorOf(world, 'asesor-tiga')
    const panel = await assignPanel(platform, ministry, { ...at, accountIds: [three.accountId ?? ''] }, writer)
    expect(panel.map(({ place }) => place)).toEqual([1, 2, 3])
    const officer = main.officer.accountId ?? ''
    const { fields } = await refusalOf(assignPanel(platform, ministry, { ...at, accountIds: [officer] }, writer))
    expect(fields['accounts']).toMatch(/^Petugas Dinas Kesehatan Luwu Timur tidak memegang peran asesor/)
    expect(
      (await refusalOf(assignPanel(platform, ministry, { ...at, accountIds: ['x'] }, writer))).fields,
    ).toHaveProperty('accounts')
    expect((await refusalOf(assignPanel(platform, ministry, { ...at, accountIds: [] }, writer))).fields).toHaveProperty(
      'accounts',
    )
  })

  test('refuses who holds or held a role in the region or below it', async () => {
    const four = await actorOf(world, 'asesor-empat')
    await pool.query(
      `insert into people.membership (account_id, role, region_code, valid_from, valid_to)
       values ($1, 'citizen', '73.24.04', '2020-01-01', '2021-01-01')`,
      [four.accountId],
    )
    const accountIds = [four.accountId ?? '']
    const { fields } = await refusalOf(assignPanel(platform, ministry, { ...at, accountIds }, writer))
    expect(fields['accounts']).toBe(
      'Asesor Empat memegang atau pernah memegang peran di Kabupaten Luwu Timur, jadi tidak boleh menilainya. Pilih asesor lain.',
    )
    await assignPanel(platform, ministry, { roundId, regionCode: '73.22', accountIds }, writer)
  })

  test('loses who declares a conflict, and does not take them again, in any round', async () => {
    const five = await actorOf(world, 'asesor-lima')
    const accountId = five.accountId ?? ''
    await assignPanel(platform, ministry, { ...at, accountIds: [accountId] }, writer)
    expect(
      Object.keys(
        (await refusalOf(declareConflict(platform, ministry, { ...at, accountId, reason: ' ' }, writer))).fields,
      ),
    ).toEqual(['reason'])
    await declareConflict(platform, ministry, { ...at, accountId, reason: 'Mendampingi masterplan 2021.' }, writer)
    expect((await getStand(sql, five, roundId, '73.24')).relation).toBe('public')
    const next = await roundWorld(world, { edition: '2042', open: false })
    for (const id of [roundId, next.roundId]) {
      const { fields } = await refusalOf(
        assignPanel(platform, ministry, { roundId: id, regionCode: '73.24', accountIds: [accountId] }, writer),
      )
      expect(fields['accounts']).toContain('Asesor Lima punya benturan kepentingan')
      expect(fields['accounts']).toContain('Mendampingi masterplan 2021.')
    }
  })

  test('ends a turn with a reason, and gives who comes back the same place', async () => {
    const accountId = assessors[1]?.accountId ?? ''
    expect(
      Object.keys(
        (await refusalOf(endPanelMember(platform, ministry, { ...at, accountId, reason: '' }, writer))).fields,
      ),
    ).toEqual(['reason'])
    await endPanelMember(platform, ministry, { ...at, accountId, reason: 'Sakit.' }, writer)
    expect(
      (await refusalOf(endPanelMember(platform, ministry, { ...at, accountId, reason: 'Lagi.' }, writer))).code,
    ).toBe('not-found')
    const panel = await assignPanel(platform, ministry, { ...at, accountIds: [accountId] }, writer)
    expect(panel.find(member => member.accountId === accountId)).toMatchObject({ place: 2, endedAt: undefined })
  })

  test('is set as a whole, all or nothing', async () => {
    const [one, two] = [assessors[0]?.accountId ?? '', assessors[1]?.accountId ?? '']
    const where = { roundId, regionCode: '73.22' }
    const noReason = setPanel(platform, ministry, { ...where, accountIds: [two], endReason: '' }, writer)
    expect(Object.keys((await refusalOf(noReason)).fields)).toEqual(['reason'])
    const panel = await setPanel(platform, ministry, { ...where, accountIds: [two], endReason: 'Diganti.' }, writer)
    expect(panel.filter(({ endedAt }) => endedAt === undefined).map(({ accountId }) => accountId)).toEqual([two])
    const wrong = assignPanels(
      platform,
      ministry,
      { roundId, regionCodes: ['73.22', '73.73'], accountIds: [one] },
      writer,
    )
    expect((await refusalOf(wrong)).fields['regions']).toContain('73.73 tidak ikut putaran ini')
    expect((await getStand(sql, assessors[0] ?? ministry, roundId, '73.22')).relation).toBe('public')
  })
})

test('nobody but the ministry runs a round, whatever the deed, and nothing is changed once it is closed', async () => {
  const others = [
    main.secretariat,
    main.regionalHead,
    main.officer,
    main.province,
    main.auditor,
    main.administrator,
    ...assessors,
  ]
  const round = await findRound(sql, roundId)
  const steps = round?.steps ?? {}
  const deeds = (actor: typeof ministry) => [
    () => createRound(platform, actor, input({ edition: '2050' }), writerOf(actor)),
    () =>
      updateRound(platform, actor, { roundId, version: round?.version ?? 0, input: input({ steps }) }, writerOf(actor)),
    () => openRound(platform, actor, roundId, writerOf(actor)),
    () => addRegions(platform, actor, roundId, ['73.73'], writerOf(actor)),
    () => removeRegion(platform, actor, roundId, '73.24', writerOf(actor)),
    () =>
      setContact(
        platform,
        actor,
        {
          roundId,
          regionCode: '73.24',
          contact: { name: undefined, office: undefined, phone: undefined },
          letterNumber: 'x',
        },
        writerOf(actor),
      ),
    () =>
      giveExtension(
        platform,
        actor,
        { roundId, regionCode: '73.24', step: 'scoring', endsOn: addDays(today, 40), reason: 'x' },
        writerOf(actor),
      ),
    () => assignPanel(platform, actor, { roundId, regionCode: '73.24', accountIds: [] }, writerOf(actor)),
    () => assignPanels(platform, actor, { roundId, regionCodes: ['73.24'], accountIds: [] }, writerOf(actor)),
    () => setPanel(platform, actor, { roundId, regionCode: '73.24', accountIds: [], endReason: 'x' }, writerOf(actor)),
    () =>
      endPanelMember(
        platform,
        actor,
        { roundId, regionCode: '73.24', accountId: assessors[0]?.accountId ?? '', reason: 'x' },
        writerOf(actor),
      ),
    () =>
      declareConflict(
        platform,
        actor,
        { roundId, regionCode: '73.24', accountId: assessors[0]?.accountId ?? '', reason: 'x' },
        writerOf(actor),
      ),
  ]
  for (const actor of others) {
    for (const deed of deeds(actor)) expect((await refusalOf(deed())).code).toBe('may-not')
  }
  await pool.query("update evaluation.round set state = 'closed', closed_at = now() where id = $1", [roundId])
  const [, ...onRound] = deeds(ministry)
  for (const deed of onRound) expect((await refusalOf(deed())).code).toBe('conflict')
})
