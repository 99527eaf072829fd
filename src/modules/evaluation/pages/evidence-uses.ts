import type { EvidenceUseLabels } from '#platform/http/door.ts'
import { getStand } from '../actions/round/stand.ts'
import { ANSWER_SUBJECT } from '../model-round.ts'
import { questionsOf } from '../rules/instrument-questions.ts'
import { listAssignments } from '../store/assessment/assignments.ts'
import { findInstrument } from '../store/instruments.ts'
import { Problem } from '#kit/problem.ts'

/** How a piece of evidence names the answers that it proves; those that the reader may not see are left out. */
export const answerUses: EvidenceUseLabels = {
  subjectKind: ANSWER_SUBJECT,
  async label({ db }, actor, { regionCode, subjectIds, lang }) {
    const labels = new Map<string, { label: string; href: string }>()
    const rounds = Map.groupBy(subjectIds, subject => subject.slice(0, subject.indexOf('/')))
    for (const [roundId, subjects] of rounds) {
      const stand = await getStand(db.sql, actor, roundId, regionCode).catch((error: unknown) => {
        if (error instanceof Problem && error.code === 'not-found') return undefined
        throw error
      })
      if (!stand || !['all', 'own-office'].includes(stand.sight.answers)) continue
      const instrument = await findInstrument(db.sql, stand.round.instrumentId)
      const questions = new Map(
        (instrument?.content.dimensions ?? []).flatMap(questionsOf).map(question => [question.id, question]),
      )
      const own = stand.sight.answers === 'own-office' ? await listAssignments(db.sql, roundId, regionCode) : undefined
      for (const subject of subjects) {
        const questionId = subject.slice(roundId.length + 1)
        const question = questions.get(questionId)
        if (!question) continue
        const office = own?.get(questionId)
        if (own && (office === undefined || office !== actor.membership?.organisationId)) continue
        labels.set(subject, {
          label: `${stand.round.title[lang]}: ${question.text[lang]}`,
          href: `/putaran/${roundId}/${regionCode}/soal/${questionId}`,
        })
      }
    }
    return labels
  },
}
