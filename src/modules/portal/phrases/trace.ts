import type { Language } from '#platform/i18n/language.ts'

const id = {
  title: (name: string) => `Jejak: ${name}`,
  lead: 'Dari mana hal ini berasal dan apa jadinya, dari masalah warga sampai nilai evaluasi. Setiap panah ditulis saat hubungannya dibuat.',
  back: 'Berasal dari',
  onward: 'Menjadi',
  noBack: 'Belum ada asal yang tercatat.',
  noOnward: 'Belum ada kelanjutan yang tercatat.',
  closed: 'tidak terbuka untuk Anda',
  hidden: (n: string) => `${n} hal lain tidak terbuka untuk Anda.`,
  more: (n: string) => `${n} lagi`,
  cut: 'Hanya panah terdekat yang ditampilkan; jejak ini lebih panjang.',
  open: 'Buka',
  json: 'Baca jejak ini sebagai data (JSON)',
}

const en: typeof id = {
  title: name => `Trace: ${name}`,
  lead: 'Where this came from and what was made of it, from a citizen’s problem to an evaluated score. Each arrow was written when the connection was made.',
  back: 'Comes from',
  onward: 'Became',
  noBack: 'No origin is recorded yet.',
  noOnward: 'Nothing has come of it yet.',
  closed: 'not open to you',
  hidden: n => `${n} more that are not open to you.`,
  more: n => `${n} more`,
  cut: 'Only the nearest arrows are shown; this trace is longer.',
  open: 'Open',
  json: 'Read this trace as data (JSON)',
}

export const tracePhrases = (lang: Language): typeof id => (lang === 'en' ? en : id)
