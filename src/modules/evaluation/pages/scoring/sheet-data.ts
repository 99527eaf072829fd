import type { Refusal } from '#kit/actor.ts'
import { formatTime } from '#kit/format.ts'
import type { Visit } from '#platform/http/door.ts'
import { refuseScore } from '../../access.ts'
import { getGround, type Ground, notSeen } from '../../actions/scoring/ground.ts'
import { factsOf, getStand, type Stand } from '../../actions/round/stand.ts'
import type { Dimension } from '../../model.ts'
import { scoringPhrases } from '../../phrases/scoring.ts'
import { questionsOf } from '../../rules/instrument-questions.ts'
import { ownSubmission } from '../../rules/round/relation.ts'
import { listOwnScores, type Score } from '../../store/scoring/scores.ts'

/** Addresses of the assessors' pages carry round and region alike. */
export const sheetPlace = '/putaran/:round{[a-z0-9][a-z0-9-]{2,59}}/:code{[0-9]{2}(?:\\.[0-9]{2})?}'

export const regionPath = (roundId: string, code: string): string => `/putaran/${roundId}/${code}`
export const sheetPath = (roundId: string, code: string, question?: string): string =>
  `${regionPath(roundId, code)}/nilai${question === undefined ? '' : `/${question}`}`

/** A sheet with what the viewer may see of it. */
export interface Sheet {
  roundId: string
  code: string
  stand: Stand
  ground: Ground
  /** The viewer's own scores by question; empty for who has no sheet. */
  own: ReadonlyMap<string, Score>
  /** Why nothing can be changed now; undefined when the viewer may score. */
  refusal: Refusal
  /** Questions with a score. */
  scored: number
  total: number
}

export function placeOf({ c }: Visit): { roundId: string; code: string } {
  return { roundId: c.req.param('round') ?? '', code: c.req.param('code') ?? '' }
}

/**
 * Where the viewer stands, the questions and the own scores, in five statements. Throws `may-not` for an assessor of other
 * regions, and `conflict` for one whose region has not handed in.
 */
export async function loadSheet(visit: Visit): Promise<Sheet> {
  const { actor, platform } = visit
  const { sql } = platform.db
  const { roundId, code } = placeOf(visit)
  const stand = await getStand(sql, actor, roundId, code)
  const { sight, panel } = stand
  const refusal = refuseScore(factsOf(stand, platform.clock.now()), ownSubmission(panel))
  if (!sight.ownScores && !sight.panelProgress) throw notSeen(stand, platform.clock.now())
  const ground = await getGround(sql, roundId, code)
  const scores = sight.ownScores && panel ? await listOwnScores(sql, roundId, code, panel.accountId) : []
  return {
    roundId,
    code,
    stand,
    ground,
    own: new Map(scores.map(score => [score.questionId, score])),
    refusal,
    scored: scores.filter(({ score }) => score !== null).length,
    total: ground.questions.size,
  }
}

/** "tersimpan 10.42 WITA": when the newest of the own scores was kept. */
export function savedWords({ own, stand }: Sheet, lang: Visit['lang']): string {
  const t = scoringPhrases(lang)
  const newest = Math.max(0, ...[...own.values()].map(({ changedAt }) => changedAt.getTime()))
  return newest === 0 ? t.notSavedYet : t.savedAt(formatTime(new Date(newest), lang, stand.region.zone))
}

/** Scored and all questions of a dimension. */
export function tally(sheet: Sheet, dimension: Dimension): { scored: number; total: number } {
  const questions = questionsOf(dimension)
  return {
    scored: questions.filter(({ id }) => typeof sheet.own.get(id)?.score === 'number').length,
    total: questions.length,
  }
}

/**
 * Where to go on: where the assessor left off if that has no score, else the next one without; undefined when all have one.
 */
export function resumeAt(sheet: Sheet): string | undefined {
  const ids = [...sheet.ground.questions.keys()]
  const left = Math.max(0, ids.indexOf(sheet.stand.panel?.lastQuestion ?? ''))
  const inOrder = [...ids.slice(left), ...ids.slice(0, left)]
  return inOrder.find(id => typeof sheet.own.get(id)?.score !== 'number')
}
