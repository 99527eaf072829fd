import type { Actor } from '#kit/actor.ts'
import { invalid, mayNot } from '#kit/problem.ts'
import { audit } from '#platform/audit/audit.ts'
import type { Writer } from '#platform/db/database.ts'
import type { Platform } from '#platform/platform.ts'
import { listRegionOffices } from '#modules/people/index.ts'
import { refuseKeep } from '../../access.ts'
import type { Plan, SectionSeed } from '../../model-book.ts'
import type { SourceSection } from '../../model-edition.ts'
import { findSeriesOf } from '../../store/book/offices.ts'
import { findPlan } from '../../store/book/plans.ts'
import { findContent } from '../../store/edition/editions.ts'
import { insertPlanTree } from '../book/insert-plan.ts'
import { checkPlan, tidyPlan } from '../book/plan-input.ts'
import { noSuchSeries } from '../book/start-plan.ts'
import { getEditionStand, noSuchEdition } from './edition-stand.ts'

export interface StartFromEdition {
  regionCode: string
  editionId: string
  title: string
  fromYear: number
  untilYear: number
  seriesId?: string | undefined
}

/**
 * Begins a plan with the sections, texts and live blocks of a frozen edition; live blocks are drawn from the data anew, and
 * owners are kept where the office still is. Throws like `startPlan`.
 */
export async function startFromEdition(
  platform: Platform,
  actor: Actor,
  start: StartFromEdition,
  writer: Writer,
): Promise<Plan> {
  const { regionCode } = start
  const now = platform.clock.now()
  return await platform.db.transact(writer, async tx => {
    const { edition } = await getEditionStand(tx, actor, regionCode, start.editionId)
    const refusal = refuseKeep(actor, regionCode)
    if (refusal) throw mayNot(refusal)
    const input = tidyPlan(start)
    const errors = checkPlan(input)
    if (errors.length > 0) throw invalid(...errors)
    if (input.seriesId !== undefined && !(await findSeriesOf(tx, regionCode, input.seriesId))) throw noSuchSeries()
    const content = await findContent(tx, regionCode, edition.id)
    if (!content) throw noSuchEdition()
    const offices = new Set((await listRegionOffices(tx, regionCode)).filter(one => !one.archived).map(one => one.id))
    const seed = (one: SourceSection): SectionSeed => ({
      code: one.code,
      title: one.title,
      guide: one.guide,
      wordsWanted: one.wordsWanted,
      ownerId: one.ownerId !== undefined && offices.has(one.ownerId) ? one.ownerId : undefined,
      blocks: one.blocks,
      sections: one.sections.map(seed),
    })
    const id = await insertPlanTree(
      tx,
      {
        regionCode,
        title: input.title,
        fromYear: input.fromYear,
        untilYear: input.untilYear,
        seriesId: input.seriesId,
        vision: content.plan.vision,
        templateId: content.plan.templateId,
        books: content.source.map(({ book, sections }) => ({ book, sections: sections.map(seed) })),
      },
      { accountId: writer.accountId, office: actor.membership?.organisationName },
      now,
    )
    await audit(tx, {
      event: 'masterplan.plan.started',
      subject: { kind: 'plan', id },
      regionCode,
      data: { title: input.title, edition: edition.id, sha256: edition.sha256 },
    })
    const plan = await findPlan(tx, regionCode, id)
    if (!plan) throw new Error(`Plan ${id} is not there after it was stored`)
    return plan
  })
}
