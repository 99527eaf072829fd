import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Actor } from '#kit/actor.ts'
import { countStatements } from '#platform/db/database.ts'
import { getEvidence, saveEvidence } from '#modules/evidence/index.ts'
import sharp from 'sharp'
import { markupFaults } from '../../../../../test/support/markup.ts'
import { testWorld } from '../../../../../test/support/world.ts'
import { editionWorld, type EditionWorld } from '../../edition-world.fixture.ts'
import type { Edition, Signatory } from '../../model-edition.ts'
import { REGION } from '../../plan-world.fixture.ts'
import { listSignatories } from '../../store/edition/editions.ts'
import { listScanEvents } from '../../store/edition/scans.ts'
import { getEditionStand } from './edition-stand.ts'
import { publishEdition } from './publish.ts'
import { saveSignatories } from './save-signatories.ts'
import { readScans, saveScans } from './scans.ts'
import { signEdition } from './sign.ts'

const world = await testWorld('demo')
const { platform } = world
const { sql, pool } = platform.db
let people: EditionWorld
let edition: Edition
let head: Signatory
let council: Signatory
let cookie: string
let citizen: string
let shade = 0

/** A photo nobody uploaded before. */
const sheet = async (): Promise<Uint8Array<ArrayBuffer>> => {
  const { width, height } = { width: 300 + (shade += 7), height: 200 }
  const grey = Buffer.from(Array.from({ length: width * height }, (_, at) => (at * shade) % 251))
  return new Uint8Array(
    await sharp(grey, { raw: { width, height, channels: 1 } })
      .jpeg()
      .toBuffer(),
  )
}

const scan = async (personalData = false): Promise<string> => {
  const { evidence } = await saveEvidence(
    platform,
    { regionCode: REGION, title: `Lembar ${shade}`, file: { name: 'lembar.jpg', bytes: await sheet() }, personalData },
    { actor: people.secretariat, writer: people.writerOf(people.secretariat) },
  )
  return evidence.id
}

const place = (signatory: Signatory) => ({ regionCode: REGION, editionId: edition.id, signatoryId: signatory.id })

const onPaper = (signatory: Signatory, scans: string[] = []) =>
  signEdition(
    platform,
    people.secretariat,
    { ...place(signatory), sha256: edition.sha256, how: 'paper', signedOn: '2026-01-05', scans },
    people.writerOf(people.secretariat),
  )

const change = (actor: Actor, signatory: Signatory, wanted: Parameters<typeof saveScans>[2]['change']) =>
  saveScans(platform, actor, { ...place(signatory), change: wanted }, people.writerOf(actor))

const seenBy = async (actor: Actor) => {
  const stand = await getEditionStand(sql, actor, REGION, edition.id)
  const found = await readScans(sql, actor, stand, await listSignatories(sql, REGION, edition.id))
  return found.get(head.id)?.seen.map(use => use.evidence.id)
}

beforeAll(async () => {
  cookie = await world.signIn('sekretariat-luwu-timur@contoh.tudang.invalid')
  citizen = await world.signIn('warga@contoh.tudang.invalid')
})

beforeEach(async () => {
  people = await editionWorld(world)
  edition = await people.freeze(await people.addPlan(), 2026)
  await saveSignatories(
    platform,
    people.secretariat,
    {
      regionCode: REGION,
      editionId: edition.id,
      version: edition.version,
      signatories: [
        { body: 'head', title: 'Bupati Luwu Timur' },
        { body: 'council', title: 'Ketua Dewan' },
      ],
    },
    people.writerOf(people.secretariat),
  )
  const [first, second] = await listSignatories(sql, REGION, edition.id)
  if (!first || !second) throw new Error('The edition has no signatories')
  head = first
  council = second
})

const publish = async () => {
  const signed = await onPaper(council)
  edition = await publishEdition(
    platform,
    people.secretariat,
    { regionCode: REGION, editionId: edition.id, version: signed.version },
    people.writerOf(people.secretariat),
  )
}

describe('the scan of a signature on paper', () => {
  test('comes with the signature in one transaction, or later; it is audited and stays beside the hash', async () => {
    const id = await scan()
    await onPaper(head, [id])
    await onPaper(council)
    await change(people.secretariat, council, { attach: [await scan()] })
    expect(await seenBy(people.secretariat)).toEqual([id])
    const { rows } = await pool.query<{ event: string }>(
      `select event from audit.event where subject_id = $1 and event = 'masterplan.edition.scanned'`,
      [edition.id],
    )
    expect(rows).toHaveLength(2)
    const stored = await getEditionStand(sql, people.secretariat, REGION, edition.id)
    expect(stored.edition).toMatchObject({ state: 'signed', sha256: edition.sha256 })
    await expect(
      pool.query(`update masterplan.edition_scan_event set reason = 'lain' where signatory_id = $1`, [head.id]),
    ).rejects.toThrow('never changes')
  })

  test('is replaced and taken off with a reason only, and what was there stays in the history and the library', async () => {
    const [old, fresh] = [await scan(), await scan()]
    await onPaper(head, [old])
    await expect(
      change(people.secretariat, head, { attach: [fresh], detach: [old], reason: ' ' }),
    ).rejects.toMatchObject({ code: 'invalid', fields: [{ field: 'reason' }] })
    expect(await seenBy(people.secretariat)).toEqual([old])
    await change(people.secretariat, head, { attach: [fresh], detach: [old], reason: 'Pindaian pertama buram' })
    expect(await seenBy(people.secretariat)).toEqual([fresh])
    await change(people.secretariat, head, { detach: [fresh], reason: 'Salah lembar' })
    expect(await seenBy(people.secretariat)).toEqual([])
    const events = await listScanEvents(sql, REGION, head.id)
    expect(events.map(one => [one.event, one.evidence.id, one.reason])).toEqual([
      ['removed', fresh, 'Salah lembar'],
      ['attached', fresh, 'Pindaian pertama buram'],
      ['removed', old, 'Pindaian pertama buram'],
      ['attached', old, undefined],
    ])
    expect((await getEvidence(platform, people.secretariat, old)).archivedAt).toBeUndefined()
  })

  test('is for the secretariat, for places signed on paper, and a PDF or photo', async () => {
    const id = await scan()
    await expect(change(people.secretariat, head, { attach: [id] })).rejects.toMatchObject({ code: 'conflict' })
    await onPaper(head)
    for (const [actor, code] of [
      [people.regionalHead, 'may-not'],
      [people.officer, 'may-not'],
      [people.otherRegion, 'not-found'],
      [people.visitor, 'not-found'],
    ] as const) {
      await expect(change(actor, head, { attach: [id] })).rejects.toMatchObject({ code })
    }
    const { evidence } = await saveEvidence(
      platform,
      { regionCode: REGION, title: 'Bukan pindaian', text: 'Tanda tangan ada di kantor.' },
      { actor: people.secretariat, writer: people.writerOf(people.secretariat) },
    )
    await expect(change(people.secretariat, head, { attach: [evidence.id] })).rejects.toMatchObject({
      fields: [{ field: 'berkas', sentence: { id: expect.stringContaining('PDF atau foto') as string } }],
    })
    await expect(change(people.secretariat, head, {})).rejects.toMatchObject({ fields: [{ field: 'berkas' }] })
    await expect(onPaper(council, [evidence.id])).rejects.toMatchObject({ code: 'invalid' })
    expect((await listSignatories(sql, REGION, edition.id)).map(one => one.signed?.how)).toEqual(['paper', undefined])
  })
})

describe('who sees a scan', () => {
  test('of a draft: who sees the draft; nobody else, neither on the page nor by the address of the file', async () => {
    const id = await scan()
    await onPaper(head, [id])
    expect(await seenBy(people.ministry)).toEqual([id])
    expect((await getEvidence(platform, people.ministry, id)).id).toBe(id)
    await expect(getEvidence(platform, people.visitor, id)).rejects.toMatchObject({ code: 'signed-out' })
    expect((await world.get(`/bukti/${id}`, citizen)).status).toBe(404)
    expect((await world.get(`/masterplan/${REGION}/edisi/${edition.id}/pindaian/${head.id}`, citizen)).status).not.toBe(
      200,
    )
  })

  test('of a published edition: everybody, but never one that is marked, marked later, archived or taken off', async () => {
    const [open, hidden, later, archived, gone] = [
      await scan(),
      await scan(true),
      await scan(),
      await scan(),
      await scan(),
    ]
    await onPaper(head, [open, hidden, later, archived, gone])
    await publish()
    expect(await seenBy(people.visitor)).toEqual([open, later, archived, gone])
    await pool.query(`update evidence.item set personal_data = true where id = $1`, [later])
    await pool.query(`update evidence.item set archived_at = now() where id = $1`, [archived])
    await change(people.secretariat, head, { detach: [gone], reason: 'Memuat NIK' })
    expect(await seenBy(people.visitor)).toEqual([open])
    expect(await seenBy(people.ministry)).toEqual([open, archived])
    expect((await getEvidence(platform, people.visitor, open)).id).toBe(open)
    for (const id of [hidden, later, archived, gone]) {
      await expect(getEvidence(platform, people.visitor, id), id).rejects.toMatchObject({ code: 'signed-out' })
    }
    const page = await (await world.get(`/masterplan/${REGION}/edisi/${edition.id}`, citizen)).text()
    const api = await (await world.get(`/api/v1/masterplans/${REGION}/editions/${edition.id}`)).text()
    for (const said of [page, api]) {
      expect(said).toContain(open)
      for (const id of [hidden, later, archived, gone]) expect(said).not.toContain(id)
    }
  })

  test('takes one statement, however many signed', async () => {
    await onPaper(head, [await scan(), await scan()])
    const stand = await getEditionStand(sql, people.secretariat, REGION, edition.id)
    const signatories = await listSignatories(sql, REGION, edition.id)
    const { statements } = await countStatements(() => readScans(sql, people.secretariat, stand, signatories))
    expect(statements).toBe(1)
  })
})

describe('by forms', () => {
  const post = (
    signatory: Signatory,
    part: string,
    values: Record<string, string>,
    file?: Blob,
    name = 'lembar.jpg',
  ) => {
    const data = new FormData()
    for (const [key, value] of Object.entries(values)) data.set(key, value)
    if (file) data.set('berkas', file, name)
    return world.post(`/masterplan/${REGION}/edisi/${edition.id}/${part}/${signatory.id}`, data, cookie)
  }
  const paper = () => ({ cara: 'kertas', sha256: edition.sha256, signedOn: '2026-01-05' })

  test('a signature is recorded with its scan, replaced on its page, and the history names both', async () => {
    const first = new Blob([await sheet()])
    expect((await post(head, 'tanda-tangan', paper(), first)).status).toBe(303)
    const [id = ''] = (await seenBy(people.secretariat)) ?? []
    const replaced = await post(
      head,
      'pindaian',
      { lepas: id, reason: 'Lembar pertama terpotong' },
      new Blob([await sheet()]),
    )
    expect(replaced.status).toBe(303)
    const html = await (await world.get(`/masterplan/${REGION}/edisi/${edition.id}/pindaian/${head.id}`, cookie)).text()
    expect(html).toContain('Lembar pertama terpotong')
    expect(await markupFaults(html)).toEqual([])
    const whole = await (await world.get(`/masterplan/${REGION}/edisi/${edition.id}`, cookie)).text()
    expect(await markupFaults(whole)).toEqual([])
    expect(html).toContain('Tanda tangan Bupati Luwu Timur pada edisi 2026')
    expect(await seenBy(people.secretariat)).not.toContain(id)
    const item = await (await world.get(`/bukti/${(await seenBy(people.secretariat))?.[0]}`, cookie)).text()
    expect(item).toContain('Tanda tangan Bupati Luwu Timur pada edisi 2026')
  })

  test.each([
    ['a page with a script', '<!doctype html><html><script>alert(1)</script></html>', 'lembar.pdf'],
    [
      'a drawing with a script',
      '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
      'lembar.png',
    ],
    ['a program', '\u007fELF\u0002\u0001\u0001', 'lembar.jpg'],
  ])('%s is refused with a sentence, and the place stays unsigned', async (_, content, name) => {
    const refused = await post(head, 'tanda-tangan', paper(), new Blob([content]), name)
    expect(refused.status).toBe(422)
    expect(await refused.text()).toContain('Yang diterima')
    expect((await listSignatories(sql, REGION, edition.id))[0]?.signed).toBeUndefined()
  })

  test('a file marked as personal that lies open in the library is refused, since it would leak', async () => {
    const bytes = await sheet()
    await saveEvidence(
      platform,
      { regionCode: REGION, title: 'Sudah ada', file: { name: 'a.jpg', bytes } },
      { actor: people.secretariat, writer: people.writerOf(people.secretariat) },
    )
    const refused = await post(head, 'tanda-tangan', { ...paper(), pribadi: 'ya' }, new Blob([bytes]))
    expect(refused.status).toBe(422)
    expect(await refused.text()).toContain('tanpa tanda data pribadi')
    expect((await listSignatories(sql, REGION, edition.id))[0]?.signed).toBeUndefined()
  })
})
