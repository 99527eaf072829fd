import type { AnsweredQuestion, Assessment } from '../../actions/assessment/read-assessment.ts'

/** What waits for the viewer in a self-assessment, the most pressing first. */
export function waitingFor({ stand, rows, done }: Assessment<AnsweredQuestion>): {
  count: number
  rows: AnsweredQuestion[]
} {
  if (stand.phase !== 'filling') return { count: 0, rows: [] }
  const inState = (...states: (string | undefined)[]) => rows.filter(row => states.includes(row.answer?.state))
  switch (stand.relation) {
    case 'office-member': {
      const open = [...inState('returned'), ...inState('draft'), ...inState(undefined)]
      return { count: open.length, rows: open }
    }
    case 'office-head': {
      const open = [...inState('ready'), ...inState('returned')]
      return { count: inState('ready').length, rows: open }
    }
    case 'secretariat': {
      const verifiable = rows.filter(row => row.verifiable)
      const own = rows.filter(row => row.mine && !['ready', 'signed', 'verified'].includes(row.answer?.state ?? ''))
      return { count: verifiable.length, rows: [...verifiable, ...own] }
    }
    case 'regional-head': {
      const open = rows.filter(row => row.answer?.state !== 'verified')
      return { count: (done?.total ?? 0) - (done?.verified ?? 0), rows: open }
    }
    default:
      return { count: 0, rows: [] }
  }
}
