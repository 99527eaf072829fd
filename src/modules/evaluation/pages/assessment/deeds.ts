import type { Page } from '#platform/http/door.ts'
import { mayWriteAssessment } from '../../access.ts'
import { signOffice } from '../../actions/assessment/sign-office.ts'
import { verifyAll } from '../../actions/assessment/verify-answer.ts'
import { placeOf, regionPath, regionPlace } from './place.ts'

/** The head of an office signs its answers. */
export const signPage: Page = {
  path: `${regionPlace}/setuju`,
  permission: 'evaluation.answers.sign',
  may: mayWriteAssessment,
  submit: {
    permission: 'evaluation.answers.sign',
    may: mayWriteAssessment,
    limit: 'write',
    audit: ['evaluation.answers.signed'],
    async handle(visit) {
      const { roundId, code } = placeOf(visit)
      const { signed } = await signOffice(visit.platform, visit.actor, roundId, code, visit.writer)
      return visit.c.redirect(`${regionPath(roundId, code)}?pesan=disetujui&n=${signed}`, 303)
    },
  },
}

/** The secretariat verifies all answers that heads of offices signed. */
export const verifyAllPage: Page = {
  path: `${regionPlace}/periksa`,
  permission: 'evaluation.answers.verify',
  may: mayWriteAssessment,
  submit: {
    permission: 'evaluation.answers.verify',
    may: mayWriteAssessment,
    limit: 'write',
    audit: ['evaluation.answers.verified'],
    async handle(visit) {
      const { roundId, code } = placeOf(visit)
      const { verified } = await verifyAll(visit.platform, visit.actor, roundId, code, visit.writer)
      return visit.c.redirect(`${regionPath(roundId, code)}?pesan=diperiksa&n=${verified}`, 303)
    },
  },
}
