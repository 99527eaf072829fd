import type { Actor } from '#kit/actor.ts'
import type { Round } from '../../model-round.ts'
import { relationTo } from './relation.ts'
import { visibility } from './visibility.ts'

/** Whether somebody may know that a round exists: a draft is for the ministry, auditors and the administrator. */
export const seesRound = (actor: Actor, round: Pick<Round, 'state'>): boolean =>
  visibility(relationTo(actor, '', undefined), round.state === 'draft' ? 'planned' : 'filling').dates
