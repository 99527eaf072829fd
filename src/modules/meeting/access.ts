import { actsAs, actsIn, type Actor, type Refusal, regencyOfRole, type Role, worksFor } from '#kit/actor.ts'

/**
 * What one viewer sees of the meetings of one region. `all`: everything except the NIP and phones of other people's
 * attendance, which only `keeps` shows. `invited`: only meetings on whose list the viewer stands. Pages, lists, counts,
 * exports, files, letters and API ask `sightOf`.
 */
export type Sight = 'none' | 'invited' | 'all'

/** Those who work for the region, the ministry, the auditor and the province above; others only what they are invited to. */
export function sightOf(actor: Actor, regionCode: string): Sight {
  if (worksFor(actor, regionCode) || actsAs(actor, 'auditor', 'ministry-secretariat')) return 'all'
  if (actsAs(actor, 'province-viewer') && actsIn(actor, regionCode)) return 'all'
  return actor.accountId === undefined ? 'none' : 'invited'
}

const byRole =
  (id: string, en: string, ...roles: Role[]) =>
  (actor: Actor): Refusal =>
    actsAs(actor, ...roles) ? undefined : { id, en }

/** Doors whose address carries its own right (a QR code, a link in a letter), and public verification. */
export const mayOpenByToken = (_actor: Actor): Refusal => undefined

/** The door to meetings; which ones, `sightOf` decides. */
export const mayOpenMeetings = (actor: Actor): Refusal =>
  actor.accountId === undefined
    ? { id: 'Masuk dahulu untuk membuka rapat.', en: 'Sign in to open meetings.' }
    : undefined

/** The entry in the header: who works with meetings. A citizen who is invited comes by the letter or their first page. */
export const refuseMeetingsLink = byRole(
  'Buka lewat surat undangan Anda, atau lewat beranda.',
  'Open it by your letter of invitation, or by your first page.',
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

/** The door to planning meetings, sending letters, keeping institutions and preparation boards. */
export const mayKeepMeetings = byRole(
  'Rapat diatur oleh sekretariat daerah dan koordinator dimensi. Minta kepada mereka.',
  'Meetings are kept by the secretariat of the region and the dimension coordinators. Ask them.',
  'regional-secretariat',
  'dimension-coordinator',
)

/** The door to writing minutes and to reporting on tasks and preparations; the thing itself is asked again. */
export const mayWorkInMeetings = byRole(
  'Ini diisi oleh petugas dan kepala OPD, petugas desa, koordinator dan sekretariat daerah itu. Masuk dengan peran itu.',
  'This is for officers and heads of offices, village officers, coordinators and the secretariat. Sign in in such a role.',
  'opd-officer',
  'opd-head',
  'village-officer',
  'dimension-coordinator',
  'regional-secretariat',
)

/** The door to answering an invitation for oneself or one's office. */
export const mayAnswerInvitation = (actor: Actor): Refusal => mayOpenMeetings(actor)

const elsewhere: Refusal = {
  id: 'Ini milik daerah lain. Pindah ke peran Anda di daerah itu, atau hubungi sekretariatnya.',
  en: 'This belongs to another region. Switch to your role there, or ask its secretariat.',
}

/** Keeping the meetings of this region. */
export const refuseKeep = (actor: Actor, regionCode: string): Refusal =>
  mayKeepMeetings(actor) ?? (regencyOfRole(actor) === regionCode ? undefined : elsewhere)

/** Writing the minutes: who keeps meetings, and people of the region who are invited to this one. */
export const refuseMinutes = (actor: Actor, regionCode: string, invited: boolean): Refusal =>
  mayWorkInMeetings(actor) ??
  (regencyOfRole(actor) !== regionCode
    ? elsewhere
    : refuseKeep(actor, regionCode) === undefined || invited
      ? undefined
      : {
          id: 'Notulen ditulis oleh sekretariat dan peserta yang diundang. Minta sekretariat menambahkan Anda.',
          en: 'Minutes are written by the secretariat and by those invited. Ask the secretariat to add you.',
        })

/** Reporting on a task or a preparation: people of the office that owes it, and who keeps meetings. */
export const refuseReport = (actor: Actor, regionCode: string, ownerId: string): Refusal =>
  mayWorkInMeetings(actor) ??
  (regencyOfRole(actor) !== regionCode
    ? elsewhere
    : refuseKeep(actor, regionCode) === undefined || actor.membership?.organisationId === ownerId
      ? undefined
      : {
          id: 'Tugas ini milik OPD lain. Minta OPD itu atau sekretariat melaporkannya.',
          en: 'This task belongs to another office. Ask that office or the secretariat to report it.',
        })
