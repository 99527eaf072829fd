import type { Actor } from '#kit/actor.ts'
import { type FieldError, invalid, Problem } from '#kit/problem.ts'
import { audit } from '#platform/audit/audit.ts'
import type { Writer } from '#platform/db/database.ts'
import type { Platform } from '#platform/platform.ts'
import { ownSubmission } from '../../rules/round/relation.ts'
import { type ScoreContent, scoreFaults } from '../../rules/scoring/check-score.ts'
import { listOwnScores, type Score, writeScores } from '../../store/scoring/scores.ts'
import { getStand, noSuchQuestion } from '../round/stand.ts'
import { assertMayScore, getGround } from './ground.ts'

export interface ScoreEntry {
  questionId: string
  /** Null takes the score away; absent keeps what is stored. */
  score?: number | null
  /** Absent keeps what is stored; blank takes it away. */
  note?: string | undefined
  flagged?: boolean | undefined
  /** The version that was seen; undefined or 0 for a first save. */
  version: number | undefined
}

export interface SavedScore {
  questionId: string
  /** 0 where nothing is stored. */
  version: number
  savedAt: Date
}

/**
 * Keeps scores of the actor's own sheet, all or none, in nine statements however many. A value that somebody else (another
 * tab or device of the same assessor) stored meanwhile is never overwritten: `changed-meanwhile` names both. Sending again
 * what is stored already is no conflict and changes nothing. Throws `invalid` by field (`score`, `note`; with several entries
 * `<question>.score`), `may-not`, `conflict` when it is not the time, `not-found` for a question of another instrument.
 */
export async function saveScores(
  platform: Platform,
  actor: Actor,
  { roundId, regionCode, entries }: { roundId: string; regionCode: string; entries: readonly ScoreEntry[] },
  writer: Writer,
): Promise<SavedScore[]> {
  const ground = await getGround(platform.db.sql, roundId, regionCode)
  return await platform.db.transact(writer, async tx => {
    const now = platform.clock.now()
    const stand = await getStand(tx, actor, roundId, regionCode, 'share')
    assertMayScore(stand, ownSubmission(stand.panel), now)
    const accountId = stand.panel?.accountId ?? ''
    const unknown = entries.find(({ questionId }) => !ground.questions.has(questionId))
    if (unknown) throw noSuchQuestion(unknown.questionId)
    assertOnce(entries)
    const ids = entries.map(({ questionId }) => questionId)
    // The lock on the panel member keeps every other save of this sheet waiting.
    const stored = new Map(
      (await listOwnScores(tx, roundId, regionCode, accountId, ids)).map(score => [score.questionId, score]),
    )
    const one = entries.length === 1
    const faults: FieldError[] = []
    const stale: FieldError[] = []
    const kept = entries.map(entry => {
      const before = stored.get(entry.questionId)
      const content = merged(entry, before)
      const prefix = one ? '' : `${entry.questionId}.`
      for (const { field, sentence } of scoreFaults(content, ground.instrument.scale, ground.last(entry.questionId))) {
        faults.push({ field: prefix + field, sentence })
      }
      const changed = !equals(content, before)
      if (changed && (entry.version ?? 0) !== (before?.version ?? 0))
        stale.push({ field: `${prefix}score`, sentence: both(content, before) })
      return { questionId: entry.questionId, ...content, changed, before }
    })
    if (faults.length > 0) throw invalid(...faults)
    if (stale.length > 0) throw changedMeanwhile(stale)
    const changes = kept.filter(({ changed }) => changed)
    const versions = await writeScores(tx, { roundId, regionCode, accountId }, changes, ids.at(-1), now)
    await audit(tx, {
      event: 'evaluation.score.saved',
      subject: { kind: 'evaluation.sheet', id: `${roundId}/${regionCode}/${accountId}` },
      regionCode,
      data: {
        scores: changes.map(({ questionId, score, note, flagged, before }) => ({
          question: questionId,
          score,
          flagged,
          note: note ?? null,
          before: before?.score ?? null,
          version: versions.get(questionId),
        })),
      },
    })
    return kept.map(({ questionId, before, changed }) => ({
      questionId,
      version: versions.get(questionId) ?? before?.version ?? 0,
      savedAt: changed ? now : (before?.changedAt ?? now),
    }))
  })
}

function merged({ score, note, flagged }: ScoreEntry, before: Score | undefined): ScoreContent {
  return {
    score: score === undefined ? (before?.score ?? null) : score,
    note: note === undefined ? before?.note : note.replaceAll('\r\n', '\n').trim() || undefined,
    flagged: flagged ?? before?.flagged ?? false,
  }
}

/** What is stored already; nothing is stored of a question that has neither score nor note nor mark. */
const equals = (content: ScoreContent, before: Score | undefined): boolean =>
  content.score === (before?.score ?? null) &&
  content.note === before?.note &&
  content.flagged === (before?.flagged ?? false)

const words = (score: number | null, lang: 'id' | 'en') =>
  score === null ? (lang === 'id' ? 'belum dinilai' : 'no score') : String(score)

const both = (content: ScoreContent, before: Score | undefined) => ({
  id: `Tersimpan dari tempat lain: ${words(before?.score ?? null, 'id')}. Yang Anda kirim: ${words(content.score, 'id')}.`,
  en: `Stored from elsewhere: ${words(before?.score ?? null, 'en')}. What you sent: ${words(content.score, 'en')}.`,
})

const changedMeanwhile = (fields: FieldError[]) =>
  new Problem(
    'changed-meanwhile',
    {
      id: 'Nilai ini sudah berubah di tab atau perangkat lain. Tidak ada yang ditimpa; pilih mana yang dipakai.',
      en: 'This score was changed in another tab or device. Nothing was overwritten; choose which one counts.',
    },
    { fields },
  )

function assertOnce(entries: readonly ScoreEntry[]): void {
  const twice = entries.find(({ questionId }, at) => entries.findIndex(one => one.questionId === questionId) !== at)
  if (!twice) return
  throw invalid({
    field: `${twice.questionId}.score`,
    sentence: {
      id: `Pertanyaan ${twice.questionId} ada dua kali. Kirim satu nilai untuk satu pertanyaan.`,
      en: `Question ${twice.questionId} is there twice. Send one score for one question.`,
    },
  })
}
