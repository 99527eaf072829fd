import type { QuestionKind } from './model.ts'
import type { RemarkKind, RoundLetter, StepDates, StepName } from './model-round.ts'

/**
 * The open round of the demo world (decision 0012). Every answer, figure, score and remark in it is invented and says so;
 * published figures stand in the rounds of 2022 and 2023.
 */

const luwuTimur = '73.24'
const luwuUtara = '73.22'

export const demoRound = {
  group: 'regular',
  instrumentId: 'smart-city-2023-kppn-ikn',
  title: (year: number) => ({
    id: `Evaluasi daerah umum ${year}`,
    en: `Evaluation of regular regions ${year}`,
  }),
  /** Luwu Timur fills in, Luwu Utara has handed in; the others were invited and have nobody in Tudang yet. */
  regions: [luwuTimur, luwuUtara, '73.09', '73.71', '73.73'],
  filling: luwuTimur,
  handedIn: luwuUtara,
  panel: ['asesor-satu', 'asesor-dua', 'asesor-tiga', 'asesor-empat', 'asesor-lima'],
} as const

export const demoLetter = (year: number, day: string): RoundLetter => ({
  number: `B-000/PERAGAAN/${year}`,
  date: day,
  subject: 'Pelaksanaan evaluasi dan tinjauan lapangan daring (peragaan)',
  body: 'Dalam rangka evaluasi Gerakan Menuju Smart City, daerah Saudara diundang mengikuti putaran evaluasi menurut jadwal di bawah ini. Surat ini dibuat untuk dunia peragaan Tudang.',
  attachments: ['Jadwal putaran', 'Daftar pertanyaan menurut instrumen'],
  office: 'Direktur Jenderal Teknologi Pemerintah Digital',
  place: 'Jakarta',
  copies: ['Gubernur Sulawesi Selatan'],
})

/** Days around the field review of 8–9 June; everything else is counted from it and from today. */
export function demoSteps(today: string, addDays: (day: string, days: number) => string) {
  const year = Number(today.slice(0, 4))
  // The next one that leaves time to fill in.
  const review =
    [year, year + 1].map(one => `${one}-06-08`).find(day => day >= addDays(today, 60)) ?? `${year + 1}-06-08`
  const steps: Record<StepName, StepDates> = {
    invitation: { startsOn: addDays(today, -30), endsOn: addDays(today, -24) },
    'self-assessment': { startsOn: addDays(today, -23), endsOn: addDays(review, -18) },
    verification: { startsOn: addDays(today, -10), endsOn: addDays(review, -11) },
    scoring: { startsOn: addDays(today, -3), endsOn: addDays(review, 21) },
    review: { startsOn: review, endsOn: addDays(review, 1) },
    result: { startsOn: addDays(review, 24), endsOn: addDays(review, 30) },
    objection: { startsOn: addDays(review, 31), endsOn: addDays(review, 45) },
  }
  return { edition: review.slice(0, 4), steps }
}

/** What an invented answer says, by the kind of its question; taken in turn. */
export const demoNarratives: Record<QuestionKind, readonly string[]> = {
  policy: [
    'Peraturan tentang rencana induk sudah ditetapkan dan menjadi rujukan rencana kerja OPD. Salinannya terlampir. (Peragaan)',
    'Rancangan peraturan sudah dibahas bersama bagian hukum dan menunggu penetapan. (Peragaan)',
  ],
  institution: [
    'Dewan dan tim pelaksana dibentuk dengan keputusan kepala daerah dan bertemu tiap triwulan; berita acara terlampir. (Peragaan)',
    'Forum warga dan komunitas bertemu dua kali tahun ini. Notulen pertemuan kedua sedang dirapikan. (Peragaan)',
  ],
  budget: [
    'Anggaran tersebar di tujuh OPD dan tercatat di dokumen pelaksanaan anggaran masing-masing. (Peragaan)',
    'Di luar APBD ada dukungan perusahaan untuk dua program lingkungan. (Peragaan)',
  ],
  'programme-realisation': [
    'Dari program yang direncanakan tahun ini sebagian besar berjalan; dua ditunda karena perangkat belum tiba. (Peragaan)',
    'Semua program dimensi ini berjalan menurut jadwal triwulan ketiga. (Peragaan)',
  ],
  'action-plan': [
    'Rencana aksi dijalankan menurut peta jalan; capaian tiap kegiatan ada di daftar terlampir. (Peragaan)',
    'Pelatihan dan infrastruktur sudah berjalan, literasi menyusul di semester kedua. (Peragaan)',
  ],
  'external-indicator': [
    'Angka diambil dari publikasi terakhir instansi pembina, dengan tautan sumbernya. (Peragaan)',
    'Nilai tahun ini naik dibanding tahun lalu menurut laporan yang terlampir. (Peragaan)',
  ],
  survey: [
    'Survei dijalankan terhadap 50 responden pengguna layanan bersama OPD pemilik program. (Peragaan)',
    'Jawaban responden diolah dengan rata-rata sederhana; lembar jawaban tersimpan di sekretariat. (Peragaan)',
  ],
  'quick-win': [
    'Quick win dirancang bersama OPD, desa dan pengguna layanan, dan menjawab masalah di RPJMD. (Peragaan)',
    'Manfaatnya dirasakan di tiga kecamatan; perluasan ke kecamatan lain disiapkan. (Peragaan)',
  ],
  risk: ['Risiko, sebab dan mitigasinya ditulis dalam formulir manajemen risiko terlampir. (Peragaan)'],
  collaboration: [
    'Program bersama daerah tetangga berjalan sejak tahun lalu dengan pembagian tugas tertulis. (Peragaan)',
    'Program mandiri ini dipakai juga oleh warga kabupaten tetangga. (Peragaan)',
  ],
}

/** Titles of evidence items of the demo world, by kind of question. */
export const demoEvidenceTitles: Record<string, Partial<Record<QuestionKind, readonly string[]>>> = {
  [luwuTimur]: {
    policy: ['Peraturan bupati tentang masterplan smart city (peragaan)'],
    institution: ['Berita acara rapat Dewan Smart City (peragaan)'],
    'external-indicator': ['Laporan layanan puskesmas digital (peragaan)'],
    'programme-realisation': ['Foto loket antrean digital (peragaan)', 'Halaman layanan kabupaten (peragaan)'],
    survey: ['Catatan wawancara operator desa (peragaan)'],
  },
  [luwuUtara]: {
    policy: ['Keputusan pembentukan Dewan Smart City (peragaan)'],
    institution: ['Keputusan pembentukan Dewan Smart City (peragaan)', 'Catatan rapat tim pelaksana (peragaan)'],
    'quick-win': ['Foto ruang kendali (peragaan)'],
    collaboration: ['Catatan rapat tim pelaksana (peragaan)'],
  },
}

/** Lines of one assessor of the panel, by dimension. */
export const demoRemarks: readonly { dimension: string; kind: RemarkKind; text: string }[] = [
  {
    dimension: 'output',
    kind: 'strength',
    text: 'Dewan dan tim pelaksana bekerja dengan berita acara yang lengkap. (Peragaan)',
  },
  {
    dimension: 'outcome',
    kind: 'weakness',
    text: 'Bukti realisasi program belum disusun per dimensi dan sulit ditelusuri. (Peragaan)',
  },
  {
    dimension: 'outcome',
    kind: 'recommendation',
    text: 'Susun satu daftar program dengan realisasi tiap triwulan dan tautan buktinya. (Peragaan)',
  },
  {
    dimension: 'quick-wins',
    kind: 'recommendation',
    text: 'Lengkapi formulir risiko dengan mitigasi struktural untuk setiap quick win. (Peragaan)',
  },
]

/** The level that the region gives itself on its n-th question: mostly 3, some 2 and 4, never the same everywhere. */
export const demoLevel = (n: number): number => [3, 2, 3, 4, 3, 1, 3, 2, 4, 3, 2][n % 11] ?? 3

/** The score of assessor `place` on the n-th question: near the region's own level, a little lower, and not alike. */
export const demoScore = (n: number, place: number): number =>
  Math.max(0, Math.min(4, demoLevel(n) - ((n * 7 + place * 3) % 5 < 2 ? 1 : 0) + ((n * 5 + place) % 13 === 0 ? 1 : 0)))
