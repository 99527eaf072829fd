/** Words of the trace of programmes and indicators. */
export const measureId = {
  programme: 'Program',
  indicator: 'Indikator',
  archived: 'Diarsipkan',
  milestones: (all: number, done: number, proofs: number) =>
    all === 0 ? 'Belum ada tonggak' : `${done} dari ${all} tonggak selesai, ${proofs} bukti`,
  problem: (text: string) => `Masalah: ${text}`,
  arrow: {
    'counted-in': { onward: 'dihitung dalam', back: 'dihitung dari' },
    'measured-by': { onward: 'diukur dengan', back: 'mengukur' },
    'continued-by': { onward: 'dilanjutkan oleh', back: 'melanjutkan' },
  },
}
