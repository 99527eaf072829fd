import type { Actor } from '#kit/actor.ts'
import { notFound } from '#kit/problem.ts'
import type { Sql } from '#platform/db/database.ts'
import type { Platform } from '#platform/platform.ts'
import {
  drawDrift,
  drawMeasure,
  type Drawing,
  type Drift,
  findMeasure,
  findSnapshots,
  type Measure,
  measuresOf,
  portfolioSight,
  type Snapshot,
} from '#modules/portfolio/index.ts'
import { findAssignment, listAssignments } from '../../store/assessment/assignments.ts'
import { type AnswerSource, findSource, listSources } from '../../store/source/sources.ts'
import { getStand, type Stand } from '../round/stand.ts'
import { dayOf, type SourcePlace } from './link-source.ts'

/** What an answer takes from the portfolio, or could take. */
export interface ReadSource {
  measure: Measure | undefined
  /** Undefined when the answer is not linked. */
  source: AnswerSource | undefined
  /** Frozen when the region has handed in, else as it is drawn now. */
  drawing: Drawing
  snapshot: Snapshot | undefined
}

/**
 * The figure of one question: frozen once it is, else live while the region fills in. Undefined when the question takes none,
 * and after handing in when the answer took none. The caller has asked `sight.answers`. At most five statements.
 */
export async function readSource(
  sql: Sql,
  stand: Stand,
  questionId: string,
  now: Date,
): Promise<ReadSource | undefined> {
  const { round, region } = stand
  const source = await findSource(sql, round.id, region.regionCode, questionId)
  const measure = source ? await findMeasure(source.measure) : (await measuresOf(round.instrumentId)).get(questionId)
  if (source?.snapshotId !== undefined) {
    const snapshot = (await findSnapshots(sql, region.regionCode, [source.snapshotId])).get(source.snapshotId)
    return snapshot && { measure, source, drawing: snapshot.drawing, snapshot }
  }
  if (stand.phase !== 'filling' || !measure) return undefined
  const drawing = await drawMeasure(sql, region.regionCode, measure, dayOf(stand, now))
  return { measure, source, drawing, snapshot: undefined }
}

/** A source with who looks at it, and what is different now for who may see the portfolio as it is now. */
export interface ShownSource extends ReadSource {
  stand: Stand
  /** The viewer may open the programmes and indicators themselves, as they are now. */
  opensRows: boolean
  /** Undefined while nothing is frozen, and for who does not see the portfolio. */
  drift: Drift[] | undefined
}

/**
 * The source of an answer for a viewer. Whether they see it, and with it the frozen rows, `getStand` alone decides: who sees
 * the answer sees what it was made from. Throws `not-found` otherwise.
 */
export async function getSource(platform: Platform, actor: Actor, place: SourcePlace): Promise<ShownSource> {
  const { sql } = platform.db
  const now = platform.clock.now()
  const { roundId, regionCode, questionId } = place
  const stand = await getStand(sql, actor, roundId, regionCode)
  if (!(await seesAnswer(sql, actor, stand, questionId))) throw noSuchSource()
  const read = await readSource(sql, stand, questionId, now)
  if (!read) throw noSuchSource()
  const { snapshot, measure } = read
  const opensRows = (await portfolioSight(sql, actor, regionCode)) !== 'none'
  const drift =
    snapshot && measure && opensRows
      ? await drawDrift(sql, regionCode, snapshot.drawing, measure, dayOf(stand, now))
      : undefined
  return { ...read, stand, opensRows, drift }
}

/** Whether the viewer sees the answer to a question: by the one rule, and of the own office where it says so. */
export async function seesAnswer(sql: Sql, actor: Actor, stand: Stand, questionId: string): Promise<boolean> {
  const { answers } = stand.sight
  if (answers !== 'own-office') return answers !== 'none'
  const office = await findAssignment(sql, stand.round.id, stand.region.regionCode, questionId)
  return office !== undefined && office === actor.membership?.organisationId
}

/** The sources of a region in a round in sight of a viewer, by question. Throws `not-found` for who sees no answer. */
export async function listSourcesInSight(
  platform: Platform,
  actor: Actor,
  roundId: string,
  regionCode: string,
): Promise<AnswerSource[]> {
  const { sql } = platform.db
  const stand = await getStand(sql, actor, roundId, regionCode)
  const { answers } = stand.sight
  if (answers === 'none') throw noSuchSource()
  const sources = [...(await listSources(sql, roundId, regionCode)).values()].filter(
    source => answers !== 'published' || source.snapshotId !== undefined,
  )
  if (answers !== 'own-office') return sources
  const offices = await listAssignments(sql, roundId, regionCode)
  const own = actor.membership?.organisationId
  return sources.filter(({ questionId }) => own !== undefined && offices.get(questionId) === own)
}

const noSuchSource = () =>
  notFound(
    'Jawaban ini tidak mengambil angka dari portofolio, atau belum terbuka untuk Anda.',
    'This answer takes no figure from the portfolio, or is not open to you.',
  )
