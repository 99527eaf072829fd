import type { id } from './id.ts'

export const en: typeof id = {
  section: 'Masterplan',
  book: { 1: 'Book 1: Strategic Analysis', 2: 'Book 2: Masterplan', 3: 'Book 3: Executive Summary' },
  sectionState: {
    empty: 'Empty',
    draft: 'In writing',
    review: 'In review',
    accepted: 'Accepted',
    locked: 'Locked',
  },
}
