import type { Actor } from '#kit/actor.ts'
import { invalid } from '#kit/problem.ts'
import { audit } from '#platform/audit/audit.ts'
import type { Tx, Writer } from '#platform/db/database.ts'
import type { Platform } from '#platform/platform.ts'
import type { FieldChange } from '../../model.ts'
import type { QuickWin, QuickWinProfile } from '../../model-quick-win.ts'
import { checkProfile } from '../../rules/quick-win/check-profile.ts'
import { diffProfile } from '../../rules/quick-win/diff-quick-win.ts'
import { recordChange } from '../../store/changes.ts'
import { findQuickWin, insertQuickWin, markQuickWin, updateQuickWin } from '../../store/quick-win/quick-wins.ts'
import { transactUnlessSame } from '../already-so.ts'
import { changedMeanwhile, getWritableGround, keptText, quickWinEnded, yearIn } from './ground.ts'

export interface SaveQuickWin {
  regionCode: string
  programmeId: string
  /** The version that was changed; undefined or 0 when there was none. */
  version?: number | undefined
  profile: QuickWinProfile
}

/**
 * Makes a programme a quick win, or changes its presentation. A save that says what is stored writes nothing. Throws
 * `not-found`, `may-not`, `invalid` with the fields of the profile, `conflict` when it has ended, and `changed-meanwhile`.
 * With `inTx` it is part of the caller's transaction.
 */
export async function saveQuickWin(
  platform: Platform,
  actor: Actor,
  save: SaveQuickWin,
  writer: Writer,
  inTx?: Tx,
): Promise<QuickWin> {
  const { regionCode, programmeId } = save
  const profile = tidy(save.profile)
  const now = platform.clock.now()
  return await transactUnlessSame<QuickWin>(
    platform,
    writer,
    async (tx, same) => {
      const ground = await getWritableGround(tx, actor, regionCode, programmeId, true)
      const before = await findQuickWin(tx, regionCode, programmeId, true)
      const marked = ground.programme.quickWin
      const fields = diffProfile(before, profile)
      if (before && marked && fields.length === 0) same(before)
      if (before?.endedAt !== undefined) throw quickWinEnded()
      if ((before?.version ?? 0) !== (save.version ?? 0)) throw changedMeanwhile()
      const errors = checkProfile(profile, yearIn(now, ground))
      if (errors.length > 0) throw invalid(...errors)
      const by = { accountId: writer.accountId, now }
      if (before) await updateQuickWin(tx, before, profile, by)
      else await insertQuickWin(tx, regionCode, programmeId, profile, by)
      const office = actor.membership?.organisationName
      if (!marked) {
        await markQuickWin(tx, regionCode, programmeId, by)
        const mark: FieldChange = { field: 'quickWin', before: 'false', after: 'true' }
        await recordChange(tx, {
          regionCode,
          subjectKind: 'programme',
          subjectId: programmeId,
          event: 'changed',
          fields: [mark],
          office,
        })
      }
      await recordChange(tx, {
        regionCode,
        subjectKind: 'quick-win',
        subjectId: programmeId,
        event: before ? 'profile-changed' : 'begun',
        fields,
        office,
      })
      await audit(tx, {
        event: 'portfolio.quick_win.saved',
        subject: { kind: 'programme', id: programmeId },
        regionCode,
        data: { changed: fields.map(one => one.field), marked: !marked },
      })
      const stored = await findQuickWin(tx, regionCode, programmeId)
      if (!stored) throw new Error(`Quick win ${programmeId} is not there after it was stored`)
      return stored
    },
    inTx,
  )
}

const tidy = (profile: QuickWinProfile): QuickWinProfile => ({
  ...profile,
  aim: keptText(profile.aim),
  design: keptText(profile.design),
  benefit: keptText(profile.benefit),
  result: keptText(profile.result),
  continuity: keptText(profile.continuity),
})
