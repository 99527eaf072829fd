import type { Page } from '#platform/http/door.ts'
import { mayScore } from '../../access.ts'
import { notSeen } from '../../actions/scoring/ground.ts'
import { loadSheet, resumeAt, sheetPath, sheetPlace } from './sheet-data.ts'

/** Leads to the question where the assessor left off; to the overview when all have a score. */
export const resumePage: Page = {
  path: `${sheetPlace}/nilai/lanjut`,
  permission: 'evaluation.sheet.resume',
  may: mayScore,
  async show(visit) {
    const sheet = await loadSheet(visit)
    if (!sheet.stand.sight.ownScores) throw notSeen(sheet.stand, visit.platform.clock.now())
    return visit.c.redirect(sheetPath(sheet.roundId, sheet.code, resumeAt(sheet)), 303)
  },
}
