import type { Actor } from '#kit/actor.ts'
import { notFound } from '#kit/problem.ts'
import type { Sql, Tx } from '#platform/db/database.ts'
import type { DeedFacts } from '../../access.ts'
import type { Phase, Relation, Round, RoundRegion } from '../../model-round.ts'
import { ownSubmission, phaseOf, relationTo } from '../../rules/round/relation.ts'
import { openSteps } from '../../rules/round/step-window.ts'
import { type Sight, visibility } from '../../rules/round/visibility.ts'
import { findPanelMember, type PanelMember } from '../../store/round/panel.ts'
import { findRound, findRoundRegion, listOpenRoundsOfRegion, type Lock } from '../../store/round/rounds.ts'

/** Who asks, what about, and what they see of it. */
export interface Stand {
  round: Round
  region: RoundRegion
  phase: Phase
  relation: Relation
  /** The viewer's place on the panel, if there is one and the role in use is that of an assessor. */
  panel: PanelMember | undefined
  sight: Sight
}

/**
 * Where an actor stands to a region in a round, in two statements, three for assessors. `lock` reads the rows for a
 * change in this transaction: `share` for a save (a submission or a close waits for it), `update` for what ends a phase of
 * the region. Throws `not-found` when there is none, or when the actor may not know of it.
 */
export async function getStand(
  sql: Sql | Tx,
  actor: Actor,
  roundId: string,
  regionCode: string,
  lock?: Lock,
): Promise<Stand> {
  const round = await findRound(sql, roundId, lock === undefined ? undefined : 'share')
  const region = round && (await findRoundRegion(sql, roundId, regionCode, lock))
  if (!region) throw noSuchRound()
  const { accountId, membership } = actor
  const panel =
    membership?.role === 'assessor' && accountId !== undefined
      ? await findPanelMember(sql, roundId, regionCode, accountId, lock !== undefined)
      : undefined
  const stand = standOf(actor, round, region, panel)
  if (!stand.sight.dates) throw noSuchRound()
  return stand
}

/**
 * Where an actor who is no assessor stands in each open round that has this region, newest edition first; rounds that the
 * actor may not know of are left out. In two statements, however many rounds there are.
 */
export async function listOpenStands(sql: Sql | Tx, actor: Actor, regionCode: string): Promise<Stand[]> {
  const open = await listOpenRoundsOfRegion(sql, regionCode)
  return open.map(({ round, region }) => standOf(actor, round, region, undefined)).filter(stand => stand.sight.dates)
}

function standOf(actor: Actor, round: Round, region: RoundRegion, panel: PanelMember | undefined): Stand {
  const relation = relationTo(actor, region.regionCode, panel)
  const phase = phaseOf(round, region)
  return { round, region, phase, relation, panel, sight: visibility(relation, phase, ownSubmission(panel)) }
}

export const noSuchRound = () =>
  notFound(
    'Putaran evaluasi ini tidak ada, atau daerah ini tidak ikut di dalamnya. Periksa alamatnya.',
    'There is no such evaluation round, or the region is not in it. Check the address.',
  )

/** What deeds are checked against (`access.ts`): who asks, in which phase, on which open steps. */
export const factsOf = ({ relation, phase, round, region }: Stand, now: Date): DeedFacts => ({
  relation,
  phase,
  openSteps: openSteps(round, region, now),
})

export const noSuchQuestion = (questionId: string) =>
  notFound(
    `Instrumen putaran ini tidak memuat pertanyaan “${questionId}”. Pilih dari daftar pertanyaan.`,
    `The instrument of this round has no question “${questionId}”. Choose from the list of questions.`,
  )
