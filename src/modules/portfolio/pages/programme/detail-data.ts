import { dayIn } from '#kit/format.ts'
import { type EvidenceUse, listUses, refuseSeeEvidence } from '#modules/evidence/index.ts'
import { namesOfOrganisations } from '#modules/people/index.ts'
import { listRegions, type Region } from '#modules/region/index.ts'
import type { Visit } from '#platform/http/door.ts'
import { refuseWrite } from '../../access.ts'
import { type LatestReading, latestReadings } from '../../actions/indicator/read-figures.ts'
import { refuseReport } from '../../actions/programme/report-milestone.ts'
import { type BudgetLine, type Catalogue, type Milestone, MILESTONE_SUBJECT } from '../../model.ts'
import { catalogueOf } from '../../store/catalogues.ts'
import { listMilestones } from '../../store/programme/milestones.ts'
import { findNeighbours, findRelated, type Related, type TraceNeighbours } from '../../store/programme/related.ts'
import { listStatuses, type StatusRecord } from '../../store/programme/statuses.ts'
import { listBudgets } from '../../store/programmes.ts'
import { getProgrammeStand, type ProgrammeStand } from './place.ts'

/** All that the page of a programme tells, cut to what the visitor may see. */
export interface ProgrammeDetail extends ProgrammeStand {
  catalogue: Catalogue
  budget: BudgetLine[]
  milestones: Milestone[]
  /** Evidence by milestone that the visitor may open, and how much there is. */
  proof: Map<string, { seen: EvidenceUse[]; count: number }>
  /** Names of the supporting offices. */
  supporting: string[]
  /** Districts and villages of the region, in the order of their codes. */
  places: Region[]
  related: Related
  /** The latest figure of each indicator for the whole region; for the public of verified readings alone. */
  latest: ReadonlyMap<string, LatestReading>
  /** Statuses and neighbours in the trace; empty for the public. */
  statuses: StatusRecord[]
  neighbours: TraceNeighbours
  mayChange: boolean
  /** Milestones that the visitor may report. */
  mayReport: ReadonlySet<string>
  today: string
}

/** Reads it all in the same number of statements, whatever there is. */
export async function readDetail(visit: Visit): Promise<ProgrammeDetail> {
  const { platform, actor } = visit
  const { sql } = platform.db
  const stand = await getProgrammeStand(visit)
  const { region, programme, sight } = stand
  const inside = sight === 'all'
  const { id } = programme
  const milestones = (await listMilestones(sql, region.code, [id])).get(id) ?? []
  const [budgets, uses, names, places, related, statuses, neighbours, catalogue] = await Promise.all([
    listBudgets(sql, region.code, [id]),
    listUses(
      sql,
      region.code,
      MILESTONE_SUBJECT,
      milestones.map(one => one.id),
    ),
    namesOfOrganisations(sql, programme.supportingIds),
    listRegions(sql, { province: region.code }),
    findRelated(sql, region.code, id),
    inside ? listStatuses(sql, region.code, [id]) : undefined,
    inside ? findNeighbours(sql, region.code, id) : { snapshots: [], before: [], after: [] },
    catalogueOf(sql, programme.catalogueId),
  ])
  const today = dayIn(platform.clock.now(), region.timezone)
  const latest = await latestReadings(
    sql,
    region.code,
    { ids: related.indicators.map(one => one.id) },
    { verifiedOnly: !inside, until: today },
  )
  return {
    ...stand,
    catalogue,
    budget: budgets.get(id) ?? [],
    milestones,
    proof: new Map(
      [...uses].map(([subject, all]) => [
        subject,
        { seen: all.filter(use => refuseSeeEvidence(actor, use.evidence) === undefined), count: all.length },
      ]),
    ),
    supporting: [...names.values()].sort(),
    places,
    related: inside ? related : { ...related, risks: 0, risksOpen: 0 },
    statuses: statuses?.get(id) ?? [],
    neighbours,
    mayChange:
      programme.archivedAt === undefined &&
      refuseWrite(actor, region.code, [programme.leadId, ...programme.supportingIds]) === undefined,
    mayReport: new Set(
      programme.archivedAt === undefined
        ? milestones.flatMap(one => (refuseReport(actor, programme, one) === undefined ? [one.id] : []))
        : [],
    ),
    latest: new Map(latest.map(one => [one.indicator.id, one])),
    today,
  }
}
