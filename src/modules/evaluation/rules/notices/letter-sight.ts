import type { Phase, Relation } from '../../model-round.ts'

const ofTheRegion: readonly Relation[] = [
  'secretariat',
  'regional-head',
  'region-reader',
  'office-head',
  'office-member',
]

/**
 * Whether somebody sees the invitation letter of a region: the ministry and its auditors always, people of that region
 * once the round is open, nobody else.
 */
export const seesLetter = (relation: Relation, phase: Phase): boolean =>
  relation === 'ministry' || relation === 'auditor' || (ofTheRegion.includes(relation) && phase !== 'planned')
