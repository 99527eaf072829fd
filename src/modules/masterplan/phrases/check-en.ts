import type { checkId } from './check-id.ts'

export const checkEn: typeof checkId = {
  title: 'Quality check of the plan',
  lead: 'What this plan has and lacks, in eight components of plan quality. A checklist, not a grade.',
  counts: (met, open, unknown) => `${met} met, ${open} not met, ${unknown} cannot be told from the data`,
  components: {
    objectives: 'Objectives',
    'factual-basis': 'Factual basis',
    participation: 'Participation',
    budget: 'Budget',
    indicators: 'Indicators',
    alignment: 'Alignment',
    implementation: 'Implementation',
    coherence: 'Coherence',
  },
  verdicts: { met: 'met', 'not-met': 'not met', unknown: 'cannot be told' },
  source:
    'The eight components follow a study of the quality of smart-city action plans; the items are made from the data of Tudang and are not an official instrument.',
  open: 'Show what is not met',
  all: 'Show all',
  filter: 'Show',
  nothing: 'Nothing is not met.',
  component: 'Component',
  asks: 'Item',
  verdict: 'State',
  reason: 'Reason',
  caption: 'Quality check of the plan',
}
