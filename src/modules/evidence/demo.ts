import { createHash } from 'node:crypto'
import sharp from 'sharp'
import type { Actor, Role } from '#kit/actor.ts'
import { renderPdf } from '#platform/documents/pdf.ts'
import { runNow } from '#platform/jobs/jobs.ts'
import type { Platform } from '#platform/platform.ts'
import { saveEvidence } from './actions/save-evidence.ts'
import { examineJob } from './jobs/examine.ts'
import type { EvidenceInput } from './model.ts'
import { findDemoOwner, hasItemTitled } from './store/demo-owner.ts'

/** Everything is invented and says so; titles are how other modules find their demo evidence. */
interface DemoItem {
  box: string
  role: Role
  input(): Promise<EvidenceInput> | EvidenceInput
  title: string
  documentDate?: string
  validUntil?: string
  personalData?: boolean
}

const luwuTimur = { box: 'petugas-dinkes-luwu-timur', role: 'opd-officer' } as const
const secretariat = { box: 'sekretariat-luwu-timur', role: 'regional-secretariat' } as const
const luwuUtara = { box: 'sekretariat-luwu-utara', role: 'regional-secretariat' } as const

export const demoEvidence: readonly DemoItem[] = [
  {
    ...secretariat,
    title: 'Peraturan bupati tentang masterplan smart city (peragaan)',
    documentDate: '2025-03-12',
    validUntil: '2030-12-31',
    input: () =>
      pdf('peraturan-masterplan-peragaan.pdf', 'Peraturan bupati tentang masterplan', 'Kabupaten Luwu Timur', 3),
  },
  {
    ...secretariat,
    title: 'Berita acara rapat Dewan Smart City (peragaan)',
    documentDate: '2026-02-18',
    input: () =>
      pdf('berita-acara-dewan-peragaan.pdf', 'Berita acara rapat Dewan Smart City', 'Kabupaten Luwu Timur', 2),
  },
  {
    ...luwuTimur,
    title: 'Laporan layanan puskesmas digital (peragaan)',
    documentDate: '2026-04-20',
    input: () => pdf('laporan-puskesmas-peragaan.pdf', 'Laporan layanan puskesmas digital', 'Dinas Kesehatan', 4),
  },
  {
    ...luwuTimur,
    title: 'Izin operasional sistem antrean (peragaan)',
    documentDate: '2021-01-05',
    validUntil: '2025-12-31',
    input: () => pdf('izin-antrean-peragaan.pdf', 'Izin operasional sistem antrean', 'Dinas Kesehatan', 1),
  },
  {
    ...luwuTimur,
    title: 'Foto loket antrean digital (peragaan)',
    documentDate: '2026-03-09',
    input: () => picture('loket-antrean-peragaan.jpg', 41),
  },
  {
    ...luwuTimur,
    title: 'Daftar kader desa dengan nomor telepon (peragaan)',
    documentDate: '2026-01-15',
    personalData: true,
    input: () => ({
      file: {
        name: 'kader-peragaan.csv',
        bytes: new TextEncoder().encode(
          'nama,telepon,catatan\r\nKader Contoh Satu,0800-000-0001,peragaan\r\nKader Contoh Dua,0800-000-0002,peragaan\r\n',
        ),
      },
    }),
  },
  {
    ...secretariat,
    title: 'Halaman layanan kabupaten (peragaan)',
    input: () => ({ url: 'https://contoh.tudang.invalid/layanan' }),
  },
  {
    ...secretariat,
    title: 'Catatan wawancara operator desa (peragaan)',
    documentDate: '2026-05-02',
    input: () => ({
      text: 'Operator desa menyatakan sinyal sampai di kantor desa setiap hari kerja. Kalimat ini dibuat untuk peragaan dan bukan keterangan orang sungguhan.',
    }),
  },
  {
    ...luwuUtara,
    title: 'Keputusan pembentukan Dewan Smart City (peragaan)',
    documentDate: '2025-06-10',
    input: () =>
      pdf('keputusan-dewan-peragaan.pdf', 'Keputusan pembentukan Dewan Smart City', 'Kabupaten Luwu Utara', 2),
  },
  {
    ...luwuUtara,
    title: 'Foto ruang kendali (peragaan)',
    documentDate: '2026-02-11',
    input: () => picture('ruang-kendali-peragaan.jpg', 7),
  },
  {
    ...luwuUtara,
    title: 'Catatan rapat tim pelaksana (peragaan)',
    documentDate: '2026-04-01',
    input: () => ({
      text: 'Tim pelaksana membahas tiga program percepatan. Catatan ini dibuat untuk peragaan dan bukan risalah rapat sungguhan.',
    }),
  },
]

/** Adds what is missing of the demo evidence through the same action as people, and reads its PDFs at once. */
export async function seedDemo(platform: Platform, say: (line: string) => void): Promise<void> {
  let made = 0
  for (const item of demoEvidence) {
    if (await hasItemTitled(platform.db.sql, item.title)) continue
    const owner = await findDemoOwner(platform.db.sql, `${item.box}@contoh.tudang.invalid`, item.role)
    if (!owner) throw new Error(`The demo world has no account ${item.box}`)
    const actor: Actor = {
      accountId: owner.accountId,
      name: owner.name,
      email: undefined,
      membership: owner.membership,
      memberships: [owner.membership],
    }
    const writer = { accountId: owner.accountId, membershipId: owner.membership.id }
    const { title, documentDate, validUntil, personalData } = item
    const input = { ...(await item.input()), title, documentDate, validUntil, personalData }
    const { evidence } = await saveEvidence(platform, input, { actor, writer })
    if (evidence.mediaType === 'application/pdf')
      await runNow(platform, examineJob, { evidenceId: evidence.id, writer })
    made++
  }
  if (made > 0) say(`${made} bukti peragaan siap`)
}

function pdf(name: string, title: string, office: string, sections: number): EvidenceInput {
  const bytes = renderPdf('src/modules/evidence/documents/example.typ', {
    title,
    office,
    line: 'Dibuat oleh Tudang untuk dunia peragaan. Nomor, tanggal dan isi di dalamnya bukan kenyataan.',
    sections: Array.from({ length: sections }, (_, at) => ({
      title: `Bagian ${at + 1}`,
      break: at < sections - 1,
      paragraphs: [
        `Bagian ini dari “${title}” menunjukkan bagaimana sebuah dokumen ${office} tampil di dalam halaman bukti, pada halaman ${at + 1}.`,
        `Isinya sengaja umum: ${office} menuliskan di sini apa yang dikerjakan, kapan, dan dengan siapa, lalu menunjuk halaman yang membuktikannya.`,
        'Tidak ada nama orang, angka anggaran, maupun keputusan sungguhan di dalam dokumen ini.',
      ],
    })),
  })
  return { file: { name, bytes } }
}

/** A drawn scene, not a photograph of a place; the same for the same number. */
async function picture(name: string, number: number): Promise<EvidenceInput> {
  const [width, height] = [1200, 800]
  const tone = createHash('sha256').update(String(number)).digest()
  const pixels = Buffer.alloc(width * height * 3)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const hill = 460 + 90 * Math.sin(x / (90 + (tone[0] ?? 0))) + 40 * Math.sin(x / (23 + ((tone[1] ?? 0) % 30)))
      const at = (y * width + x) * 3
      const shade = y < hill ? [196 - y / 8, 222 - y / 12, 226] : [60 + (y - hill) / 9, 92 + (tone[2] ?? 0) / 6, 74]
      for (let part = 0; part < 3; part++) pixels[at + part] = shade[part] ?? 0
    }
  }
  const bytes = await sharp(pixels, { raw: { width, height, channels: 3 } })
    .jpeg({ quality: 82 })
    .toBuffer()
  return { file: { name, bytes: new Uint8Array(bytes) } }
}
