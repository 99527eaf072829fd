import { actsAs, actsIn, type Actor, type Refusal, regencyOfRole, type Role, worksFor } from '#kit/actor.ts'
import type { RegionSetting } from './model.ts'

/** What one viewer sees of the portfolio of one region. Pages, lists, counts, exports, files and API ask `sightOf`. */
export type Sight = 'none' | 'public' | 'all'

const insiders: readonly Role[] = [
  'opd-officer',
  'opd-head',
  'regional-secretariat',
  'regional-head',
  'dimension-coordinator',
  'council',
  'village-officer',
]

/**
 * The one rule of who sees what: people of the region, the ministry, the auditor and the province above see all; everybody
 * else what a region that opened its portfolio shows to the public: no unverified readings, risks, reminders, history or
 * names of people. An administrator keeps the system running and sees what the public sees.
 */
export function sightOf(actor: Actor, regionCode: string, setting: Pick<RegionSetting, 'public'>): Sight {
  if (worksFor(actor, regionCode) || actsAs(actor, 'auditor', 'ministry-secretariat')) return 'all'
  if (actsAs(actor, 'province-viewer') && actsIn(actor, regionCode)) return 'all'
  return setting.public ? 'public' : 'none'
}

/** The doors of the portfolio are open; what is behind them `sightOf` decides. */
export const mayOpenPortfolio = (_actor: Actor): Refusal => undefined

const byRole =
  (id: string, en: string, ...roles: Role[]) =>
  (actor: Actor): Refusal =>
    actsAs(actor, ...roles) ? undefined : { id, en }

/** Pages that only those who see everything may open: who owes what, handover, history, imports. */
export const mayReadInside = byRole(
  'Halaman ini hanya untuk petugas daerah, pemantau provinsi, kementerian dan auditor. Masuk dengan peran itu.',
  'This page is for officers of the region, province viewers, the ministry and auditors. Sign in in such a role.',
  ...insiders,
  'province-viewer',
  'ministry-secretariat',
  'auditor',
)

/** The door to writing in a portfolio; each programme and office is asked again inside the transaction. */
export const mayWritePortfolio = byRole(
  'Portofolio ditulis oleh petugas OPD, kepala OPD, petugas desa dan sekretariat daerah itu. Masuk dengan peran itu.',
  'The portfolio is written by OPD officers and heads, village officers and the secretariat of the region. Sign in in such a role.',
  'opd-officer',
  'opd-head',
  'village-officer',
  'regional-secretariat',
)

/** The door to what the secretariat alone does: imports, archiving, moving programmes to another office. */
export const mayKeepPortfolio = byRole(
  'Ini hanya untuk sekretariat daerah. Minta kepada mereka.',
  'This is for the secretariat of the region. Ask them.',
  'regional-secretariat',
)

/** The door to asking offices and villages for what they owe. */
export const mayRemind = byRole(
  'Pengingat dikirim oleh sekretariat dan koordinator dimensi daerah ini.',
  'Reminders are sent by the secretariat and the dimension coordinators of the region.',
  'regional-secretariat',
  'dimension-coordinator',
)

/** The door to opening the portfolio to the public and to other regions. */
export const mayOpenToPublic = byRole(
  'Portofolio dibuka untuk umum oleh sekretariat atau kepala daerah. Minta kepada mereka.',
  'The portfolio is opened to the public by the secretariat or the regional head. Ask them.',
  'regional-secretariat',
  'regional-head',
)

/** The door to verifying readings. */
export const mayVerifyReadings = byRole(
  'Capaian diperiksa oleh sekretariat daerah dan kepala OPD pemilik indikator.',
  'Readings are verified by the secretariat and the head of the office that owns the indicator.',
  'regional-secretariat',
  'opd-head',
)

const elsewhere: Refusal = {
  id: 'Portofolio ini milik daerah lain. Pindah ke peran Anda di daerah itu, atau hubungi sekretariatnya.',
  en: 'This portfolio belongs to another region. Switch to your role there, or ask its secretariat.',
}

/** The secretariat of this region? */
export const refuseKeep = (actor: Actor, regionCode: string): Refusal =>
  mayKeepPortfolio(actor) ?? (regencyOfRole(actor) === regionCode ? undefined : elsewhere)

export const refuseRemind = (actor: Actor, regionCode: string): Refusal =>
  mayRemind(actor) ?? (regencyOfRole(actor) === regionCode ? undefined : elsewhere)

export const refuseOpenToPublic = (actor: Actor, regionCode: string): Refusal =>
  mayOpenToPublic(actor) ?? (regencyOfRole(actor) === regionCode ? undefined : elsewhere)

/**
 * Changing what belongs to an office (a programme, its money, a milestone, the definition of an indicator): people of that
 * office, and the secretariat. `officeIds` are those it belongs to; any of them will do.
 */
export function refuseWrite(actor: Actor, regionCode: string, officeIds: readonly string[]): Refusal {
  const closed = mayWritePortfolio(actor) ?? (regencyOfRole(actor) === regionCode ? undefined : elsewhere)
  if (closed) return closed
  if (actsAs(actor, 'regional-secretariat')) return undefined
  const own = actor.membership?.organisationId
  return own !== undefined && officeIds.includes(own)
    ? undefined
    : {
        id: 'Ini milik OPD atau desa lain. Minta OPD itu atau sekretariat daerah mengubahnya.',
        en: 'This belongs to another office or village. Ask that office or the secretariat to change it.',
      }
}

/**
 * Entering a reading: a village officer for the own village, people of the office that owns the indicator for any place,
 * people of a district office for places in their district, and the secretariat.
 */
export function refuseRead(
  actor: Actor,
  regionCode: string,
  reading: { placeCode: string; ownerId: string | undefined },
): Refusal {
  const closed = mayWritePortfolio(actor) ?? (regencyOfRole(actor) === regionCode ? undefined : elsewhere)
  if (closed) return closed
  if (actsAs(actor, 'regional-secretariat')) return undefined
  const place = actor.membership
  const inOwnPlace = (place?.regionCode?.length ?? 0) > 5 && actsIn(actor, reading.placeCode)
  const ownOffice = place?.organisationId !== undefined && place.organisationId === reading.ownerId
  return inOwnPlace || ownOffice
    ? undefined
    : {
        id: 'Capaian tempat ini diisi oleh desanya sendiri, OPD pemilik indikator, atau sekretariat daerah.',
        en: 'Readings of this place are entered by the village itself, the office that owns the indicator, or the secretariat.',
      }
}

/** Verifying a reading: not by who reported it. */
export function refuseVerify(
  actor: Actor,
  regionCode: string,
  reading: { ownerId: string | undefined; reportedBy: string | undefined },
): Refusal {
  const closed = mayVerifyReadings(actor) ?? (regencyOfRole(actor) === regionCode ? undefined : elsewhere)
  if (closed) return closed
  if (actsAs(actor, 'opd-head') && actor.membership?.organisationId !== reading.ownerId) {
    return mayVerifyReadings({ ...actor, membership: undefined })
  }
  return reading.reportedBy !== undefined && reading.reportedBy === actor.accountId
    ? {
        id: 'Capaian tidak diperiksa oleh orang yang mengisinya. Minta rekan lain memeriksanya.',
        en: 'A reading is not verified by the person who entered it. Ask a colleague.',
      }
    : undefined
}
