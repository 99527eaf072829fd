import { type Actor, actsAs, type Refusal, type Role } from '#kit/actor.ts'
import type { AnswerState, OwnSubmission, Phase, Relation, StepName } from './model-round.ts'

/** Published results, instruments and verification are for everybody. */
export const mayReadResults = (_actor: Actor): Refusal => undefined

/** Checking and applying a results file. */
export const mayImportResults = (actor: Actor): Refusal =>
  actsAs(actor, 'ministry-secretariat', 'administrator')
    ? undefined
    : {
        id: 'Hanya sekretariat kementerian dan pengelola sistem yang boleh mengimpor hasil evaluasi. Ganti peran Anda, atau hubungi mereka.',
        en: 'Only the ministry secretariat and the system administrator may import results. Switch your role, or ask them.',
      }

/** Seeing imports and their reports; they may hold figures that are not published yet. */
export const mayReadImports = (actor: Actor): Refusal =>
  actsAs(actor, 'ministry-secretariat', 'administrator', 'auditor')
    ? undefined
    : {
        id: 'Hanya sekretariat kementerian, pengelola sistem dan auditor yang boleh melihat impor hasil.',
        en: 'Only the ministry secretariat, the system administrator and auditors may see imports of results.',
      }

const byRole =
  (id: string, en: string, ...roles: Role[]) =>
  (actor: Actor): Refusal =>
    actsAs(actor, ...roles) ? undefined : { id, en }

/** Dates and regions of rounds that are open or closed are for everybody; what else is seen, `visibility` says. */
export const mayReadRounds = (_actor: Actor): Refusal => undefined

/** Making, opening, dating and closing a round, its letters, regions and panels. */
export const mayRunRounds = byRole(
  'Hanya sekretariat kementerian yang menyelenggarakan putaran evaluasi. Ganti peran Anda, atau hubungi mereka.',
  'Only the ministry secretariat runs evaluation rounds. Switch your role, or ask them.',
  'ministry-secretariat',
)

/** What stands in the way of closing a round, and what the results would be: before the close for these alone. */
export const mayReadClosing = byRole(
  'Penutupan putaran hanya untuk sekretariat kementerian dan auditor. Hasilnya terbuka sesudah putaran ditutup.',
  'Closing a round is for the ministry secretariat and auditors. Its result is public once it is closed.',
  'ministry-secretariat',
  'auditor',
)

/** The board of all regions of a round, with figures and contacts; rows are cut to what the viewer sees. */
export const mayReadBoard = byRole(
  'Papan putaran hanya untuk sekretariat kementerian, pemantau provinsi, auditor dan pengelola.',
  'The board of a round is for the ministry secretariat, province viewers, auditors and the administrator.',
  'ministry-secretariat',
  'province-viewer',
  'auditor',
  'administrator',
)

/** Who is on which panel. */
export const mayReadPanels = byRole(
  'Susunan panel hanya untuk sekretariat kementerian, auditor dan pengelola.',
  'Panels are for the ministry secretariat, auditors and the administrator.',
  'ministry-secretariat',
  'auditor',
  'administrator',
)

/** The door to self-assessments; each region and question is asked again by `getStand`. */
export const mayOpenAssessment = byRole(
  'Isian mandiri hanya untuk petugas daerah, asesor, kementerian dan auditor. Masuk dengan peran itu.',
  'The self-assessment is for officers of the region, assessors, the ministry and auditors. Sign in in such a role.',
  'opd-officer',
  'opd-head',
  'regional-secretariat',
  'regional-head',
  'dimension-coordinator',
  'council',
  'assessor',
  'ministry-secretariat',
  'auditor',
)

/** The door to writing in a self-assessment. */
export const mayWriteAssessment = byRole(
  'Isian mandiri ditulis oleh petugas OPD, kepala OPD, sekretariat dan kepala daerah. Masuk dengan peran itu.',
  'The self-assessment is written by OPD officers, OPD heads, the secretariat and the regional head. Sign in in such a role.',
  'opd-officer',
  'opd-head',
  'regional-secretariat',
  'regional-head',
)

/** The door to assessors' sheets; others than assessors only read. */
export const mayOpenSheets = byRole(
  'Lembar nilai hanya untuk asesor yang ditugaskan, kementerian dan auditor.',
  'Score sheets are for the assessors on the panel, the ministry and auditors.',
  'assessor',
  'ministry-secretariat',
  'auditor',
)

/** The door to giving scores and writing remarks. */
export const mayScore = byRole(
  'Nilai hanya diberikan oleh asesor yang ditugaskan untuk daerah ini.',
  'Scores are given only by assessors on the panel of the region.',
  'assessor',
)

/** Letters about what is owed, and whether they went out. */
export const mayReadNotices = byRole(
  'Keadaan pemberitahuan hanya untuk sekretariat kementerian, auditor dan pengelola.',
  'The state of notices is for the ministry secretariat, auditors and the administrator.',
  'ministry-secretariat',
  'auditor',
  'administrator',
)

/** The door to invitation letters; whose letter, `seesLetter` says. */
export const mayReadLetters = byRole(
  'Surat undangan hanya untuk daerah yang diundang, kementerian dan auditor. Masuk dengan peran itu.',
  'Invitation letters are for the invited regions, the ministry and auditors. Sign in in such a role.',
  'ministry-secretariat',
  'auditor',
  'regional-secretariat',
  'regional-head',
  'dimension-coordinator',
  'council',
  'opd-head',
  'opd-officer',
)

/** What a deed is checked against: who, in which phase, and which steps are open today. */
export interface DeedFacts {
  relation: Relation
  phase: Phase
  /** Steps whose days include today, in the zone of the region. */
  openSteps: ReadonlySet<StepName>
}

const oneOf = (facts: DeedFacts, ...relations: Relation[]) => relations.includes(facts.relation)

const notFilling = (facts: DeedFacts): Refusal =>
  facts.phase === 'filling'
    ? undefined
    : facts.phase === 'planned'
      ? {
          id: 'Putaran ini belum dibuka. Tunggu undangan kementerian.',
          en: 'This round is not open yet. Wait for the invitation of the ministry.',
        }
      : {
          id: 'Isian daerah ini sudah dikirim dan terkunci. Tidak ada yang diubah lagi; hubungi kementerian bila ada yang keliru.',
          en: 'The self-assessment of this region is handed in and frozen. Nothing changes any more; tell the ministry if something is wrong.',
        }

const tooLate: Refusal = {
  id: 'Masa isian daerah ini belum mulai atau sudah lewat. Minta kementerian memberi perpanjangan.',
  en: 'The time for this region to fill in has not begun or is over. Ask the ministry for an extension.',
}

/** Sharing questions out to offices. */
export const refuseAssign = (facts: DeedFacts): Refusal =>
  oneOf(facts, 'secretariat')
    ? notFilling(facts)
    : {
        id: 'Pertanyaan dibagi oleh sekretariat daerah. Minta kepada mereka.',
        en: 'Questions are shared out by the secretariat of the region. Ask them.',
      }

/**
 * Writing an answer: people of the office that has the question, and the secretariat. While the self-assessment is open,
 * and for a returned answer while verification is.
 */
export function refuseAnswer(
  facts: DeedFacts,
  question: { ownOffice: boolean; state: AnswerState | undefined },
): Refusal {
  const mine = oneOf(facts, 'secretariat') || (oneOf(facts, 'office-head', 'office-member') && question.ownOffice)
  if (!mine) {
    return {
      id: 'Pertanyaan ini dijawab oleh OPD yang ditugaskan dan sekretariat daerah. Minta sekretariat bila pembagiannya keliru.',
      en: 'This question is answered by the office it was given to and the secretariat. Ask the secretariat if that is wrong.',
    }
  }
  const closed = notFilling(facts)
  if (closed) return closed
  const open =
    facts.openSteps.has('self-assessment') ||
    (facts.openSteps.has('verification') && (question.state === 'returned' || facts.relation === 'secretariat'))
  if (!open) return tooLate
  if (question.state === 'verified' && facts.relation !== 'secretariat') {
    return {
      id: 'Jawaban ini sudah diperiksa sekretariat. Minta sekretariat mengembalikannya bila perlu diubah.',
      en: 'This answer is verified by the secretariat. Ask them to return it if it must change.',
    }
  }
  if (question.state === 'signed' && facts.relation === 'office-member') {
    return {
      id: 'Jawaban ini sudah disetujui kepala OPD. Minta kepala OPD atau sekretariat mengembalikannya bila perlu diubah.',
      en: 'This answer is signed off by the head of the office. Ask them or the secretariat to return it if it must change.',
    }
  }
  return undefined
}

/** Signing off the answers of an office: its head. */
export const refuseSign = (facts: DeedFacts): Refusal =>
  oneOf(facts, 'office-head')
    ? (notFilling(facts) ??
      (facts.openSteps.has('self-assessment') || facts.openSteps.has('verification') ? undefined : tooLate))
    : {
        id: 'Jawaban OPD disetujui oleh kepala OPD itu. Minta kepadanya.',
        en: 'The answers of an office are signed off by its head. Ask them.',
      }

/** Verifying an answer or returning it with a reason: the secretariat, until the region hands in. */
export const refuseVerify = (facts: DeedFacts): Refusal =>
  oneOf(facts, 'secretariat')
    ? (notFilling(facts) ??
      (facts.openSteps.has('self-assessment') || facts.openSteps.has('verification') ? undefined : tooLate))
    : {
        id: 'Jawaban diperiksa oleh sekretariat daerah.',
        en: 'Answers are verified by the secretariat of the region.',
      }

/** Handing in for the region: its head. */
export const refuseSubmit = (facts: DeedFacts): Refusal =>
  oneOf(facts, 'regional-head')
    ? (notFilling(facts) ??
      (facts.openSteps.has('self-assessment') || facts.openSteps.has('verification') ? undefined : tooLate))
    : {
        id: 'Isian daerah dikirim oleh kepala daerah. Beri tahu kepala daerah bahwa isian sudah siap.',
        en: 'The self-assessment is handed in by the regional head. Tell them that it is ready.',
      }

/** Commenting on a question: people of the region who see it, until the round closes. */
export const refuseComment = (facts: DeedFacts, ownOffice: boolean): Refusal =>
  facts.phase !== 'planned' &&
  facts.phase !== 'closed' &&
  (oneOf(facts, 'secretariat', 'regional-head', 'region-reader') ||
    (oneOf(facts, 'office-head', 'office-member') && ownOffice))
    ? undefined
    : {
        id: 'Komentar hanya untuk petugas daerah yang menangani pertanyaan ini, selama putaran belum ditutup.',
        en: 'Comments are for the people of the region who work on this question, until the round is closed.',
      }

/** Giving scores and writing remarks: an assessor of the region, after it handed in, until one's own sheet is handed in. */
export function refuseScore(facts: DeedFacts, own: OwnSubmission): Refusal {
  if (!oneOf(facts, 'assessor')) {
    return {
      id: 'Anda tidak ditugaskan menilai daerah ini. Hubungi sekretariat kementerian bila itu keliru.',
      en: 'You are not on the panel of this region. Tell the ministry secretariat if that is wrong.',
    }
  }
  if (facts.phase === 'closed') {
    return { id: 'Putaran ini sudah ditutup. Nilai tidak berubah lagi.', en: 'This round is closed. Scores are final.' }
  }
  if (facts.phase !== 'submitted') {
    return {
      id: 'Daerah ini belum mengirim isiannya. Penilaian dimulai sesudah itu.',
      en: 'The region has not handed in yet. Scoring begins after that.',
    }
  }
  if (!facts.openSteps.has('scoring') && !facts.openSteps.has('review')) {
    return {
      id: 'Masa penilaian belum mulai atau sudah lewat. Minta kementerian memberi perpanjangan.',
      en: 'The time for scoring has not begun or is over. Ask the ministry for an extension.',
    }
  }
  return own === 'submitted'
    ? {
        id: 'Lembar nilai Anda sudah dikirim. Minta kementerian membukanya lagi bila ada yang keliru.',
        en: 'Your sheet is handed in. Ask the ministry to open it again if something is wrong.',
      }
    : undefined
}
