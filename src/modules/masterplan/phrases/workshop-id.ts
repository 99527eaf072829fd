export const workshopId = {
  all: 'Semua',
  nav: {
    label: 'Bagian masterplan',
    country: 'Indonesia',
    sections: { '': 'Ikhtisar', bimtek: 'Bimtek', lembar: 'Lembar kerja', buku: 'Buku', edisi: 'Edisi' },
  },
}
