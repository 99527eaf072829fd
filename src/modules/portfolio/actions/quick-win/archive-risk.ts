import type { Actor } from '#kit/actor.ts'
import { audit } from '#platform/audit/audit.ts'
import type { Writer } from '#platform/db/database.ts'
import type { Platform } from '#platform/platform.ts'
import { recordChange } from '../../store/changes.ts'
import { archiveRiskRow, findRisk } from '../../store/quick-win/risks.ts'
import { changedMeanwhile, getWritableGround } from './ground.ts'
import { noSuchRisk } from './save-risk.ts'

/** Takes a risk out of the form; history keeps it. Throws `not-found`, `may-not` and `changed-meanwhile`. */
export async function archiveRisk(
  platform: Platform,
  actor: Actor,
  { regionCode, programmeId, id, version }: { regionCode: string; programmeId: string; id: string; version: number },
  writer: Writer,
): Promise<void> {
  const now = platform.clock.now()
  await platform.db.transact(writer, async tx => {
    await getWritableGround(tx, actor, regionCode, programmeId, true)
    const risk = await findRisk(tx, regionCode, programmeId, id, true)
    if (!risk) throw noSuchRisk()
    if (risk.version !== version) throw changedMeanwhile()
    await archiveRiskRow(tx, risk, { accountId: writer.accountId, now })
    await recordChange(tx, {
      regionCode,
      subjectKind: 'quick-win',
      subjectId: programmeId,
      event: 'risk-archived',
      fields: [],
      reason: risk.factor,
      office: actor.membership?.organisationName,
    })
    await audit(tx, {
      event: 'portfolio.risk.archived',
      subject: { kind: 'portfolio.risk', id },
      regionCode,
      data: { programme: programmeId },
    })
  })
}
