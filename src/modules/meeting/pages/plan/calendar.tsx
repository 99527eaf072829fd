import { dayIn, formatDateWithDay, formatMonth, formatTime, type Lang, type Zone } from '#kit/format.ts'
import type { Page, Visit } from '#platform/http/door.ts'
import type { View } from '#platform/http/visit.ts'
import { Button } from '#ui/button.tsx'
import { Empty } from '#ui/empty.tsx'
import { mayOpenMeetings } from '../../access.ts'
import { getStand, type Stand } from '../../actions/stand.ts'
import { regionCalendar } from '../../documents/plan/meeting-calendar.ts'
import type { Meeting } from '../../model.ts'
import { planPhrases } from '../../phrases/plan.ts'
import { planPagePhrases } from '../../phrases/plan-page.ts'
import { momentIn } from '../../rules/plan/moments.ts'
import { daysOf, monthAfter, readMonth, weeksOf } from '../../rules/plan/month.ts'
import { listMeetings, type MeetingFilter } from '../../store/plan/list-meetings.ts'
import { meetingCrumbs, meetingHref, MeetingNav, meetingsHref } from '../nav.tsx'
import { regionPlace, StateChip, whereWords } from './place.tsx'

const mostShown = 500

const seenBy = ({ actor }: Visit, { sight }: Stand): Pick<MeetingFilter, 'invited'> =>
  sight === 'all'
    ? {}
    : { invited: { accountId: actor.accountId, organisationId: actor.membership?.organisationId, email: actor.email } }

/** `/rapat/:code/kalender`: one month, as a table of weeks and, on a phone, as a list of days. */
export const calendarPage: Page = {
  path: `${regionPlace}/kalender`,
  permission: 'meeting.list.read',
  may: mayOpenMeetings,
  show: calendarView,
}

async function calendarView(visit: Visit): Promise<View> {
  const { c, lang, platform, actor } = visit
  const t = planPagePhrases(lang).month
  const db = platform.db.read
  const stand = await getStand(db, actor, c.req.param('code') ?? '')
  const { region, sight } = stand
  const today = dayIn(platform.clock.now(), region.timezone)
  const month = readMonth(c.req.query('bulan')) ?? today.slice(0, 7)
  const weeks = weeksOf(month)
  const [from, to] = [weeks[0]?.[0], weeks.at(-1)?.at(-1)]
  const meetings = await listMeetings(
    db,
    region.code,
    {
      ...seenBy(visit, stand),
      endsFrom: momentIn(from, '00:00', region.timezone),
      to: new Date((momentIn(to, '00:00', region.timezone)?.getTime() ?? 0) + 86_400_000),
    },
    { order: 'soonest', limit: mostShown },
  )
  const byDay = new Map<string, Meeting[]>()
  for (const meeting of meetings) {
    for (const day of daysOf(meeting, region.timezone)) byDay.set(day, [...(byDay.get(day) ?? []), meeting])
  }
  const inMonth = weeks.flat().filter(day => day.startsWith(month) && byDay.has(day))
  const here = meetingsHref(region.code, 'kalender')
  const name = formatMonth(`${month}-01`, lang)
  return {
    title: `${t.title}, ${name}`,
    crumbs: await meetingCrumbs(db, region, lang, { label: planPhrases(lang).nav.sections.kalender }),
    body: (
      <div class="pt-2">
        <h1>{t.title}</h1>
        <p class="lead mt-3 mb-6">{t.lead}</p>
        <MeetingNav lang={lang} code={region.code} current="kalender" sight={sight} actor={actor} />
        <div class="mt-8 mb-6 flex flex-wrap items-center gap-x-6 gap-y-3">
          <h2>{name}</h2>
          <p class="no-print flex flex-wrap gap-3">
            <Button icon="chevron-left" href={`${here}?bulan=${monthAfter(month, -1)}`}>
              {t.previous}
            </Button>
            <Button iconAfter="chevron-right" href={`${here}?bulan=${monthAfter(month, 1)}`}>
              {t.following}
            </Button>
          </p>
        </div>
        {inMonth.length === 0 && <Empty fact={t.nothing} reason={t.nothingWhy} />}
        {inMonth.length > 0 && (
          <>
            <div class="only-wide">
              <Weeks lang={lang} zone={region.timezone} month={month} weeks={weeks} byDay={byDay} caption={name} />
            </div>
            <ol class="only-narrow">
              {inMonth.map(day => (
                <li class="mb-6">
                  <h3>{formatDateWithDay(day, lang)}</h3>
                  <ul class="todo">
                    {(byDay.get(day) ?? []).map(one => (
                      <li>
                        <div>
                          <a class="a" href={meetingHref(one.regionCode, one.id)}>
                            {one.title}
                          </a>
                          <p>
                            {[formatTime(one.startsAt, lang, region.timezone), whereWords(one, lang)]
                              .filter(part => part !== '')
                              .join(', ')}
                          </p>
                        </div>
                        <StateChip state={one.state} lang={lang} />
                      </li>
                    ))}
                  </ul>
                </li>
              ))}
            </ol>
          </>
        )}
        <p class="mt-8 no-print">
          <a class="a" href={`${here}.ics`}>
            {t.subscribe}
          </a>
        </p>
        <p class="note mt-1">{t.subscribeLine}</p>
      </div>
    ),
  }
}

function Weeks(props: {
  lang: Lang
  zone: Zone
  month: string
  weeks: readonly string[][]
  byDay: ReadonlyMap<string, Meeting[]>
  caption: string
}) {
  const { lang, zone, month, weeks, byDay, caption } = props
  return (
    <table class="tbl table-fixed w-full">
      <caption class="sr-only">{caption}</caption>
      <thead>
        <tr>
          {planPagePhrases(lang).month.days.map(day => (
            <th scope="col">{day}</th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeks.map(week => (
          <tr>
            {week.map(day => (
              <td class={day.startsWith(month) ? 'align-top' : 'align-top text-muted'}>
                <time datetime={day}>{Number(day.slice(8))}</time>
                {(byDay.get(day) ?? []).map(one => (
                  <a class="a mt-1 block text-sm break-words" href={meetingHref(one.regionCode, one.id)}>
                    {formatTime(one.startsAt, lang, zone).replace(/\s\S+$/u, '')} {one.title}
                  </a>
                ))}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

const backThen = 90 * 86_400_000

/** `/rapat/:code/kalender.ics`: what the viewer sees, for their own calendar; only signed in. */
export const calendarFile: Page = {
  path: `${regionPlace}/kalender.ics`,
  permission: 'meeting.list.read',
  may: mayOpenMeetings,
  limit: 'document',
  async show(visit) {
    const { c, lang, platform, actor } = visit
    const now = platform.clock.now()
    const stand = await getStand(platform.db.read, actor, c.req.param('code') ?? '')
    const meetings = await listMeetings(
      platform.db.read,
      stand.region.code,
      { ...seenBy(visit, stand), endsFrom: new Date(now.getTime() - backThen) },
      { order: 'soonest', limit: mostShown },
    )
    return calendarResponse(
      regionCalendar(
        meetings.filter(one => one.state !== 'draft'),
        {
          region: stand.region,
          urlOf: one => `${platform.config.publicUrl}${meetingHref(one.regionCode, one.id)}`,
          now,
          lang,
        },
      ),
      `rapat-${stand.region.code}`,
    )
  },
}

/** A calendar to take over; `name` is without ending. */
export const calendarResponse = (text: string, name: string): Response =>
  new Response(text, {
    headers: {
      'content-type': 'text/calendar; charset=utf-8',
      'content-disposition': `attachment; filename="${name.replace(/[^\w.-]+/g, '-')}.ics"`,
    },
  })
