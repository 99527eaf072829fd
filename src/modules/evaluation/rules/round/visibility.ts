import type { OwnSubmission, Phase, Relation } from '../../model-round.ts'

/**
 * What one viewer sees of one region in one round. Pages, lists, counts, exports, search, files, mail and API ask this
 * and nothing else, so that nothing leaks by a side door.
 */
export interface Sight {
  /** That the round exists, its dates, and that the region is in it. */
  dates: boolean
  /** How far the region is: state, completeness, who is to be called. Numbers only, no texts. */
  progress: boolean
  /** Answers: `own-office` those of the viewer's office; `published` as submitted, without what is internal. */
  answers: 'none' | 'own-office' | 'all' | 'published'
  /** The talk about a question inside the region. */
  comments: 'none' | 'own-office' | 'all'
  /** Evidence of the answers that are seen. */
  evidence: 'none' | 'without-personal-data' | 'all'
  /** How many questions each assessor has scored, and who has handed in. */
  panelProgress: boolean
  /** The sheet of the viewer. */
  ownScores: boolean
  /** Sheets of others: only those handed in, and only when one's own is. `unnamed`: Asesor 1, 2, …, never who. */
  otherScores: 'none' | 'submitted' | 'unnamed'
  /** Strengths, weaknesses and recommendations: the viewer's own lines, or all. */
  remarks: 'none' | 'own' | 'all'
  /** Index, means, spread. */
  result: boolean
}

const nothing: Sight = {
  dates: false,
  progress: false,
  answers: 'none',
  comments: 'none',
  evidence: 'none',
  panelProgress: false,
  ownScores: false,
  otherScores: 'none',
  remarks: 'none',
  result: false,
}
const dates: Sight = { ...nothing, dates: true }

/** What everybody sees once the ministry has closed the round. */
const published: Sight = {
  ...dates,
  answers: 'published',
  evidence: 'without-personal-data',
  otherScores: 'unnamed',
  remarks: 'all',
  result: true,
}

/**
 * The one rule of visibility, a pure function of who looks, the phase, and whether the viewer has handed in. The table of
 * all its cases is in the test beside it.
 */
export function visibility(relation: Relation, phase: Phase, own: OwnSubmission = 'none'): Sight {
  const open = phase === 'filling' || phase === 'submitted'
  const closed = phase === 'closed'
  const base = phase === 'planned' ? nothing : closed ? published : dates
  switch (relation) {
    case 'public':
      return base
    case 'administrator':
      // Keeps the system running; has no part in the judgement.
      return { ...base, dates: true, progress: true, panelProgress: phase !== 'planned' }
    case 'province':
      return { ...base, progress: phase !== 'planned' }
    case 'ministry':
    case 'auditor': {
      const seesTexts = phase === 'submitted' || closed || (relation === 'auditor' && open)
      return {
        ...base,
        dates: true,
        progress: true,
        answers: seesTexts ? 'all' : 'none',
        evidence: seesTexts ? 'all' : 'none',
        comments: relation === 'auditor' && phase !== 'planned' ? 'all' : 'none',
        panelProgress: phase !== 'planned',
        otherScores: phase === 'submitted' || closed ? 'submitted' : 'none',
        remarks: phase === 'submitted' || closed ? 'all' : 'none',
        result: closed,
      }
    }
    case 'secretariat':
    case 'regional-head':
      if (phase === 'planned') return nothing
      return { ...base, progress: true, answers: 'all', comments: 'all', evidence: 'all' }
    case 'region-reader':
      if (phase === 'planned') return nothing
      // What is personal and of which office, the evidence library knows.
      return { ...base, progress: true, answers: 'all', comments: 'all', evidence: 'without-personal-data' }
    case 'office-head':
    case 'office-member':
      if (phase === 'planned') return nothing
      // Evidence of other offices is left to the evidence library, which knows what is personal.
      return { ...base, answers: closed ? 'published' : 'own-office', comments: 'own-office', evidence: base.evidence }
    case 'assessor': {
      if (phase === 'planned' || phase === 'filling' || own === 'none') return base
      const handedIn = own === 'submitted' || closed
      return {
        ...base,
        answers: 'all',
        evidence: 'all',
        ownScores: true,
        otherScores: handedIn ? 'submitted' : 'none',
        remarks: handedIn ? 'all' : 'own',
        result: closed,
      }
    }
  }
}
