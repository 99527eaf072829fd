import type { Actor } from '#kit/actor.ts'
import { compare, decimal } from '#kit/decimal.ts'
import { invalid } from '#kit/problem.ts'
import { audit } from '#platform/audit/audit.ts'
import type { Writer } from '#platform/db/database.ts'
import type { Platform } from '#platform/platform.ts'
import type { FieldChange } from '../../model.ts'
import type { Target } from '../../model-indicator.ts'
import { checkTargets } from '../../rules/indicator/check-indicator.ts'
import { recordChange } from '../../store/changes.ts'
import { listTargets, replaceTargets, touchIndicator } from '../../store/indicator/indicators.ts'
import { transactUnlessSame } from '../already-so.ts'
import { getIndicatorStand, indicatorChangedMeanwhile } from './indicator-stand.ts'
import { refuseDefine } from './save-indicator.ts'

/**
 * Puts these targets, one a year, in the place of those that are there; the same ones again write nothing. `version` is that
 * of the indicator. Throws `not-found`, `may-not`, `invalid` with `targets.0.value`, and `changed-meanwhile`.
 */
export async function saveTargets(
  platform: Platform,
  actor: Actor,
  save: { regionCode: string; id: string; version: number | undefined; targets: readonly Target[] },
  writer: Writer,
): Promise<{ version: number }> {
  const { regionCode, id } = save
  return await transactUnlessSame<{ version: number }>(platform, writer, async (tx, same) => {
    const { indicator } = await getIndicatorStand(tx, actor, regionCode, id, 'update')
    refuseDefine(actor, regionCode, indicator)
    const errors = checkTargets(save.targets)
    if (errors.length > 0) throw invalid(...errors)
    const before = (await listTargets(tx, regionCode, [id])).get(id) ?? []
    const fields = diffTargets(before, save.targets)
    if (fields.length === 0) same({ version: indicator.version })
    if (indicator.version !== save.version) throw indicatorChangedMeanwhile()
    await replaceTargets(tx, regionCode, id, save.targets)
    await touchIndicator(tx, regionCode, id, writer.accountId, platform.clock.now())
    await recordChange(tx, {
      regionCode,
      subjectKind: 'indicator',
      subjectId: id,
      event: 'targets-changed',
      fields,
      office: actor.membership?.organisationName,
    })
    await audit(tx, {
      event: 'portfolio.targets.changed',
      subject: { kind: 'indicator', id },
      regionCode,
      data: { targets: save.targets },
    })
    return { version: indicator.version + 1 }
  })
}

function diffTargets(before: readonly Target[], after: readonly Target[]): FieldChange[] {
  const years = [...new Set([...before, ...after].map(one => one.year))].sort((a, b) => a - b)
  return years.flatMap(year => {
    const old = before.find(one => one.year === year)?.value
    const now = after.find(one => one.year === year)?.value
    const same = old !== undefined && now !== undefined ? compare(decimal(old), decimal(now)) === 0 : old === now
    return same ? [] : [{ field: `target-${year}`, before: old, after: now }]
  })
}
