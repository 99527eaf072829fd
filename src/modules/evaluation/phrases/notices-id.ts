import type { Zone } from '#kit/format.ts'
import type { DropReason, NoticeState } from '../model-notices.ts'
import type { NoticeKind } from '../model-round.ts'

/** What a sentence of a letter may speak of: counts, names of offices, numbers of questions, dates. Never what was answered or scored. */
export interface NoticeWords {
  /** Written for reading: "12". */
  count: string
  /** Name of the office; undefined for what the secretariat answers itself. */
  office: string | undefined
  /** Number of the question, such as "A.1.1". */
  question: string
  /** "12 Juni 2027 (3 hari lagi)", or empty. */
  until: string
  /** Name of the step whose last day moved. */
  step: string
}

const until = (words: string) => (words === '' ? '' : `, paling lambat ${words}`)

/** Sentences of letters about rounds, of the calendar, and of the list of notices. */
export const noticesId = {
  lastDayEnds: (zone: Zone) => `Berakhir pukul 24.00 ${zone}.`,
  extended: 'Hari terakhir sudah diperpanjang untuk daerah ini.',
  calendarStep: (step: string, round: string) => `${step}: ${round}`,

  inviteSubject: (subject: string, region: string) => `${subject}: ${region}`,
  inviteText: (facts: { addressee: string; round: string; region: string; url: string }) =>
    [
      `Yth. ${facts.addressee} dan sekretariat daerah,`,
      `${facts.region} diundang mengikuti ${facts.round}. Surat undangan dan jadwalnya ada di lampiran; jadwal dapat dibuka dengan aplikasi kalender.`,
      `Isian, tanggal, dan perkembangannya:\n${facts.url}`,
    ].join('\n\n'),

  letterSubject: (count: string) => `Evaluasi kota cerdas: ${count} hal untuk Anda`,
  letterGreeting: (name: string) => `Yth. ${name},`,
  letterMore: (count: string) => `dan ${count} hal lain`,
  letterFoot: (most: string, from: string, to: string) =>
    `Surat ini menggabungkan semua pemberitahuan Anda. Paling banyak ${most} surat sehari, tidak pernah antara pukul ${from}.00 dan ${to}.00.`,
  sentence: {
    invitation: () => 'Daerah Anda diundang mengikuti evaluasi.',
    'questions-assigned': words =>
      `${words.count} pertanyaan menunggu jawaban ${words.office ?? 'sekretariat'}${until(words.until)}.`,
    'answers-due': words => `${words.count} jawaban ${words.office ?? 'sekretariat'} belum siap${until(words.until)}.`,
    'answer-returned': words => `Jawaban ${words.question} dikembalikan sekretariat. Alasannya ada di halamannya.`,
    'answer-commented': words => `Ada komentar baru pada pertanyaan ${words.question}.`,
    'answers-ready': words =>
      `${words.count} jawaban ${words.office ?? 'sekretariat'} siap Anda setujui${until(words.until)}.`,
    'office-signed': words =>
      `${words.count} jawaban ${words.office ?? 'sekretariat'} menunggu Anda periksa${until(words.until)}.`,
    'ready-to-submit': words => `Semua jawaban sudah diperiksa. Isian daerah siap Anda kirim${until(words.until)}.`,
    'region-submitted': () => 'Isian daerah sudah dikirim dan terkunci.',
    'panel-assigned': () => 'Anda ditugaskan menilai daerah ini.',
    'scores-due': words => `Lembar nilai Anda belum dikirim${until(words.until)}.`,
    'sheet-reopened': () => 'Lembar nilai Anda dibuka lagi oleh kementerian. Alasannya ada di halamannya.',
    'sheets-complete': () => 'Semua lembar nilai sudah dikirim. Putaran dapat ditutup.',
    'extension-given': words => `Hari terakhir ${words.step} diperpanjang${until(words.until)}.`,
    'round-closed': () => 'Putaran ditutup. Hasilnya sudah terbit.',
  } as Record<NoticeKind, (words: NoticeWords) => string>,

  title: 'Pemberitahuan',
  lead: 'Siapa diberi tahu apa, dan apakah suratnya sudah pergi. Beberapa pemberitahuan pergi dalam satu surat.',
  invitations: 'Surat undangan',
  allInvited: 'Semua daerah sudah dikirimi surat undangan.',
  notInvited: (count: string) => `${count} daerah belum dikirimi surat undangan`,
  notInvitedWhy:
    'Surat belum terkirim, tidak ada akun: daerah ini belum punya kepala daerah atau sekretariat yang terdaftar. Undang mereka; suratnya menyusul sendiri paling lambat pukul 07.00 WIB esok.',
  notInvitedYet: 'Surat sedang dikirim.',
  letterOf: (region: string) => `Surat undangan ${region} (PDF)`,
  recipient: 'Penerima',
  region: 'Daerah',
  kind: 'Hal',
  state: 'Keadaan',
  when: 'Waktu',
  created: 'Dicatat',
  settled: 'Selesai',
  why: 'Alasan',
  mail: 'Surel',
  anyState: 'Semua keadaan',
  anyKind: 'Semua hal',
  anyRegion: 'Semua daerah',
  wholeRound: 'seluruh putaran',
  states: { waiting: 'menunggu', sent: 'terkirim', dropped: 'tidak dikirim' } as Record<NoticeState, string>,
  reasons: {
    'no-role': 'penerima tidak lagi memegang peran',
    'not-theirs': 'bukan lagi urusan penerima',
    done: 'sudah selesai sebelum suratnya pergi',
    over: 'tahapnya sudah lewat',
  } as Record<DropReason, string>,
  mailStates: {
    queued: 'dalam antrean',
    sent: 'sampai di server surel',
    kept: 'disimpan, tanpa server surel',
    failed: 'gagal, dicoba lagi',
  } as Record<string, string>,
  waitsUntil: (moment: string) => `paling cepat ${moment}`,
  none: 'Belum ada pemberitahuan.',
  noneWhy: 'Pemberitahuan muncul saat putaran dibuka, pertanyaan dibagikan, atau ada yang jatuh tempo.',
  noneMatch: 'Tidak ada pemberitahuan yang cocok.',
  noneMatchWhy: 'Longgarkan saringannya.',
  showAll: 'Tampilkan semua',
  nextOnes: (count: number) => `${count} berikutnya`,
  firstPage: 'Halaman pertama',
  calendar: 'Kalender',
  noLetter:
    'Surat ini tidak ada, atau bukan untuk Anda. Surat undangan hanya untuk daerah yang diundang dan kementerian.',
  whichLetter: 'Sebut daerahnya di alamat, misalnya surat.pdf?daerah=73.24.',
}
