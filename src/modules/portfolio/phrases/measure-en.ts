import type { measureId } from './measure-id.ts'

export const measureEn: typeof measureId = {
  programme: 'Programme',
  indicator: 'Indicator',
  archived: 'Archived',
  milestones: (all, done, proofs) =>
    all === 0 ? 'No milestones yet' : `${done} of ${all} milestones done, ${proofs} pieces of evidence`,
  problem: text => `Problem: ${text}`,
  arrow: {
    'counted-in': { onward: 'counted in', back: 'counted from' },
    'measured-by': { onward: 'measured by', back: 'measures' },
    'continued-by': { onward: 'continued by', back: 'continues' },
  },
}
