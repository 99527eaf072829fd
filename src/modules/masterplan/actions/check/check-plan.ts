import type { Actor } from '#kit/actor.ts'
import { dayIn } from '#kit/format.ts'
import type { Sql } from '#platform/db/database.ts'
import type { Platform } from '#platform/platform.ts'
import { countUses } from '#modules/evidence/index.ts'
import { countAttendance, listInstitutionFacts } from '#modules/meeting/index.ts'
import { listRegionOffices } from '#modules/people/index.ts'
import { latestReadings, listForBook, listIndicators, listTargets } from '#modules/portfolio/index.ts'
import type { Region } from '#modules/region/index.ts'
import { CARD_SUBJECT } from '../../model.ts'
import type { Plan } from '../../model-book.ts'
import type { CheckFacts, CheckItem } from '../../model-check.ts'
import { checkPlan } from '../../rules/check/check-plan.ts'
import { findPlan } from '../../store/book/plans.ts'
import { listSectionLines } from '../../store/book/sections.ts'
import { readSeriesFacts } from '../../store/book/workshop-facts.ts'
import { listCheckedCards, listCheckedLinks } from '../../store/check/cards.ts'
import { noSuchPlanOfBooks } from '../book/start-plan.ts'
import { getInsideStand } from '../stand.ts'

export interface CheckedPlan {
  region: Region
  sight: 'public' | 'all'
  plan: Plan
  items: CheckItem[]
}

/**
 * The quality check of a living plan, from the data as they are now, in the same statements whatever there is to look at.
 * For those who see everything.
 */
export async function readCheck(
  platform: Platform,
  actor: Actor,
  { regionCode, planId }: { regionCode: string; planId: string },
): Promise<CheckedPlan> {
  const { sql } = platform.db
  const { region, sight } = await getInsideStand(sql, actor, regionCode)
  const plan = await findPlan(sql, regionCode, planId)
  if (!plan || plan.archivedAt !== undefined) throw noSuchPlanOfBooks()
  const facts = await readFacts(sql, region, plan, dayIn(platform.clock.now(), region.timezone))
  return { region, sight, plan, items: checkPlan(facts) }
}

async function readFacts(db: Sql, region: Region, plan: Plan, today: string): Promise<CheckFacts> {
  const { code } = region
  const sections = await listSectionLines(db, code, plan.id)
  const offices = (await listRegionOffices(db, code)).filter(one => one.kind === 'opd' && !one.archived)
  const institutions = await listInstitutionFacts(db, code, today)
  return {
    regionCode: code,
    plan,
    sections,
    series: plan.seriesId === undefined ? undefined : await readSeries(db, code, plan.seriesId, offices),
    offices: offices.length,
    programmes: await listForBook(db, code),
    indicators: await readIndicators(db, code, plan, today),
    institutions: institutions.map(one => ({
      kind: one.kind,
      decreeNumber: one.decreeNumber,
      members: one.members.length,
    })),
    openComments: sections.reduce((sum, one) => sum + one.openComments, 0),
  }
}

async function readSeries(
  db: Sql,
  regionCode: string,
  id: string,
  offices: readonly { name: string }[],
): Promise<CheckFacts['series']> {
  const proofs = await countUses(db, regionCode, CARD_SUBJECT, '')
  const cards = await listCheckedCards(db, regionCode, id)
  const { workshops, signatures } = await readSeriesFacts(db, regionCode, id)
  const came = await countAttendance(
    db,
    regionCode,
    workshops.flatMap(one => (one.meetingId === undefined ? [] : [one.meetingId])),
  )
  const known = new Set(offices.map(one => one.name))
  const people = (of: typeof came) => of.reduce((sum, one) => sum + one.people, 0)
  return {
    id,
    cards: cards.map(one => ({ ...one, evidence: proofs.get(one.id) ?? 0 })),
    links: await listCheckedLinks(db, regionCode, id),
    workshops,
    attendance: {
      people: people(came),
      bodies: new Set(
        came.flatMap(one => (one.officeName !== undefined && known.has(one.officeName) ? [one.officeName] : [])),
      ).size,
      outside: people(came.filter(one => one.officeName === undefined || !known.has(one.officeName))),
    },
    commitment:
      signatures.length === 0
        ? undefined
        : { places: signatures.length, signed: signatures.filter(one => one.how !== undefined).length },
  }
}

async function readIndicators(
  db: Sql,
  regionCode: string,
  plan: Plan,
  today: string,
): Promise<CheckFacts['indicators']> {
  const all = await listIndicators(db, regionCode)
  const targets = await listTargets(
    db,
    regionCode,
    all.map(one => one.id),
  )
  const read = new Set(
    (await latestReadings(db, regionCode, {}, { verifiedOnly: true, until: today })).map(one => one.indicator.id),
  )
  return all.map(one => ({
    id: one.id,
    hasBaseline: one.baselineValue !== undefined,
    hasTarget: (targets.get(one.id) ?? []).some(
      target => target.year >= plan.fromYear && target.year <= plan.untilYear,
    ),
    hasReading: read.has(one.id),
  }))
}
