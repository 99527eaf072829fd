/** How an answer is named in the audit trail. Its kind is `evaluation.answer`. */
export const answerAuditId = (regionCode: string, roundId: string, questionId: string): string =>
  `${regionCode}/${roundId}/${questionId}`

/** How the self-assessment of a region is named in the audit trail. Its kind is `evaluation.assessment`. */
export const assessmentAuditId = (regionCode: string, roundId: string): string => `${regionCode}/${roundId}`
export const ASSESSMENT_SUBJECT = 'evaluation.assessment'
