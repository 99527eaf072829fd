import type { Actor } from '#kit/actor.ts'
import { type FieldError, invalid, mayNot, Problem } from '#kit/problem.ts'
import { audit } from '#platform/audit/audit.ts'
import type { Writer } from '#platform/db/database.ts'
import type { Platform } from '#platform/platform.ts'
import { refuseKeep } from '../../access.ts'
import type { Setting } from '../../model-plan.ts'
import { patternFault } from '../../rules/plan/letter-number.ts'
import { findSetting, lockSetting, updateSetting } from '../../store/plan/settings.ts'
import { getStand } from '../stand.ts'

type Given = { [field in Exclude<keyof Setting, 'version'>]: string | undefined }

const mostSetting = 200

/**
 * Stores letterhead, signatory and numbering of a region. Throws `not-found`, `may-not`, `invalid` by field, and
 * `changed-meanwhile`.
 */
export async function saveSetting(
  platform: Platform,
  actor: Actor,
  { regionCode, version, input }: { regionCode: string; version: number | undefined; input: Given },
  writer: Writer,
): Promise<Setting> {
  const now = platform.clock.now()
  return await platform.db.transact(writer, async tx => {
    await getStand(tx, actor, regionCode)
    const refusal = refuseKeep(actor, regionCode)
    if (refusal) throw mayNot(refusal)
    const before = await lockSetting(tx, regionCode)
    if (before.version !== version) {
      throw new Problem('changed-meanwhile', {
        id: 'Kop dan nomor surat diubah orang lain sesudah Anda membukanya. Bandingkan keduanya, lalu simpan lagi.',
        en: 'Letterhead and numbers were changed by somebody else after you opened them. Compare both and save again.',
      })
    }
    const wanted = check(input)
    await updateSetting(tx, regionCode, wanted, writer.accountId, now)
    await audit(tx, {
      event: 'meeting.setting.changed',
      subject: { kind: 'meeting.setting', id: regionCode },
      regionCode,
      data: { pattern: wanted.numberPattern, classification: wanted.classification, unit: wanted.unitCode },
    })
    return await findSetting(tx, regionCode)
  })
}

function check(input: Given): Omit<Setting, 'version'> {
  const line = (text: string | undefined) => text?.replace(/\s+/g, ' ').trim() || undefined
  const errors: FieldError[] = []
  const pattern = line(input.numberPattern) ?? ''
  const fault = patternFault(pattern)
  if (fault) errors.push({ field: 'numberPattern', sentence: fault })
  for (const field of ['classification', 'unitCode'] as const) {
    if (line(input[field]) !== undefined) continue
    errors.push({
      field,
      sentence: {
        id: 'Isian ini dipakai dalam nomor surat dan tidak boleh kosong.',
        en: 'This stands in the number of letters and must not be empty.',
      },
    })
  }
  for (const [field, text] of Object.entries(input)) {
    if (text === undefined || text.length <= mostSetting) continue
    errors.push({
      field,
      sentence: { id: `Paling banyak ${mostSetting} huruf. Pendekkan.`, en: `At most ${mostSetting} letters.` },
    })
  }
  if (errors.length > 0) throw invalid(...errors)
  return {
    numberPattern: pattern,
    classification: line(input.classification) ?? '',
    unitCode: line(input.unitCode) ?? '',
    institution: line(input.institution),
    office: line(input.office),
    address: line(input.address),
    town: line(input.town),
    signatoryTitle: line(input.signatoryTitle),
    signatoryName: line(input.signatoryName),
    signatoryRank: line(input.signatoryRank),
    signatoryNumber: line(input.signatoryNumber),
  }
}
