export const planId = {
  nav: {
    label: 'Bagian rapat',
    country: 'Indonesia',
    meetings: 'Rapat',
    sections: {
      daftar: 'Rapat',
      kalender: 'Kalender',
      tugas: 'Tugas',
      persiapan: 'Persiapan',
      lembaga: 'Lembaga',
      pengaturan: 'Kop dan nomor',
    },
  },
}
