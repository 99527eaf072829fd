import type { Actor } from '#kit/actor.ts'
import type { Writer } from '#platform/db/database.ts'
import type { Platform } from '#platform/platform.ts'
import { saveScores, type ScoreEntry } from './save-scores.ts'

/** Keeps one score, note and mark of the actor's own sheet; see `saveScores`. */
export async function saveScore(
  platform: Platform,
  actor: Actor,
  { roundId, regionCode, ...entry }: ScoreEntry & { roundId: string; regionCode: string },
  writer: Writer,
): Promise<{ version: number; savedAt: Date }> {
  const [saved] = await saveScores(platform, actor, { roundId, regionCode, entries: [entry] }, writer)
  if (!saved) throw new Error('One score was given and none was kept')
  return { version: saved.version, savedAt: saved.savedAt }
}
