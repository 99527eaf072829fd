import { listUses } from '#modules/evidence/index.ts'
import type { Sql } from '#platform/db/database.ts'
import { ANSWER_SUBJECT, answerSubject, type Submission } from '../../model-round.ts'

/**
 * What a region handed in without evidence that holds personal data, whether it was marked then or later. One statement.
 */
export async function withoutPersonalData(sql: Sql, content: Submission): Promise<Submission> {
  const subjects = content.answers.map(({ questionId }) => answerSubject(content.round, questionId))
  const uses = await listUses(sql, content.region, ANSWER_SUBJECT, subjects)
  const marked = new Set(
    [...uses.values()].flat().flatMap(({ evidence }) => (evidence.personalData ? [evidence.id] : [])),
  )
  return {
    ...content,
    answers: content.answers.map(answer => ({
      ...answer,
      evidence: answer.evidence.filter(item => !item.personalData && !marked.has(item.id)),
    })),
  }
}
