import type { Page } from '#platform/http/door.ts'
import { mayReadRounds } from '../../access.ts'
import { getSeenRound } from '../../actions/round/read-board.ts'
import { getStand } from '../../actions/round/stand.ts'
import { roundCalendar } from '../../documents/round-calendar.ts'
import { countExtensions } from '../../store/notices/invitations.ts'

/**
 * `/putaran/:round/kalender.ics`: the dates of a round to be taken over or subscribed to; with `?daerah=` those of a region,
 * its extensions included. As public as the dates are.
 */
export const calendarPage: Page = {
  path: '/putaran/:round/kalender.ics',
  permission: 'evaluation.rounds.read',
  may: mayReadRounds,
  async show({ c, platform, actor, lang }) {
    const sql = platform.db.read
    const id = c.req.param('round') ?? ''
    const code = c.req.query('daerah')
    const stand = code === undefined ? undefined : await getStand(sql, actor, id, code)
    const round = stand?.round ?? (await getSeenRound(sql, actor, id))
    const text = roundCalendar({
      round,
      region: stand?.region,
      extensions: code === undefined ? 0 : await countExtensions(sql, id, code),
      lang,
      publicUrl: platform.config.publicUrl,
      now: platform.clock.now(),
    })
    return new Response(text, {
      headers: {
        'content-type': 'text/calendar; charset=utf-8',
        'content-disposition': `attachment; filename="${[round.id, ...(stand ? [stand.region.regionCode] : [])].join('-')}.ics"`,
        'cache-control': 'no-cache',
      },
    })
  },
}
