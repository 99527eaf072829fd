import type { Actor } from '#kit/actor.ts'
import { invalid, Problem } from '#kit/problem.ts'
import { audit } from '#platform/audit/audit.ts'
import type { Tx, Writer } from '#platform/db/database.ts'
import type { Platform } from '#platform/platform.ts'
import { getEvidence, listUses, refuseSeeEvidence, replaceUses, type WantedUse } from '#modules/evidence/index.ts'
import { QUICK_WIN_SUBJECT } from '../../model.ts'
import { checkSubject, type CheckAnswer, type QuickWinIndicator } from '../../model-quick-win.ts'
import { checkSelfCheck } from '../../rules/quick-win/check-year.ts'
import { recordChange } from '../../store/changes.ts'
import { lockCheck, upsertCheck } from '../../store/quick-win/checks.ts'
import { findQuickWin } from '../../store/quick-win/quick-wins.ts'
import { transactUnlessSame } from '../already-so.ts'
import { changedMeanwhile, getWritableGround, keptText, noQuickWin, quickWinEnded, yearIn } from './ground.ts'

export interface CheckQuickWin {
  regionCode: string
  programmeId: string
  year: number
  indicator: QuickWinIndicator
  /** The version that was changed; undefined or 0 when there was no answer. */
  version?: number | undefined
  answer: CheckAnswer
  note?: string | undefined
  /** What shall stand as evidence; left as it is when absent. What the writer may not see stays in any case. */
  evidence?: readonly WantedUse[] | undefined
}

export interface SavedCheck {
  version: number
  savedAt: Date
}

/**
 * Stores the region's own answer to one of the ten indicators in one year, with its evidence. A save that says what is
 * stored writes nothing. Throws `not-found`, `may-not`, `conflict` when the quick win has ended, `invalid` with the fields
 * `year`, `indicator`, `answer`, `note`, `bukti`, and `changed-meanwhile`.
 */
export async function checkQuickWin(
  platform: Platform,
  actor: Actor,
  save: CheckQuickWin,
  writer: Writer,
): Promise<SavedCheck> {
  const { regionCode, programmeId, year, indicator } = save
  const now = platform.clock.now()
  return await transactUnlessSame<SavedCheck>(platform, writer, async (tx, same) => {
    const ground = await getWritableGround(tx, actor, regionCode, programmeId, true)
    const quickWin = await findQuickWin(tx, regionCode, programmeId, true)
    if (!quickWin || !ground.programme.quickWin) throw noQuickWin()
    const given = { year, indicator, answer: save.answer, note: keptText(save.note) }
    const errors = checkSelfCheck(given, { sinceYear: quickWin.sinceYear, thisYear: yearIn(now, ground) })
    if (errors.length > 0) throw invalid(...errors)
    const before = await lockCheck(tx, regionCode, programmeId, year, indicator)
    const subject = checkSubject(programmeId, year, indicator)
    const uses = save.evidence && (await wantedUses(tx, platform, actor, regionCode, subject, save.evidence))
    const sameText = before !== undefined && before.answer === given.answer && before.note === given.note
    if (before && sameText && !uses?.changed) same({ version: before.version, savedAt: before.checkedAt })
    if (quickWin.endedAt !== undefined) throw quickWinEnded()
    if ((before?.version ?? 0) !== (save.version ?? 0)) throw changedMeanwhile()
    const version = (before?.version ?? 0) + 1
    await upsertCheck(
      tx,
      regionCode,
      programmeId,
      { ...given, indicator, version },
      { accountId: writer.accountId, now },
    )
    if (uses?.changed) await replaceUses(tx, regionCode, QUICK_WIN_SUBJECT, subject, uses.wanted, writer.accountId)
    await recordChange(tx, {
      regionCode,
      subjectKind: 'quick-win',
      subjectId: programmeId,
      event: 'checked',
      fields: [
        { field: `${year} ${indicator}`, before: before?.answer, after: given.answer },
        ...(before?.note === given.note ? [] : [{ field: 'note', before: before?.note, after: given.note }]),
      ],
      office: actor.membership?.organisationName,
    })
    await audit(tx, {
      event: 'portfolio.quick_win.checked',
      subject: { kind: 'programme', id: programmeId },
      regionCode,
      data: { year, indicator, answer: given.answer, version, evidence: uses?.changed ?? false },
    })
    return { version, savedAt: now }
  })
}

/** The uses to be stored: those given, and behind them those that the writer may not see and so cannot take off. */
async function wantedUses(
  tx: Tx,
  platform: Platform,
  actor: Actor,
  regionCode: string,
  subject: string,
  given: readonly WantedUse[],
): Promise<{ wanted: WantedUse[]; changed: boolean }> {
  const current = (await listUses(tx, regionCode, QUICK_WIN_SUBJECT, [subject])).get(subject) ?? []
  const there = new Set(current.map(use => use.evidence.id))
  for (const { evidenceId } of given) {
    // Evidence that is attached already stays attachable, whoever saves; new evidence must be the writer's to see.
    if (!there.has(evidenceId)) await getEvidence(platform, actor, evidenceId, tx).catch(unseenEvidence)
  }
  const named = new Set(given.map(use => use.evidenceId))
  const wanted = [
    ...given.map(({ evidenceId, anchor, note }) => ({ evidenceId, anchor, note })),
    ...current
      .filter(use => !named.has(use.evidence.id) && refuseSeeEvidence(actor, use.evidence) !== undefined)
      .map(use => ({ evidenceId: use.evidence.id, anchor: use.anchor, note: use.note })),
  ]
  const plain = (uses: readonly WantedUse[]) =>
    JSON.stringify(uses.map(use => [use.evidenceId, use.anchor?.trim() || null, use.note?.trim() || null]))
  const stored = current.map(use => ({ evidenceId: use.evidence.id, anchor: use.anchor, note: use.note }))
  return { wanted, changed: plain(wanted) !== plain(stored) }
}

function unseenEvidence(error: unknown): never {
  if (error instanceof Problem && error.code === 'not-found') {
    throw invalid({ field: 'bukti', sentence: error.sentence })
  }
  throw error
}
