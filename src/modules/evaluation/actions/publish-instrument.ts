import { createHash } from 'node:crypto'
import { Problem } from '#kit/problem.ts'
import { audit } from '#platform/audit/audit.ts'
import type { Writer } from '#platform/db/database.ts'
import type { Platform } from '#platform/platform.ts'
import { canonicalText } from '#kit/canonical-text.ts'
import { checkInstrument } from '../rules/check-instrument.ts'
import { faultSentence } from '../rules/instrument-faults.ts'
import { hashesOfInstruments, insertPublishedInstrument } from '../store/instruments.ts'

/**
 * Checks an instrument and publishes it; one that stands already with the same content is left alone (false). Throws a
 * Problem with a sentence for each fault, or when another content was published under the same id.
 */
export async function publishInstrument(platform: Platform, json: unknown, writer: Writer): Promise<boolean> {
  const checked = checkInstrument(json)
  if (!checked.ok) {
    const fields = checked.faults.map(fault => ({
      field: fault.path,
      sentence: { id: faultSentence(fault, 'id'), en: faultSentence(fault, 'en') },
    }))
    const first = fields[0]?.sentence ?? { id: '', en: '' }
    const more = fields.length - 1
    throw new Problem(
      'invalid',
      {
        id: `Instrumen tidak dapat diterbitkan. ${first.id}${more > 0 ? ` Ada ${more} kesalahan lain.` : ''}`,
        en: `The instrument cannot be published. ${first.en}${more > 0 ? ` There are ${more} more faults.` : ''}`,
      },
      { fields },
    )
  }
  const { instrument } = checked
  const sha256 = createHash('sha256').update(canonicalText(instrument)).digest('hex')
  const stored = (await hashesOfInstruments(platform.db.sql)).get(instrument.id)
  if (stored === sha256) return false
  if (stored !== undefined) {
    throw new Problem('conflict', {
      id: `Instrumen ${instrument.id} sudah diterbitkan dengan isi lain dan tidak boleh berubah. Koreksi diterbitkan dengan id baru.`,
      en: `Instrument ${instrument.id} was published with other content and never changes. Publish a correction under a new id.`,
    })
  }
  await platform.db.transact(writer, async tx => {
    await insertPublishedInstrument(tx, instrument, sha256, platform.clock.now())
    await audit(tx, {
      event: 'evaluation.instrument.published',
      subject: { kind: 'evaluation.instrument', id: instrument.id },
      data: { sha256 },
    })
  })
  return true
}
