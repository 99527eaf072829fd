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
  preset: {
    offices: 'semua OPD',
    'office-heads': 'semua kepala OPD',
    'office-secretaries': 'semua sekretaris OPD',
    districts: 'semua camat',
    villages: 'semua kepala desa dan lurah',
    'regional-head': 'kepala daerah',
    secretariat: 'sekretariat daerah',
    coordinators: 'koordinator dimensi',
    council: 'anggota Dewan',
  },
  why: {
    office: 'dipilih sebagai instansi',
    account: 'dipilih menurut akun',
    person: 'ditulis dengan nama',
    institution: (name: string) => `anggota ${name}`,
  },
}
