import type { Actor } from '#kit/actor.ts'
import { mayNot, Problem } from '#kit/problem.ts'
import { audit } from '#platform/audit/audit.ts'
import type { Writer } from '#platform/db/database.ts'
import type { Platform } from '#platform/platform.ts'
import { refuseOpenToPublic } from '../../access.ts'
import type { FieldChange, RegionSetting } from '../../model.ts'
import { recordChange } from '../../store/changes.ts'
import { findSetting } from '../../store/settings.ts'
import { insertSetting, updateSetting } from '../../store/view/write-settings.ts'
import { transactUnlessSame } from '../already-so.ts'
import { getStand } from '../stand.ts'

export interface SaveSetting {
  regionCode: string
  /** The version that was seen; 0 while nothing was ever chosen. */
  version: number
  public: boolean
  shared: boolean
}

/**
 * Opens or closes the portfolio of a region to the public and to other regions. Saying what stands there already changes
 * nothing. Throws `not-found`, `may-not`, and `changed-meanwhile` when another version is stored.
 */
export async function saveSetting(
  platform: Platform,
  actor: Actor,
  save: SaveSetting,
  writer: Writer,
): Promise<RegionSetting> {
  const { regionCode } = save
  return await transactUnlessSame(platform, writer, async (tx, same) => {
    await getStand(tx, actor, regionCode)
    const refused = refuseOpenToPublic(actor, regionCode)
    if (refused) throw mayNot(refused)
    // The first choice has no row to lock: it is made, and whoever comes second waits for it.
    await insertSetting(tx, regionCode)
    const before = await findSetting(tx, regionCode, true)
    const fields = (['public', 'shared'] as const).flatMap((field): FieldChange[] =>
      before[field] === save[field] ? [] : [{ field, before: String(before[field]), after: String(save[field]) }],
    )
    if (fields.length === 0) same(before)
    if (before.version !== save.version) throw settingChangedMeanwhile()
    const now = platform.clock.now()
    await updateSetting(tx, { ...save, version: before.version + 1 }, writer.accountId, now)
    await recordChange(tx, {
      regionCode,
      subjectKind: 'setting',
      subjectId: regionCode,
      event: 'setting-changed',
      fields,
      office: actor.membership?.organisationName,
    })
    await audit(tx, {
      event: 'portfolio.setting.changed',
      subject: { kind: 'region', id: regionCode },
      regionCode,
      data: { public: save.public, shared: save.shared },
    })
    return { regionCode, public: save.public, shared: save.shared, version: before.version + 1 }
  })
}

const settingChangedMeanwhile = () =>
  new Problem('changed-meanwhile', {
    id: 'Pilihan ini sudah diubah orang lain sesudah Anda membukanya. Bandingkan dengan yang tersimpan, lalu simpan lagi.',
    en: 'Somebody else changed this choice after you opened it. Compare it with what is stored, then save again.',
  })
