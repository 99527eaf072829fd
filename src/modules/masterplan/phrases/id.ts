export const id = {
  section: 'Masterplan',
  book: { 1: 'Buku 1: Analisis Strategis', 2: 'Buku 2: Masterplan', 3: 'Buku 3: Ringkasan Eksekutif' },
  sectionState: {
    empty: 'Kosong',
    draft: 'Ditulis',
    review: 'Ditinjau',
    accepted: 'Diterima',
    locked: 'Terkunci',
  },
}
