import { actsAs, actsIn, type Actor } from '#kit/actor.ts'
import type { OwnSubmission, Phase, Relation, Round, RoundRegion } from '../../model-round.ts'

/** What the panel knows of the viewer: on it, and whether handed in. */
export interface OnPanel {
  submittedAt: Date | undefined
  endedAt: Date | undefined
}

/** What somebody is to a region in a round, by the role in use now. */
export function relationTo(actor: Actor, regionCode: string, panel: OnPanel | undefined): Relation {
  const role = actor.membership?.role
  if (role === undefined) return 'public'
  if (role === 'ministry-secretariat') return 'ministry'
  if (role === 'auditor') return 'auditor'
  if (role === 'administrator') return 'administrator'
  if (role === 'assessor') return panel && panel.endedAt === undefined ? 'assessor' : 'public'
  if (role === 'province-viewer') return actsIn(actor, regionCode) ? 'province' : 'public'
  if (actsAs(actor, 'regional-secretariat', 'regional-head', 'dimension-coordinator', 'council')) {
    if (actor.membership?.regionCode !== regionCode) return 'public'
    if (role === 'regional-secretariat') return 'secretariat'
    return role === 'regional-head' ? 'regional-head' : 'region-reader'
  }
  if (role === 'opd-officer' || role === 'opd-head') {
    const place = actor.membership?.regionCode ?? ''
    if (place !== regionCode && !place.startsWith(`${regionCode}.`)) return 'public'
    return role === 'opd-head' ? 'office-head' : 'office-member'
  }
  return 'public'
}

/** The phase a region is in: the round's while it is planned or closed, else its own. */
export function phaseOf(round: Pick<Round, 'state'>, region: Pick<RoundRegion, 'state'>): Phase {
  if (round.state === 'draft') return 'planned'
  if (round.state === 'closed') return 'closed'
  return region.state === 'submitted' ? 'submitted' : region.state === 'closed' ? 'closed' : 'filling'
}

export const ownSubmission = (panel: OnPanel | undefined): OwnSubmission =>
  !panel || panel.endedAt !== undefined ? 'none' : panel.submittedAt === undefined ? 'scoring' : 'submitted'
