import { beforeAll, describe, expect, test } from 'vitest'
import type { Actor } from '#kit/actor.ts'
import { doors } from '../../../../../test/support/doors.ts'
import { roundWorld, writerOf } from '../../../../../test/support/rounds.ts'
import { testWorld } from '../../../../../test/support/world.ts'
import { saveRemark } from '../../actions/scoring/save-remark.ts'
import { saveScores } from '../../actions/scoring/save-scores.ts'
import { handIn, questionIds } from '../../actions/scoring/scoring.fixture.ts'
import { submitSheet } from '../../actions/scoring/submit-sheet.ts'

/**
 * Nothing of other assessors' sheets shows before one's own is handed in: not as text, not in an attribute, a count, an order
 * or a file. Other sheets are real and whole; they are changed behind the viewer's back, and every answer of every door must
 * stay the same to the letter.
 */

const world = await testWorld('demo')
const { platform } = world
const { roundId, assessors } = await roundWorld(world, { panel: ['asesor-satu', 'asesor-dua', 'asesor-tiga'] })
const [first, second, third] = assessors as [Actor, Actor, Actor]
const code = '73.24'
const ids = await questionIds(world)
const narrative = 'Peraturan bupati tentang rencana induk sudah ditetapkan dan diumumkan.'
await handIn(world, roundId, code, [{ questionId: ids[0] ?? '', level: 3, narrative }])
await handIn(world, roundId, '73.22', [{ questionId: ids[0] ?? '', level: 3, narrative }])

async function fill(actor: Actor, region: string, score: number, note: string, count = ids.length): Promise<void> {
  const entries = ids
    .slice(0, count)
    .map((questionId, n) => ({ questionId, score: (score + n) % 5, note, flagged: n % 7 === 0, version: undefined }))
  await saveScores(platform, actor, { roundId, regionCode: region, entries }, writerOf(actor))
  const place = { roundId, regionCode: region, dimension: 'output' }
  await saveRemark(platform, actor, { ...place, kind: 'weakness', text: `${note} kelemahan` }, writerOf(actor))
}

const cookies = new Map<string, string | undefined>([['tamu', undefined]])
beforeAll(async () => {
  await fill(first, code, 2, 'PUNYA-SATU', 40)
  await fill(second, code, 3, 'RAHASIA-DUA')
  await fill(third, code, 1, 'RAHASIA-TIGA')
  await fill(second, '73.22', 0, 'RAHASIA-DUA')
  await submitSheet(platform, second, roundId, code, writerOf(second))
  const boxes = [
    'asesor-satu',
    'asesor-empat',
    'kementerian',
    'auditor',
    'pengelola',
    'provinsi',
    'sekretariat-luwu-timur',
    'kepala-daerah-luwu-timur',
    'petugas-dinkes-luwu-timur',
    'kepala-dinkes-luwu-timur',
    'sekretariat-luwu-utara',
    'warga',
  ]
  for (const box of boxes) cookies.set(box, await world.signIn(`${box}@contoh.tudang.invalid`))
})

/** Every address that is read and knows a round, with filters, and the first page. */
const addresses = (): string[] => {
  const values: Record<string, string> = { round: roundId, code, question: ids[0] ?? '', file: 'papan.csv' }
  const known = doors(world.modules)
    .filter(({ method, path }) => method === 'GET' && /^\/(putaran|lembar|api\/v1\/rounds)/.test(path))
    .map(({ path }) =>
      path.replace(/[:{](\w+)(?:\{(?:[^{}]|\{[^}]*\})*\})?\}?/g, (_all, name: string) => values[name] ?? name),
    )
  const sheet = `/putaran/${roundId}/${code}/nilai`
  return [
    ...known,
    `${sheet}?tampil=ditandai`,
    `${sheet}?tampil=belum&bagian=impact`,
    `${sheet}/${ids[3]}`,
    '/beranda',
    `/daerah/${code}`,
    `/daerah/${code}/evaluasi`,
  ]
}

async function readAll(box: string): Promise<Record<string, string>> {
  const answers: Record<string, string> = {}
  for (const address of addresses()) {
    const answer = await world.get(address, cookies.get(box))
    expect(answer.status, `${box} ${address}`).toBeLessThan(500)
    const type = answer.headers.get('content-type') ?? ''
    if (!/html|json|csv|text/.test(type) && answer.status === 200) continue
    const body = (await answer.text()).replaceAll(
      /"request_id":"\w+"|Nomor kejadian \w+|(DTSTAMP|LAST-MODIFIED):\w+/g,
      '',
    )
    answers[address] = `${answer.status} ${answer.headers.get('location') ?? ''}\n${body}`
  }
  return answers
}

let turn = 0
/** Other sheets say something else: every score, note, mark and remark. */
async function changeSheetsOf(...actors: Actor[]): Promise<void> {
  turn++
  const accounts = actors.map(({ accountId }) => accountId)
  const { pool } = platform.db
  await pool.query(
    `update evaluation.score set score = (score + 1) % 5, note = 'RAHASIA-' || $2, flagged = not flagged,
       version = version + 1, changed_at = changed_at + interval '1 minute' where account_id = any ($1)`,
    [accounts, turn],
  )
  await pool.query(`update evaluation.panel_remark set text = 'RAHASIA-CATATAN-' || $2 where written_by = any ($1)`, [
    accounts,
    turn,
  ])
}

async function toggleHandedIn(actor: Actor): Promise<void> {
  await platform.db.pool.query(
    `update evaluation.panel_member set submitted_at = case when submitted_at is null then now() end
     where account_id = $1 and round_id = $2 and region_code = $3`,
    [actor.accountId, roundId, code],
  )
}

/** Where two texts part, with some letters around; undefined when they do not. */
function difference(before: string, after: string): string | undefined {
  if (before === after) return undefined
  let at = 0
  while (before[at] === after[at]) at++
  return `${before.slice(Math.max(0, at - 60), at + 60)} ≠ ${after.slice(Math.max(0, at - 60), at + 60)}`
}

const expectSame = (before: Record<string, string>, after: Record<string, string>) => {
  for (const [address, body] of Object.entries(before)) {
    expect(difference(body, after[address] ?? ''), address).toBeUndefined()
  }
}

/** Words that must not be anywhere, with the address that has them. */
const expectWithout = (answers: Record<string, string>, words: RegExp) => {
  expect(Object.keys(answers).filter(address => words.test(answers[address] ?? ''))).toEqual([])
}

test('the walk meets the pages and operations that could leak', () => {
  const all = addresses()
  expect(all).toContain(`/api/v1/rounds/${roundId}/regions/${code}/scores`)
  expect(all).toContain(`/api/v1/rounds/${roundId}/regions/${code}/remarks`)
  expect(all).toContain(`/putaran/${roundId}/${code}/nilai/${ids[0]}`)
  expect(all).toContain(`/putaran/${roundId}/${code}/catatan`)
  expect(all.filter(address => /[{}:]/.test(address.replace('://', '')))).toEqual([])
})

describe('before one’s own sheet is handed in', () => {
  test('an assessor’s pages stay the same whatever the others gave, handed in or not', async () => {
    const before = await readAll('asesor-satu')
    expect(before[`/putaran/${roundId}/${code}/nilai/${ids[0]}`]).toContain('PUNYA-SATU')
    expect(before[`/putaran/${roundId}/${code}/catatan`]).toContain('PUNYA-SATU kelemahan')
    expectWithout(before, /RAHASIA/)
    await changeSheetsOf(second, third)
    expectSame(before, await readAll('asesor-satu'))
    await toggleHandedIn(second)
    await toggleHandedIn(third)
    expectSame(before, await readAll('asesor-satu'))
    await toggleHandedIn(second)
    await toggleHandedIn(third)
  })
})

describe.each([
  'tamu',
  'warga',
  'asesor-empat',
  'provinsi',
  'sekretariat-luwu-timur',
  'kepala-daerah-luwu-timur',
  'kepala-dinkes-luwu-timur',
  'petugas-dinkes-luwu-timur',
  'sekretariat-luwu-utara',
])('%s', box => {
  test('learns nothing of any sheet while the round runs', async () => {
    const before = await readAll(box)
    expectWithout(before, /RAHASIA|PUNYA-SATU/)
    await changeSheetsOf(first, second, third)
    await toggleHandedIn(third)
    const after = await readAll(box)
    await toggleHandedIn(third)
    expectSame(before, after)
  })
})

describe.each(['kementerian', 'auditor', 'pengelola'])('%s', box => {
  test('sees no score of a sheet that is not handed in', async () => {
    const before = await readAll(box)
    // Remarks are seen by the ministry as they are written; scores and notes are not.
    const scoresOnly = Object.fromEntries(
      Object.entries(before).filter(([address]) => !/catatan|remarks/.test(address)),
    )
    expectWithout(scoresOnly, /PUNYA-SATU|RAHASIA-TIGA/)
    await changeSheetsOf(first, third)
    const after = await readAll(box)
    expectSame(scoresOnly, after)
  })
})

describe('once one’s own sheet is handed in', () => {
  test('those handed in are seen, and those still open are not', async () => {
    await platform.db.pool.query(`update evaluation.score set note = 'DUA-TERKIRIM' where account_id = $1`, [
      second.accountId,
    ])
    await platform.db.pool.query(`update evaluation.score set note = 'RAHASIA-TIGA' where account_id = $1`, [
      third.accountId,
    ])
    const entries = ids.slice(40).map(questionId => ({ questionId, score: 2, version: undefined }))
    await saveScores(platform, first, { roundId, regionCode: code, entries }, writerOf(first))
    const page = `/putaran/${roundId}/${code}/nilai/${ids[50]}`
    expect(await (await world.get(page, cookies.get('asesor-satu'))).text()).not.toContain('DUA-TERKIRIM')
    await submitSheet(platform, first, roundId, code, writerOf(first))
    const before = await readAll('asesor-satu')
    const open = await (await world.get(page, cookies.get('asesor-satu'))).text()
    expect(open).toContain('Asesor 2')
    expect(open).toContain('DUA-TERKIRIM')
    expect(open).not.toContain('Asesor 3')
    expect(open).not.toContain('RAHASIA-TIGA')
    const api = (await (
      await world.get(`/api/v1/rounds/${roundId}/regions/${code}/scores`, cookies.get('asesor-satu'))
    ).json()) as { others: { assessor: number }[]; panel: unknown }
    expect(new Set(api.others.map(({ assessor }) => assessor))).toEqual(new Set([2]))
    expect(api.panel).toBeNull()
    // Of another region of the same round nothing is seen: that sheet is not handed in.
    const elsewhere = await world.get(`/api/v1/rounds/${roundId}/regions/73.22/scores`, cookies.get('asesor-satu'))
    expect(await elsewhere.json()).toMatchObject({ own: [], others: null })
    await platform.db.pool.query(`update evaluation.score set score = (score + 2) % 5 where account_id = $1`, [
      third.accountId,
    ])
    expectSame(before, await readAll('asesor-satu'))
  })
})
