import type { Actor } from '#kit/actor.ts'
import { formatDateTime } from '#kit/format.ts'
import { mayNot, notFound, Problem } from '#kit/problem.ts'
import type { Sql, Tx } from '#platform/db/database.ts'
import { namesOfAccounts } from '#modules/people/index.ts'
import type { Region } from '#modules/region/index.ts'
import { refuseKeep, refuseReview, refuseWrite } from '../../access.ts'
import type { Plan, Section } from '../../model-book.ts'
import { type Hand, refuseText } from '../../rules/book/section-state.ts'
import { findPlan } from '../../store/book/plans.ts'
import { findSection } from '../../store/book/sections.ts'
import { getInsideStand, type Stand } from '../stand.ts'
import { noSuchPlanOfBooks } from './start-plan.ts'

export interface PlanStand extends Stand {
  plan: Plan
}
export interface SectionStand extends Stand {
  section: Section
}

/** A living plan and where the actor stands to it. Throws `not-found` for who does not see everything of the region. */
export async function getPlanStand(
  db: Sql | Tx,
  actor: Actor,
  regionCode: string,
  planId: string,
  lock = false,
): Promise<PlanStand> {
  const stand = await getInsideStand(db, actor, regionCode)
  const plan = await findPlan(db, regionCode, planId, lock)
  if (!plan || plan.archivedAt !== undefined) throw noSuchPlanOfBooks()
  return { ...stand, plan }
}

/** A living section and where the actor stands to it; `lock` holds its row. */
export async function getSectionStand(
  db: Sql | Tx,
  actor: Actor,
  regionCode: string,
  sectionId: string,
  lock = false,
): Promise<SectionStand> {
  const stand = await getInsideStand(db, actor, regionCode)
  const section = await findSection(db, regionCode, sectionId, lock)
  if (!section || section.archivedAt !== undefined) throw noSuchSection()
  return { ...stand, section }
}

/** What an actor may do with a section. */
export function handsOf(actor: Actor, { region, mentorOf }: Stand, section: Pick<Section, 'ownerId'>): Set<Hand> {
  const hands = new Set<Hand>()
  if (refuseWrite(actor, region.code, section.ownerId) === undefined) hands.add('write')
  if (refuseReview(actor, region.code, mentorOf.length > 0) === undefined) hands.add('review')
  if (refuseKeep(actor, region.code) === undefined) hands.add('keep')
  return hands
}

/** Throws `may-not` unless the actor may write this section, before anything of the body is looked at. */
export function refuseSectionWrite(actor: Actor, regionCode: string, section: Pick<Section, 'ownerId'>): void {
  const refusal = refuseWrite(actor, regionCode, section.ownerId)
  if (refusal) throw mayNot(refusal)
}

export function refuseKeeping(actor: Actor, regionCode: string): void {
  const refusal = refuseKeep(actor, regionCode)
  if (refusal) throw mayNot(refusal)
}

/** Throws `conflict` when the words of the section stand fast. */
export function refuseFixed(section: Pick<Section, 'state'>): void {
  const refusal = refuseText(section.state)
  if (refusal) throw new Problem('conflict', refusal)
}

export const noSuchSection = () =>
  notFound(
    'Bagian ini tidak ada, atau sudah diarsipkan. Kembali ke daftar bagian.',
    'There is no such section, or it was archived. Go back to the list of sections.',
  )

export const noSuchBlock = () =>
  notFound(
    'Blok ini tidak ada di bagian ini, atau sudah diarsipkan. Kembali ke bagiannya.',
    'There is no such block in this section, or it was archived. Go back to the section.',
  )

const STATE_WORDS: Record<Section['state'], { id: string; en: string }> = {
  empty: { id: 'dikosongkan', en: 'emptied' },
  draft: { id: 'dikembalikan untuk ditulis', en: 'returned for writing' },
  review: { id: 'dikirim untuk ditinjau', en: 'sent to review' },
  accepted: { id: 'diterima', en: 'accepted' },
  locked: { id: 'dikunci', en: 'locked' },
}

/** That somebody else changed the section after it was opened: what they did, who, and when. */
export async function sectionChangedMeanwhile(db: Sql | Tx, region: Region, section: Section): Promise<Problem> {
  const { stateBy, stateAt, state } = section
  const name = stateBy === undefined ? undefined : (await namesOfAccounts(db, [stateBy])).get(stateBy)
  if (name === undefined || stateAt === undefined) {
    return new Problem('changed-meanwhile', {
      id: 'Bagian ini diubah orang lain sesudah Anda membukanya. Bandingkan keduanya, lalu simpan lagi; ketikan Anda tidak hilang.',
      en: 'This section was changed by somebody else after you opened it. Compare both and save again; what you typed is not lost.',
    })
  }
  const when = (lang: 'id' | 'en') => formatDateTime(stateAt, lang, region.timezone)
  return new Problem('changed-meanwhile', {
    id: `Bagian ini sudah berubah sesudah Anda membukanya: terakhir ${STATE_WORDS[state].id} oleh ${name}, ${when('id')}. Periksa keadaannya, lalu ulangi bila masih perlu; ketikan Anda tidak hilang.`,
    en: `This section changed after you opened it: last ${STATE_WORDS[state].en} by ${name}, ${when('en')}. Look at its state and repeat if still needed; what you typed is not lost.`,
  })
}
