import type { Page } from '#platform/http/door.ts'
import { mayOpenAssessment, mayWriteAssessment } from '../../access.ts'
import { addComment } from '../../actions/assessment/add-comment.ts'
import { verifyAnswer } from '../../actions/assessment/verify-answer.ts'
import { placeOf, questionIn, questionPath, questionPlace, regionPath } from './place.ts'
import { questionView } from './question.tsx'

/** The secretariat's verdict on one answer; then the next one that waits. */
export const verdictPage: Page = {
  path: `${questionPlace}/periksa`,
  permission: 'evaluation.assessment.read',
  may: mayOpenAssessment,
  show: questionView,
  submit: {
    permission: 'evaluation.answers.verify',
    may: mayWriteAssessment,
    limit: 'write',
    audit: ['evaluation.answer.verified', 'evaluation.answer.returned'],
    async handle(visit, form) {
      const { roundId, code, questionId } = placeOf(visit)
      const version = /^\d{1,9}$/.exec(form.text('version') ?? '')?.[0]
      const returns = form.text('putusan') !== 'diperiksa'
      await verifyAnswer(
        visit.platform,
        visit.actor,
        { roundId, regionCode: code, questionId, version: version === undefined ? undefined : Number(version) },
        returns ? { verdict: 'returned', reason: form.text('alasan') ?? '' } : { verdict: 'verified' },
        visit.writer,
      )
      const next = questionIn(form.text('berikut'))
      const to = next === undefined ? `${regionPath(roundId, code)}` : questionPath(roundId, code, next)
      return visit.c.redirect(
        returns
          ? `${questionPath(roundId, code, questionId)}?pesan=dikembalikan`
          : `${to}?pesan=diperiksa${next === undefined ? '&n=1' : ''}`,
        303,
      )
    },
  },
}

/** A word on a question, for the people of the region. */
export const commentPage: Page = {
  path: `${questionPlace}/komentar`,
  permission: 'evaluation.assessment.read',
  may: mayOpenAssessment,
  show: questionView,
  submit: {
    permission: 'evaluation.assessment.comment',
    may: mayOpenAssessment,
    limit: 'write',
    audit: ['evaluation.comment.written'],
    async handle(visit, form) {
      const { roundId, code, questionId } = placeOf(visit)
      await addComment(
        visit.platform,
        visit.actor,
        { roundId, regionCode: code, questionId, text: form.text('komentar') ?? '' },
        visit.writer,
      )
      return visit.c.redirect(`${questionPath(roundId, code, questionId)}?pesan=komentar#komentar`, 303)
    },
  },
}
