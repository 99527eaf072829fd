import type { Actor, Role } from '#kit/actor.ts'
import type { DropReason, OfficeWork } from '../../model-notices.ts'
import type { AnswerState, NoticeKind, OwnSubmission, Phase, Relation } from '../../model-round.ts'
import { type OnPanel, ownSubmission, relationTo } from '../round/relation.ts'
import { type Sight, visibility } from '../round/visibility.ts'
import { toVerify } from './to-verify.ts'

/** A role that the recipient holds now. */
export interface HeldRole {
  role: Role
  regionCode: string | undefined
  organisationId: string | undefined
}

/** What the recipient is to the region in one of their roles, and what they see in it. */
export interface Standing {
  relation: Relation
  organisationId: string | undefined
  own: OwnSubmission
  sight: Sight
}

/** Where somebody stands with each role held now; `regionCode` is undefined for what concerns the whole round. */
export function standingsOf(
  accountId: string,
  held: readonly HeldRole[],
  regionCode: string | undefined,
  phase: Phase,
  panel: OnPanel | undefined,
): Standing[] {
  return held.map(({ role, regionCode: place, organisationId }) => {
    const membership = {
      id: '',
      role,
      organisationId,
      organisationName: undefined,
      regionCode: place,
      regionName: undefined,
    }
    const actor: Actor = { accountId, name: undefined, email: undefined, membership, memberships: [] }
    const relation = relationTo(actor, regionCode ?? '', role === 'assessor' ? panel : undefined)
    const own = relation === 'assessor' ? ownSubmission(panel) : 'none'
    return { relation, organisationId, own, sight: visibility(relation, phase, own) }
  })
}

export interface NoticeFacts {
  kind: NoticeKind
  subjectKey: string
  phase: Phase
  standings: readonly Standing[]
  /** Answers of the region by office. */
  work: readonly OfficeWork[]
  /** The question that the notice is about. */
  question: { state: AnswerState | 'none'; organisationId: string | undefined } | undefined
  /** Whether a sheet of the round is still to be handed in. */
  sheetsOpen: boolean
}

/** `count` is how many answers the sentence speaks of. */
export type Verdict = { send: true; count: number } | { send: false; reason: DropReason }

interface Audience {
  who: readonly Relation[]
  phases: readonly Phase[]
  sees(sight: Sight): boolean
}

const offices: readonly Relation[] = ['office-head', 'office-member']
const seesAnswers = (sight: Sight) => sight.answers !== 'none'
const seesDates = (sight: Sight) => sight.dates

/** Who is told what, in which phase, and what they must be able to see for it. */
const audiences: Record<NoticeKind, Audience> = {
  invitation: { who: ['secretariat', 'regional-head'], phases: ['filling'], sees: seesDates },
  'questions-assigned': { who: offices, phases: ['filling'], sees: seesAnswers },
  'answers-due': { who: [...offices, 'secretariat'], phases: ['filling'], sees: seesAnswers },
  'answer-returned': { who: [...offices, 'secretariat'], phases: ['filling'], sees: seesAnswers },
  'answer-commented': {
    who: [...offices, 'secretariat', 'regional-head', 'region-reader'],
    phases: ['filling', 'submitted'],
    sees: sight => sight.comments !== 'none',
  },
  'answers-ready': { who: ['office-head'], phases: ['filling'], sees: seesAnswers },
  'office-signed': { who: ['secretariat'], phases: ['filling'], sees: sight => sight.answers === 'all' },
  'ready-to-submit': { who: ['regional-head'], phases: ['filling'], sees: sight => sight.answers === 'all' },
  'region-submitted': {
    who: ['ministry', 'secretariat', 'regional-head', 'region-reader', 'assessor'],
    phases: ['submitted'],
    sees: sight => sight.answers === 'all',
  },
  'panel-assigned': { who: ['assessor'], phases: ['filling', 'submitted'], sees: seesDates },
  'scores-due': { who: ['assessor'], phases: ['submitted'], sees: sight => sight.ownScores },
  'sheet-reopened': { who: ['assessor'], phases: ['submitted'], sees: sight => sight.ownScores },
  'sheets-complete': { who: ['ministry'], phases: ['submitted'], sees: sight => sight.panelProgress },
  'extension-given': {
    who: ['secretariat', 'regional-head', 'assessor'],
    phases: ['filling', 'submitted'],
    sees: seesDates,
  },
  'round-closed': {
    who: ['ministry', 'secretariat', 'regional-head', 'assessor'],
    phases: ['closed'],
    sees: sight => sight.result,
  },
}

/** Whether a waiting notice is still true and still for this recipient to know, asked at the moment of sending. */
export function judgeNotice(facts: NoticeFacts): Verdict {
  const { kind, phase, standings } = facts
  const { who, phases, sees } = audiences[kind]
  if (standings.length === 0) return { send: false, reason: 'no-role' }
  if (!phases.includes(phase)) return { send: false, reason: 'over' }
  const theirs = standings.filter(
    standing => who.includes(standing.relation) && sees(standing.sight) && ofTheirOffice(facts, standing),
  )
  if (theirs.length === 0) return { send: false, reason: 'not-theirs' }
  const count = countOf(facts, theirs)
  return count === 0 ? { send: false, reason: 'done' } : { send: true, count }
}

/** People of an office are told of what that office has, and of nothing else. */
function ofTheirOffice({ kind, subjectKey, question }: NoticeFacts, { relation, organisationId }: Standing): boolean {
  if (!offices.includes(relation)) return kind !== 'answers-due' || subjectKey === ''
  if (organisationId === undefined) return false
  if (kind === 'answer-returned' || kind === 'answer-commented') return question?.organisationId === organisationId
  return subjectKey === organisationId
}

/** How many things are left of it: 0 when it was done meanwhile. */
function countOf({ kind, subjectKey, work, question, sheetsOpen }: NoticeFacts, theirs: readonly Standing[]): number {
  const office = work.find(({ organisationId }) => (organisationId ?? '') === subjectKey)
  switch (kind) {
    case 'questions-assigned':
    case 'answers-due':
      return office?.due ?? 0
    case 'answers-ready':
      return office?.ready ?? 0
    case 'office-signed':
      return office ? toVerify(office) : 0
    case 'answer-returned':
      return question?.state === 'returned' ? 1 : 0
    case 'ready-to-submit': {
      const open = work.reduce((sum, { due, ready, signed }) => sum + due + ready + signed, 0)
      return open === 0 ? work.reduce((sum, { verified }) => sum + verified, 0) : 0
    }
    case 'panel-assigned':
    case 'scores-due':
    case 'sheet-reopened':
      return theirs.some(({ own }) => own === 'scoring') ? 1 : 0
    case 'sheets-complete':
      return sheetsOpen ? 0 : 1
    case 'invitation':
    case 'answer-commented':
    case 'region-submitted':
    case 'extension-given':
    case 'round-closed':
      return 1
  }
}
