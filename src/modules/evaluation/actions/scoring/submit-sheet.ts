import type { Actor } from '#kit/actor.ts'
import { Problem } from '#kit/problem.ts'
import { listHolders } from '#modules/people/index.ts'
import { audit } from '#platform/audit/audit.ts'
import type { Tx, Writer } from '#platform/db/database.ts'
import type { Platform } from '#platform/platform.ts'
import { ownSubmission } from '../../rules/round/relation.ts'
import { listOwnScores } from '../../store/scoring/scores.ts'
import { areSheetsComplete, setSheetSubmitted } from '../../store/scoring/sheets.ts'
import { notify } from '../notices/notify.ts'
import { getStand } from '../round/stand.ts'
import { assertMayScore, getGround } from './ground.ts'

/**
 * Hands in the actor's sheet of a region; from then on it is read only, and the sheets of others that are in are seen. Throws
 * `invalid` with one field per question that has no score, `may-not`, or `conflict` when it is not the time.
 */
export async function submitSheet(
  platform: Platform,
  actor: Actor,
  roundId: string,
  regionCode: string,
  writer: Writer,
): Promise<{ submittedAt: Date }> {
  const ground = await getGround(platform.db.sql, roundId, regionCode)
  return await platform.db.transact(writer, async tx => {
    const now = platform.clock.now()
    const stand = await getStand(tx, actor, roundId, regionCode, 'share')
    assertMayScore(stand, ownSubmission(stand.panel), now)
    const accountId = stand.panel?.accountId ?? ''
    const scores = await listOwnScores(tx, roundId, regionCode, accountId)
    const scored = new Map(scores.flatMap(({ questionId, score }) => (score === null ? [] : [[questionId, score]])))
    const missing = [...ground.questions.keys()].filter(id => !scored.has(id))
    if (missing.length > 0) throw unscored(missing)
    await setSheetSubmitted(tx, { roundId, regionCode, accountId }, now)
    await audit(tx, {
      event: 'evaluation.sheet.submitted',
      subject: { kind: 'evaluation.sheet', id: `${roundId}/${regionCode}/${accountId}` },
      regionCode,
      data: { place: stand.panel?.place, scores: Object.fromEntries(scored) },
    })
    if (await areSheetsComplete(tx, roundId)) await tellMinistry(tx, roundId, now)
    return { submittedAt: now }
  })
}

async function tellMinistry(tx: Tx, roundId: string, now: Date): Promise<void> {
  const ministry = await listHolders(tx, { roles: ['ministry-secretariat'] }, now)
  const accounts = new Set(ministry.map(({ accountId }) => accountId))
  await notify(
    tx,
    [...accounts].map(accountId => ({ accountId, roundId, regionCode: undefined, kind: 'sheets-complete' })),
    now,
  )
}

const unscored = (missing: readonly string[]) =>
  new Problem(
    'invalid',
    {
      id: `${missing.length} pertanyaan belum dinilai. Nilai dahulu, lalu kirim lembarnya.`,
      en: `${missing.length} questions have no score yet. Score them, then hand in the sheet.`,
    },
    {
      fields: missing.map(id => ({
        field: id,
        sentence: { id: `Beri nilai pada pertanyaan ${id}`, en: `Score question ${id}` },
      })),
    },
  )
