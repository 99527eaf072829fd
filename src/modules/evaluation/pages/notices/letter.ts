import { notFound } from '#kit/problem.ts'
import { pdfResponse } from '#platform/documents/pdf.ts'
import type { Page } from '#platform/http/door.ts'
import { mayReadLetters } from '../../access.ts'
import { getStand } from '../../actions/round/stand.ts'
import { invitationLetter, letterName } from '../../documents/invitation-letter.ts'
import { noticesEn } from '../../phrases/notices-en.ts'
import { noticesId } from '../../phrases/notices-id.ts'
import { seesLetter } from '../../rules/notices/letter-sight.ts'

const say = (key: 'noLetter' | 'whichLetter') => notFound(noticesId[key], noticesEn[key])

/**
 * `/putaran/:round/surat.pdf?daerah=73.24`: the invitation letter of a region; of one's own when none is named. The letter of
 * another region is not found.
 */
export const letterPage: Page = {
  path: '/putaran/:round/surat.pdf',
  permission: 'evaluation.letters.read',
  may: mayReadLetters,
  limit: 'document',
  async show({ c, platform, actor }) {
    const code = c.req.query('daerah') ?? actor.membership?.regionCode?.slice(0, 5)
    if (code === undefined) throw say('whichLetter')
    const { round, relation, phase } = await getStand(platform.db.sql, actor, c.req.param('round') ?? '', code)
    if (!seesLetter(relation, phase)) throw say('noLetter')
    return pdfResponse(await invitationLetter(platform, round.id, code), letterName(round, code))
  },
}
