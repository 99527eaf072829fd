import type { id } from './id.ts'

export const en: typeof id = {
  section: 'Meetings',
  kind: {
    rakor: 'Coordination meeting',
    bimtek: 'Workshop (bimtek)',
    fgd: 'Focus group discussion (FGD)',
    council: 'Meeting of council and team',
    interview: 'Interview',
    'field-review': 'Field review',
    other: 'Other meeting',
  },
  state: {
    draft: 'Draft',
    invited: 'Invitations sent',
    running: 'Under way',
    closed: 'Closed',
    cancelled: 'Cancelled',
  },
}
