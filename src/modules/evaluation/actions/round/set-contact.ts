import type { Actor } from '#kit/actor.ts'
import { type FieldError, invalid } from '#kit/problem.ts'
import { audit } from '#platform/audit/audit.ts'
import type { Writer } from '#platform/db/database.ts'
import type { Platform } from '#platform/platform.ts'
import type { RoundRegion } from '../../model-round.ts'
import { updateContact } from '../../store/round/write-rounds.ts'
import { getMinistryRegion } from './ministry-round.ts'

/** Whom the ministry calls in a region, and the number of its own letter; undefined parts are emptied. */
export async function setContact(
  platform: Platform,
  actor: Actor,
  given: { roundId: string; regionCode: string; contact: RoundRegion['contact']; letterNumber: string | undefined },
  writer: Writer,
): Promise<void> {
  const { contact, letterNumber } = given
  const faults: FieldError[] = []
  const long = (field: string, text: string | undefined, most: number) => {
    if ((text?.length ?? 0) <= most) return
    faults.push({ field, sentence: { id: `Paling panjang ${most} huruf.`, en: `At most ${most} letters.` } })
  }
  long('contact.name', contact.name, 120)
  long('contact.office', contact.office, 200)
  long('letter_number', letterNumber, 100)
  if (contact.phone !== undefined && !/^\+?[0-9][0-9 ()-]{4,28}$/.test(contact.phone)) {
    faults.push({
      field: 'contact.phone',
      sentence: {
        id: `“${contact.phone.slice(0, 30)}” bukan nomor telepon. Tulis angka, misalnya 0812 0000 0000.`,
        en: `“${contact.phone.slice(0, 30)}” is no telephone number. Write digits, for example 0812 0000 0000.`,
      },
    })
  }
  if (faults.length > 0) throw invalid(...faults)
  await platform.db.transact(writer, async tx => {
    const { round, region } = await getMinistryRegion(tx, actor, given.roundId, given.regionCode)
    await updateContact(tx, round.id, region.regionCode, contact, letterNumber)
    await audit(tx, {
      event: 'evaluation.contact.changed',
      subject: { kind: 'evaluation.round', id: round.id },
      regionCode: region.regionCode,
    })
  })
}
