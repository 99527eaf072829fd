/** Shapes of comments: what people of the region and its mentors say to one thing of the masterplan, and suggestions. */

export const COMMENT_SUBJECTS = ['deliverable', 'card', 'section', 'workshop'] as const
export type CommentSubjectKind = (typeof COMMENT_SUBJECTS)[number]

/** What a comment is about: an id, or "series id/stage" for a workshop. */
export interface CommentSubject {
  regionCode: string
  kind: CommentSubjectKind
  id: string
}

/** A suggestion is `taken` or `refused`; anything else is `resolved`. */
export const COMMENT_STATES = ['open', 'resolved', 'taken', 'refused'] as const
export type CommentState = (typeof COMMENT_STATES)[number]

export interface Comment {
  regionCode: string
  id: string
  subjectKind: CommentSubjectKind
  subjectId: string
  /** The comment that this one answers; answers have no state of their own. */
  answersId: string | undefined
  text: string
  /** The block of the section in which `quote` stands. */
  blockId: string | undefined
  /** Words of the text that it is about. */
  quote: string | undefined
  /** A suggestion: `quote` shall become this. Empty text suggests to strike it. */
  replacement: string | undefined
  state: CommentState
  office: string | undefined
  accountId: string
  authorName: string
  writtenAt: Date
  settledBy: string | undefined
  settledAt: Date | undefined
  settledNote: string | undefined
  removedAt: Date | undefined
}

/** A comment with its answers, the oldest first. */
export interface CommentThread extends Comment {
  answers: Comment[]
}

/** What was commented on: how it is called, whose it is, and where it stands. */
export interface FoundSubject extends CommentSubject {
  title: string
  ownerId: string | undefined
  /** The series of a deliverable, a card or a workshop: nobody writes in an archived one. */
  seriesId?: string | undefined
  /** The end of its address below `/masterplan/{region}/`. */
  path: string
}

/** Longest entries, in characters. */
export const LONGEST_COMMENT = { text: 4000, quote: 2000, replacement: 8000, note: 1000 } as const
