import sharp from 'sharp'
import { findActorByAddress } from '#modules/people/index.ts'
import { renderPdf } from '#platform/documents/pdf.ts'
import { runNow } from '#platform/jobs/jobs.ts'
import type { Platform } from '#platform/platform.ts'
import { saveEvidence } from './actions/save-evidence.ts'
import { examineJob } from './jobs/examine.ts'
import type { EvidenceInput } from './model.ts'
import { findEvidenceTitled } from './store/find-titled.ts'

/** Everything is invented and says so; titles are how other modules find their demo evidence. */
interface DemoItem {
  box: string
  regionCode: string
  input(): Promise<EvidenceInput> | EvidenceInput
  title: string
  documentDate?: string
  validUntil?: string
  personalData?: boolean
}

const luwuTimur = { box: 'petugas-dinkes-luwu-timur', regionCode: '73.24' } as const
const secretariat = { box: 'sekretariat-luwu-timur', regionCode: '73.24' } as const
const luwuUtara = { box: 'sekretariat-luwu-utara', regionCode: '73.22' } as const

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
    input: () => picture('loket-antrean-peragaan.jpg', 'counter'),
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
    input: () => picture('ruang-kendali-peragaan.jpg', 'room'),
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
  // Put into the library some weeks ago: evidence of the last hour is something that assessors are asked about.
  const before = { ...platform, clock: { now: () => new Date(platform.clock.now().getTime() - 20 * 86_400_000) } }
  for (const item of demoEvidence) {
    if ((await findEvidenceTitled(platform.db.sql, item.regionCode, item.title)) !== undefined) continue
    const address = `${item.box}@contoh.tudang.invalid`
    const actor = await findActorByAddress(platform.db.sql, address, platform.clock.now())
    if (!actor) throw new Error(`The demo world has no account ${item.box}`)
    const writer = { accountId: actor.accountId, membershipId: actor.membership?.id }
    const { title, documentDate, validUntil, personalData } = item
    const input = { ...(await item.input()), title, documentDate, validUntil, personalData }
    const { evidence } = await saveEvidence(before, input, { actor, writer })
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

type Rectangle = [left: number, top: number, right: number, bottom: number, red: number, green: number, blue: number]

/** Drawn scenes, not photographs of a place: a counter with a queue screen, and a room with a wall of screens. */
const scenes: Record<'counter' | 'room', Rectangle[]> = {
  counter: [
    [0, 0, 1200, 520, 222, 226, 221],
    [0, 520, 1200, 800, 168, 148, 124],
    [120, 110, 520, 340, 38, 52, 60],
    [145, 135, 495, 315, 60, 140, 150],
    [640, 160, 1080, 420, 240, 238, 232],
    [80, 470, 1120, 690, 122, 84, 58],
    [80, 450, 1120, 480, 92, 62, 42],
    [700, 330, 860, 450, 46, 54, 60],
    [300, 360, 420, 450, 46, 54, 60],
  ],
  room: [
    [0, 0, 1200, 800, 40, 48, 56],
    [90, 90, 400, 290, 96, 158, 168],
    [430, 90, 770, 290, 214, 178, 84],
    [800, 90, 1110, 290, 88, 132, 104],
    [90, 320, 400, 470, 60, 96, 132],
    [430, 320, 770, 470, 150, 196, 198],
    [800, 320, 1110, 470, 190, 120, 96],
    [0, 600, 1200, 640, 150, 132, 110],
    [180, 640, 1020, 800, 96, 80, 66],
  ],
}

async function picture(name: string, scene: keyof typeof scenes): Promise<EvidenceInput> {
  const [width, height] = [1200, 800]
  const pixels = Buffer.alloc(width * height * 3)
  for (const [left, top, right, bottom, ...colour] of scenes[scene]) {
    const row = Buffer.alloc((right - left) * 3, Buffer.from(colour))
    for (let y = top; y < bottom; y++) row.copy(pixels, (y * width + left) * 3)
  }
  const drawn = sharp(pixels, { raw: { width, height, channels: 3 } }).blur(2)
  return { file: { name, bytes: new Uint8Array(await drawn.jpeg({ quality: 82 }).toBuffer()) } }
}
