import { compareId, instrumentId, verifyId } from './more-id.ts'

/** Sentences of the public pages of results. Numbers come in already written for people. */
export const id = {
  sections: { results: 'Hasil', compare: 'Bandingkan', instruments: 'Instrumen', evaluation: 'Evaluasi' },
  country: 'Indonesia',
  group: { 'kppn-ikn': 'Wisata & IKN', regular: 'Umum' } as Record<string, string>,
  groupLong: {
    'kppn-ikn': 'Kelompok wisata prioritas dan IKN',
    regular: 'Kelompok umum',
  } as Record<string, string>,
  dimension: {
    baseline: 'Kondisi awal',
    output: 'Keluaran',
    outcome: 'Hasil',
    impact: 'Dampak',
    'quick-wins': 'Quick win',
    collaboration: 'Kerja sama',
  } as Record<string, string>,
  /** For the narrow heads of the ranking. */
  dimensionHead: { baseline: 'Awal', collaboration: 'Kerja sama' } as Record<string, string>,
  edition: (year: number, part: string | undefined) => (part === undefined ? `${year}` : `${year} tahap ${part}`),
  years: 'Tahun evaluasi',
  region: 'Daerah',
  index: 'Indeks',
  ofFour: 'dari 4',
  absent: 'tidak hadir',
  absentTitle: 'Tidak hadir',
  noIndex: 'belum ada indeks',
  sourceIs: (source: string) => `Sumber: ${source}.`,
  notComparable: 'tidak dapat dibandingkan',

  national: {
    title: (edition: string) => `Hasil evaluasi kota cerdas ${edition}`,
    tab: (edition: string) => `Hasil evaluasi ${edition}`,
    crumb: (edition: string) => `Evaluasi ${edition}`,
    lead: (all: string, present: string, absent: string) =>
      `${all} kabupaten dan kota masuk daftar evaluasi. ${present} hadir, ${absent} tidak. Indeks berkisar dari 0 sampai 4.`,
    leadAllPresent: (all: string) =>
      `${all} kabupaten dan kota masuk daftar evaluasi, semuanya hadir. Indeks berkisar dari 0 sampai 4.`,
    mean: 'Rata-rata indeks',
    median: (value: string) => `nilai tengah ${value}`,
    highest: 'Tertinggi',
    highestShared: (count: string) => `${count} daerah sama tinggi`,
    up: (before: string) => `Naik dari ${before}`,
    regions: 'daerah',
    down: (count: string) => `turun ${count} daerah`,
    changeUnknown: (before: string) => `Beda dari ${before}`,
    changeUnknownLine: (before: string) => `nilai ${before} belum dimuat`,
    absent: 'Tidak hadir',
    absentOf: (all: string) => `dari ${all}`,
    absentLink: 'lihat daftarnya',
    noneAbsent: 'semua hadir',
    honest: (before: string, computed: string, printed: string) =>
      `Beda ${before} dapat dihitung ulang untuk ${computed} daerah. Untuk ${printed} daerah dipakai angka yang tercetak di laporan, karena nilai ${before}-nya belum ada di Tudang.`,
    honestOnlyComputed: (before: string, computed: string) =>
      `Beda ${before} dihitung ulang untuk ${computed} daerah yang hadir pada kedua tahun.`,
    honestNone: (before: string) =>
      `Beda dari ${before} tidak ditampilkan, karena nilai ${before} belum ada di Tudang.`,
    map: 'Peta indeks',
    mapLabel: (all: string) => `Peta Indonesia, ${all} daerah diwarnai menurut indeks. Angkanya ada di tabel di bawah.`,
    legend: (edition: string) => `Indeks ${edition}, jumlah daerah`,
    mapValue: (name: string, value: string) => `${name}: ${value}`,
    steps: {
      1: 'di bawah 2,00',
      2: '2,00–2,49',
      3: '2,50–2,99',
      4: '3,00–3,49',
      5: '3,50 ke atas',
      absent: 'tidak hadir',
    },
    ranking: 'Peringkat',
    rankNoteTwo:
      'Dua kelompok dinilai dengan bobot berbeda: kelompok wisata prioritas dan IKN memakai instrumen lain daripada kelompok umum. Nomor di bawah mencakup keduanya; bandingkan dalam kelompok yang sama.',
    rankNoteOne: 'Semua daerah di bawah ini dinilai dengan instrumen yang sama.',
    rankNoteGroup: (group: string) => `Nomor adalah peringkat di dalam ${group}.`,
    search: 'Cari daerah',
    province: 'Provinsi',
    allProvinces: 'Semua provinsi',
    group: 'Kelompok',
    allGroups: 'Semua',
    cohort: 'Angkatan',
    allCohorts: 'Semua angkatan',
    cohortOf: (year: number) => `Angkatan ${year}`,
    sort: 'Urutkan',
    sorts: { indeks: 'Indeks', beda: 'Beda', nama: 'Nama' },
    counted: (name: string, count: string) => `${name} (${count})`,
    filterSearch: (words: string) => `Cari: ${words}`,
    caption: (edition: string) => `Peringkat indeks ${edition}`,
    countAll: (count: string) => `${count} daerah`,
    countPart: (from: string, to: string, count: string) => `${from}–${to} dari ${count} daerah`,
    rank: 'No.',
    change: (before: string) => `Beda ${before}`,
    printedMark: 'tercetak, tidak dihitung ulang',
    noChange: {
      'absent-now': 'tidak hadir tahun ini',
      'absent-before': 'tidak hadir tahun lalu',
      'no-index-now': 'belum ada indeks',
      'not-recomputable': 'nilai tahun lalu belum dimuat',
      computed: 'tidak ada',
    },
    printedNote: (before: string) =>
      `Tanda * berarti beda dikutip dari laporan dan belum dapat dihitung ulang, karena nilai ${before} daerah itu belum ada di Tudang.`,
    next: (count: string) => `${count} berikutnya`,
    previous: (count: string) => `${count} sebelumnya`,
    page: (page: string, pages: string) => `Halaman ${page} dari ${pages}`,
    nobody: 'Tidak ada daerah yang cocok.',
    nobodyWhy: 'Kurangi saringan, atau periksa ejaan nama daerahnya.',
    nobodyDo: 'Tampilkan semua daerah',
    absentHead: (count: string) => `${count} daerah tidak hadir`,
    absentNote:
      'Tidak hadir bukan nilai nol. Laporan resmi mencetak 0,00. Di sini nilainya kosong dan tidak ikut dihitung dalam rata-rata.',
    computedBy: (present: string) =>
      `Rata-rata dihitung Tudang dari ${present} daerah yang hadir. Batas wilayah disederhanakan.`,
    openData: 'Unduh seluruh tabel',
    openJson: 'JSON',
    none: 'Belum ada hasil evaluasi.',
    noneWhy: 'Sekretariat kementerian belum memuat tabel hasil.',
    noneDo: 'Muat tabel hasil',
    noEdition: (edition: string) =>
      `Tidak ada hasil evaluasi “${edition}”. Pilih salah satu tahun yang ada di halaman depan.`,
    noFormat: 'Tabel dapat diunduh sebagai csv, xlsx atau json.',
    badCursor: 'Halaman daftar ini tidak dikenal. Mulai lagi dari halaman pertama.',
  },

  result: {
    crumbTitle: (name: string) => `Evaluasi ${name}`,
    people: (count: string) => `${count} jiwa`,
    districts: (count: string) => `${count} kecamatan`,
    memberSince: (year: number) => `Anggota gerakan sejak ${year}`,
    indexOf: (edition: string) => `Indeks ${edition}`,
    changeFrom: (before: string) => `Beda dari ${before}`,
    groupRank: 'Peringkat kelompok',
    rankOf: (count: string) => `dari ${count}`,
    where: (name: string, province: string) => `Letak ${name} di ${province}`,
    tabs: 'Bagian daerah',
    summary: 'Ringkasan',
    dimensions: (count: number) => `${numberWord(count)} dimensi evaluasi, skala 0 sampai 4.`,
    newDimension: (name: string, edition: string) => `${name} baru dinilai mulai ${edition}.`,
    otherWeights: (before: string) => `Bobot ${before} berbeda.`,
    allUp: (weakest: string) => `Semua dimensi naik, ${weakest} paling lemah`,
    allDown: (weakest: string) => `Semua dimensi turun, ${weakest} paling lemah`,
    mixed: (up: string, down: string, weakest: string) => `${up} dimensi naik, ${down} turun, ${weakest} paling lemah`,
    someUp: (up: string, weakest: string) => `${up} dimensi naik, ${weakest} paling lemah`,
    someDown: (down: string, weakest: string) => `${down} dimensi turun, ${weakest} paling lemah`,
    unchanged: (weakest: string) => `Semua dimensi tetap, ${weakest} paling lemah`,
    strongest: (strongest: string, weakest: string) => `${strongest} paling kuat, ${weakest} paling lemah`,
    radar: (now: string, before: string | undefined) =>
      before === undefined
        ? `Diagram jaring dimensi evaluasi ${now}. Angkanya ada di tabel.`
        : `Diagram jaring dimensi evaluasi ${before} dan ${now}. Angkanya ada di tabel.`,
    dimensionTable: (now: string, before: string | undefined) =>
      before === undefined ? `Nilai dimensi ${now}` : `Nilai dimensi ${before} dan ${now}`,
    dimension: 'Dimensi',
    score: 'Nilai',
    weight: 'Bobot',
    change: 'Beda',
    contribution: 'Sumbangan',
    rounded: 'Dibulatkan',
    share: 'Besar sumbangan',
    sum: 'Jumlah',
    howTitle: 'Begini indeks dihitung',
    how: {
      'sum-half-up-2':
        'Nilai tiap dimensi dikali bobotnya, lalu dijumlahkan. Jumlahnya dibulatkan satu kali, di akhir, ke dua angka di belakang koma; tepat setengah dibulatkan ke atas.',
      'each-term-half-up-2':
        'Nilai tiap dimensi dikali bobotnya. Tiap sumbangan dibulatkan dulu ke dua angka di belakang koma, tepat setengah ke atas; baru kemudian dijumlahkan.',
    },
    roundedTo: (index: string) => `dibulatkan ${index}`,
    formula: (terms: string, sum: string) => `${terms} = ${sum}`,
    otherRoundingTitle: (index: string, other: string) => `Mengapa ${index}, bukan ${other}?`,
    eachTermWhy: (exact: string, once: string, index: string) =>
      `Instrumen ini membulatkan tiap sumbangan dulu. Bila dijumlahkan tanpa pembulatan, hasilnya ${exact} dan dibulatkan menjadi ${once}. Yang tercetak di laporan adalah ${index}, sesuai aturan instrumennya.`,
    whyChangeTitle: (change: string, other: string) => `Mengapa ${change}, bukan ${other}?`,
    whyChange: (before: string, printed: string, once: string) =>
      `Pada ${before} tiap sumbangan dibulatkan dulu, sehingga tercetak ${printed}. Dengan pembulatan satu kali, indeks ${before} menjadi ${once}. Beda selalu dihitung terhadap angka itu:`,
    risen: (change: string) => `naik ${change}`,
    fallen: (change: string) => `turun ${change}`,
    same: (change: string) => `tetap ${change}`,
    changeFormula: (now: string, before: string, change: string) => `${now} − ${before} = ${change}`,
    changeComputed: (now: string, before: string) =>
      `Beda adalah indeks ${now} dikurangi indeks ${before}, keduanya dibulatkan satu kali.`,
    printedChange: (change: string, before: string) =>
      `Beda ${change} dikutip dari laporan. Nilai dimensi ${before} daerah ini belum ada di Tudang, jadi beda itu belum dapat dihitung ulang.`,
    noChangeTitle: 'Mengapa tidak ada beda?',
    noChange: {
      'absent-now': (_before: string) => 'Daerah ini tidak hadir, jadi tidak ada indeks untuk dibandingkan.',
      'absent-before': (before: string) =>
        `Daerah ini tidak hadir pada ${before}. Tanpa indeks tahun lalu tidak ada beda; tidak hadir tidak dihitung sebagai nol.`,
      'no-index-now': (_before: string) => 'Ada dimensi yang belum bernilai, jadi belum ada indeks untuk dibandingkan.',
      'not-recomputable': (before: string) =>
        `Nilai dimensi ${before} daerah ini belum ada di Tudang, jadi beda belum dapat dihitung.`,
      computed: (_before: string) => '',
    },
    missing: (names: string) =>
      `Belum ada indeks: dimensi ${names} belum bernilai. Dimensi yang kosong tidak dihitung sebagai nol.`,
    deviationTitle: 'Angka laporan berbeda dari aturan instrumen',
    deviation: (printed: string, computed: string) =>
      `Laporan mencetak ${printed}; aturan instrumen menghasilkan ${computed}. Alasan yang dicatat saat dimuat:`,
    smartTitle: 'Enam dimensi kota cerdas',
    smartNote: (edition: string) => `Rata-rata pertanyaan hasil (outcome) ${edition} tiap dimensi.`,
    smartNotLoaded: (edition: string) => `Nilai per pertanyaan ${edition} belum dimuat.`,
    questions: (count: string) => `${count} pertanyaan`,
    questionTitle: (count: string) => `Lihat nilai ${count} pertanyaan`,
    questionsHead: 'Nilai tiap pertanyaan',
    questionsNote: (assessors: string | undefined) =>
      assessors === undefined
        ? 'Nilai tiap pertanyaan adalah rata-rata nilai para asesor, bilangan bulat 0 sampai 4.'
        : `Nilai tiap pertanyaan adalah rata-rata ${assessors} asesor; tiap asesor memberi bilangan bulat 0 sampai 4.`,
    question: 'Pertanyaan',
    meanOf: (sum: string, count: string, quotient: string, score: string) =>
      `Rata-rata ${count} pertanyaan: ${sum} ÷ ${count} = ${quotient}, dibulatkan ${score}`,
    meanExact: (sum: string, count: string, score: string) =>
      `Rata-rata ${count} pertanyaan: ${sum} ÷ ${count} = ${score}`,
    remarksTitle: (edition: string) => `Catatan asesor ${edition}`,
    remarksNote: 'Dikutip sesuai laporan resmi.',
    strengths: 'Kekuatan',
    weaknesses: 'Kelemahan',
    recommendations: 'Rekomendasi',
    takeTitle: 'Periksa sendiri',
    takeNote: 'Setiap orang dapat menghitung ulang indeks ini dari berkas yang sama.',
    recompute: 'Unduh berkas hitung ulang (JSON)',
    sheet: 'Unduh lembar hasil (PDF)',
    compare: 'Bandingkan dengan daerah lain',
    instrument: 'Instrumen',
    hash: 'SHA-256 instrumen',
    contentHash: 'SHA-256 hasil',
    rankAll: 'Peringkat lintas kelompok',
    printedName: 'Nama di laporan',
    noResultFact: (name: string) => `${name} belum punya hasil evaluasi di Tudang.`,
    noResultWhy: (editions: string) =>
      `Tabel resmi yang dimuat (${editions}) tidak menyebut daerah ini. Daerah yang bukan anggota gerakan tidak dievaluasi.`,
    noResultMember: (editions: string, year: number) =>
      `Daerah ini anggota gerakan sejak ${year}, tetapi tidak disebut dalam tabel resmi yang dimuat (${editions}). Bila hasilnya terbit di surat lain, sekretariat kementerian dapat memuatnya.`,
    noResultDo: 'Lihat daerah yang dievaluasi',
    wrongLevelFact: 'Evaluasi dilakukan untuk kabupaten dan kota.',
    wrongLevelProvince: (count: string, edition: string) =>
      `Di provinsi ini ${count} kabupaten dan kota masuk daftar evaluasi ${edition}.`,
    wrongLevelProvinceNone: (edition: string) =>
      `Tidak ada kabupaten atau kota di provinsi ini yang masuk daftar evaluasi ${edition}.`,
    wrongLevelProvinceDo: 'Lihat hasil di provinsi ini',
    wrongLevelBelow: (name: string) => `Hasilnya ada di halaman ${name}.`,
    wrongLevelBelowDo: (name: string) => `Lihat hasil ${name}`,
    noEditionHere: (name: string, edition: string) =>
      `${name} tidak ada dalam tabel evaluasi ${edition}. Buka halaman evaluasinya untuk tahun yang ada.`,
  },

  gone: {
    what: (name: string, edition: string) => `${name} tidak ikut evaluasi ${edition}, jadi`,
    noValue: 'tidak ada nilai',
    meaning: 'Angka 0,00 di laporan resmi berarti tidak hadir, bukan gagal.',
    others: (count: string) => `${count} daerah lain juga tidak hadir.`,
    back: 'Cara kembali ikut',
    otherLink: 'Daerah lain yang tidak hadir',
    otherTitle: 'Daerah lain yang tidak hadir',
    otherNote: (edition: string) => `Daftar evaluasi ${edition}. Tanpa nilai, tanpa peringkat.`,
    meansTitle: 'Apa artinya tidak hadir',
    means: [
      'Daerah ini tidak punya indeks dan tidak masuk peringkat. Rata-rata nasional dihitung tanpa daerah ini.',
      'Tidak hadir bukan nilai terendah. Seandainya dihitung nol, rata-rata nasional akan turun tanpa dasar.',
      'Keanggotaan dalam gerakan tidak hilang karenanya; yang terputus adalah perbandingan dari tahun ke tahun.',
    ],
    historyTitle: 'Dari persiapan sampai tidak hadir',
    historyNote: 'Jejak yang tercatat di sumber terbuka.',
    historyPlain: 'Jejak dalam gerakan',
    historySource: (marks: string) => `Sumber: ${marks}`,
    absentLine: 'Tercetak 0,00 pada semua bagian laporan resmi. Alasannya belum dicatat.',
    attention: 'perlu perhatian',
    needTitle: 'Yang perlu ada untuk kembali',
    needNote:
      'Disusun dari hal yang ditanyakan instrumen dan urutan satu putaran evaluasi. Ini panduan umum, bukan catatan keadaan daerah ini.',
    needs: [
      ['Masterplan dan peraturannya', 'Periksa apakah masih sesuai dengan RPJMD yang berlaku.'],
      ['Dewan, Tim Pelaksana, dan Forum', 'Perbarui surat keputusannya bila susunan pejabat berubah.'],
      ['Satu petugas data di tiap perangkat daerah', 'Ia menjawab pertanyaan dan menyiapkan bukti.'],
      [
        'Quick win yang masih berjalan',
        'Pilah: yang jalan terus dan yang harus berubah. Sertakan manajemen risikonya.',
      ],
      ['Bukti tiap program', 'Dokumen, foto dan tautan; sekali dikumpulkan, dipakai tiap tahun.'],
      ['Survei dampak kepada warga', 'Sejak 2023 diminta 50 responden untuk tiap dimensi.'],
      ['Anggaran', 'Bagian APBD untuk program kota cerdas, dan sumber lain bila ada.'],
    ],
    stepsTitle: 'Urutan satu putaran',
    stepsNote: 'Begini putaran yang sudah lewat berjalan. Tanggalnya ditetapkan surat kementerian.',
    steps: [
      'Surat kementerian tentang penilaian',
      'Rapat dengan semua perangkat daerah',
      'Isi dan periksa jawaban bersama',
      'Kirim jawaban dan bukti',
      'Survei dampak',
      'Paparan di hadapan asesor',
      'Surat hasil, lalu tindak lanjut rekomendasi',
    ],
    lastTitle: 'Nilai terakhir',
    lastHere: (edition: string, index: string) => `Terakhir hadir pada ${edition}, dengan indeks ${index}.`,
    lastDo: (edition: string) => `Lihat hasil ${edition}`,
    lastNever: (earliest: string) => `Nilai sebelum ${earliest} belum dimuat.`,
    lastNeverWhy: (editions: string) =>
      `Tudang baru memuat tabel resmi ${editions}. Pada tahun-tahun itu daerah ini tidak hadir atau tidak disebut.`,
    lastNeverDo: 'Lihat semua hasil',
  },

  panel: {
    title: 'Evaluasi kota cerdas',
    line: (edition: string, rank: string, count: string) =>
      `Tahun ${edition}, peringkat ${rank} dari ${count} di kelompoknya.`,
    absentLine: (edition: string) => `Tidak hadir pada ${edition}: tidak ada nilai, bukan nol.`,
    more: 'Lihat hasil dan hitungannya',
    moreAbsent: 'Apa artinya, dan cara kembali',
    provinceTitle: (edition: string) => `Evaluasi ${edition} di provinsi ini`,
    homeTitle: (name: string, edition: string) => `Hasil ${name} ${edition}`,
    homeDoAbsent: 'Siapkan kembali: lihat yang perlu ada',
    homeDoAbsentLine: 'Tujuh hal yang ditanyakan instrumen, dan urutan satu putaran evaluasi.',
    homeNoneDo: 'Lihat jejak daerah ini',
    homeDoWeak: (dimension: string, score: string) => `Dimensi terlemah: ${dimension}, ${score}. Mulai dari sini.`,
    homeDoRecommendations: (count: string) => `${count} rekomendasi asesor menunggu tindak lanjut`,
    homeNone: (name: string) => `${name} belum punya hasil evaluasi di Tudang.`,
    ministryTitle: 'Hasil evaluasi nasional',
    ministryEdition: (edition: string, present: string, absent: string) =>
      `${edition}: ${present} daerah hadir, ${absent} tidak`,
    ministryDo: 'Muat tabel hasil',
    auditorDo: 'Lihat daftar impor',
    citizenLine: (name: string, edition: string, index: string, rank: string, count: string) =>
      `${name} mendapat indeks ${index} dari 4 pada evaluasi ${edition}, peringkat ${rank} dari ${count} di kelompoknya.`,
    citizenAbsent: (name: string, edition: string) =>
      `${name} tidak hadir pada evaluasi ${edition}: tidak ada nilai, bukan nol.`,
    citizenNoIndex: (name: string, edition: string) =>
      `${name} hadir pada evaluasi ${edition}, tetapi belum ada indeks.`,
    provinceLine: (present: string, absent: string) =>
      `Kabupaten dan kota yang hadir: ${present}; tidak hadir: ${absent}.`,
    provinceAll: (count: string) => `Lihat semua ${count} daerah`,
  },

  instrument: instrumentId,
  compare: compareId,
  verify: verifyId,
}

/** Small counts as words, at the beginning of a sentence. */
function numberWord(count: number): string {
  return (
    ['Nol', 'Satu', 'Dua', 'Tiga', 'Empat', 'Lima', 'Enam', 'Tujuh', 'Delapan', 'Sembilan', 'Sepuluh', 'Sebelas'][
      count
    ] ?? String(count)
  )
}
