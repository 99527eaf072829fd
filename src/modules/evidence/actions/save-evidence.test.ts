import { createHash } from 'node:crypto'
import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import { Problem } from '#kit/problem.ts'
import { testWorld } from '../../../../test/support/world.ts'
import { largestFile } from '../model.ts'
import { actorOf, bytesOf, photo } from '../pages/evidence-world.fixture.ts'
import { saveEvidence } from './save-evidence.ts'

const world = await testWorld('demo')
const { platform } = world
const officer = await actorOf(world, 'petugas-dinkes-luwu-timur')
const neighbour = await actorOf(world, 'sekretariat-luwu-utara')

const refusal = async (work: Promise<unknown>) => {
  const error = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  )
  if (!(error instanceof Problem)) throw new Error('nothing was refused', { cause: error })
  return error
}
const upload = (name: string, bytes: Uint8Array, more = {}) =>
  saveEvidence(platform, { file: { name, bytes }, ...more }, officer)
const audited = async (id: string) =>
  (
    await platform.db.pool.query<{ event: string }>('select event from audit.event where subject_id = $1 order by id', [
      id,
    ])
  ).rows.map(row => row.event)

describe('a file', () => {
  test('is stored with its hash, its office and an audit row, under a title of its own', async () => {
    const bytes = bytesOf('desa;sinyal\nWewangriu;4G\n')
    const { evidence, warnings, found } = await upload('Sinyal desa.csv', bytes, { documentDate: '2026-05-04' })
    expect(found).toBe(false)
    expect(warnings).toEqual([])
    expect(evidence).toMatchObject({
      regionCode: '73.24',
      organisationName: 'Dinas Kesehatan Luwu Timur',
      kind: 'file',
      title: 'Sinyal desa',
      fileName: 'Sinyal desa.csv',
      mediaType: 'text/csv',
      bytes: bytes.byteLength,
      sha256: createHash('sha256').update(bytes).digest('hex'),
      documentDate: '2026-05-04',
      personalData: false,
      ownerName: 'Petugas Dinas Kesehatan Luwu Timur',
      version: 1,
    })
    expect(await audited(evidence.id)).toEqual(['evidence.item.added'])
  })

  test.each([
    ['laporan.pdf', '<!DOCTYPE html><html><script>alert(1)</script></html>', 'halaman web (HTML)'],
    ['logo.png', '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>', 'SVG'],
    ['logo.svg', '<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>', 'SVG'],
    ['data.csv', '<?xml version="1.0"?><data/>', 'XML'],
    ['program.pdf', `MZ${'\0'.repeat(200)}`, 'program Windows'],
    ['acak.docx', '\0\u0001\u0002 acak', 'isi yang tidak dikenal'],
  ])('%s is refused for what it is, not for its name', async (name, content, word) => {
    const problem = await refusal(upload(name, bytesOf(content)))
    expect(problem.code).toBe('invalid')
    expect(problem.fields[0]?.field).toBe('berkas')
    expect(problem.fields[0]?.sentence.id).toContain(word)
    expect(problem.fields[0]?.sentence.id).toContain('Yang diterima: PDF')
  })

  test('that is empty, too large, not UTF-8, or a picture cut off is refused with its own sentence', async () => {
    const whole = await photo(1)
    for (const [bytes, word] of [
      [new Uint8Array(), 'kosong'],
      [new Uint8Array(largestFile + 1).fill(65), '25 MB'],
      [new Uint8Array([0x44, 0xe9, 0x73, 0x61]), 'UTF-8'],
      [whole.slice(0, whole.length / 2), 'rusak'],
    ] as const) {
      const problem = await refusal(upload('a.txt', bytes))
      expect(problem.fields[0]?.sentence.id).toContain(word)
    }
  })

  test('that unpacks to more points than a picture may have is refused before it is unpacked', async () => {
    const bomb = await sharp({ create: { width: 12_000, height: 11_000, channels: 3, background: '#fff' } })
      .png({ compressionLevel: 9 })
      .toBuffer()
    expect(bomb.byteLength).toBeLessThan(1_000_000)
    expect((await refusal(upload('putih.png', new Uint8Array(bomb)))).fields[0]?.sentence.id).toContain('rusak')
  })
})

describe('a photo', () => {
  test('is stored without place and camera, and shown by a preview', async () => {
    const sent = await photo(2, { exif: true, width: 2400, height: 1800 })
    expect(Buffer.from(sent).includes('KameraRahasia')).toBe(true)
    const { evidence } = await upload('balai.jpg', sent)
    expect(evidence.kind).toBe('photo')
    const { bytes } = await platform.files.read(platform.db.sql, evidence.fileId ?? '')
    const stored = await sharp(bytes).metadata()
    expect(stored).toMatchObject({ format: 'jpeg', width: 2400, height: 1800 })
    expect(stored.exif).toBeUndefined()
    expect(Buffer.from(bytes).includes('KameraRahasia')).toBe(false)
    const preview = await platform.files.read(platform.db.sql, evidence.previewFileId ?? '')
    expect(await sharp(preview.bytes).metadata()).toMatchObject({ format: 'webp', width: 1600, height: 1200 })
  })

  test('without metadata keeps its bytes', async () => {
    const sent = await photo(3)
    const { evidence } = await upload('kantor.jpg', sent)
    expect(evidence.sha256).toBe(createHash('sha256').update(sent).digest('hex'))
  })

  test('that is almost the same as another is stored with a warning', async () => {
    const first = await upload('pustu.jpg', await photo(4))
    const smaller = await sharp(await photo(4))
      .resize(200)
      .jpeg({ quality: 60 })
      .toBuffer()
    const second = await upload('pustu kecil.jpg', new Uint8Array(smaller))
    expect(second.warnings).toMatchObject([{ kind: 'near', evidenceId: first.evidence.id }])
  })
})

describe('the same content', () => {
  test('is not stored twice in a region: the item that has it comes back', async () => {
    const first = await upload('satu.txt', bytesOf('Isi yang sama'))
    const again = await upload('dua.txt', bytesOf('Isi yang sama'))
    expect(again).toMatchObject({ found: true, evidence: { id: first.evidence.id } })
    expect(again.warnings[0]?.kind).toBe('same')
    expect(await audited(first.evidence.id)).toEqual(['evidence.item.added', 'evidence.item.found_again'])
  })

  test('sent twice at once makes one item', async () => {
    const both = await Promise.all([1, 2].map(n => upload(`${n}.txt`, bytesOf('Dua kiriman serentak'))))
    expect(new Set(both.map(saved => saved.evidence.id)).size).toBe(1)
  })

  test('in another region makes an item of its own and tells a number, nothing more', async () => {
    const content = bytesOf('Peraturan yang dipakai dua daerah')
    const here = await upload('Rahasia Luwu Timur.txt', content)
    const there = await saveEvidence(platform, { file: { name: 'peraturan.txt', bytes: content } }, neighbour)
    expect(there.found).toBe(false)
    expect(there.evidence.regionCode).toBe('73.22')
    expect(there.warnings).toEqual([
      {
        kind: 'other-region',
        sentence: {
          id: 'Isi yang sama persis dipakai 1 daerah lain.',
          en: 'Exactly the same content is used by 1 other region.',
        },
      },
    ])
    expect(JSON.stringify(there)).not.toContain(here.evidence.id)
    expect(JSON.stringify(there)).not.toContain('Rahasia')
  })

  test('hidden from the uploader as personal data is not told of', async () => {
    const bytes = bytesOf('Daftar pasien dengan nama')
    const hidden = await upload('pasien.txt', bytes, { personalData: true })
    const bappeda = await actorOf(world, 'petugas-dan-pembimbing')
    const own = await saveEvidence(platform, { file: { name: 'a.txt', bytes } }, bappeda)
    expect(own.found).toBe(false)
    expect(own.evidence.id).not.toBe(hidden.evidence.id)
  })
})

test('texts and links are evidence too; what is wrong is told by field', async () => {
  const link = await saveEvidence(platform, { url: 'https://contoh.go.id/a', title: 'Portal' }, officer)
  expect(link.evidence).toMatchObject({ kind: 'link', url: 'https://contoh.go.id/a', title: 'Portal' })
  const text = await saveEvidence(platform, { text: 'Hasil wawancara' }, officer)
  expect(text.evidence).toMatchObject({ kind: 'text', text: 'Hasil wawancara', title: 'Hasil wawancara' })
  const problem = await refusal(
    saveEvidence(
      platform,
      { url: 'javascript:alert(1)', title: ' ', documentDate: '2023-02-30', validUntil: 'besok' },
      officer,
    ),
  )
  expect(problem.fields.map(({ field }) => field).sort()).toEqual(['alamat', 'berlaku', 'judul', 'tanggal'])
  const order = await refusal(
    saveEvidence(platform, { text: 'x', documentDate: '2023-02-03', validUntil: '2023-02-02' }, officer),
  )
  expect(order.fields[0]?.field).toBe('berlaku')
})

test('a document past its validity is stored with a warning', async () => {
  const { warnings } = await saveEvidence(platform, { text: 'Izin lama', validUntil: '2020-12-31' }, officer)
  expect(warnings.map(({ kind }) => kind)).toEqual(['stale'])
  expect(warnings[0]?.sentence.id).toContain('31 Desember 2020')
})

test.each([['sekretariat-luwu-utara'], ['asesor-satu'], ['kementerian'], ['auditor'], ['warga'], [undefined]])(
  '%s adds nothing to the library of Luwu Timur',
  async box => {
    const by = await actorOf(world, box)
    const problem = await refusal(saveEvidence(platform, { regionCode: '73.24', text: `Dari ${box}` }, by))
    expect(problem.status).toBe(box === undefined ? 401 : 403)
    const { rowCount } = await platform.db.pool.query('select 1 from evidence.item where text = $1', [`Dari ${box}`])
    expect(rowCount).toBe(0)
  },
)

test('a replacement names the old item, which is archived; the same content again replaces nothing', async () => {
  const old = await saveEvidence(platform, { text: 'Rencana versi satu', personalData: true }, officer)
  const replacesId = old.evidence.id
  const same = await refusal(saveEvidence(platform, { text: 'Rencana versi satu', replacesId }, officer))
  expect(same.fields[0]?.field).toBe('teks')
  const { evidence } = await saveEvidence(platform, { text: 'Rencana versi dua', replacesId }, officer)
  expect(evidence).toMatchObject({ replacesId, personalData: true })
  const { rows } = await platform.db.pool.query(
    'select archived_at is not null as gone from evidence.item where id = $1',
    [replacesId],
  )
  expect(rows).toEqual([{ gone: true }])
  const twice = await refusal(saveEvidence(platform, { text: 'Rencana versi tiga', replacesId }, officer))
  expect(twice.code).toBe('conflict')
})
