import type { Actor } from '#kit/actor.ts'
import { type FieldError, invalid, Problem } from '#kit/problem.ts'
import { audit } from '#platform/audit/audit.ts'
import type { Writer } from '#platform/db/database.ts'
import type { Platform } from '#platform/platform.ts'
import { listHolders } from '#modules/people/index.ts'
import { refuseKeep } from '../../access.ts'
import { LONGEST_WORKSHOP } from '../../model-workshop.ts'
import { clearLead, endMentor, upsertMentor } from '../../store/workshop/mentors.ts'
import { getSeriesStand, unlessRefused } from './lock-series.ts'

export interface SaveMentor {
  regionCode: string
  seriesId: string
  /** Holds the role of mentor now. */
  accountId: string
  /** The one lead of the series; who led before no longer does. */
  lead: boolean
  expertise?: string | undefined
}

/**
 * Makes somebody a mentor of a series, or changes what they are in it. From then on they see the region's worksheets and
 * drafts. Throws `not-found`, `may-not`, and `invalid` with the fields `accountId`, `expertise`.
 */
export async function saveMentor(platform: Platform, actor: Actor, save: SaveMentor, writer: Writer): Promise<void> {
  const { regionCode, seriesId, accountId, lead } = save
  const expertise = save.expertise?.replace(/\s+/g, ' ').trim() || undefined
  const now = platform.clock.now()
  await platform.db.transact(writer, async tx => {
    await getSeriesStand(tx, actor, regionCode, seriesId, true)
    unlessRefused(refuseKeep(actor, regionCode))
    const errors: FieldError[] = []
    const held = uuid.test(accountId) ? await listHolders(tx, { roles: ['mentor'], accountIds: [accountId] }, now) : []
    if (held.length === 0) errors.push(noMentor)
    if (expertise !== undefined && expertise.length > LONGEST_WORKSHOP.name) errors.push(longExpertise)
    if (errors.length > 0) throw invalid(...errors)
    if (lead) await clearLead(tx, regionCode, seriesId, accountId)
    await upsertMentor(tx, { regionCode, seriesId, accountId, lead, expertise, now })
    await audit(tx, {
      event: 'masterplan.mentor.added',
      subject: { kind: 'masterplan.series', id: seriesId },
      regionCode,
      data: { account: accountId, lead },
    })
  })
}

/** Takes a mentor off a series; they see no more of the region from then on. Throws `not-found`, `may-not`. */
export async function removeMentor(
  platform: Platform,
  actor: Actor,
  remove: { regionCode: string; seriesId: string; accountId: string },
  writer: Writer,
): Promise<void> {
  const { regionCode, seriesId, accountId } = remove
  const now = platform.clock.now()
  await platform.db.transact(writer, async tx => {
    await getSeriesStand(tx, actor, regionCode, seriesId, true)
    unlessRefused(refuseKeep(actor, regionCode))
    if (!uuid.test(accountId) || !(await endMentor(tx, regionCode, seriesId, accountId, now))) throw noSuchMentor()
    await audit(tx, {
      event: 'masterplan.mentor.ended',
      subject: { kind: 'masterplan.series', id: seriesId },
      regionCode,
      data: { account: accountId },
    })
  })
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

const noMentor: FieldError = {
  field: 'accountId',
  sentence: {
    id: 'Orang ini tidak memegang peran pembimbing. Pilih dari daftar; peran pembimbing diberikan oleh kementerian.',
    en: 'This person does not hold the role of mentor. Choose from the list; the ministry gives that role.',
  },
}

const longExpertise: FieldError = {
  field: 'expertise',
  sentence: {
    id: `Keahlian paling panjang ${LONGEST_WORKSHOP.name} huruf. Persingkat.`,
    en: `The expertise has at most ${LONGEST_WORKSHOP.name} letters. Shorten it.`,
  },
}

const noSuchMentor = () =>
  new Problem('not-found', {
    id: 'Orang ini bukan pembimbing rangkaian ini sekarang. Muat ulang daftarnya.',
    en: 'This person is no mentor of this series now. Reload the list.',
  })
