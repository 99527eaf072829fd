import { raw } from 'hono/html'
import { renderSVG } from 'uqr'
import { formatCount, type Lang } from '#kit/format.ts'
import type { Page, Visit } from '#platform/http/door.ts'
import type { View } from '#platform/http/visit.ts'
import { Button } from '#ui/button.tsx'
import { Call } from '#ui/call.tsx'
import { mayKeepMeetings } from '../../access.ts'
import { sittingPhrases } from '../../phrases/sitting.ts'
import { countAttendance } from '../../store/sitting/attendance.ts'
import { meetingHref } from '../nav.tsx'
import { crumbsOf, meetingPlace, standOf, whenAndWhere } from './place.tsx'
import { Times } from '../times.tsx'

/** `…/layar`: the QR code of the list for a projector, with a count that keeps itself up to date. */
export const screenPage: Page = {
  path: `${meetingPlace}/layar`,
  permission: 'meeting.keep',
  may: mayKeepMeetings,
  show: visit => codeView(visit, 'screen'),
}

/** `…/poster`: the same on a sheet of paper, for the door. */
export const posterPage: Page = {
  path: `${meetingPlace}/poster`,
  permission: 'meeting.keep',
  may: mayKeepMeetings,
  show: visit => codeView(visit, 'poster'),
}

async function codeView(visit: Visit, on: 'screen' | 'poster'): Promise<View> {
  const { lang, platform } = visit
  const t = sittingPhrases(lang).screen
  const stand = await standOf(visit, 'keep')
  const { meeting, region } = stand
  const count = await countAttendance(platform.db.sql, region.code, meeting.id)
  const address = `${platform.config.publicUrl}/hadir/${meeting.doorToken}`
  const here = meetingHref(region.code, meeting.id, on === 'screen' ? 'layar' : 'poster')
  return {
    title: `${t.title}, ${meeting.title}`,
    working: true,
    crumbs: await crumbsOf(visit, stand, { label: t.title }),
    body: (
      <div class="pt-2">
        {!meeting.attendanceOpen && (
          <div class="no-print mb-6 max-w-[40rem]">
            <Call tone="due" title={t.closed}>
              {t.closedWhy}
            </Call>
          </div>
        )}
        <div class="grid items-center gap-8 md:grid-cols-2 print:grid-cols-1">
          <div>
            <p class="eyebrow">{meeting.title}</p>
            <h1>{t.title}</h1>
            <p class="lead mt-3">
              <Times words={whenAndWhere(meeting, lang, region.timezone)} />
            </p>
            <p class="mt-4">{t.lead}</p>
            {on === 'screen' && <Count lang={lang} count={count} here={here} />}
          </div>
          <figure>
            <div class="rounded-lg bg-white p-3 [&>svg]:h-auto [&>svg]:w-full" role="img" aria-label={t.alt}>
              {raw(renderSVG(address, { ecc: 'M', border: 2 }))}
            </div>
          </figure>
        </div>
        <p class="no-print note mt-6">{t.full}</p>
        <p class="no-print mt-4">
          <Button href={meetingHref(region.code, meeting.id, 'kehadiran')}>{t.back}</Button>
        </p>
      </div>
    ),
    headers: noStore,
  }
}

/** The address of the code is in the page; no other page learns of it. */
const noStore = { 'cache-control': 'no-store' }

/** Asks for a fresh copy of itself every five seconds while script runs. */
function Count({ lang, count, here }: { lang: Lang; count: number; here: string }) {
  return (
    <p
      id="jumlah"
      class="mt-6 text-[1.75rem] font-bold"
      aria-live="polite"
      hx-get={here}
      hx-trigger="every 5s"
      hx-select="#jumlah"
      hx-swap="outerHTML"
    >
      {sittingPhrases(lang).screen.count(formatCount(count, lang))}
    </p>
  )
}
