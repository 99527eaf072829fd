import type { Actor } from '#kit/actor.ts'
import { invalid, mayNot, notFound } from '#kit/problem.ts'
import { audit } from '#platform/audit/audit.ts'
import type { Tx, Writer } from '#platform/db/database.ts'
import type { Platform } from '#platform/platform.ts'
import { listRegionOffices } from '#modules/people/index.ts'
import { refuseKeep } from '../../access.ts'
import { type Template, type TemplateSection } from '../../model.ts'
import type { LiveFilter, LiveSource, Plan, SectionSeed } from '../../model-book.ts'
import { liveSourceSchema } from '../../model-book.ts'
import { proposeOwner } from '../../rules/book/propose-owners.ts'
import { coordinatorsOf, findSeriesOf } from '../../store/book/offices.ts'
import { findPlan } from '../../store/book/plans.ts'
import { currentTemplate, templateOf } from '../../store/templates.ts'
import { getInsideStand } from '../stand.ts'
import { insertPlanTree } from './insert-plan.ts'
import { checkPlan, tidyPlan } from './plan-input.ts'

export interface StartPlan {
  regionCode: string
  title: string
  fromYear: number
  untilYear: number
  vision?: string | undefined
  seriesId?: string | undefined
  /** The newest when absent. */
  templateId?: string | undefined
}

/**
 * Begins a plan with the three books of the template: sections with guide, words wanted and a proposed owner, live blocks,
 * and empty texts, in a fixed number of statements. Throws `may-not` for others than the secretariat of the region,
 * `not-found` for a series of another region, and `invalid` with the fields.
 */
export async function startPlan(platform: Platform, actor: Actor, start: StartPlan, writer: Writer): Promise<Plan> {
  const { regionCode } = start
  const input = tidyPlan(start)
  const now = platform.clock.now()
  return await platform.db.transact(writer, async tx => {
    await getInsideStand(tx, actor, regionCode)
    const refusal = refuseKeep(actor, regionCode)
    if (refusal) throw mayNot(refusal)
    const errors = checkPlan(input)
    if (errors.length > 0) throw invalid(...errors)
    const series = input.seriesId === undefined ? undefined : await findSeriesOf(tx, regionCode, input.seriesId)
    if (input.seriesId !== undefined && !series) throw noSuchSeries()
    const template = start.templateId ? await templateOf(tx, start.templateId) : await currentTemplate(tx, now)
    const id = await insertPlanTree(
      tx,
      { ...input, templateId: template.id, books: await seedBooks(tx, regionCode, template, input.seriesId) },
      { accountId: writer.accountId, office: actor.membership?.organisationName },
      now,
    )
    await audit(tx, {
      event: 'masterplan.plan.started',
      subject: { kind: 'plan', id },
      regionCode,
      data: { title: input.title, template: template.id },
    })
    const plan = await findPlan(tx, regionCode, id)
    if (!plan) throw new Error(`Plan ${id} is not there after it was stored`)
    return plan
  })
}

/** The books of a template with the owners proposed for the offices of a region. */
async function seedBooks(tx: Tx, regionCode: string, template: Template, seriesId: string | undefined) {
  const offices = (await listRegionOffices(tx, regionCode)).filter(one => one.kind === 'opd' && !one.archived)
  const coordinators = seriesId === undefined ? {} : await coordinatorsOf(tx, regionCode, seriesId)
  const seed = (one: TemplateSection): SectionSeed => ({
    code: one.code,
    title: one.title,
    guide: one.guide,
    wordsWanted: one.wordsWanted,
    ownerId: proposeOwner(one.code, offices, coordinators),
    blocks: (one.blocks ?? []).map(block =>
      block.kind === 'narrative'
        ? { kind: 'narrative' }
        : {
            kind: 'live',
            source: liveSourceSchema.parse(block.source) satisfies LiveSource,
            show: block.show,
            filter: (block.filter ?? {}) as LiveFilter,
            caption: block.caption,
          },
    ),
    sections: (one.sections ?? []).map(seed),
  })
  return template.books.map(({ book, sections }) => ({ book, sections: sections.map(seed) }))
}

export const noSuchSeries = () =>
  notFound(
    'Seri bimtek ini tidak ada di daerah ini. Pilih seri dari daftar, atau kosongkan.',
    'This region has no such series. Choose one from the list, or leave it empty.',
  )

export const noSuchPlanOfBooks = () =>
  notFound(
    'Rencana ini tidak ada, atau sudah diarsipkan. Kembali ke daftar rencana.',
    'There is no such plan, or it was archived. Go back to the list of plans.',
  )
