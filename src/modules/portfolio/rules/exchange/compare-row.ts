import type { FieldError } from '#kit/problem.ts'
import type { BudgetLine, FieldChange, Programme, ProgrammeInput, StatusInput } from '../../model.ts'
import type { MilestoneLine, ProgrammeRow, StatusLine, StoredMilestone } from '../../model-exchange.ts'
import { diffProgramme } from '../diff-programme.ts'

/** What is stored under the code of a row. */
export interface StoredRow {
  programme: Programme
  budget: readonly BudgetLine[]
  milestones: readonly StoredMilestone[]
}

/** What storing a row writes; nothing at all when it is unchanged. */
export interface RowOutcome {
  kind: 'created' | 'changed' | 'unchanged'
  /** The row with what it leaves unsaid taken from what is stored. */
  input: ProgrammeInput
  /** Fields of the programme itself that differ. */
  fields: FieldChange[]
  /** Undefined when the stored status stays; that of a new programme always. */
  status: StatusInput | undefined
  statusFields: FieldChange[]
  /** `at` is the place in the row. */
  budget: (BudgetLine & { at: number })[]
  budgetFields: FieldChange[]
  milestones: (MilestoneLine & { at: number; ownerId: string; before: StoredMilestone | undefined })[]
  errors: FieldError[]
}

/**
 * What a row changes. The same row said twice is unchanged the second time, on whatever day. A new programme without a
 * status is planned since the first of January of its first year, or since `today` when that is earlier; the same holds for
 * one that runs. Status, realisation and completion that a row leaves empty stay as they are stored.
 */
export function compareRow(row: ProgrammeRow, stored: StoredRow | undefined, today: string): RowOutcome {
  const input = stored ? fill(row, stored.programme) : row.input
  const errors: FieldError[] = []
  const status = compareStatus(row.status, input, stored?.programme, today, errors)
  const budget = (row.budget ?? []).map((line, at) => ({ ...line, at })).filter(line => differs(line, stored?.budget))
  const milestones = compareMilestones(row.milestones ?? [], input.leadId, stored?.milestones ?? [])
  const fields = diffProgramme(stored?.programme, input)
  const budgetFields = budget.flatMap(line => budgetChange(line, stored?.budget))
  const changed = fields.length + (status ? 1 : 0) + budget.length + milestones.length > 0
  return {
    kind: stored === undefined ? 'created' : changed ? 'changed' : 'unchanged',
    input,
    fields,
    status,
    statusFields: status ? statusChange(status, stored?.programme) : [],
    budget: budget.map(line => ({ ...line, realised: line.realised ?? same(line, stored?.budget)?.realised })),
    budgetFields,
    milestones,
    errors,
  }
}

function fill(row: ProgrammeRow, programme: Programme): ProgrammeInput {
  if (!row.unsaid || row.unsaid.length === 0) return row.input
  const kept = Object.fromEntries(row.unsaid.map(field => [field, programme[field]]))
  return { ...row.input, ...kept }
}

function compareStatus(
  line: StatusLine | undefined,
  input: ProgrammeInput,
  programme: Programme | undefined,
  today: string,
  errors: FieldError[],
): StatusInput | undefined {
  const newYear = `${input.startYear}-01-01`
  const begin = newYear < today ? newYear : today
  if (!programme) {
    if (!line) return { status: 'planned', since: begin, reason: undefined, note: undefined }
    const beginning = line.status === 'planned' || line.status === 'running' ? begin : today
    return { ...line, since: line.since ?? beginning }
  }
  if (!line) return undefined
  if (line.status === programme.status) {
    const after: StatusInput = {
      status: line.status,
      since: line.since ?? programme.statusSince,
      reason: line.reason ?? programme.statusReason,
      note: line.note ?? programme.statusNote,
    }
    const kept =
      after.since === programme.statusSince &&
      after.reason === programme.statusReason &&
      after.note === programme.statusNote
    return kept ? undefined : after
  }
  const since = line.since ?? today
  if (since < programme.statusSince) {
    errors.push({
      field: 'since',
      sentence: {
        id: `Status yang tersimpan berlaku sejak ${programme.statusSince}, sesudah ${since}. Tulis tanggal sesudahnya, atau perbaiki riwayat status di halaman programnya.`,
        en: `The stored status holds since ${programme.statusSince}, after ${since}. Write a later date, or correct the statuses on the page of the programme.`,
      },
    })
  }
  return { ...line, since }
}

function statusChange(after: StatusInput, before: Programme | undefined): FieldChange[] {
  const pairs: FieldChange[] = [
    { field: 'status', before: before?.status, after: after.status },
    { field: 'since', before: before?.statusSince, after: after.since },
    { field: 'reason', before: before?.statusReason, after: after.reason },
    { field: 'note', before: before?.statusNote, after: after.note },
  ]
  return pairs.filter(one => one.before !== one.after)
}

const same = (line: BudgetLine, stored: readonly BudgetLine[] | undefined): BudgetLine | undefined =>
  stored?.find(one => one.year === line.year && one.source === line.source)

function differs(line: BudgetLine, stored: readonly BudgetLine[] | undefined): boolean {
  const there = same(line, stored)
  return (
    there === undefined ||
    there.planned !== line.planned ||
    (line.realised !== undefined && there.realised !== line.realised)
  )
}

function budgetChange(line: BudgetLine, stored: readonly BudgetLine[] | undefined): FieldChange[] {
  const before = same(line, stored)
  const realised = line.realised ?? before?.realised
  const pairs: FieldChange[] = [
    {
      field: `planned/${line.year}/${line.source}`,
      before: before?.planned.toString(),
      after: line.planned.toString(),
    },
    {
      field: `realised/${line.year}/${line.source}`,
      before: before?.realised?.toString(),
      after: realised?.toString(),
    },
  ]
  return pairs.filter(one => one.before !== one.after)
}

function compareMilestones(
  lines: readonly MilestoneLine[],
  leadId: string,
  stored: readonly StoredMilestone[],
): RowOutcome['milestones'] {
  return lines.flatMap((line, at) => {
    const there = stored.find(one => one.title === line.title)
    const after = {
      at,
      before: there,
      title: line.title,
      dueOn: line.dueOn,
      doneOn: line.doneOn ?? there?.doneOn,
      ownerId: line.ownerId ?? there?.ownerId ?? leadId,
    }
    const kept =
      there !== undefined &&
      there.dueOn === after.dueOn &&
      there.doneOn === after.doneOn &&
      there.ownerId === after.ownerId
    return kept ? [] : [after]
  })
}
