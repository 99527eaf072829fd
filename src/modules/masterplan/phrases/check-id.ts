export const checkId = {
  title: 'Pemeriksaan mutu rencana',
  lead: 'Apa yang sudah dan belum ada pada rencana ini, menurut delapan komponen mutu rencana. Ini daftar periksa, bukan nilai.',
  counts: (met: number, open: number, unknown: number) =>
    `${met} terpenuhi, ${open} belum, ${unknown} tidak dapat dilihat dari data`,
  components: {
    objectives: 'Tujuan',
    'factual-basis': 'Dasar fakta',
    participation: 'Partisipasi',
    budget: 'Anggaran',
    indicators: 'Indikator',
    alignment: 'Penyelarasan',
    implementation: 'Pelaksanaan',
    coherence: 'Keterpaduan',
  },
  verdicts: { met: 'terpenuhi', 'not-met': 'belum', unknown: 'tidak dapat dilihat' },
  source:
    'Delapan komponen mengikuti penelitian mutu rencana aksi smart city yang disebut di pedoman; butirnya disusun dari data Tudang dan bukan instrumen resmi.',
  open: 'Tampilkan yang belum',
  all: 'Tampilkan semua',
  filter: 'Tampilkan',
  nothing: 'Tidak ada yang belum.',
  component: 'Komponen',
  asks: 'Butir',
  verdict: 'Keadaan',
  reason: 'Alasan',
  caption: 'Pemeriksaan mutu rencana',
}
