import { describe, expect, test } from 'vitest'
import { countStatements } from '#platform/db/database.ts'
import { testWorld } from '../../../../test/support/world.ts'
import { setEvidenceUses } from '../contributions.ts'
import { actorOf } from '../pages/evidence-world.fixture.ts'
import { countUses, listUses } from '../store/uses.ts'
import { archiveEvidence } from './change-evidence.ts'
import { replaceUses, type WantedUse } from './replace-uses.ts'
import { saveEvidence } from './save-evidence.ts'

const world = await testWorld('demo')
const { platform } = world
const officer = await actorOf(world, 'petugas-dinkes-luwu-timur')
const account = officer.actor.accountId
const save = async (text: string, by = officer) => (await saveEvidence(platform, { text }, by)).evidence.id
const [a, b, c] = [await save('Bukti a'), await save('Bukti b'), await save('Bukti c')]
const foreign = await save('Bukti daerah lain', await actorOf(world, 'sekretariat-luwu-utara'))

const put = (subjectId: string, uses: WantedUse[]) =>
  platform.db.transact(officer.writer, async tx => {
    const changed = await replaceUses(tx, '73.24', 'test.answer', subjectId, uses, account)
    if (!changed)
      await tx.insertInto('audit.event').values({ event: 'test.nothing', subject_kind: 't', subject_id: 't' }).execute()
    return changed
  })
const uses = async (...subjectIds: string[]) => await listUses(platform.db.sql, '73.24', 'test.answer', subjectIds)

describe('the evidence of a subject', () => {
  test('is what was put last, in its order, with anchor and note', async () => {
    await put('1/q1', [{ evidenceId: a, anchor: ' hlm. 3–5 ', note: '' }, { evidenceId: b }])
    await put('1/q1', [
      { evidenceId: c, note: 'tabel 2' },
      { evidenceId: a, anchor: 'hlm. 7' },
    ])
    const list = (await uses('1/q1')).get('1/q1') ?? []
    expect(list.map(use => [use.evidence.id, use.anchor, use.note, use.position])).toEqual([
      [c, undefined, 'tabel 2', 1],
      [a, 'hlm. 7', undefined, 2],
    ])
    const { rows } = await platform.db.pool.query<{ data: { removed: string[] } }>(
      "select data from audit.event where event = 'evidence.uses.changed' and subject_id = '1/q1' order by id desc limit 1",
    )
    expect(rows[0]?.data.removed).toEqual([b])
  })

  test('is left alone, without an audit row, when nothing changes', async () => {
    await put('1/q2', [{ evidenceId: a }])
    await expect(
      platform.db.transact(officer.writer, async tx => {
        expect(await replaceUses(tx, '73.24', 'test.answer', '1/q2', [{ evidenceId: a }], account)).toBe(false)
      }),
    ).rejects.toThrow('no audit row')
  })

  test('is never evidence of another region, archived, unknown, or named twice', async () => {
    await archiveEvidence(platform, b, 'arsip', officer)
    await put('1/q3', [{ evidenceId: a }])
    for (const [bad, word] of [
      [[{ evidenceId: foreign }], 'tidak ada di pustaka'],
      [[{ evidenceId: b }], 'diarsipkan'],
      [[{ evidenceId: '00000000-0000-4000-8000-000000000000' }], 'tidak ada di pustaka'],
      [[{ evidenceId: 'bukan-id' }], 'tidak ada di pustaka'],
      [[{ evidenceId: a }, { evidenceId: a.toUpperCase() }], 'dua kali'],
      [[{ evidenceId: a, anchor: 'h'.repeat(61) }], '60 huruf'],
    ] as const) {
      await expect(put('1/q3', [...bad])).rejects.toMatchObject({
        code: 'invalid',
        fields: [{ field: 'bukti', sentence: { id: expect.stringContaining(word) as string } }],
      })
    }
    expect((await uses('1/q3')).get('1/q3')?.map(use => use.evidence.id)).toEqual([a])
  })

  test('keeps what was archived later, until it is taken off', async () => {
    await put('1/q4', [{ evidenceId: c }])
    await archiveEvidence(platform, c, 'arsip', officer)
    await put('1/q4', [{ evidenceId: c, note: 'masih dipakai' }])
    expect((await uses('1/q4')).get('1/q4')?.[0]?.note).toBe('masih dipakai')
    await archiveEvidence(platform, c, 'pakai', officer)
  })

  test('put by two at once is what one of them wrote, whole', async () => {
    await Promise.all([
      put('1/q5', [{ evidenceId: a }, { evidenceId: c }]),
      put('1/q5', [{ evidenceId: c }, { evidenceId: a }]),
    ])
    const ids = (await uses('1/q5')).get('1/q5')?.map(use => use.evidence.id)
    expect([
      [a, c],
      [c, a],
    ]).toContainEqual(ids)
  })
})

test('uses of many subjects are read in one statement, and counted by the beginning of their ids', async () => {
  await put('2/x_1', [{ evidenceId: a }])
  await put('2/x_2', [{ evidenceId: a }, { evidenceId: c }])
  await put('2/xy', [{ evidenceId: a }])
  const read = await countStatements(async () => await uses('2/x_1', '2/x_2', '2/xy', '2/none'))
  expect(read.statements).toBe(1)
  expect([...read.value.keys()].sort()).toEqual(['2/x_1', '2/x_2', '2/xy'])
  const counted = await countStatements(async () => await countUses(platform.db.sql, '73.24', 'test.answer', '2/x_'))
  expect(counted.statements).toBe(1)
  expect(Object.fromEntries(counted.value)).toEqual({ '2/x_1': 1, '2/x_2': 2 })
})

test('the page of an item names the uses that a higher module tells its reader of, and counts the others', async () => {
  await put('3/open', [{ evidenceId: a, anchor: 'hlm. 2' }])
  await put('3/hidden', [{ evidenceId: a }])
  setEvidenceUses([
    {
      subjectKind: 'test.answer',
      label: async (_platform, _actor, { subjectIds }) =>
        new Map(subjectIds.filter(id => id === '3/open').map(id => [id, { label: 'Pertanyaan tiga', href: '/tiga' }])),
    },
  ])
  try {
    const session = await world.signIn('petugas-dinkes-luwu-timur@contoh.tudang.invalid')
    const html = await (await world.get(`/bukti/${a}`, session)).text()
    expect(html).toContain('<a class="a" href="/tiga">Pertanyaan tiga</a>')
    expect(html).toContain('hlm. 2')
    expect(html).toMatch(/\d+ pemakaian lain yang bukan untuk Anda/)
    expect(html).not.toContain('3/hidden')
  } finally {
    setEvidenceUses([])
  }
})
