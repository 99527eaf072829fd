import {
  type CheckAnswer,
  QUICK_WIN_INDICATORS,
  type QuickWinIndicator,
  type QuickWinProfile,
  type Stage,
} from '../../model-quick-win.ts'

export interface CheckCount {
  yes: number
  partly: number
  no: number
  /** Not answered is not "no". */
  open: number
}

/** How many of the ten indicators have which answer; an answer to anything else does not count. */
export function countChecks(answers: Partial<Record<QuickWinIndicator, CheckAnswer>>): CheckCount {
  const count: CheckCount = { yes: 0, partly: 0, no: 0, open: 0 }
  for (const indicator of QUICK_WIN_INDICATORS) count[answers[indicator] ?? 'open'] += 1
  return count
}

const profileParts = [
  'initiator',
  'form',
  'digital',
  'trialOn',
  'appliedOn',
  'aim',
  'design',
  'benefit',
  'result',
  'continuity',
] as const
export type ProfilePart = (typeof profileParts)[number]

/** Parts of the presentation that nobody has written yet, in their order. */
export const missingParts = (profile: QuickWinProfile | undefined): ProfilePart[] =>
  profileParts.filter(part => profile?.[part] === undefined)

/** How mature an innovation is on `today`: applied, in trial, or an idea. A date to come does not count yet. */
export function stageOn(profile: Pick<QuickWinProfile, 'trialOn' | 'appliedOn'> | undefined, today: string): Stage {
  if (profile?.appliedOn !== undefined && profile.appliedOn <= today) return 'applied'
  return profile?.trialOn !== undefined && profile.trialOn <= today ? 'trial' : 'idea'
}
