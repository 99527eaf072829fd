import { randomUUID } from 'node:crypto'
import type { Actor } from '#kit/actor.ts'
import { type FieldError, invalid, mayNot } from '#kit/problem.ts'
import { audit } from '#platform/audit/audit.ts'
import type { Tx, Writer } from '#platform/db/database.ts'
import type { Platform } from '#platform/platform.ts'
import { refuseKeep } from '../../access.ts'
import type { ImportCounts, ProgrammeRow } from '../../model-exchange.ts'
import { checkRow, type RowPlace, rowPlace } from '../../rules/exchange/check-row.ts'
import { compareRow, type RowOutcome, type StoredRow } from '../../rules/exchange/compare-row.ts'
import { type NewChange, recordChanges } from '../../store/changes.ts'
import { listStoredRows } from '../../store/exchange/stored-rows.ts'
import { lockImports, setStatuses, writeBudgetLines, writeMilestoneLines } from '../../store/exchange/write-rows.ts'
import { insertProgrammes, insertStatuses, updateProgrammes } from '../../store/programme/write-programmes.ts'
import { tidy, toRow } from '../programme/save-programme.ts'
import { type RegionFacts, readRegionFacts } from './region-facts.ts'

/** Rows that one transaction stores. */
export const CHUNK = 500

export interface ApplyRows {
  regionCode: string
  rows: readonly ProgrammeRow[]
}

/**
 * Stores many programmes of a region by their codes, with status, money, milestones and history, in a transaction for
 * every 500 rows and a fixed number of statements each. What is stored already is left alone. The actor is the secretariat
 * of the region; without one it is the command line, which has the right of whoever runs it. Throws `may-not`, and
 * `invalid` whose fields are "rows.12.name" (from 0) before anything of that transaction is stored.
 */
export async function applyProgrammeRows(
  platform: Platform,
  actor: Actor | undefined,
  { regionCode, rows }: ApplyRows,
  writer: Writer,
): Promise<ImportCounts> {
  const facts = await readRegionFacts(platform.db.sql, regionCode, platform.clock.now())
  const office = actor?.membership?.organisationName
  const sum: ImportCounts = { created: 0, changed: 0, unchanged: 0 }
  for (let start = 0; start < rows.length; start += CHUNK) {
    const chunk = rows.slice(start, start + CHUNK)
    const counts = await platform.db.transact(writer, async tx => {
      if (actor) {
        const refusal = refuseKeep(actor, regionCode)
        if (refusal) throw mayNot(refusal)
      }
      const { counts, errors } = await storeRows(tx, platform, facts, chunk, office, writer)
      const fields = errors.flatMap((list, at) =>
        list.map(one => ({ ...one, field: `rows.${start + at}.${one.field}` })),
      )
      if (fields.length > 0) throw invalid(...fields)
      return counts
    })
    sum.created += counts.created
    sum.changed += counts.changed
    sum.unchanged += counts.unchanged
  }
  return sum
}

/**
 * Compares and stores some rows inside the caller's transaction, for an office as the history names it. Errors stand in the
 * order of the rows; while any row has one, nothing is written.
 */
export async function storeRows(
  tx: Tx,
  platform: Platform,
  facts: RegionFacts,
  given: readonly ProgrammeRow[],
  office: string | undefined,
  writer: Writer,
): Promise<{ counts: ImportCounts; errors: FieldError[][] }> {
  const regionCode = facts.region.code
  await lockImports(tx, regionCode)
  const codes = [...new Set(given.map(row => tidy(row.input).code))]
  const stored = await listStoredRows(tx, regionCode, codes, true)
  const outcomes = compareRows(facts, given, stored)
  const errors = outcomes.map(one => one.errors)
  const counts = countOutcomes(outcomes)
  if (errors.some(list => list.length > 0)) return { counts, errors }
  const ids = outcomes.map(one => stored.get(one.input.code)?.programme.id ?? randomUUID())
  await write(tx, facts, outcomes, ids, writer.accountId, platform.clock.now())
  const names = new Map(facts.offices.map(one => [one.id, one.name]))
  await recordChanges(tx, historyOf(regionCode, outcomes, ids, office, names))
  await audit(tx, {
    event: 'portfolio.programmes.imported',
    subject: { kind: 'portfolio.region', id: regionCode },
    regionCode,
    data: { ...counts, codes: outcomes.filter(one => one.kind !== 'unchanged').map(one => one.input.code) },
  })
  return { counts, errors }
}

/** What each row would change against what is stored under its code, with everything that is wrong with it. */
export function compareRows(
  facts: RegionFacts,
  rows: readonly ProgrammeRow[],
  stored: ReadonlyMap<string, StoredRow>,
): RowOutcome[] {
  const place: RowPlace = rowPlace(facts)
  const seen = new Set<string>()
  return rows.map(given => {
    const row = { ...given, input: tidy(given.input) }
    const there = stored.get(row.input.code)
    const outcome = compareRow(row, there, facts.today)
    outcome.errors.push(...checkRow(outcome, there, facts.catalogue, place, facts.today))
    if (seen.has(row.input.code)) {
      outcome.errors.push({
        field: 'code',
        sentence: {
          id: `Kode ${row.input.code} sudah ada di baris lain. Satu program satu baris.`,
          en: `Code ${row.input.code} is in another row already. One programme, one row.`,
        },
      })
    }
    seen.add(row.input.code)
    return outcome
  })
}

function countOutcomes(outcomes: readonly RowOutcome[]): ImportCounts {
  const counts: ImportCounts = { created: 0, changed: 0, unchanged: 0 }
  for (const one of outcomes) if (one.errors.length === 0) counts[one.kind]++
  return counts
}

async function write(
  tx: Tx,
  facts: RegionFacts,
  outcomes: readonly RowOutcome[],
  ids: readonly string[],
  by: string | undefined,
  now: Date,
): Promise<void> {
  const regionCode = facts.region.code
  const withIds = outcomes.map((one, at) => ({ one, programmeId: ids[at] ?? '' }))
  const row = ({ one, programmeId }: (typeof withIds)[number]) =>
    toRow(regionCode, programmeId, one.input, facts.catalogue)
  await insertProgrammes(
    tx,
    withIds.flatMap(all => (all.one.kind === 'created' && all.one.status ? [{ ...row(all), ...all.one.status }] : [])),
    by,
    now,
  )
  const known = withIds.filter(({ one }) => one.kind === 'changed')
  await updateProgrammes(tx, known.filter(({ one }) => one.fields.length > 0).map(row), by, now)
  const statuses = known.flatMap(({ one, programmeId }) =>
    one.status ? [{ ...one.status, programmeId, regionCode, alsoChanged: one.fields.length > 0 }] : [],
  )
  await setStatuses(tx, regionCode, statuses, by, now)
  await insertStatuses(tx, statuses, by, now)
  const lines = <T>(pick: (one: RowOutcome) => readonly T[]) =>
    withIds.flatMap(({ one, programmeId }) => pick(one).map(line => ({ ...line, programmeId })))
  await writeBudgetLines(
    tx,
    regionCode,
    lines(one => one.budget),
    by,
    now,
  )
  await writeMilestoneLines(
    tx,
    regionCode,
    lines(one => one.milestones),
    by,
    now,
  )
}

function historyOf(
  regionCode: string,
  outcomes: readonly RowOutcome[],
  ids: readonly string[],
  office: string | undefined,
  names: ReadonlyMap<string, string>,
): NewChange[] {
  return outcomes.flatMap((one, at): NewChange[] => {
    const line = (event: string, fields: RowOutcome['fields']): NewChange[] =>
      fields.length === 0
        ? []
        : [{ regionCode, subjectKind: 'programme', subjectId: ids[at] ?? '', event, fields, office }]
    return [
      ...(one.kind === 'created'
        ? line('created', [...one.fields, ...one.statusFields])
        : [...line('changed', one.fields), ...line('status-changed', one.statusFields)]),
      ...line('budget-changed', one.budgetFields),
      ...one.milestones.flatMap(milestone =>
        line(milestone.before ? 'milestone-changed' : 'milestone-added', milestoneFields(milestone, names)),
      ),
    ]
  })
}

/** A milestone as history tells it: its title always, the rest when it differs. */
function milestoneFields(
  after: RowOutcome['milestones'][number],
  names: ReadonlyMap<string, string>,
): RowOutcome['fields'] {
  const { before } = after
  const all: RowOutcome['fields'] = [
    { field: 'title', before: before?.title, after: after.title },
    { field: 'dueOn', before: before?.dueOn, after: after.dueOn },
    { field: 'doneOn', before: before?.doneOn, after: after.doneOn },
    { field: 'ownerName', before: before && names.get(before.ownerId), after: names.get(after.ownerId) },
  ]
  return all.filter(one => one.field === 'title' || one.before !== one.after)
}
