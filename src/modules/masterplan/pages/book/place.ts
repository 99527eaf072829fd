import type { Visit } from '#platform/http/door.ts'
import type { Block, Plan, Section } from '../../model-book.ts'
import {
  getPlanStand,
  getSectionStand,
  handsOf,
  noSuchSection,
  type PlanStand,
  type SectionStand,
} from '../../actions/book/section-stand.ts'
import { bookPhrases } from '../../phrases/book.ts'
import { phrases } from '../../phrases/index.ts'
import type { Hand } from '../../rules/book/section-state.ts'
import { findPlan } from '../../store/book/plans.ts'
import { planCrumbs, planHref, planPlace } from '../nav.tsx'

const uuid = '[0-9a-f-]{36}'
export const booksPlace = `${planPlace}/buku`
export const onePlanPlace = `${booksPlace}/:plan{${uuid}}`
export const sectionPlace = `${onePlanPlace}/bagian/:section{${uuid}}`
export const blockPlace = `${sectionPlace}/blok/:block{${uuid}}`

/** The address of a plan or of what is below it. */
export const bookHref = (plan: Pick<Plan, 'regionCode' | 'id'>, part = ''): string =>
  `${planHref(plan.regionCode, 'buku')}/${plan.id}${part === '' ? '' : `/${part}`}`

/** The address of a section or of what is below it. */
export const sectionHref = (section: Pick<Section, 'regionCode' | 'planId' | 'id'>, part = ''): string =>
  bookHref(
    { regionCode: section.regionCode, id: section.planId },
    `bagian/${section.id}${part === '' ? '' : `/${part}`}`,
  )

export const placeOf = ({ c }: Visit) => ({
  regionCode: c.req.param('code') ?? '',
  planId: c.req.param('plan') ?? '',
  sectionId: c.req.param('section') ?? '',
  blockId: c.req.param('block') ?? '',
})

/** The plan of the address, for who sees drafts. */
export async function planOf(visit: Visit): Promise<PlanStand> {
  const { regionCode, planId } = placeOf(visit)
  return await getPlanStand(visit.platform.db.sql, visit.actor, regionCode, planId)
}

export interface SectionVisit extends SectionStand {
  plan: Plan
  hands: Set<Hand>
}

/** The section of the address with its plan, for who sees drafts, and what the visitor may do with it. */
export async function sectionOf(visit: Visit): Promise<SectionVisit> {
  const { regionCode, planId, sectionId } = placeOf(visit)
  const db = visit.platform.db.sql
  const stand = await getSectionStand(db, visit.actor, regionCode, sectionId)
  const plan = await findPlan(db, regionCode, planId)
  if (!plan || plan.archivedAt !== undefined || stand.section.planId !== planId) throw noSuchSection()
  return { ...stand, plan, hands: handsOf(visit.actor, stand, stand.section) }
}

/** Indonesia / province / region / Masterplan / Buku / the plan / more. */
export const bookCrumbs = async (
  { platform, lang }: Visit,
  stand: Pick<PlanStand, 'region'> & { plan?: Plan },
  ...last: { label: string; href?: string }[]
) =>
  await planCrumbs(
    platform.db.sql,
    stand.region,
    lang,
    { label: bookPhrases(lang).plans.title, href: planHref(stand.region.code, 'buku') },
    ...(stand.plan ? [{ label: stand.plan.title, href: bookHref(stand.plan) }] : []),
    ...last,
  )

/** The sentence that says what was done, from the address. */
export function flashOf(visit: Visit): { flash?: string } {
  const { done, moved } = bookPhrases(visit.lang)
  const key = visit.c.req.query('pesan') ?? ''
  if (Object.hasOwn(done, key) && done[key] !== undefined) return { flash: done[key] }
  return Object.hasOwn(moved, key) ? { flash: moved[key as keyof typeof moved] } : {}
}

/** "Buku 1: Analisis Strategis". */
export const bookName = (lang: Visit['lang'], book: Section['book']): string => phrases(lang).book[book]

/** What a block is called where a name is needed: its caption, the name of its source, or "Tulisan 2". */
export function blockName(lang: Visit['lang'], blocks: readonly Block[], block: Block): string {
  const t = bookPhrases(lang)
  if (block.kind === 'live') return block.caption ?? t.live.sources[block.source]
  const narratives = blocks.filter(one => one.kind === 'narrative')
  return narratives.length === 1 ? t.section.text : t.section.textOf(narratives.indexOf(block) + 1)
}
