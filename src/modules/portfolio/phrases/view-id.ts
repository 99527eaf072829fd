export const viewId = {
  nav: {
    label: 'Bagian portofolio',
    country: 'Indonesia',
    programmes: 'Program',
    sections: {
      papan: 'Papan',
      program: 'Program',
      'peta-jalan': 'Peta jalan',
      anggaran: 'Anggaran',
      indikator: 'Indikator',
      'quick-win': 'Quick win',
      sebaran: 'Sebaran',
      peta: 'Peta',
      tagihan: 'Tagihan',
      'serah-terima': 'Serah terima',
      banding: 'Banding',
      impor: 'Impor',
    },
  },
}
