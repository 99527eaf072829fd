import type { Actor } from '#kit/actor.ts'
import { invalid, Problem } from '#kit/problem.ts'
import { audit } from '#platform/audit/audit.ts'
import type { Tx, Writer } from '#platform/db/database.ts'
import type { Platform } from '#platform/platform.ts'
import type { BudgetLine, FieldChange } from '../../model.ts'
import { checkBudget, MOST_BUDGET_LINES } from '../../rules/programme/check-budget.ts'
import { catalogueOf } from '../../store/catalogues.ts'
import { recordChange } from '../../store/changes.ts'
import {
  budgetKey,
  deleteBudgets,
  findBudget,
  type StoredBudgetLine,
  upsertBudgets,
} from '../../store/programme/budgets.ts'
import { touchProgramme } from '../../store/programme/statuses.ts'
import { findProgramme } from '../../store/programmes.ts'
import { transactUnlessSame } from '../already-so.ts'
import { getStand, noSuchProgramme } from '../stand.ts'
import { refuseSave } from './save-programme.ts'

export interface SaveBudget {
  regionCode: string
  id: string
  /** All lines that shall be there. */
  lines: readonly BudgetLine[]
  /** The lines that were seen, by `year/source`, with their versions; one of them that is not in `lines` is taken off. */
  versions: Readonly<Record<string, number>>
  /** The name of the field for a part of a line, for the sentences; "0.planned" when absent. */
  fieldOf?: (line: number, part: 'year' | 'source' | 'planned' | 'realised') => string
}

/**
 * Makes these the money of a programme and gives all its lines back. Lines that somebody added meanwhile stay. Throws
 * `not-found`, `may-not`, `invalid`, and `changed-meanwhile` when a line that differs has another version than was seen.
 * With `inTx` it is part of the caller's transaction.
 */
export async function saveBudget(
  platform: Platform,
  actor: Actor,
  save: SaveBudget,
  writer: Writer,
  inTx?: Tx,
): Promise<Map<string, StoredBudgetLine>> {
  const { regionCode, id } = save
  const now = platform.clock.now()
  const fieldOf = save.fieldOf ?? ((line, part) => `${line}.${part}`)
  return await transactUnlessSame<Map<string, StoredBudgetLine>>(
    platform,
    writer,
    async (tx, same) => {
      await getStand(tx, actor, regionCode)
      const programme = await findProgramme(tx, regionCode, id, true)
      if (!programme || programme.archivedAt !== undefined) throw noSuchProgramme()
      refuseSave(actor, regionCode, programme)
      const before = await findBudget(tx, regionCode, id, true)
      const wanted = new Map(save.lines.map((line, at) => [budgetKey(line), { line, at }]))
      const changed = save.lines.filter(line => !sameLine(before.get(budgetKey(line)), line))
      const removed = [...before.values()].filter(
        line => save.versions[budgetKey(line)] !== undefined && !wanted.has(budgetKey(line)),
      )
      if (changed.length === 0 && removed.length === 0 && wanted.size === save.lines.length) same(before)
      const catalogue = await catalogueOf(tx, programme.catalogueId)
      const errors = checkBudget(save.lines, programme, catalogue, fieldOf).filter(one => {
        // A line that stays as it is may lie outside of years that were shortened later.
        const at = save.lines.findIndex(
          (line, index) => one.field === fieldOf(index, 'year') && !changed.includes(line),
        )
        return at === -1
      })
      if (save.lines.length > MOST_BUDGET_LINES) errors.push(tooMany)
      if (errors.length > 0) throw invalid(...errors)
      for (const line of [...changed, ...removed]) {
        const key = budgetKey(line)
        if ((before.get(key)?.version ?? 0) !== (save.versions[key] ?? 0)) throw budgetChangedMeanwhile()
      }
      await upsertBudgets(
        tx,
        changed.map(line => ({ ...line, regionCode, programmeId: id })),
        writer.accountId,
        now,
      )
      await deleteBudgets(tx, regionCode, id, removed)
      await touchProgramme(tx, regionCode, id, writer.accountId, now)
      await recordChange(tx, {
        regionCode,
        subjectKind: 'programme',
        subjectId: id,
        event: 'budget-changed',
        fields: [
          ...changed.flatMap(line => budgetFields(before.get(budgetKey(line)), line)),
          ...removed.flatMap(line => budgetFields(line, undefined)),
        ],
        office: actor.membership?.organisationName,
      })
      await audit(tx, {
        event: 'portfolio.budget.changed',
        subject: { kind: 'programme', id },
        regionCode,
        data: { changed: changed.map(budgetKey), removed: removed.map(budgetKey) },
      })
      return await findBudget(tx, regionCode, id)
    },
    inTx,
  )
}

const sameLine = (stored: BudgetLine | undefined, given: BudgetLine): boolean =>
  stored !== undefined && stored.planned === given.planned && stored.realised === given.realised

/** What changed in a line as history keeps it: "planned 2024 apbd-kabupaten", in whole rupiah. */
export function budgetFields(before: BudgetLine | undefined, after: BudgetLine | undefined): FieldChange[] {
  const line = after ?? before
  if (!line) return []
  return (['planned', 'realised'] as const).flatMap(part => {
    const [old, now] = [before?.[part], after?.[part]]
    return old === now
      ? []
      : [{ field: `${part} ${line.year} ${line.source}`, before: old?.toString(), after: now?.toString() }]
  })
}

const tooMany = {
  field: 'lines',
  sentence: {
    id: `Paling banyak ${MOST_BUDGET_LINES} baris anggaran untuk satu program.`,
    en: `At most ${MOST_BUDGET_LINES} lines of money for one programme.`,
  },
}

const budgetChangedMeanwhile = () =>
  new Problem('changed-meanwhile', {
    id: 'Anggaran ini diubah orang lain sesudah Anda membukanya. Bandingkan keduanya, lalu simpan lagi; ketikan Anda tidak hilang.',
    en: 'This budget was changed by somebody else after you opened it. Compare both and save again; what you typed is not lost.',
  })
