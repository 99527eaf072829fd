/** What the sections of the demo books say, by the code of the section, in the Markdown of the plain form. */

export interface DemoPlace {
  /** "Luwu Utara". */
  name: string
  fromYear: number
  untilYear: number
}

type Text = (place: DemoPlace) => string

const dimension =
  (goal: string, first: string, second: string): Text =>
  ({ name }) =>
    `Arah dimensi ini di ${name}: ${goal}. Strateginya berangkat dari pasangan SWOT di Buku 1.

1. ${first}
2. ${second}

Program di bawah ini diambil dari portofolio pada hari buku ini dicetak; statusnya ikut berubah bila programnya berubah.`

/** Sections that are not named here stay empty, so that meters and the quality check have something to say. */
export const demoTexts: Record<string, Text> = {
  'latar-belakang': ({ name, fromYear }) => `*Naskah peragaan: bukan naskah resmi daerah.*

Kabupaten ${name} menyusun masterplan ini karena masalah warganya tidak dapat dijawab oleh satu dinas saja. Warga di desa yang jauh masih menempuh perjalanan berjam-jam untuk satu surat; data kesehatan, kependudukan dan bantuan sosial disimpan sendiri-sendiri; dan banyak aplikasi dibuat tanpa diteruskan pada tahun berikutnya.

Pengalaman evaluasi menunjukkan tiga hal yang berulang: bukti tercecer, OPD bekerja sendiri-sendiri, dan rencana berhenti ketika pimpinan berganti. Karena itu masterplan ${fromYear} disusun dari **catatan yang sama** dengan yang dipakai untuk menjalankan dan menilai program.

> Smart city bukan pekerjaan Dinas Kominfo. Ia pekerjaan semua OPD, desa, warga dan mitra, yang dicatat di satu tempat.`,
  tujuan: ({ name, untilYear }) => `Masterplan ini bertujuan agar sampai tahun ${untilYear}:

- layanan dasar ${name} dapat diurus dari desa, tanpa perjalanan yang tidak perlu;
- setiap program punya penanggung jawab, anggaran, indikator dan bukti;
- warga tahu apa yang terjadi dengan masalah yang mereka sampaikan.`,
  'dasar-hukum': () => `Dasar penyusunan:

1. Undang-Undang Nomor 23 Tahun 2014 tentang Pemerintahan Daerah.
2. Peraturan Pemerintah Nomor 59 Tahun 2022 tentang Perkotaan.
3. Peraturan Presiden Nomor 95 Tahun 2018 tentang Sistem Pemerintahan Berbasis Elektronik.
4. RPJMD dan Renstra OPD yang berlaku.`,
  kerangka: () =>
    `Buku disusun dalam empat bimtek. Bimtek I menyamakan pemahaman, mengumpulkan data dan menilai kesiapan; Bimtek II menguji kesenjangan dan memetakan program ke RPJMD dan Renstra; Bimtek III menyusun strategi, rencana aksi dan peta jalan; Bimtek IV meninjau buku bab demi bab dan menandatangani komitmen. Setiap bimtek dibuka dengan meninjau hasil bimtek sebelumnya.`,
  profil: ({ name }) =>
    `Kabupaten ${name} terletak di Provinsi Sulawesi Selatan. Tabel dan peta di bawah ini diambil dari data wilayah Kementerian Dalam Negeri; program yang ditujukan untuk seluruh kabupaten tidak digambar di peta.`,
  potensi: () =>
    `Peserta FGD menuliskan kekuatan, potensi dan tantangan pada kartu, lalu memilih bersama mana yang paling menentukan. Hasilnya pada tabel berikut.`,
  'arah-pembangunan': ({ fromYear, untilYear }) =>
    `Masterplan ${fromYear}–${untilYear} mengikuti tujuan RPJMD: pelayanan publik yang mudah, ekonomi desa yang tumbuh, dan lingkungan yang terjaga. Isu strategisnya ialah pemerataan layanan antara kota dan desa, ketahanan bencana, dan kualitas sumber daya manusia.`,
  'kesiapan-ringkas': () =>
    `Setiap pertanyaan kesiapan dijawab dengan *baik*, *sedang* atau *kurang*, disertai keadaan sekarang, yang dituju, dan buktinya. Persentase kesiapan ialah bagian jawaban *baik* dari semua yang dijawab.`,
  struktur: () =>
    `Pelaksana sudah ada di setiap OPD, tetapi kemampuan mengelola data belum merata. Anggaran tersebar di banyak kegiatan dan belum dapat dijumlahkan per dimensi.`,
  infrastruktur: () =>
    `Jaringan serat optik mencapai ibu kota kecamatan. Desa pegunungan bergantung pada satu menara atau satelit, sehingga layanan harus tetap berguna pada sambungan yang lambat.`,
  suprastruktur: () =>
    `Dewan dan Tim Pelaksana sudah dibentuk dengan keputusan bupati. Prosedur pertukaran data antar-OPD masih perlu ditetapkan.`,
  'alam-budaya': () =>
    `Kebiasaan *tudang sipulung*, duduk bersama dan memutuskan bersama, adalah modal budaya untuk kerja lintas OPD dan desa.`,
  gap: () =>
    `Daftar berikut memuat semua unsur yang belum baik. Masing-masing punya OPD yang menutupnya dan dapat ditelusuri ke rencana aksi di Buku 2.`,
  swot: () =>
    `Kartu SWOT ditulis di kelompok, lalu diberi poin bersama. Urutan pada tabel adalah urutan prioritas menurut jumlah poin.`,
  'strategi-swot': () =>
    `Setiap strategi menyebut kartu SWOT yang menjadi dasarnya. Strategi tanpa dasar tidak dimuat.`,
  'visi-sasaran': () => `Kata kunci visi dikumpulkan pada Bimtek I dan dipilih bersama.`,
  indikator: () =>
    `Sasaran tanpa indikator tidak dapat dinilai. Tabel pertama memuat sasaran dengan angka awal dan target; tabel kedua capaian yang sudah diperiksa di portofolio.`,
  'pendahuluan-2': ({ name }) =>
    `Buku 1 menjelaskan keadaan dan sasaran. Buku 2 ini memuat apa yang akan dikerjakan ${name}: strategi per dimensi, rencana aksi, kebutuhan anggaran dan peta jalan.`,
  'visi-misi': ({ name }) => `Visi: **“${name} yang melayani sampai ke desa, tumbuh dan lestari.”** (peragaan)`,
  'strategi-gov': dimension(
    'layanan yang selesai di desa dan keputusan yang dapat ditelusuri',
    'Satu pintu layanan digital dengan pendampingan di kantor desa.',
    'Data kependudukan, kesehatan dan bantuan dipakai bersama dengan aturan yang jelas.',
  ),
  'strategi-bra': dimension(
    'daerah dikenal karena tempat dan hasil kerjanya',
    'Kalender wisata dan ekonomi kreatif yang diisi oleh desa.',
    'Ruang publik yang bersih dan mudah dicapai.',
  ),
  'strategi-eco': dimension(
    'hasil desa terjual lebih luas dengan harga lebih baik',
    'Pendampingan UMKM dari kemasan sampai pembayaran nontunai.',
    'Informasi harga dan pasar untuk petani dan nelayan.',
  ),
  'strategi-liv': dimension(
    'layanan kesehatan dan perjalanan yang terjangkau',
    'Pemantauan tumbuh kembang anak yang dicatat di posyandu.',
    'Informasi angkutan dan jalan yang diperbarui warga.',
  ),
  'strategi-soc': dimension(
    'warga belajar, aman dan saling membantu',
    'Literasi digital di setiap kecamatan bersama komunitas.',
    'Peringatan dini bencana yang sampai ke setiap dusun.',
  ),
  'strategi-env': dimension(
    'sungai, danau dan permukiman yang bersih',
    'Bank sampah dan pengangkutan yang jadwalnya terbuka.',
    'Pemantauan mutu air bersama sekolah dan mitra.',
  ),
  'strategi-gov-1': () =>
    'Layanan dasar dapat diurus dari kantor desa, dan warga tahu kapan urusannya selesai. (peragaan)',
  'strategi-gov-2': () =>
    'Perencanaan, anggaran dan pelaporan memakai data yang sama, sehingga OPD tidak mengisi dua kali. (peragaan)',
  'strategi-gov-3': () =>
    'Rancangan kebijakan dibuka untuk tanggapan sebelum ditetapkan, dan jawabannya diumumkan. (peragaan)',
  'strategi-bra-1': () =>
    'Destinasi desa punya pengelola, jadwal dan keterangan yang dapat dipercaya pengunjung. (peragaan)',
  'strategi-bra-2': () => 'Pelaku usaha menemukan izin, pasar dan mitra dari satu tempat. (peragaan)',
  'strategi-bra-3': () => 'Ruang publik di setiap kecamatan bersih, terang dan mudah dicapai. (peragaan)',
  'strategi-eco-1': () => 'Hasil unggulan diolah di daerah dan dijual dengan asal-usul yang jelas. (peragaan)',
  'strategi-eco-2': () => 'Bantuan dan pelatihan sampai kepada keluarga yang paling membutuhkan. (peragaan)',
  'strategi-eco-3': () => 'Pasar dan usaha desa memakai pembayaran nontunai yang aman. (peragaan)',
  'strategi-liv-1': () => 'Rencana tata ruang dapat dibaca warga sebelum membangun. (peragaan)',
  'strategi-liv-2': () =>
    'Puskesmas, posyandu dan rumah sakit berbagi catatan yang diperlukan untuk merawat. (peragaan)',
  'strategi-liv-3': () => 'Jalan dan angkutan antardesa dipantau bersama warga. (peragaan)',
  'strategi-soc-1': () => 'Warga, komunitas dan pemerintah bertemu dan menjawab dengan tenggat. (peragaan)',
  'strategi-soc-2': () =>
    'Kelas literasi digital hadir di setiap kecamatan, termasuk bagi penyandang disabilitas. (peragaan)',
  'strategi-soc-3': () => 'Peringatan dini bencana diuji setiap musim bersama dusun. (peragaan)',
  'strategi-env-1': () => 'Sungai, danau dan hutan desa dipantau bersama sekolah. (peragaan)',
  'strategi-env-2': () => 'Sampah dipilah dari rumah dan diangkut menurut jadwal yang dijanjikan. (peragaan)',
  'strategi-env-3': () => 'Penerangan dan kantor memakai energi lebih hemat dari tahun ke tahun. (peragaan)',
  'aksi-kebijakan': () =>
    `Kebijakan yang perlu ada: peraturan bupati tentang masterplan, aturan pertukaran data, dan keputusan tentang Dewan serta Tim Pelaksana.`,
  'aksi-sdm': () =>
    `Setiap OPD menunjuk satu pemegang data. Pelatihan dilakukan di tempat kerja, dengan data OPD itu sendiri.`,
  'aksi-infrastruktur': () => `Infrastruktur dibangun di tempat layanan dipakai: puskesmas, sekolah, kantor desa.`,
  'aksi-aplikasi': () => `Aplikasi baru hanya dibuat bila yang ada tidak dapat dipakai bersama.`,
  'aksi-literasi': () => `Literasi menyertai setiap layanan baru, agar warga dapat memakainya sendiri.`,
  penyelarasan: () =>
    `Program yang sudah ada di RPJMD atau Renstra disebut dengan kodenya; yang belum, diusulkan pada perubahan berikutnya.`,
  anggaran: () =>
    `Angka di bawah ini adalah rencana dan realisasi yang dilaporkan OPD. Yang belum dilaporkan ditulis *belum dilaporkan*, bukan nol.`,
  'peta-jalan-pendek': () => `Tahun pertama dipakai untuk quick win dan pekerjaan yang membuka jalan bagi yang lain.`,
  'peta-jalan-menengah': () => `Lima tahun untuk memperluas yang terbukti berguna ke semua kecamatan.`,
  partisipasi: () =>
    `Masalah warga dikumpulkan lewat desa dan FGD. Yang menjadi program disebut pada lembar inovasi, lengkap dengan masalah asalnya.`,
  'visi-ringkas': ({ name }) => `${name} yang melayani sampai ke desa, tumbuh dan lestari (peragaan).`,
  'enam-dimensi': () => `Ringkasan program menurut enam dimensi, diambil dari portofolio.`,
  'quick-win': () =>
    `Quick win dipilih dengan kriteria dan bobot yang diberikan setiap pemilih, dan terbuka bagi semua pemilih. Masing-masing punya formulir risiko.`,
  komitmen: ({ name }) => `Kepala daerah dan kepala OPD ${name} menandatangani komitmen bersama pada akhir Bimtek IV.`,
}
