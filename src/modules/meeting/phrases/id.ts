export const id = {
  section: 'Rapat',
  kind: {
    rakor: 'Rapat koordinasi',
    bimtek: 'Bimbingan teknis',
    fgd: 'Diskusi kelompok terpumpun (FGD)',
    council: 'Rapat Dewan dan Tim Pelaksana',
    interview: 'Wawancara',
    'field-review': 'Tinjauan lapangan',
    other: 'Rapat lain',
  },
  state: {
    draft: 'Rancangan',
    invited: 'Undangan terkirim',
    running: 'Sedang berlangsung',
    closed: 'Selesai',
    cancelled: 'Dibatalkan',
  },
}
