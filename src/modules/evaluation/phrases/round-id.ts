import type {
  AnswerState,
  NoticeKind,
  Phase,
  Relation,
  RemarkKind,
  Round,
  RoundRegion,
  StepName,
} from '../model-round.ts'

/** Words that all pages, letters and files of a round share. */
export const roundId = {
  round: 'Putaran evaluasi',
  step: {
    invitation: 'Undangan',
    'self-assessment': 'Isian mandiri',
    verification: 'Pemeriksaan isian',
    scoring: 'Penilaian',
    review: 'Wawancara',
    result: 'Hasil',
    objection: 'Sanggahan',
  } as Record<StepName, string>,
  /** The step `review`, by its kind. */
  reviewKind: { interview: 'Wawancara', 'field-review': 'Tinjauan lapangan' } as Record<Round['reviewKind'], string>,
  reviewMode: { online: 'daring', 'on-site': 'tatap muka' } as Record<Round['reviewMode'], string>,
  roundState: { draft: 'rancangan', open: 'berjalan', closed: 'ditutup' } as Record<Round['state'], string>,
  regionState: { invited: 'mengisi', submitted: 'terkirim', closed: 'selesai' } as Record<RoundRegion['state'], string>,
  phase: {
    planned: 'belum dibuka',
    filling: 'mengisi',
    submitted: 'dinilai',
    closed: 'selesai',
  } as Record<Phase, string>,
  answerState: {
    none: 'belum dijawab',
    draft: 'sedang diisi',
    ready: 'siap disetujui',
    signed: 'disetujui kepala OPD',
    verified: 'diperiksa',
    returned: 'dikembalikan',
  } as Record<AnswerState | 'none', string>,
  remarkKind: { strength: 'Kekuatan', weakness: 'Kelemahan', recommendation: 'Rekomendasi' } as Record<
    RemarkKind,
    string
  >,
  remarkKinds: { strength: 'Kekuatan', weakness: 'Kelemahan', recommendation: 'Rekomendasi' } as Record<
    RemarkKind,
    string
  >,
  relation: {
    ministry: 'sekretariat kementerian',
    auditor: 'auditor',
    administrator: 'pengelola sistem',
    province: 'pemantau provinsi',
    secretariat: 'sekretariat daerah',
    'regional-head': 'kepala daerah',
    'region-reader': 'pembaca daerah',
    'office-head': 'kepala OPD',
    'office-member': 'petugas OPD',
    assessor: 'asesor',
    public: 'umum',
  } as Record<Relation, string>,
  notice: {
    invitation: 'Undangan putaran evaluasi',
    'questions-assigned': 'Pertanyaan dibagikan',
    'answers-due': 'Jawaban ditunggu',
    'answer-returned': 'Jawaban dikembalikan',
    'answer-commented': 'Komentar baru',
    'answers-ready': 'Jawaban siap disetujui',
    'office-signed': 'OPD sudah menyetujui',
    'ready-to-submit': 'Isian siap dikirim',
    'region-submitted': 'Daerah mengirim isian',
    'panel-assigned': 'Penugasan panel',
    'scores-due': 'Nilai ditunggu',
    'sheet-reopened': 'Lembar nilai dibuka lagi',
    'sheets-complete': 'Semua lembar nilai terkirim',
    'extension-given': 'Tanggal berubah',
    'round-closed': 'Putaran ditutup',
  } as Record<NoticeKind, string>,
  /** How a result names who scored. */
  assessor: (place: number) => `Asesor ${place}`,
  /** Edition "2026-2" is the second stage of a year. */
  stage: { I: 'tahap I', II: 'tahap II' } as Record<NonNullable<Round['stage']>, string>,
  example: 'peragaan',
  secretariat: 'Sekretariat daerah',
}
