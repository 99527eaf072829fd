import type { AskedWhy, TaskDimension, TaskEventName, TaskLevel, TaskState } from '../model-task.ts'

const states: Record<TaskState, string> = { open: 'Belum selesai', done: 'Selesai', dropped: 'Dibatalkan' }

const levels: Record<TaskLevel, string> = {
  owner: 'OPD pemilik',
  coordinator: 'Koordinator dimensi',
  secretary: 'Sekretaris daerah',
}

const dimensions: Record<TaskDimension, string> = {
  gov: 'Tata kelola',
  bra: 'Citra daerah',
  eco: 'Ekonomi',
  liv: 'Hunian',
  soc: 'Masyarakat',
  env: 'Lingkungan',
}

/** What the reasons speak of. */
export interface WhyParts {
  /** Undefined for a task without one. */
  dimension: string | undefined
  office: string
  institutions: string
  /** How many due days passed. */
  times: string
}

const why: Record<AskedWhy, (parts: WhyParts) => string> = {
  dimension: ({ times, dimension, institutions }) =>
    `Naik karena ${times} tenggat lewat, kepada yang duduk untuk dimensi ${dimension} di ${institutions}.`,
  group: ({ times, office, institutions }) =>
    `Naik karena ${times} tenggat lewat, kepada yang duduk bersama ${office} di ${institutions}.`,
  'every-coordinator': ({ times, dimension }) =>
    dimension === undefined
      ? `Naik karena ${times} tenggat lewat. Tugas ini tanpa dimensi, jadi semua koordinator dimensi ditanya.`
      : `Naik karena ${times} tenggat lewat. Belum ada koordinator yang duduk untuk dimensi ${dimension}, jadi semua koordinator dimensi ditanya.`,
  'no-coordinator': ({ times }) =>
    `Naik karena ${times} tenggat lewat. Daerah ini belum punya koordinator dimensi, jadi sekretariat yang ditanya.`,
  'third-day': ({ times }) => `Naik ke sekretariat karena ${times} tenggat lewat.`,
}

export const taskId = {
  title: 'Tugas rapat',
  lead: 'Semua yang diminta rapat, dari siapa dan kapan. Yang belum selesai muncul lagi di agenda rapat berikutnya. Tenggat kedua yang lewat naik ke koordinator dimensi, yang ketiga ke sekretaris daerah.',
  caption: 'Tugas rapat menurut tenggat',
  states,
  levels,
  dimensions,
  asked: {
    people: (names: string, office: string) => `${names}, bersama ${office}`,
    nobody: (office: string) => `Hanya ${office} yang ditanya: belum ada koordinator atau sekretariat dengan akun.`,
    and: 'dan',
    why,
  },
  columns: { task: 'Tugas', owner: 'Penanggung jawab', due: 'Tenggat', state: 'Keadaan', asked: 'Ditanyakan kepada' },
  filter: {
    office: 'OPD',
    anyOffice: 'Semua OPD',
    state: 'Keadaan',
    anyState: 'Semua keadaan',
    level: 'Ditanyakan kepada',
    anyLevel: 'Semua',
    late: 'Tenggat',
    anyLate: 'Semua tenggat',
    onlyLate: 'Hanya yang lewat tenggat',
  },
  figures: {
    open: 'Belum selesai',
    late: 'Lewat tenggat',
    risen: 'Naik tingkat',
    risenLine: 'ke koordinator atau sekretaris',
    done: 'Selesai',
  },
  from: (meeting: string, day: string) => `Dari ${meeting}, ${day}`,
  times: (n: number) => (n === 0 ? 'Belum pernah lewat tenggat' : `${n} tenggat sudah lewat`),
  none: 'Belum ada tugas.',
  noneWhy: 'Tugas dibuat dari keputusan di halaman notulen rapat.',
  noneOpen: 'Semua tugas sudah selesai.',
  noneOpenWhy: 'Yang sudah selesai tampil dengan saringan Keadaan.',
  noneMatch: 'Tidak ada tugas dengan saringan ini.',
  showAll: 'Tampilkan semua',
  gone: (name: string) => `${name} (sudah dihapus)`,
  transferLink: 'Pindahkan tugas satu OPD',
  detail: {
    decided: 'Diputuskan di',
    owner: 'Penanggung jawab',
    due: 'Tenggat',
    first: (day: string) => `semula ${day}`,
    dimension: 'Dimensi',
    asked: 'Ditanyakan kepada',
    counted: 'Tenggat yang lewat',
    done: 'Selesai',
    note: 'Catatan',
    journey: 'Perjalanan tugas',
    proof: 'Bukti',
    noProof: 'Belum ada bukti.',
    direct: 'Ubah tenggat, pindahkan atau batalkan',
    by: (name: string) => `oleh ${name}`,
  },
  events: {
    made: (meeting: string, due: string) => `Dibuat di ${meeting}${due === '' ? '' : `, tenggat ${due}`}`,
    changed: () => 'Diperbarui',
    moved: (_meeting: string, due: string) => `Tenggat baru ${due}`,
    carried: (meeting: string) => `Belum selesai di ${meeting}, dibawa ke rapat berikutnya`,
    overdue: (_meeting: string, due: string) => `Tenggat ${due} lewat`,
    escalated: () => 'Naik',
    done: (_meeting: string, day: string) => `Selesai${day === '' ? '' : ` ${day}`}`,
    dropped: () => 'Dibatalkan',
    reopened: () => 'Dibuka lagi',
  } satisfies Record<TaskEventName, (meeting: string, day: string) => string>,
  roseTo: (level: string) => `Naik ke ${level.toLowerCase()}`,
  report: {
    title: 'Laporkan',
    doneOn: 'Tanggal selesai',
    doneHint: 'Kosongkan bila belum selesai.',
    note: 'Catatan',
    noteHint: 'Apa yang sudah dikerjakan, atau apa yang menghambat.',
    files: 'Foto atau berkas bukti',
    filesHint: (size: string) => `Paling besar ${size} setiap berkas.`,
    personal: 'Berkas memuat data pribadi, jangan ditampilkan ke luar',
    link: 'Atau alamat tautan bukti',
    take: 'Lepaskan bukti',
    send: 'Kirim laporan',
    meanwhile: (state: string, note: string) =>
      `Sekarang tersimpan: ${state}. ${note} Ketikan Anda masih ada di bawah; kirim lagi bila itu yang benar.`,
    noNote: 'Tanpa catatan.',
  },
  direct: {
    title: 'Atur tugas',
    move: 'Tenggat baru',
    moveLead: 'Tenggat yang sudah lewat tetap dihitung. Tugas yang selesai atau dibatalkan dibuka lagi.',
    moveDo: 'Simpan tenggat baru',
    change: 'Ubah isi atau penanggung jawab',
    text: 'Tugas',
    owner: 'Penanggung jawab',
    dimension: 'Dimensi',
    noDimension: 'Tanpa dimensi',
    changeDo: 'Simpan perubahan',
    drop: 'Batalkan tugas',
    dropLead: 'Tugas tidak ditagih lagi; riwayat dan alasannya tetap ada.',
    dropDo: 'Batalkan tugas ini',
    reason: 'Alasan',
    meanwhile: 'Tugas ini diubah orang lain. Keadaan terbarunya ada di bawah; ketikan Anda masih ada.',
  },
  transfer: {
    title: 'Pindahkan tugas satu OPD',
    lead: 'Semua tugas yang belum selesai dan butir persiapan yang belum diperiksa pindah ke OPD lain. Setiap riwayat menyimpan kedua nama.',
    from: 'OPD asal',
    to: 'OPD tujuan',
    reason: 'Dasar pemindahan',
    choose: 'Pilih OPD',
    do: 'Pindahkan semuanya',
    count: (tasks: string, items: string) => `${tasks} tugas dan ${items} butir persiapan akan pindah.`,
    done: (n: string) => `${n} tugas dan butir persiapan dipindahkan.`,
  },
  panel: {
    mine: (office: string) => `Tugas rapat ${office}`,
    region: (region: string) => `Tugas rapat ${region}`,
    line: (open: string, late: string) => `${open} belum selesai, ${late} lewat tenggat.`,
    items: (n: string) => `${n} butir persiapan belum siap.`,
    toTasks: 'Lihat tugas',
    toBoards: 'Lihat papan persiapan',
  },
  done: {
    lapor: 'Laporan tersimpan.',
    tenggat: 'Tenggat baru tersimpan.',
    ubah: 'Tugas diubah.',
    batal: 'Tugas dibatalkan.',
  },
  sheet: {
    task: 'Tugas',
    owner: 'Penanggung jawab',
    dimension: 'Dimensi',
    due: 'Tenggat',
    first: 'Tenggat semula',
    state: 'Keadaan',
    doneOn: 'Selesai',
    overdue: 'Tenggat yang lewat',
    level: 'Ditanyakan kepada',
    meeting: 'Rapat',
    meetingDay: 'Tanggal rapat',
    note: 'Catatan',
  },
  uses: {
    task: (text: string) => `Tugas rapat: ${text}`,
    item: (board: string, what: string) => `${board}: ${what}`,
    board: (title: string) => `Papan persiapan: ${title}`,
    institution: (name: string) => `SK ${name}`,
  },
  letter: {
    subject: (region: string, n: string) => `Rapat ${region}: ${n} hal menunggu Anda`,
    greeting: (name: string) => `Yth. ${name},`,
    opening: 'Yang berikut menunggu dari Anda:',
    task: (office: string, text: string, due: string, times: string | undefined) =>
      `Tugas ${office}: ${text}\nTenggat ${due}.${times === undefined ? '' : ` Tenggat yang sudah lewat: ${times}.`}`,
    asked: (who: string) => `Ditanyakan kepada ${who}.`,
    rose: {
      coordinator: 'Naik kepada Anda sebagai koordinator dimensi.',
      secretariat: 'Naik kepada Anda di sekretariat daerah.',
    },
    preparation: (office: string, text: string, due: string) => `Persiapan ${office}: ${text}\nTenggat ${due}.`,
    term: (name: string, due: string) => `Masa tugas ${name} berakhir ${due}. Siapkan keputusan yang baru.`,
    more: (n: string) => `Dan ${n} lainnya; buka halamannya.`,
    foot: (mostADay: string, from: string, to: string) =>
      `Yang sudah selesai tidak disebut lagi. Paling banyak ${mostADay} surat sehari, tidak pernah antara pukul ${from}.00 dan ${to}.00.`,
  },
}
