import type { Actor } from '#kit/actor.ts'
import { invalid, Problem } from '#kit/problem.ts'
import { audit } from '#platform/audit/audit.ts'
import type { Writer } from '#platform/db/database.ts'
import type { Platform } from '#platform/platform.ts'
import type { QuickWinYear, Verdict } from '../../model-quick-win.ts'
import { checkVerdict } from '../../rules/quick-win/check-year.ts'
import { endedYear } from '../../rules/quick-win/revalidation.ts'
import { catalogueOf } from '../../store/catalogues.ts'
import { recordChange } from '../../store/changes.ts'
import { listYears, upsertYear } from '../../store/quick-win/checks.ts'
import { findQuickWin, setEnded } from '../../store/quick-win/quick-wins.ts'
import { transactUnlessSame } from '../already-so.ts'
import { getWritableGround, keptText, mayCorrect, noQuickWin, quickWinEnded, yearIn } from './ground.ts'

export interface ValidateQuickWin {
  regionCode: string
  programmeId: string
  year: number
  verdict: Verdict
  /** Code of a reason in the catalogue; needed unless it is kept. */
  reason?: string | undefined
  note?: string | undefined
}

/**
 * Writes the verdict on a quick win in one year. There is one a year; the secretariat may correct it, which history keeps.
 * `ended` closes the quick win: nothing can be said of later years. Saying the same again writes nothing. Throws
 * `not-found`, `may-not`, `conflict`, and `invalid` with the fields `year`, `verdict`, `reason`, `note`.
 */
export async function validateQuickWin(
  platform: Platform,
  actor: Actor,
  given: ValidateQuickWin,
  writer: Writer,
): Promise<QuickWinYear> {
  const { regionCode, programmeId, year } = given
  const now = platform.clock.now()
  return await transactUnlessSame<QuickWinYear>(platform, writer, async (tx, same) => {
    const ground = await getWritableGround(tx, actor, regionCode, programmeId, true)
    const quickWin = await findQuickWin(tx, regionCode, programmeId, true)
    if (!quickWin || !ground.programme.quickWin) throw noQuickWin()
    const verdict = { year, verdict: given.verdict, reason: given.reason, note: keptText(given.note) }
    const catalogue = await catalogueOf(tx, ground.programme.catalogueId)
    const errors = checkVerdict(verdict, catalogue, {
      sinceYear: quickWin.sinceYear,
      thisYear: yearIn(now, ground),
    })
    if (errors.length > 0) throw invalid(...errors)
    const years = await listYears(tx, regionCode, programmeId)
    const before = years.find(one => one.year === year)
    if (before?.verdict === verdict.verdict && before.reason === verdict.reason && before.note === verdict.note) {
      same(before)
    }
    if (before && !mayCorrect(actor, regionCode)) throw judgedAlready(year)
    const others = { sinceYear: quickWin.sinceYear, years: years.filter(one => one.year !== year) }
    const ended = endedYear(others)
    if (ended !== undefined && year > ended) throw quickWinEnded()
    if (verdict.verdict === 'ended' && others.years.some(one => one.year > year)) throw judgedLater(year)
    await upsertYear(tx, regionCode, programmeId, verdict, { accountId: writer.accountId, now })
    const ends = ended !== undefined || verdict.verdict === 'ended'
    if (ends !== (quickWin.endedAt !== undefined)) {
      await setEnded(tx, regionCode, programmeId, ends ? now : undefined)
    }
    await recordChange(tx, {
      regionCode,
      subjectKind: 'quick-win',
      subjectId: programmeId,
      event: before ? 'verdict-corrected' : 'judged',
      fields: [
        { field: String(year), before: before?.verdict, after: verdict.verdict },
        ...(before?.note === verdict.note ? [] : [{ field: 'note', before: before?.note, after: verdict.note }]),
      ],
      reason: verdict.reason,
      office: actor.membership?.organisationName,
    })
    await audit(tx, {
      event: 'portfolio.quick_win.judged',
      subject: { kind: 'programme', id: programmeId },
      regionCode,
      data: { year, verdict: verdict.verdict, reason: verdict.reason ?? null, corrected: before !== undefined },
    })
    return { ...verdict, decidedBy: writer.accountId, decidedAt: now }
  })
}

const judgedAlready = (year: number) =>
  new Problem('conflict', {
    id: `Validasi tahun ${year} sudah ada; satu tahun satu putusan. Sekretariat daerah dapat mengoreksinya.`,
    en: `${year} has its verdict already; there is one a year. The secretariat can correct it.`,
  })

const judgedLater = (year: number) =>
  new Problem('conflict', {
    id: `Ada putusan untuk tahun sesudah ${year}, jadi quick win ini belum berakhir pada ${year}. Koreksi yang kemudian dahulu.`,
    en: `A year after ${year} has a verdict, so it had not ended in ${year}. Correct the later one first.`,
  })
