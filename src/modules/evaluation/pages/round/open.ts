import type { Page } from '#platform/http/door.ts'
import { mayRunRounds } from '../../access.ts'
import { openRound } from '../../actions/round/open-round.ts'
import { roundView } from './round.tsx'

/** `/putaran/:round/buka`: opens a draft; a refusal shows the page of the round with what is missing. */
export const openRoundPage: Page = {
  path: '/putaran/:round/buka',
  permission: 'evaluation.rounds.run',
  may: mayRunRounds,
  show: roundView,
  submit: {
    permission: 'evaluation.rounds.run',
    may: mayRunRounds,
    limit: 'write',
    audit: ['evaluation.round.opened'],
    async handle({ c, platform, actor, writer }) {
      const round = await openRound(platform, actor, c.req.param('round') ?? '', writer)
      return c.redirect(`/putaran/${round.id}?pesan=dibuka`, 303)
    },
  },
}
