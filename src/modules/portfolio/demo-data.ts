import type { Dimension, Status, Term } from './model.ts'

/**
 * The demo portfolios. What domain notes tell of the two regions is told as it is, with its source; everything else is
 * invented and says "(peragaan)". Years are counted from the year of seeding: 0 is this year.
 */

export interface DemoProgramme {
  code: string
  sub: string
  name: string
  problem: string
  sector: string
  stream: string
  /** Key of an office without its region: "kesehatan" is lutim-kesehatan in Luwu Timur. */
  lead: string
  with: string[]
  places: string[]
  term: Term
  from: number
  to: number
  status: Status
  reason: string | undefined
  /** Source and million rupiah a year. */
  money: [string, number][]
  quickWin: boolean
  partner: string | undefined
}

type Row = [
  code: string,
  sub: string,
  name: string,
  problem: string,
  sector: string,
  stream: string,
  offices: string,
  places: string,
  term: Term,
  years: [number, number],
  status: Status | `${Status}:${string}`,
  money: string,
  more?: { quickWin?: true; partner?: string; real?: true },
]

function programme(row: Row): DemoProgramme {
  const [code, sub, name, problem, sector, stream, offices, places, term, [from, to], status, money, more = {}] = row
  const [lead = '', ...others] = offices.split(' ')
  const [state = 'planned', reason] = status.split(':')
  return {
    code,
    sub,
    name: more.real ? name : `${name} (peragaan)`,
    problem,
    sector,
    stream,
    lead,
    with: others,
    places: places === '' ? [] : places.split(' '),
    term,
    from,
    to,
    status: state as Status,
    reason,
    money: money.split(' ').map(part => {
      const [source = '', million = '0'] = part.split('=')
      return [source, Number(million)]
    }),
    quickWin: more.quickWin ?? false,
    partner: more.partner,
  }
}

const s29 = 'Sumber: evaluasi Luwu Timur, November 2020.'

// prettier-ignore
const luwuTimur: Row[] = [
  ['GOV-01', 'GOV-1', 'Adminduk dari desa', 'Warga Towuti dan Nuha menempuh hingga 90 km ke Malili untuk mengurus dokumen.', 'pemerintahan', 'application', 'dukcapil kominfo pmd', '73.24.02 73.24.03 73.24.11', 5, [-2, 2], 'running', 'apbd-kabupaten=640 dana-desa=220', { quickWin: true, partner: 'Bank contoh' }],
  ['GOV-02', 'GOV-1', 'Satu pintu pengaduan warga', 'Aduan masuk lewat banyak nomor dan tidak berkabar kembali.', 'pemerintahan', 'application', 'kominfo setda', '', 5, [-2, 2], 'running', 'apbd-kabupaten=310'],
  ['GOV-03', 'GOV-1', 'Izin usaha mikro di kantor kecamatan', 'Pelaku usaha kecil tidak mengurus NIB karena jauh dari Malili.', 'ekonomi', 'people', 'perizinan koperasi', '73.24.01 73.24.06 73.24.07 73.24.08', 1, [0, 0], 'running', 'apbd-kabupaten=185'],
  ['GOV-04', 'GOV-2', 'Tanda tangan elektronik di semua OPD', 'Surat menunggu tanda tangan basah berhari-hari.', 'pemerintahan', 'policy', 'kominfo setda', '', 5, [-2, 2], 'done', 'apbd-kabupaten=95'],
  ['GOV-05', 'GOV-2', 'Perencanaan dan anggaran terpadu', 'Rencana OPD dan anggaran disusun di lembar terpisah dan tidak cocok.', 'pemerintahan', 'application', 'bappeda kominfo', '', 5, [-1, 3], 'running', 'apbd-kabupaten=420'],
  ['GOV-06', 'GOV-2', 'Jaringan serat optik antar-OPD', 'Kantor di luar Malili memakai paket data pribadi.', 'pemerintahan', 'infrastructure', 'kominfo pupr', '73.24.04 73.24.05 73.24.06', 10, [-2, 7], 'running', 'apbd-kabupaten=2150 dak=900'],
  ['GOV-07', 'GOV-3', 'Rencana Induk Luwu Timur Kota Cerdas', `Rencana Induk ditetapkan dengan Perbup 16/2019 dan perlu diselaraskan dengan RPJMD baru. ${s29}`, 'pemerintahan', 'policy', 'bappeda kominfo', '', 5, [-2, 2], 'changed:rpjmd', 'apbd-kabupaten=150', { real: true }],
  ['GOV-08', 'GOV-3', 'Musrenbang desa daring', 'Usul desa hilang di tengah jalan dan tidak diketahui nasibnya.', 'pemerintahan', 'application', 'pmd bappeda', '', 5, [-1, 3], 'running', 'apbd-kabupaten=180 dana-desa=375'],
  ['BRA-01', 'BRA-1', 'Wisata Danau Matano dan Towuti', 'Wisatawan datang sehari dan tidak menginap.', 'pariwisata', 'infrastructure', 'pariwisata pupr', '73.24.02 73.24.03', 10, [-2, 7], 'running', 'apbd-kabupaten=1800 apbd-provinsi=600 csr=450', { partner: 'Perusahaan contoh' }],
  ['BRA-02', 'BRA-1', 'Kalender acara dan pemandu desa wisata', 'Acara desa bertabrakan dan tidak diketahui tamu.', 'pariwisata', 'people', 'pariwisata pmd', '73.24.02 73.24.03 73.24.06', 5, [-1, 3], 'running', 'apbd-kabupaten=240', { quickWin: true }],
  ['BRA-03', 'BRA-2', 'Peta peluang investasi', 'Calon penanam modal tidak menemukan data lahan dan izin.', 'ekonomi', 'application', 'perizinan bappeda', '', 5, [-2, 2], 'running', 'apbd-kabupaten=210'],
  ['BRA-04', 'BRA-2', 'Merek bersama lada dan kakao', 'Hasil kebun dijual mentah tanpa nama daerah.', 'pertanian', 'policy', 'koperasi pariwisata', '73.24.01 73.24.05 73.24.07', 5, [-1, 3], 'planned', 'apbd-kabupaten=160'],
  ['BRA-05', 'BRA-3', 'Wajah Malili dan tepian sungai', 'Tepian sungai di ibu kota gelap dan menjadi tempat sampah.', 'pekerjaan-umum', 'infrastructure', 'pupr lingkungan', '73.24.04', 10, [-2, 7], 'running', 'apbd-kabupaten=3400 dak=1200'],
  ['BRA-06', 'BRA-3', 'Papan nama jalan berkode', 'Ambulans dan kurir tidak menemukan alamat.', 'perhubungan', 'infrastructure', 'perhubungan kominfo', '73.24.04 73.24.02', 1, [-1, -1], 'done', 'apbd-kabupaten=275'],
  ['ECO-01', 'ECO-1', 'Rumah kemasan UMKM', 'Produk lokal ditolak toko karena kemasan dan label.', 'ekonomi', 'people', 'koperasi perizinan', '', 5, [-2, 2], 'running', 'apbd-kabupaten=390 csr=200', { partner: 'Perusahaan contoh' }],
  ['ECO-02', 'ECO-1', 'Gudang rumput laut bersama', 'Petani rumput laut menjual saat harga jatuh.', 'pertanian', 'infrastructure', 'koperasi', '73.24.04 73.24.05 73.24.06', 5, [0, 4], 'planned', 'apbn=2400 apbd-kabupaten=300'],
  ['ECO-03', 'ECO-2', 'Bursa kerja lokal', 'Lowongan tambang dan jasanya tidak sampai ke warga desa.', 'ekonomi', 'application', 'koperasi pendidikan', '', 5, [-2, 2], 'running', 'apbd-kabupaten=170'],
  ['ECO-04', 'ECO-2', 'Data keluarga miskin terpadu', 'Bantuan ganda dan terlewat karena data tidak sama.', 'sosial', 'application', 'bappeda pmd dukcapil', '', 5, [-2, 2], 'running', 'apbd-kabupaten=260 dana-desa=140', { quickWin: true }],
  ['ECO-05', 'ECO-3', 'Pasar tanpa uang tunai', 'Retribusi pasar bocor dan pedagang sulit memperoleh kredit.', 'ekonomi', 'literacy', 'koperasi', '73.24.04.1003 73.24.06.2001 73.24.08.1003', 5, [-1, 3], 'running', 'apbd-kabupaten=120 swasta=180', { partner: 'Bank contoh' }],
  ['ECO-06', 'ECO-3', 'Pajak daerah lewat QRIS', 'Wajib pajak mengantre di satu loket.', 'pemerintahan', 'application', 'setda kominfo', '', 1, [-1, -1], 'done', 'apbd-kabupaten=88'],
  ['LIV-01', 'LIV-1', 'Rencana tata ruang terbuka', 'Warga tidak tahu peruntukan lahannya sampai izin ditolak.', 'pekerjaan-umum', 'application', 'pupr kominfo', '', 5, [-1, 3], 'running', 'apbd-kabupaten=330'],
  ['LIV-02', 'LIV-2', 'Pantau tumbuh balita di posyandu', 'Balita stunting diketahui terlambat karena catatan di buku.', 'kesehatan', 'application', 'kesehatan pmd', '', 5, [-2, 2], 'running', 'apbd-kabupaten=720 dak=480 dana-desa=510', { quickWin: true }],
  ['LIV-03', 'LIV-2', 'Ambulans danau', `Warga tepi danau tidak terjangkau ambulans darat. Dukungan CSR PT Vale. ${s29}`, 'kesehatan', 'infrastructure', 'kesehatan perhubungan', '73.24.02.2001 73.24.02.2005 73.24.02.2009 73.24.03', 5, [-2, 2], 'running', 'csr=850 apbd-kabupaten=260', { real: true, quickWin: true, partner: 'PT Vale' }],
  ['LIV-04', 'LIV-2', 'Antrean puskesmas dari ponsel', 'Pasien menunggu sejak subuh tanpa kepastian.', 'kesehatan', 'application', 'kesehatan kominfo', '73.24.04 73.24.06 73.24.08', 1, [0, 0], 'running', 'apbd-kabupaten=145'],
  ['LIV-05', 'LIV-3', 'Angkutan sekolah perdesaan', 'Pelajar menumpang truk di jalan poros.', 'perhubungan', 'infrastructure', 'perhubungan pendidikan', '73.24.03 73.24.07', 5, [-1, 3], 'stopped:anggaran', 'apbd-kabupaten=540'],
  ['LIV-06', 'LIV-3', 'Peta jalan rusak dari warga', 'Laporan jalan rusak tidak berlokasi dan tidak terjawab.', 'perhubungan', 'application', 'pupr kominfo', '', 5, [-1, 3], 'running', 'apbd-kabupaten=130'],
  ['SOC-01', 'SOC-1', 'Relawan TIK desa', 'Perangkat desa tidak punya teman bertanya soal aplikasi.', 'pemerintahan', 'literacy', 'kominfo pmd', '', 5, [-2, 2], 'running', 'apbd-kabupaten=205 dana-desa=260', { partner: 'Komunitas Relawan TIK' }],
  ['SOC-02', 'SOC-1', 'Forum smart city kabupaten', 'Warga dan komunitas tidak punya tempat tetap untuk ikut memutuskan.', 'pemerintahan', 'policy', 'kominfo bappeda', '', 5, [-2, 2], 'planned', 'apbd-kabupaten=60'],
  ['SOC-03', 'SOC-2', 'Perpustakaan keliling digital', 'Anak desa hanya punya buku pelajaran.', 'pendidikan', 'literacy', 'pendidikan pmd', '73.24.03 73.24.05 73.24.10', 5, [-2, 2], 'running', 'apbd-kabupaten=300 dak=210'],
  ['SOC-04', 'SOC-2', 'Kelas literasi digital warga', 'Warga tertipu pesan dan pinjaman daring.', 'pendidikan', 'literacy', 'kominfo pendidikan', '', 1, [0, 0], 'running', 'apbd-kabupaten=150 csr=50'],
  ['SOC-05', 'SOC-3', 'Sosialisasi siaga bencana', `Warga di hilir belum mengenal jalur evakuasi. Dukungan CSR PT Vale. ${s29}`, 'keamanan', 'people', 'bpbd', '73.24.04 73.24.05 73.24.06', 5, [-2, 2], 'running', 'apbd-kabupaten=190 csr=240', { real: true, partner: 'PT Vale' }],
  ['SOC-06', 'SOC-3', 'Peringatan dini banjir', `Banjir datang malam hari tanpa tanda. Dukungan CSR PT Vale. ${s29}`, 'keamanan', 'infrastructure', 'bpbd kominfo', '73.24.04.2005 73.24.04.2006 73.24.04.2008 73.24.05', 5, [-1, 3], 'running', 'apbd-kabupaten=610 csr=380', { real: true, quickWin: true, partner: 'PT Vale' }],
  ['ENV-01', 'ENV-1', 'Pantai dan tepi danau bersih', `Sampah terbawa ke pantai dan tepi danau. Dukungan CSR PT Vale. ${s29}`, 'lingkungan', 'people', 'lingkungan pariwisata', '73.24.02 73.24.03 73.24.04', 5, [-2, 2], 'running', 'csr=320 apbd-kabupaten=150', { real: true, partner: 'PT Vale' }],
  ['ENV-02', 'ENV-1', 'Pantau mutu air sungai', 'Keluhan air keruh tidak dapat dibuktikan.', 'lingkungan', 'infrastructure', 'lingkungan', '73.24.04 73.24.11', 5, [-1, 3], 'planned', 'apbd-provinsi=420'],
  ['ENV-03', 'ENV-2', 'Bank sampah desa', `Sampah rumah tangga dibakar atau dibuang ke sungai. Dukungan CSR PT Vale. ${s29}`, 'lingkungan', 'people', 'lingkungan pmd', '', 5, [-2, 2], 'running', 'apbd-kabupaten=280 csr=410 dana-desa=330', { real: true, quickWin: true, partner: 'PT Vale' }],
  ['ENV-04', 'ENV-2', 'Jadwal angkut sampah terbuka', 'Truk sampah tidak menentu sehingga sampah menumpuk.', 'lingkungan', 'application', 'lingkungan kominfo', '73.24.04.1003 73.24.04.2005 73.24.04.2013 73.24.06.2001 73.24.06.2005', 1, [0, 0], 'running', 'apbd-kabupaten=110'],
  ['ENV-05', 'ENV-3', 'Lampu jalan tenaga surya', 'Jalan desa gelap dan tagihan listrik kantor desa tinggi.', 'lingkungan', 'infrastructure', 'perhubungan pmd', '73.24.03 73.24.07 73.24.09', 5, [-1, 3], 'running', 'apbd-kabupaten=480 dana-desa=620'],
  ['ENV-06', 'ENV-3', 'Biogas ternak kelompok tani', 'Limbah ternak mencemari sumur.', 'pertanian', 'people', 'lingkungan koperasi', '73.24.01 73.24.10', 1, [-2, -2], 'stopped:teknis', 'apbd-kabupaten=95'],
]

const s31 = 'Sumber: Bimtek IV Luwu Utara, September 2022.'

// prettier-ignore
const luwuUtara: Row[] = [
  ['GOV-01', 'GOV-1', 'Mal pelayanan publik Masamba', 'Warga Seko dan Rampi datang berhari-hari untuk satu dokumen.', 'pemerintahan', 'infrastructure', 'perizinan dukcapil', '', 5, [-2, 2], 'running', 'apbd-kabupaten=1350'],
  ['GOV-02', 'GOV-2', 'Dokumen terpadu per dimensi', 'Dokumen belum terpadu per dimensi dan program. Sumber: rapat evaluasi Luwu Utara, Januari 2024.', 'pemerintahan', 'application', 'kominfo bappeda', '', 5, [-2, 2], 'running', 'apbd-kabupaten=240', { real: true, quickWin: true }],
  ['GOV-03', 'GOV-2', 'Kantor tanpa kertas', 'Naskah dinas hilang di perjalanan antar-kecamatan.', 'pemerintahan', 'application', 'kominfo setda', '', 5, [-2, 2], 'done', 'apbd-kabupaten=130'],
  ['GOV-04', 'GOV-3', 'Peraturan desa terbuka', 'Peraturan desa tidak dapat dibaca warga.', 'pemerintahan', 'policy', 'pmd setda', '', 5, [-1, 3], 'running', 'dana-desa=210 apbd-kabupaten=90'],
  ['BRA-01', 'BRA-1', 'Wisata Rongkong dan tenun', 'Tenun Rongkong dikenal di luar, dijual murah di desa.', 'pariwisata', 'people', 'pariwisata koperasi', '73.22.05', 5, [-2, 2], 'running', 'apbd-kabupaten=480 apbd-provinsi=150', { quickWin: true }],
  ['BRA-02', 'BRA-2', 'Pameran hasil bumi tahunan', 'Pembeli besar tidak bertemu petani langsung.', 'ekonomi', 'policy', 'koperasi pariwisata', '73.22.03', 5, [-2, 2], 'running', 'apbd-kabupaten=360 swasta=120'],
  ['BRA-03', 'BRA-3', 'Wajah kota Masamba', 'Pusat kota rusak sesudah banjir bandang 2020 dan belum tertata.', 'pekerjaan-umum', 'infrastructure', 'pupr lingkungan', '73.22.03', 10, [-2, 7], 'running', 'apbn=4200 apbd-kabupaten=1600'],
  ['ECO-01', 'ECO-1', 'Kakao fermentasi bersama', 'Biji kakao dijual basah dengan harga rendah.', 'pertanian', 'people', 'koperasi', '73.22.02 73.22.10 73.22.12', 5, [-2, 2], 'running', 'apbd-kabupaten=310 csr=90'],
  ['ECO-02', 'ECO-2', 'Usaha perempuan desa', 'Perempuan kepala keluarga tidak terjangkau kredit.', 'ekonomi', 'people', 'pmd koperasi', '', 5, [-1, 3], 'running', 'dana-desa=540 apbd-kabupaten=80'],
  ['ECO-03', 'ECO-3', 'QRIS pasar sentral', 'Setoran retribusi tidak tercatat per pedagang.', 'ekonomi', 'literacy', 'koperasi', '73.22.03', 1, [0, 0], 'running', 'apbd-kabupaten=75'],
  ['LIV-01', 'LIV-1', 'Peta rawan banjir dan tata ruang', 'Rumah dibangun lagi di bantaran sungai.', 'pekerjaan-umum', 'policy', 'pupr bpbd', '73.22.03 73.22.11 73.22.14', 5, [-2, 2], 'running', 'apbd-kabupaten=290 apbn=800'],
  ['LIV-02', 'LIV-2', 'Dokter terbang Seko–Rampi', 'Dua kecamatan hanya terjangkau pesawat perintis.', 'kesehatan', 'infrastructure', 'kesehatan perhubungan', '73.22.07 73.22.09', 5, [-2, 2], 'running', 'apbd-kabupaten=980 dak=350', { quickWin: true }],
  ['LIV-03', 'LIV-2', 'Kelas ibu hamil jarak jauh', 'Ibu hamil di pegunungan tidak terpantau bidan.', 'kesehatan', 'application', 'kesehatan', '73.22.05 73.22.07 73.22.09', 5, [-1, 3], 'planned', 'dak=260'],
  ['LIV-04', 'LIV-3', 'Jalan poros Seko', 'Ongkos angkut ke Seko melebihi harga barangnya.', 'pekerjaan-umum', 'infrastructure', 'pupr', '73.22.07', 10, [-2, 7], 'running', 'apbd-provinsi=6500 apbd-kabupaten=2100'],
  ['SOC-01', 'SOC-1', 'Partisipasi dan literasi warga', `Program berlanjut bila warga ikut dan paham: inovasi, partisipasi, literasi, kerja sama. ${s31}`, 'pemerintahan', 'literacy', 'kominfo pmd', '', 5, [-2, 2], 'running', 'apbd-kabupaten=180', { real: true }],
  ['SOC-02', 'SOC-2', 'Sekolah daring pegunungan', 'Guru di Rampi dan Seko sering tidak ada di tempat.', 'pendidikan', 'application', 'pendidikan kominfo', '73.22.07 73.22.09', 5, [-1, 3], 'changed:teknis', 'apbd-kabupaten=420 dak=300'],
  ['SOC-03', 'SOC-3', 'Desa tangguh bencana', 'Banjir bandang 2020 menunjukkan warga tidak punya jalur evakuasi.', 'keamanan', 'people', 'bpbd pmd', '73.22.03 73.22.11 73.22.15', 5, [-2, 2], 'running', 'apbd-kabupaten=340 dana-desa=280', { quickWin: true }],
  ['ENV-01', 'ENV-1', 'Penghijauan hulu Sungai Masamba', 'Hulu gundul membawa lumpur ke kota.', 'lingkungan', 'people', 'lingkungan bpbd', '73.22.03', 10, [-2, 7], 'running', 'apbn=650 apbd-kabupaten=220'],
  ['ENV-02', 'ENV-2', 'TPS 3R kecamatan', 'Sampah kecamatan dibuang di pinggir jalan poros.', 'lingkungan', 'infrastructure', 'lingkungan', '73.22.02 73.22.06 73.22.13', 5, [-1, 3], 'planned', 'dak=700'],
  ['ENV-03', 'ENV-3', 'Mikrohidro desa terpencil', 'Desa di Rampi belum terjangkau jaringan listrik.', 'lingkungan', 'infrastructure', 'pmd pupr', '73.22.09 73.22.05', 5, [-2, 2], 'running', 'dana-desa=450 apbn=900'],
]

export const demoRegions = [
  { regionCode: '73.24', prefix: 'lutim', public: true, shared: true, programmes: luwuTimur.map(programme) },
  { regionCode: '73.22', prefix: 'lutra', public: false, shared: true, programmes: luwuUtara.map(programme) },
] as const

export interface DemoIndicator {
  code: string
  name: string
  definition: string
  formula: string
  unit: string
  rollup: 'ratio' | 'sum'
  ratioFactor: string
  dimension: Dimension
  owner: string
  /** Codes of programmes it measures, those that the region has. */
  programmes: string[]
  target: string
  /** Smallest and largest count of a village; of a ratio that of all families. */
  range: [number, number]
}

/** Indicators that villages fill in each half-year; all readings are invented. */
export const demoVillageIndicators: readonly DemoIndicator[] = [
  {
    code: 'DESA-01',
    name: 'Keluarga terlayani angkutan sampah (peragaan)',
    definition: 'Keluarga yang sampahnya diangkut atau masuk bank sampah, dari seluruh keluarga di desa.',
    formula: 'keluarga terlayani ÷ seluruh keluarga × 100',
    unit: '%',
    rollup: 'ratio',
    ratioFactor: '100',
    dimension: 'env',
    owner: 'lingkungan',
    programmes: ['ENV-03', 'ENV-02'],
    target: '60',
    range: [180, 900],
  },
  {
    code: 'DESA-02',
    name: 'Titik internet publik (peragaan)',
    definition: 'Tempat umum di desa dengan internet yang boleh dipakai warga tanpa bayar dan menyala saat didatangi.',
    formula: 'jumlah titik',
    unit: 'titik',
    rollup: 'sum',
    ratioFactor: '1',
    dimension: 'gov',
    owner: 'kominfo',
    programmes: ['GOV-06', 'SOC-01'],
    target: '500',
    range: [0, 5],
  },
  {
    code: 'DESA-03',
    name: 'Warga lulus kelas literasi digital (peragaan)',
    definition: 'Warga yang menyelesaikan satu kelas dalam setengah tahun ini, dihitung sekali.',
    formula: 'jumlah orang',
    unit: 'orang',
    rollup: 'sum',
    ratioFactor: '1',
    dimension: 'soc',
    owner: 'kominfo',
    programmes: ['SOC-04', 'SOC-01'],
    target: '6000',
    range: [12, 70],
  },
  {
    code: 'DESA-04',
    name: 'Usaha mikro yang menerima QRIS (peragaan)',
    definition: 'Usaha mikro dan kecil di desa yang menerima pembayaran QRIS.',
    formula: 'jumlah usaha',
    unit: 'usaha',
    rollup: 'sum',
    ratioFactor: '1',
    dimension: 'eco',
    owner: 'koperasi',
    programmes: ['ECO-05', 'ECO-03'],
    target: '4000',
    range: [8, 40],
  },
]

/** Which programmes the ready set measures, by external code; those that the region has. */
export const demoMeasured: Readonly<Record<string, string[]>> = {
  spbe: ['GOV-04', 'GOV-03'],
  stunting: ['LIV-02', 'LIV-03'],
  births: ['LIV-02', 'LIV-03'],
  immunisation: ['LIV-02'],
  poverty: ['ECO-04', 'ECO-02'],
  roads: ['LIV-06', 'LIV-04'],
  'investment-growth': ['BRA-03', 'BRA-02'],
}

type TwoYears = [string, string] | [[string, string], [string, string]]

/** Invented figures of the ready set for the region itself, the year before last and last year; ratios as parts. */
export const demoExternal: Readonly<Record<string, Readonly<Record<string, TwoYears>>>> = {
  '73.22': {
    'fiscal-health': ['4', '4'],
    lppd: ['3.0233', '3.1418'],
    spbe: ['2.58', '2.91'],
    sakip: ['60.90', '63.05'],
    sinovik: ['1', '1'],
    'ease-of-business': ['69.75', '71.90'],
    'investment-growth': ['4.95', '5.60'],
    poverty: ['12.66', '12.10'],
    ipm: ['71.02', '71.58'],
    roads: [
      ['498', '1320'],
      ['541', '1320'],
    ],
    'education-capacity': [
      ['56100', '57400'],
      ['56300', '58200'],
    ],
    'school-enrolment': [
      ['51900', '56100'],
      ['52700', '56300'],
    ],
  },
  '73.24': {
    'fiscal-health': ['4', '4'],
    lppd: ['3.1124', '3.2207'],
    spbe: ['2.74', '3.02'],
    sakip: ['62.35', '64.18'],
    sinovik: ['0', '1'],
    'ease-of-business': ['71.20', '74.65'],
    'investment-growth': ['6.40', '8.15'],
    poverty: ['6.81', '6.55'],
    ipm: ['73.92', '74.46'],
    roads: [
      ['612', '1150'],
      ['655', '1150'],
    ],
    'education-capacity': [
      ['52400', '55100'],
      ['52900', '55800'],
    ],
    'school-enrolment': [
      ['49800', '52400'],
      ['50600', '52900'],
    ],
  },
}

/** Shares of the ready set's village indicators, in thousandths: where villages begin, and what a year adds. */
export const demoVillageShares: Readonly<Record<string, [number, number]>> = {
  stunting: [520, 90],
  immunisation: [760, 40],
  births: [880, 30],
  water: [700, 35],
  sanitation: [640, 45],
}

/** What is told of each quick win beyond its programme; invented but for the names. */
export const demoProfile = {
  aim: 'Warga memperoleh layanan di tempat tinggalnya dalam hitungan menit, bukan hari (peragaan).',
  design:
    'Petugas desa memakai ponsel yang ada, data masuk ke satu tempat, dan OPD menjawab dalam dua hari kerja. Cara kerja ditetapkan bersama desa dan ditinjau tiap tiga bulan (peragaan).',
  benefit: 'Warga menghemat ongkos jalan dan waktu menunggu; petugas tidak mencatat dua kali (peragaan).',
  result: 'Dipakai di desa-desa pertama dan diperluas tiap semester (peragaan).',
  continuity: 'Anggaran masuk Renstra, petugas pengganti dilatih, dan cara kerja tertulis (peragaan).',
} as const

export const demoRisks = [
  {
    factor: 'Petugas desa berganti (peragaan)',
    cause: 'Pemilihan kepala desa',
    likelihood: 2,
    impact: 2,
    mitigation: 'Dua petugas dilatih di setiap desa dan panduan tertulis',
    structural: false,
    residualLikelihood: 2,
    residualImpact: 1,
  },
  {
    factor: 'Sinyal putus saat hujan (peragaan)',
    cause: 'Satu menara untuk beberapa desa',
    likelihood: 3,
    impact: 2,
    mitigation: 'Penguat sinyal di kantor desa dan catatan kertas sebagai cadangan',
    structural: true,
    residualLikelihood: 2,
    residualImpact: 1,
  },
  {
    factor: 'Anggaran dialihkan (peragaan)',
    cause: 'Perubahan RPJMD sesudah pergantian pimpinan',
    likelihood: 1,
    impact: 3,
    mitigation: undefined,
    structural: undefined,
    residualLikelihood: undefined,
    residualImpact: undefined,
  },
] as const

/** Evidence of the demo library that proves the first done milestone of a programme, by its title. */
export const demoProof: readonly [code: string, title: string][] = [
  ['LIV-02', 'Laporan layanan puskesmas digital (peragaan)'],
  ['LIV-04', 'Foto loket antrean digital (peragaan)'],
  ['GOV-07', 'Berita acara rapat Dewan Smart City (peragaan)'],
  ['SOC-01', 'Catatan wawancara operator desa (peragaan)'],
]
