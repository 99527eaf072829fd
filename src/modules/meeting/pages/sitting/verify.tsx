import { formatDateTime, formatDateWithDay } from '#kit/format.ts'
import { notFound } from '#kit/problem.ts'
import type { Page } from '#platform/http/door.ts'
import { Chip } from '#ui/chip.tsx'
import { Facts } from '#ui/facts.tsx'
import { mayOpenByToken } from '../../access.ts'
import { hashOf } from '../../actions/sitting/finalise-minutes.ts'
import { minutesPhrases } from '../../phrases/sitting-minutes.ts'
import { findMinutesByToken } from '../../store/sitting/sittings.ts'

/** `/periksa-notulen/:token`: is a print of minutes valid? Title, day and hash; names of people are not shown. */
export const verifyMinutesPage: Page = {
  path: '/periksa-notulen/:token',
  permission: 'meeting.token',
  may: mayOpenByToken,
  limit: 'search',
  async show({ c, lang, platform }) {
    const t = minutesPhrases(lang)
    const token = c.req.param('token') ?? ''
    const found = /^[0-9a-f]{64}$/.test(token) ? await findMinutesByToken(platform.db.sql, token) : undefined
    if (!found) {
      throw notFound(
        'Notulen ini tidak dikenal. Periksa alamat pada cetakan, atau hubungi sekretariat penyelenggara.',
        'These minutes are not known. Check the address on the print, or ask the organising secretariat.',
      )
    }
    const { minutes } = found
    const { meeting, region } = minutes.content
    // What is kept is hashed again: a changed row would show here.
    const whole = hashOf(minutes.content) === minutes.sha256
    const said = !whole ? 'broken' : minutes.reopenedAt === undefined ? 'match' : 'noMatch'
    const lead = { match: t.verify.matchLead, noMatch: t.verify.noMatchLead, broken: t.verify.brokenLead }[said]
    return {
      title: t.verify.title,
      headers: { 'x-robots-tag': 'noindex' },
      body: (
        <div class="pt-8 max-w-3xl">
          <p class="eyebrow">{t.verify.title}</p>
          <h1>{meeting.title}</h1>
          <p class="mt-4">
            <Chip status={said === 'match' ? 'ok' : 'late'}>{t.verify[said]}</Chip>
          </p>
          <p class="lead mt-4 mb-8">{lead}</p>
          <Facts
            facts={[
              { label: t.verify.region, value: region.name },
              { label: t.verify.day, value: formatDateWithDay(new Date(meeting.startsAt), lang, meeting.zone) },
              { label: t.verify.finalAt, value: formatDateTime(minutes.finalAt, lang, meeting.zone) },
              { label: t.hash, value: <span class="hash">{minutes.sha256}</span> },
            ]}
          />
        </div>
      ),
    }
  },
}
