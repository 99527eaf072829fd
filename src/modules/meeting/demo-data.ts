import type { TaskDimension } from './model-task.ts'

/** Meetings of the demo world. Dates and places of Luwu Utara's workshops are those of the press; people and minutes are invented. */

export interface DemoTask {
  text: string
  office: string
  due: string
  done?: string
  dimension?: TaskDimension
}

export interface DemoWorkshop {
  title: string
  /** "2022-06-13 09:00" in WITA. */
  from: string
  until: string
  place: string
  /** Items of the agenda, each with the key of the office that brings it. */
  agenda: readonly (readonly [string, string])[]
  minutes: string
  decisions: readonly { text: string; task?: DemoTask }[]
  /** When its decisions were written; the moment of seeding when absent. */
  decided?: string
  /** Keys of offices that did not come. */
  absent: readonly string[]
}

export const demoOffices = [
  'kominfo',
  'bappeda',
  'kesehatan',
  'pendidikan',
  'lingkungan',
  'pmd',
  'pariwisata',
  'dukcapil',
  'perizinan',
  'pupr',
  'perhubungan',
  'koperasi',
  'bpbd',
  'setda',
] as const

export const demoWorkshops2022: readonly DemoWorkshop[] = [
  {
    title: 'Bimtek I penyusunan masterplan smart city (peragaan)',
    from: '2022-06-13 09:00',
    until: '2022-06-13 16:00',
    place: 'Masamba',
    agenda: [
      ['Arah kebijakan kota cerdas', 'kominfo'],
      ['Kesiapan daerah dan SWOT per kelompok', 'bappeda'],
    ],
    minutes:
      '## Pembukaan\n\nBimtek dibuka dengan penjelasan tentang empat tahap penyusunan (naskah peragaan).\n\n## Pembahasan\n\nKelompok menilai kesiapan menurut lima unsur dan menulis kartu SWOT. Kata kunci visi dikumpulkan.',
    decisions: [
      {
        text: 'Data pendukung dikumpulkan setiap OPD sebelum Bimtek II.',
        task: {
          text: 'Melengkapi data pendukung di ruang data',
          office: 'bappeda',
          due: '2022-07-15',
          done: '2022-07-12',
        },
      },
    ],
    absent: ['perhubungan'],
  },
  {
    title: 'Bimtek II penyusunan masterplan smart city (peragaan)',
    from: '2022-07-18 09:00',
    until: '2022-07-19 16:00',
    place: 'Masamba',
    agenda: [
      ['Tinjauan hasil Bimtek I', 'bappeda'],
      ['Uji kesenjangan dengan SWOT dan pemetaan ke RPJMD', 'bappeda'],
    ],
    minutes:
      '## Pembukaan\n\nHasil Bimtek I dibacakan dan diperiksa bersama (naskah peragaan).\n\n## Pembahasan\n\nKesenjangan diuji dengan SWOT. Setiap OPD memetakan programnya ke RPJMD dan Renstra.',
    decisions: [
      {
        text: 'Buku 1 diselesaikan oleh Bappeda dengan bahan dari semua kelompok.',
        task: { text: 'Menyelesaikan naskah Buku 1', office: 'bappeda', due: '2022-08-19', done: '2022-08-18' },
      },
    ],
    absent: ['perizinan', 'pariwisata'],
  },
  {
    title: 'Bimtek III penyusunan masterplan smart city (peragaan)',
    from: '2022-08-22 09:00',
    until: '2022-08-22 16:00',
    place: 'Masamba',
    agenda: [
      ['Tinjauan hasil Bimtek II', 'bappeda'],
      ['Rencana aksi, peta jalan dan calon quick win per dimensi', 'kominfo'],
    ],
    minutes:
      '## Pembukaan\n\nHasil Bimtek II ditinjau (naskah peragaan).\n\n## Pembahasan\n\nRencana aksi disusun per arus. Calon quick win ditulis pada kanvas dan dinilai dengan bobot setiap pemilih.',
    decisions: [
      {
        text: 'Dua calon quick win diperdalam sampai Bimtek IV.',
        task: {
          text: 'Melengkapi formulir risiko quick win',
          office: 'kesehatan',
          due: '2022-09-16',
          done: '2022-09-14',
        },
      },
    ],
    absent: [],
  },
  {
    title: 'Bimtek IV penyusunan masterplan smart city (peragaan)',
    from: '2022-09-21 09:00',
    until: '2022-09-22 16:00',
    place: 'Hotel Grand Town, Makassar',
    agenda: [
      ['Tinjauan hasil Bimtek III dan peta jalan', 'bappeda'],
      ['Tinjauan buku bab demi bab', 'lingkungan'],
      ['Paparan quick win dan komitmen bersama', 'kominfo'],
    ],
    minutes:
      '## Pembukaan\n\nHasil Bimtek III ditinjau (naskah peragaan).\n\n## Pembahasan\n\nTiga buku ditinjau bab demi bab. Quick win dipaparkan oleh pemiliknya. Empat hal ditekankan: inovasi, keterlibatan warga, literasi, dan kerja sama dengan mitra.',
    decisions: [{ text: 'Komitmen bersama ditandatangani kepala daerah dan kepala OPD.' }],
    absent: [],
  },
]

/** What the ministry's letter asks the offices of Luwu Timur to present, after the meeting of 20 May 2021. */
export const demoPreparation: readonly {
  office: string
  what: string
  state: 'not-started' | 'preparing' | 'ready'
}[] = [
  { office: 'kominfo', what: 'Paparan pelaksanaan masterplan dan tindak lanjut evaluasi', state: 'ready' },
  { office: 'kesehatan', what: 'Quick win kesehatan: capaian, foto dan formulir risiko', state: 'preparing' },
  { office: 'lingkungan', what: 'Program unggulan pengelolaan sampah', state: 'preparing' },
  { office: 'pariwisata', what: 'Program unggulan citra daerah', state: 'not-started' },
  { office: 'koperasi', what: 'Program unggulan ekonomi desa', state: 'not-started' },
  { office: 'bpbd', what: 'Peringatan dini dan literasi bencana', state: 'ready' },
]

/** Who sits for a dimension in the executing team of Luwu Timur; `account` is the box of a demo login. */
export const demoDimensionSeats: readonly {
  dimension: TaskDimension
  title: string
  office: string
  account?: string
}[] = [
  { dimension: 'gov', title: 'Koordinator Smart Governance', office: 'kominfo' },
  { dimension: 'bra', title: 'Koordinator Smart Branding', office: 'pariwisata' },
  { dimension: 'eco', title: 'Koordinator Smart Economy', office: 'koperasi' },
  { dimension: 'liv', title: 'Koordinator Smart Living', office: 'bappeda', account: 'koordinator-luwu-timur' },
  { dimension: 'soc', title: 'Koordinator Smart Society', office: 'dukcapil' },
  { dimension: 'env', title: 'Koordinator Smart Environment', office: 'bappeda', account: 'koordinator-luwu-timur' },
]
