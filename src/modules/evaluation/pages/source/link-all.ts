import type { Page } from '#platform/http/door.ts'
import { mayWriteAssessment } from '../../access.ts'
import { linkAllSources } from '../../actions/source/link-source.ts'
import { placeOf, regionPath, regionPlace } from '../assessment/place.ts'

/** Links every answer that the writer may write and that the portfolio has a figure for. */
export const linkAllPage: Page = {
  path: `${regionPlace}/sumber`,
  permission: 'evaluation.answers.upload',
  may: mayWriteAssessment,
  submit: {
    permission: 'evaluation.answers.upload',
    may: mayWriteAssessment,
    limit: 'write',
    audit: ['evaluation.answers.sources_linked'],
    async handle(visit) {
      const { roundId, code } = placeOf(visit)
      const { linked } = await linkAllSources(visit.platform, visit.actor, roundId, code, visit.writer)
      return visit.c.redirect(`${regionPath(roundId, code)}?pesan=tertaut&n=${linked}`, 303)
    },
  },
}
