import type { ExportRow } from '../../actions/exchange/read-export.ts'
import type { ExportWords } from './export-cells.ts'

/** A programme as the JSON of the export tells it: codes, money in whole rupiah, null for what is not there. */
export function programmeJson({ programme: one, budget, milestones }: ExportRow, { office, publicOnly }: ExportWords) {
  return {
    id: one.id,
    code: one.code,
    name: one.name,
    problem: one.problem,
    dimension: one.dimension,
    sub_dimension: one.subDimension,
    sector: one.sector,
    stream: one.stream,
    lead: one.leadName,
    supporting: one.supportingIds.map(office),
    partners: one.partners.map(partner => ({ name: partner.name, contribution: partner.contribution ?? null })),
    places: one.places,
    term: one.term,
    start_year: one.startYear,
    end_year: one.endYear,
    rpjmd: one.rpjmd ?? null,
    renstra: one.renstra ?? null,
    promise: one.promise ?? null,
    promise_due: one.promiseDue ?? null,
    quick_win: one.quickWin,
    status: one.status,
    since: one.statusSince,
    reason: one.statusReason ?? null,
    ...(publicOnly ? {} : { note: one.statusNote ?? null }),
    budget: budget.map(line => ({
      year: line.year,
      source: line.source,
      planned: Number(line.planned),
      realised: line.realised === undefined ? null : Number(line.realised),
    })),
    milestones: milestones.map(milestone => ({
      title: milestone.title,
      due_on: milestone.dueOn,
      done_on: milestone.doneOn ?? null,
      owner: office(milestone.ownerId),
    })),
  }
}
