import type { DemoLogin, DemoOrganisation } from './model.ts'

/** The password of every demo account. */
export const demoPassword = 'tudang-peragaan'

const luwuTimur = '73.24'
const luwuUtara = '73.22'

const offices = (prefix: string, regionCode: string, place: string): DemoOrganisation[] =>
  (
    [
      ['kominfo', 'Dinas Komunikasi dan Informatika'],
      ['bappeda', 'Badan Perencanaan Pembangunan Daerah'],
      ['kesehatan', 'Dinas Kesehatan'],
      ['pendidikan', 'Dinas Pendidikan dan Kebudayaan'],
      ['lingkungan', 'Dinas Lingkungan Hidup'],
      ['pmd', 'Dinas Pemberdayaan Masyarakat dan Desa'],
      ['pariwisata', 'Dinas Pariwisata'],
      ['dukcapil', 'Dinas Kependudukan dan Pencatatan Sipil'],
      ['perizinan', 'Dinas Penanaman Modal dan Pelayanan Terpadu Satu Pintu'],
      ['pupr', 'Dinas Pekerjaan Umum dan Penataan Ruang'],
      ['perhubungan', 'Dinas Perhubungan'],
      ['koperasi', 'Dinas Koperasi, UKM dan Perdagangan'],
      ['bpbd', 'Badan Penanggulangan Bencana Daerah'],
      ['setda', 'Sekretariat Daerah'],
    ] as const
  ).map(([key, name]) => ({ key: `${prefix}-${key}`, kind: 'opd', name: `${name} ${place}`, regionCode }))

export const demoOrganisations: readonly DemoOrganisation[] = [
  { key: 'kementerian', kind: 'ministry', name: 'Kementerian Komunikasi dan Digital' },
  { key: 'sulsel', kind: 'province', name: 'Dinas Kominfo Provinsi Sulawesi Selatan', regionCode: '73' },
  ...offices('lutim', luwuTimur, 'Luwu Timur'),
  ...offices('lutra', luwuUtara, 'Luwu Utara'),
  {
    key: 'malili',
    kind: 'district-office',
    name: 'Kantor Kecamatan Malili',
    regionCode: '73.24.04',
    parent: 'lutim-setda',
  },
  { key: 'desa', kind: 'village-office', name: 'Kantor Desa Wewangriu', regionCode: '73.24.04.2005', parent: 'malili' },
  { key: 'kampus', kind: 'university', name: 'Universitas Contoh Nusantara', example: true },
  { key: 'mitra', kind: 'partner', name: 'Koperasi Digital Contoh', regionCode: luwuTimur, example: true },
]

const login = (box: string, title: string, ...roles: DemoLogin['roles']): DemoLogin => ({
  email: `${box}@contoh.tudang.invalid`,
  title,
  roles,
})

/** Everybody who can sign in to the demo world, in the order in which they are listed. */
export const demoLogins: readonly DemoLogin[] = [
  login('kementerian', 'Petugas Kementerian', { role: 'ministry-secretariat', organisation: 'kementerian' }),
  login('asesor-satu', 'Asesor Satu', { role: 'assessor', organisation: 'kampus' }),
  login('asesor-dua', 'Asesor Dua', { role: 'assessor', organisation: 'kampus' }),
  login('asesor-tiga', 'Asesor Tiga', { role: 'assessor', organisation: 'kampus' }),
  login('asesor-empat', 'Asesor Empat', { role: 'assessor', organisation: 'kampus' }),
  login('asesor-lima', 'Asesor Lima', { role: 'assessor', organisation: 'kampus' }),
  login('sekretariat-luwu-timur', 'Sekretariat Luwu Timur', {
    role: 'regional-secretariat',
    organisation: 'lutim-kominfo',
    regionCode: luwuTimur,
  }),
  login('sekretariat-luwu-utara', 'Sekretariat Luwu Utara', {
    role: 'regional-secretariat',
    organisation: 'lutra-kominfo',
    regionCode: luwuUtara,
  }),
  login('kepala-daerah-luwu-timur', 'Kepala Daerah Luwu Timur', {
    role: 'regional-head',
    organisation: 'lutim-setda',
    regionCode: luwuTimur,
  }),
  login('kepala-daerah-luwu-utara', 'Kepala Daerah Luwu Utara', {
    role: 'regional-head',
    organisation: 'lutra-setda',
    regionCode: luwuUtara,
  }),
  login('kepala-dinkes-luwu-timur', 'Kepala Dinas Kesehatan Luwu Timur', {
    role: 'opd-head',
    organisation: 'lutim-kesehatan',
    regionCode: luwuTimur,
  }),
  login('petugas-dinkes-luwu-timur', 'Petugas Dinas Kesehatan Luwu Timur', {
    role: 'opd-officer',
    organisation: 'lutim-kesehatan',
    regionCode: luwuTimur,
  }),
  login(
    'petugas-dan-pembimbing',
    'Petugas Bappeda yang juga Pembimbing',
    { role: 'opd-officer', organisation: 'lutim-bappeda', regionCode: luwuTimur },
    { role: 'mentor', organisation: 'mitra' },
  ),
  login('petugas-desa', 'Petugas Desa Wewangriu', {
    role: 'village-officer',
    organisation: 'desa',
    regionCode: '73.24.04.2005',
  }),
  login('koordinator-luwu-timur', 'Koordinator Dimensi Luwu Timur', {
    role: 'dimension-coordinator',
    organisation: 'lutim-bappeda',
    regionCode: luwuTimur,
  }),
  login('perencana-bappeda-luwu-utara', 'Perencana Bappeda Luwu Utara', {
    role: 'opd-officer',
    organisation: 'lutra-bappeda',
    regionCode: luwuUtara,
  }),
  login('sekretaris-dlh-luwu-utara', 'Sekretaris Dinas Lingkungan Hidup Luwu Utara', {
    role: 'opd-officer',
    organisation: 'lutra-lingkungan',
    regionCode: luwuUtara,
  }),
  login('kepala-dlh-luwu-utara', 'Kepala Dinas Lingkungan Hidup Luwu Utara', {
    role: 'opd-head',
    organisation: 'lutra-lingkungan',
    regionCode: luwuUtara,
  }),
  login('pembimbing', 'Ketua Tim Pembimbing', { role: 'mentor', organisation: 'kampus' }),
  login('warga', 'Warga Luwu Timur', { role: 'citizen', regionCode: luwuTimur }),
  login('provinsi', 'Pemantau Provinsi Sulawesi Selatan', {
    role: 'province-viewer',
    organisation: 'sulsel',
    regionCode: '73',
  }),
  login('auditor', 'Auditor', { role: 'auditor', organisation: 'kementerian' }),
  login('pengelola', 'Pengelola Sistem', { role: 'administrator', organisation: 'kementerian' }),
]
