import type { Actor } from '#kit/actor.ts'
import { invalid, Problem } from '#kit/problem.ts'
import { audit } from '#platform/audit/audit.ts'
import type { Writer } from '#platform/db/database.ts'
import type { Platform } from '#platform/platform.ts'
import type { Plan, PlanInput } from '../../model-book.ts'
import { findSeriesOf } from '../../store/book/offices.ts'
import { findPlan, updatePlan } from '../../store/book/plans.ts'
import { checkPlan, tidyPlan } from './plan-input.ts'
import { getPlanStand, refuseKeeping } from './section-stand.ts'
import { noSuchSeries } from './start-plan.ts'

/** Changes title, years, vision and series of a plan. Throws `may-not`, `invalid` with the fields, and `changed-meanwhile`. */
export async function savePlan(
  platform: Platform,
  actor: Actor,
  save: { regionCode: string; planId: string; version: number; input: PlanInput },
  writer: Writer,
): Promise<Plan> {
  const { regionCode, planId } = save
  const input = tidyPlan(save.input)
  return await platform.db.transact(writer, async tx => {
    const { plan } = await getPlanStand(tx, actor, regionCode, planId, true)
    refuseKeeping(actor, regionCode)
    if (plan.version !== save.version) throw planChangedMeanwhile()
    const errors = checkPlan(input)
    if (errors.length > 0) throw invalid(...errors)
    if (input.seriesId !== undefined && !(await findSeriesOf(tx, regionCode, input.seriesId))) throw noSuchSeries()
    await updatePlan(tx, plan, input, writer.accountId, platform.clock.now())
    await audit(tx, { event: 'masterplan.plan.changed', subject: { kind: 'plan', id: planId }, regionCode })
    const stored = await findPlan(tx, regionCode, planId)
    if (!stored) throw new Error(`Plan ${planId} is not there after it was stored`)
    return stored
  })
}

/** Takes a plan off the list; its editions stay. Throws as `savePlan`. */
export async function archivePlan(
  platform: Platform,
  actor: Actor,
  archive: { regionCode: string; planId: string; version: number },
  writer: Writer,
): Promise<void> {
  const { regionCode, planId } = archive
  await platform.db.transact(writer, async tx => {
    const { plan } = await getPlanStand(tx, actor, regionCode, planId, true)
    refuseKeeping(actor, regionCode)
    if (plan.version !== archive.version) throw planChangedMeanwhile()
    await updatePlan(tx, plan, 'archive', writer.accountId, platform.clock.now())
    await audit(tx, { event: 'masterplan.plan.archived', subject: { kind: 'plan', id: planId }, regionCode })
  })
}

const planChangedMeanwhile = () =>
  new Problem('changed-meanwhile', {
    id: 'Setelan rencana ini diubah orang lain sesudah Anda membukanya. Bandingkan keduanya, lalu simpan lagi; ketikan Anda tidak hilang.',
    en: 'The settings of this plan were changed by somebody else after you opened them. Compare both and save again; what you typed is not lost.',
  })
