import { actsAs, actsIn, type Actor, type Refusal, regencyOfRole, type Role, worksFor } from '#kit/actor.ts'

/**
 * What one viewer sees of the masterplan of one region. `public`: published editions and the pages that verify them.
 * `all`: workshops, worksheets, drafts and comments too. Pages, lists, counts, exports, files and API ask `sightOf`.
 */
export type Sight = 'public' | 'all'

/** `mentor`: a mentor of a series of this region who was not taken off. */
export function sightOf(actor: Actor, regionCode: string, mentor: boolean): Sight {
  if (worksFor(actor, regionCode) || actsAs(actor, 'auditor', 'ministry-secretariat')) return 'all'
  if (actsAs(actor, 'province-viewer') && actsIn(actor, regionCode)) return 'all'
  return mentor && actsAs(actor, 'mentor') ? 'all' : 'public'
}

const byRole =
  (id: string, en: string, ...roles: Role[]) =>
  (actor: Actor): Refusal =>
    actsAs(actor, ...roles) ? undefined : { id, en }

/** The doors to published editions and to verification are open. */
export const mayOpenPlans = (_actor: Actor): Refusal => undefined

/** Pages that only those who see everything may open. */
export const mayReadInside = byRole(
  'Halaman ini hanya untuk petugas daerah, pembimbingnya, pemantau provinsi, kementerian dan auditor. Masuk dengan peran itu.',
  'This page is for officers of the region, its mentors, province viewers, the ministry and auditors. Sign in in such a role.',
  'opd-officer',
  'opd-head',
  'village-officer',
  'dimension-coordinator',
  'council',
  'regional-head',
  'regional-secretariat',
  'mentor',
  'province-viewer',
  'ministry-secretariat',
  'auditor',
)

/** The door to what the secretariat alone does: series, template, sections, freezing an edition. */
export const mayKeepPlans = byRole(
  'Ini hanya untuk sekretariat daerah. Minta kepada mereka.',
  'This is for the secretariat of the region. Ask them.',
  'regional-secretariat',
)

/** The door to filling worksheets and writing sections. */
export const mayWritePlans = byRole(
  'Ini diisi oleh petugas dan kepala OPD, petugas desa, koordinator dimensi dan sekretariat daerah itu. Masuk dengan peran itu.',
  'This is for officers and heads of offices, village officers, coordinators and the secretariat. Sign in in such a role.',
  'opd-officer',
  'opd-head',
  'village-officer',
  'dimension-coordinator',
  'regional-secretariat',
)

/** The door to voting: everybody who works for the region. */
export const mayVote = byRole(
  'Suara diberikan oleh orang daerah itu: OPD, desa, dewan, koordinator, sekretariat dan kepala daerah.',
  'Votes are given by people of the region: offices, villages, council, coordinators, secretariat and regional head.',
  'opd-officer',
  'opd-head',
  'village-officer',
  'dimension-coordinator',
  'council',
  'regional-head',
  'regional-secretariat',
)

/** The door to comments: people of the region and mentors. */
export const mayComment = byRole(
  'Komentar ditulis oleh orang daerah itu dan pembimbingnya. Masuk dengan peran itu.',
  'Comments are written by people of the region and their mentors. Sign in in such a role.',
  'opd-officer',
  'opd-head',
  'village-officer',
  'dimension-coordinator',
  'council',
  'regional-head',
  'regional-secretariat',
  'mentor',
)

/** The door to accepting deliverables and stages. */
export const mayJudge = byRole(
  'Hasil bimtek diterima oleh pembimbing daerah itu, atau kementerian bila pembimbing berhalangan.',
  'What a workshop produced is accepted by the mentors of the region, or by the ministry when they cannot.',
  'mentor',
  'ministry-secretariat',
)

/** The door to reviewing sections. */
export const mayReview = byRole(
  'Bagian buku ditinjau oleh sekretariat, koordinator dimensi dan pembimbing.',
  'Sections are reviewed by the secretariat, the dimension coordinators and the mentors.',
  'regional-secretariat',
  'dimension-coordinator',
  'mentor',
)

/** The door to signing: those who lead, and the secretariat for signatures on paper. */
export const maySign = byRole(
  'Ini ditandatangani oleh kepala OPD, dewan dan kepala daerah; sekretariat mencatat tanda tangan di kertas.',
  'This is signed by heads of offices, the council and the regional head; the secretariat records signatures on paper.',
  'opd-head',
  'council',
  'regional-head',
  'regional-secretariat',
)

/** The door to publishing an edition. */
export const mayPublish = byRole(
  'Edisi diterbitkan oleh sekretariat atau kepala daerah. Minta kepada mereka.',
  'Editions are published by the secretariat or the regional head. Ask them.',
  'regional-secretariat',
  'regional-head',
)

const elsewhere: Refusal = {
  id: 'Masterplan ini milik daerah lain. Pindah ke peran Anda di daerah itu, atau hubungi sekretariatnya.',
  en: 'This masterplan belongs to another region. Switch to your role there, or ask its secretariat.',
}

const here = (actor: Actor, regionCode: string): Refusal =>
  regencyOfRole(actor) === regionCode ? undefined : elsewhere

export const refuseKeep = (actor: Actor, regionCode: string): Refusal => mayKeepPlans(actor) ?? here(actor, regionCode)

export const refusePublish = (actor: Actor, regionCode: string): Refusal => mayPublish(actor) ?? here(actor, regionCode)

export const refuseVote = (actor: Actor, regionCode: string): Refusal => mayVote(actor) ?? here(actor, regionCode)

export const refuseSign = (actor: Actor, regionCode: string): Refusal => maySign(actor) ?? here(actor, regionCode)

/** Changing a card or a section: people of the office it belongs to, the coordinator and the secretariat. */
export function refuseWrite(actor: Actor, regionCode: string, officeId: string | undefined): Refusal {
  const closed = mayWritePlans(actor) ?? here(actor, regionCode)
  if (closed) return closed
  if (actsAs(actor, 'regional-secretariat', 'dimension-coordinator')) return undefined
  return officeId === undefined || actor.membership?.organisationId === officeId
    ? undefined
    : {
        id: 'Ini milik OPD lain. Tulis komentar, atau minta OPD itu atau sekretariat mengubahnya.',
        en: 'This belongs to another office. Write a comment, or ask that office or the secretariat to change it.',
      }
}

/** A comment: people of the region, and mentors of a series of it. */
export const refuseComment = (actor: Actor, regionCode: string, mentor: boolean): Refusal =>
  mayComment(actor) ?? (actsAs(actor, 'mentor') ? (mentor ? undefined : elsewhere) : here(actor, regionCode))

/** Accepting what a series produced: its own mentors, or the ministry. */
export const refuseJudge = (actor: Actor, mentorOfSeries: boolean): Refusal =>
  mayJudge(actor) ?? (actsAs(actor, 'mentor') && !mentorOfSeries ? elsewhere : undefined)

/** Reviewing sections: secretariat and coordinators here, and mentors of the region. */
export const refuseReview = (actor: Actor, regionCode: string, mentor: boolean): Refusal =>
  mayReview(actor) ?? (actsAs(actor, 'mentor') ? (mentor ? undefined : elsewhere) : here(actor, regionCode))
