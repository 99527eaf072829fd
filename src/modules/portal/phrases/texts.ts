import type { Language } from '#platform/i18n/language.ts'

/** Longer texts of the portal's own pages: headings with paragraphs. */
export interface Text {
  title: string
  paragraphs: string[]
}

const aboutId: Text[] = [
  {
    title: 'Hasil evaluasi',
    paragraphs: [
      'Nilai 2022 berasal dari surat Kementerian Kominfo B-1004/DJAI/AI.01.04/12/2022 (6 Desember 2022), nilai 2023 dari surat B-1384/DJAI/AI.01.04/12/2023 (4 Desember 2023), beserta lampirannya.',
      'Indeks tidak disalin. Tudang menghitungnya lagi dari nilai dimensi, bobot dan aturan pembulatan instrumennya, lalu membandingkan dengan angka yang tercetak. Baris yang tidak sama ditolak, kecuali petugas kementerian menandainya dengan alasan.',
      'Daerah yang tidak hadir tercetak 0,00 di laporan resmi. Di sini nilainya kosong, karena tidak hadir bukan berarti nol.',
    ],
  },
  {
    title: 'Wilayah',
    paragraphs: [
      'Kode dan nama wilayah menurut Kepmendagri 300.2.2-2430 Tahun 2025, dari paket idn-area-data (data ODbL, kode MIT). Penduduk Desember 2024 dan luas dari cahyadsn/wilayah (MIT). Batas wilayah dari cahyadsn/wilayah_boundaries (MIT), disederhanakan; bukan batas hukum.',
    ],
  },
  {
    title: 'Hitung sendiri',
    paragraphs: [
      'Setiap halaman hasil daerah punya berkas untuk menghitung ulang: nilai, bobot, aturan pembulatan dan sidik jari (SHA-256) instrumen. Hasil yang sama harus keluar di komputer mana pun.',
    ],
  },
]

const aboutEn: Text[] = [
  {
    title: 'Evaluation results',
    paragraphs: [
      'Figures of 2022 are from letter B-1004/DJAI/AI.01.04/12/2022 of the Ministry of Communication and Informatics (6 December 2022), figures of 2023 from letter B-1384/DJAI/AI.01.04/12/2023 (4 December 2023), with their attachments.',
      'The index is not copied. Tudang computes it again from the dimension scores, the weights and the rounding rule of the instrument, and compares it with the printed figure. A row that differs is refused unless an officer of the ministry marks it with a reason.',
      'Regions that did not take part are printed as 0.00 in the official report. Here they have no value: absent is not zero.',
    ],
  },
  {
    title: 'Regions',
    paragraphs: [
      'Codes and names follow Kepmendagri 300.2.2-2430 of 2025, from the package idn-area-data (data ODbL, code MIT). People of December 2024 and area are from cahyadsn/wilayah (MIT). Boundaries are from cahyadsn/wilayah_boundaries (MIT), simplified; they are not legal boundaries.',
    ],
  },
  {
    title: 'Compute it yourself',
    paragraphs: [
      'Each result page of a region has a file for computing it again: scores, weights, rounding rule and the fingerprint (SHA-256) of the instrument. Any computer must get the same result.',
    ],
  },
]

const accessibilityId: Text[] = [
  {
    title: 'Yang kami janjikan',
    paragraphs: [
      'Tudang dibuat mengikuti WCAG 2.2 tingkat AA. Semua halaman dapat dipakai tanpa skrip, dengan papan ketik saja, dan dengan pembaca layar. Setiap grafik dan peta punya tabel dengan angka yang sama.',
      'Warna tidak pernah menjadi satu-satunya penanda. Ada tampilan terang, gelap dan kontras tinggi di kaki halaman.',
    ],
  },
  {
    title: 'Yang masih kurang',
    paragraphs: [
      'Peta interaktif memerlukan skrip; peta diam dan tabel di sebelahnya memuat hal yang sama. Lembar hasil PDF belum diberi tanda untuk pembaca layar; halaman webnya memuat isi yang sama.',
    ],
  },
]

const accessibilityEn: Text[] = [
  {
    title: 'What we promise',
    paragraphs: [
      'Tudang follows WCAG 2.2 level AA. Every page works without script, by keyboard alone, and with a screen reader. Each chart and map has a table with the same figures.',
      'Colour is never the only sign. Light, dark and high-contrast appearances are at the foot of the page.',
    ],
  },
  {
    title: 'What is still missing',
    paragraphs: [
      'The interactive map needs script; the still map and the table beside it hold the same. The PDF result sheet is not yet tagged for screen readers; its web page holds the same content.',
    ],
  },
]

export const aboutText = (lang: Language): Text[] => (lang === 'en' ? aboutEn : aboutId)
export const accessibilityText = (lang: Language): Text[] => (lang === 'en' ? accessibilityEn : accessibilityId)
