import type { Actor } from '#kit/actor.ts'
import { mayNot } from '#kit/problem.ts'
import { audit } from '#platform/audit/audit.ts'
import type { Writer } from '#platform/db/database.ts'
import type { Platform } from '#platform/platform.ts'
import { link } from '#platform/trace/trace.ts'
import { refuseWrite } from '../../access.ts'
import { recordChange } from '../../store/changes.ts'
import { setMeasured, touchIndicator } from '../../store/indicator/indicators.ts'
import { findProgramme } from '../../store/programmes.ts'
import { transactUnlessSame } from '../already-so.ts'
import { noSuchProgramme } from '../stand.ts'
import { getIndicatorStand, officesOf } from './indicator-stand.ts'

/**
 * Says that a programme is measured by an indicator, or no longer (`linked` false); done by the office of either, or the
 * secretariat. The trace keeps the arrow from then on. Says whether something changed.
 */
export async function linkProgramme(
  platform: Platform,
  actor: Actor,
  save: { regionCode: string; id: string; programmeId: string; linked: boolean },
  writer: Writer,
): Promise<{ changed: boolean }> {
  const { regionCode, id, programmeId, linked } = save
  return await transactUnlessSame<{ changed: boolean }>(platform, writer, async (tx, same) => {
    const { indicator } = await getIndicatorStand(tx, actor, regionCode, id, 'update')
    // The door first: who may not write here at all is told so, whatever was sent.
    const door = refuseWrite(actor, regionCode, [actor.membership?.organisationId ?? ''])
    if (door) throw mayNot(door)
    const programme = await findProgramme(tx, regionCode, programmeId)
    if (!programme || programme.archivedAt !== undefined) throw noSuchProgramme()
    const refusal = refuseWrite(actor, regionCode, [...officesOf(indicator), programme.leadId])
    if (refusal) throw mayNot(refusal)
    if (!(await setMeasured(tx, regionCode, programmeId, id, linked))) same({ changed: false })
    if (linked) {
      await link(tx, [
        {
          from: { kind: 'programme', id: programmeId },
          to: { kind: 'indicator', id },
          kind: 'measured-by',
          regionCode,
        },
      ])
    }
    await touchIndicator(tx, regionCode, id, writer.accountId, platform.clock.now())
    const event = linked ? 'programme-linked' : 'programme-unlinked'
    const office = actor.membership?.organisationName
    const [before, after] = linked ? [undefined, programme.code] : [programme.code, undefined]
    await recordChange(tx, {
      regionCode,
      subjectKind: 'indicator',
      subjectId: id,
      event,
      fields: [{ field: 'programme', before, after }],
      office,
    })
    await audit(tx, {
      event: `portfolio.indicator.${linked ? 'linked' : 'unlinked'}`,
      subject: { kind: 'indicator', id },
      regionCode,
      data: { programme: programmeId },
    })
    return { changed: true }
  })
}
