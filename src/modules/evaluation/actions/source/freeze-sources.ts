import { dayIn } from '#kit/format.ts'
import type { Tx } from '#platform/db/database.ts'
import { link } from '#platform/trace/trace.ts'
import { drawMeasures, findMeasure, freezeDrawings, type Measure } from '#modules/portfolio/index.ts'
import { answerNode, type SubmittedSource } from '../../model-round.ts'
import { drawDay } from '../../rules/source/draw-day.ts'
import type { SourceFigure } from '../../rules/source/merge-figures.ts'
import { deleteSources, freezeSources, listSources } from '../../store/source/sources.ts'
import type { Stand } from '../round/stand.ts'

export interface FrozenAnswerSource {
  figures: readonly SourceFigure[]
  source: SubmittedSource
}

/**
 * Freezes the figures of all linked answers of a region that hands in: one snapshot a measure, with arrows of the trace from
 * its rows to it and from it to each answer. A link whose measure has nothing to draw from any more is taken off, since
 * nothing would lead back from it; `lost` names those. In the transaction that hands in, in a fixed number of statements.
 */
export async function freezeAnswerSources(
  tx: Tx,
  { round, region }: Stand,
  by: string | undefined,
  now: Date,
): Promise<{ frozen: ReadonlyMap<string, FrozenAnswerSource>; lost: string[] }> {
  const { regionCode } = region
  const sources = await listSources(tx, round.id, regionCode, true)
  const frozen = new Map<string, FrozenAnswerSource>()
  if (sources.size === 0) return { frozen, lost: [] }
  const measures: Measure[] = []
  for (const id of new Set([...sources.values()].map(source => source.measure))) {
    const measure = await findMeasure(id)
    if (measure) measures.push(measure)
  }
  const day = drawDay(round.edition, dayIn(now, region.zone))
  const drawings = (await drawMeasures(tx, regionCode, measures, day)).filter(drawing => drawing.rows.length > 0)
  const snapshots = await freezeDrawings(tx, regionCode, drawings, { by, now })
  const byMeasure = new Map(snapshots.map(snapshot => [snapshot.drawing.measure, snapshot]))
  const lost: string[] = []
  for (const { questionId, measure } of sources.values()) {
    const snapshot = byMeasure.get(measure)
    if (!snapshot) {
      lost.push(questionId)
      continue
    }
    frozen.set(questionId, {
      figures: snapshot.drawing.figures,
      source: { measure, snapshotId: snapshot.id, sha256: snapshot.sha256 },
    })
  }
  await freezeSources(
    tx,
    round.id,
    regionCode,
    snapshots.map(({ id, drawing }) => ({ measure: drawing.measure, snapshotId: id })),
  )
  await deleteSources(tx, round.id, regionCode, lost)
  await link(
    tx,
    [...frozen].map(([questionId, { source }]) => ({
      from: { kind: 'snapshot', id: source.snapshotId },
      to: answerNode(round.id, regionCode, questionId),
      kind: 'answers',
      regionCode,
    })),
  )
  return { frozen, lost }
}
