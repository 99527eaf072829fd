import { formatDate } from '#kit/format.ts'
import type { Page, Retry, Visit } from '#platform/http/door.ts'
import type { View } from '#platform/http/visit.ts'
import { pdfResponse } from '#platform/documents/pdf.ts'
import { getRegion, type Region } from '#modules/region/index.ts'
import { Button } from '#ui/button.tsx'
import { Call } from '#ui/call.tsx'
import { Chip } from '#ui/chip.tsx'
import { Facts } from '#ui/facts.tsx'
import { mayOpenByToken } from '../../access.ts'
import { answerByToken, noSuchInvitation, refuseAnswer } from '../../actions/plan/answer.ts'
import { meetingCalendar } from '../../documents/plan/meeting-calendar.ts'
import { letterFileName, meetingLetter } from '../../documents/plan/meeting-letter.ts'
import type { Invitee } from '../../model-plan.ts'
import type { Meeting } from '../../model.ts'
import { planPagePhrases } from '../../phrases/plan-page.ts'
import { findMeeting } from '../../store/meetings.ts'
import { findByToken } from '../../store/plan/invitees.ts'
import { findByLetterToken } from '../../store/plan/letters.ts'
import { Refused } from '../sitting/place.tsx'
import { AnswerForm, labelOf } from './answer-form.tsx'
import { calendarResponse } from './calendar.tsx'
import { whenWords, whereWords } from './place.tsx'
import { Times } from '../times.tsx'

const tokenPlace = '/undangan-rapat/:token{[0-9a-f]{64}}'
/** No search engine lists it. The address goes to no other site as it is (`same-origin`); with `no-referrer` browsers post as from nowhere. */
const unlisted = { 'x-robots-tag': 'noindex' }

/** The invitation of the link in a letter. Throws `not-found` for a link that is not known, and for drafts. */
async function invitationOf({ c, platform }: Visit): Promise<{
  meeting: Meeting
  region: Region
  entry: Invitee
  removed: boolean
  token: string
}> {
  const db = platform.db.sql
  const token = c.req.param('token') ?? ''
  const found = await findByToken(db, token)
  const meeting = found && (await findMeeting(db, found.regionCode, found.meetingId))
  if (!found || !meeting || meeting.state === 'draft') throw noSuchInvitation()
  return {
    meeting,
    region: await getRegion(db, meeting.regionCode),
    entry: found.invitee,
    removed: found.removed,
    token,
  }
}

/** `/undangan-rapat/:token`: the invitation of one addressee and their answer, without signing in. */
export const invitationPage: Page = {
  path: tokenPlace,
  permission: 'meeting.token',
  may: mayOpenByToken,
  limit: 'search',
  show: invitationView,
  submit: {
    permission: 'meeting.token',
    may: mayOpenByToken,
    limit: 'write',
    audit: ['meeting.invitation.answered'],
    async handle({ c, platform, writer }, form) {
      const token = c.req.param('token') ?? ''
      await answerByToken(
        platform,
        token,
        {
          answer: form.text('answer'),
          representedBy: form.text('representedBy'),
          representedTitle: form.text('representedTitle'),
          note: form.text('note'),
        },
        writer,
      )
      return c.redirect(`/undangan-rapat/${token}?pesan=dijawab`, 303)
    },
  },
}

async function invitationView(visit: Visit, retry?: Retry): Promise<View> {
  const { lang, platform, c } = visit
  const t = planPagePhrases(lang).rsvp
  const labels = planPagePhrases(lang).detail
  const { meeting, region, entry, removed, token } = await invitationOf(visit)
  const here = `/undangan-rapat/${token}`
  const late = refuseAnswer(meeting, platform.clock.now())
  return {
    title: t.title(meeting.title),
    headers: unlisted,
    ...(c.req.query('pesan') === 'dijawab' ? { flash: t.thanks } : {}),
    body: (
      <div class="pt-8 max-w-3xl">
        <Refused retry={retry} lang={lang} />
        <p class="eyebrow">{t.lead(region.name)}</p>
        <h1>{meeting.title}</h1>
        <p class="lead mt-3 mb-6">
          <Times words={whenWords(meeting, lang, region.timezone)} />
        </p>
        {meeting.state === 'cancelled' && (
          <Call title={t.cancelled} tone="late">
            {meeting.cancelReason}
          </Call>
        )}
        {removed && <Call tone="due">{t.withdrawn}</Call>}
        <div class="mt-6">
          <Facts
            facts={[
              { label: labels.place, value: whereWords(meeting, lang) || '–' },
              ...(meeting.link === undefined || removed
                ? []
                : [
                    {
                      label: labels.link,
                      value: (
                        <a class="a break-all" href={meeting.link} rel="noopener noreferrer">
                          {meeting.link}
                        </a>
                      ),
                    },
                  ]),
              { label: labels.letter, value: meeting.letterNumber ?? labels.noLetter },
              ...(meeting.purpose === undefined ? [] : [{ label: labels.purpose, value: meeting.purpose }]),
            ]}
          />
        </div>
        {!removed && !late && <AnswerForm lang={lang} zone={meeting.zone} action={here} entry={entry} retry={retry} />}
        {!removed && late && meeting.state !== 'cancelled' && <p class="note mt-6">{t.begun}</p>}
        {!removed && (
          <p class="no-print mt-8 flex flex-wrap gap-3">
            <Button icon="file-text" href={`${here}/surat.pdf`}>
              {t.letter}
            </Button>
            {meeting.state !== 'cancelled' && (
              <Button icon="calendar" href={`${here}/undangan.ics`}>
                {t.calendar}
              </Button>
            )}
          </p>
        )}
        <p class="note mt-6">{t.personal}</p>
      </div>
    ),
  }
}

/** `/undangan-rapat/:token/surat.pdf`: the letter, for whom it is addressed to. */
export const invitationLetterFile: Page = {
  path: `${tokenPlace}/surat.pdf`,
  permission: 'meeting.token',
  may: mayOpenByToken,
  limit: 'document',
  async show(visit) {
    const { meeting, region, removed } = await invitationOf(visit)
    if (removed) throw noSuchInvitation()
    return await letterResponse(visit, meeting, region)
  },
}

/** `/undangan-rapat/:token/undangan.ics`: the meeting for the calendar of whom it is addressed to. */
export const invitationCalendarFile: Page = {
  path: `${tokenPlace}/undangan.ics`,
  permission: 'meeting.token',
  may: mayOpenByToken,
  limit: 'document',
  async show(visit) {
    const { platform, lang } = visit
    const { meeting, region, entry, removed, token } = await invitationOf(visit)
    if (removed) throw noSuchInvitation()
    const text = meetingCalendar({
      meeting,
      region,
      method: meeting.state === 'cancelled' ? 'CANCEL' : 'REQUEST',
      ...(entry.email === undefined
        ? {}
        : { attendee: { name: labelOf(entry), email: entry.email, answer: entry.answer } }),
      sender: platform.config.MAIL_FROM,
      url: `${platform.config.publicUrl}/undangan-rapat/${token}`,
      now: platform.clock.now(),
      lang,
    })
    return calendarResponse(text, letterFileName(meeting, 'invitation'))
  },
}

/** The letter as it stands now, or the one that calls off. */
export async function letterResponse(
  { platform }: Visit,
  meeting: Meeting,
  region: Region,
  held: 'invitation' | 'change' = 'invitation',
): Promise<Response> {
  const kind = meeting.state === 'cancelled' ? 'cancellation' : held
  const bytes = await meetingLetter(platform.db.sql, { kind, meeting, region, publicUrl: platform.config.publicUrl })
  return pdfResponse(bytes, letterFileName(meeting, kind))
}

/** `/periksa-undangan/:token`: is a letter real, and does it still hold? Names of people are not shown. */
export const verifyLetterPage: Page = {
  path: '/periksa-undangan/:token{[0-9a-f]{64}}',
  permission: 'meeting.token',
  may: mayOpenByToken,
  limit: 'search',
  async show({ c, lang, platform }) {
    const t = planPagePhrases(lang).verify
    const db = platform.db.sql
    const found = await findByLetterToken(db, c.req.param('token') ?? '')
    const meeting = found && (await findMeeting(db, found.regionCode, found.meetingId))
    if (!meeting) throw noSuchInvitation()
    const region = await getRegion(db, meeting.regionCode)
    const printed = /^\d{1,4}$/.test(c.req.query('urut') ?? '') ? Number(c.req.query('urut')) : meeting.sequence
    const said =
      meeting.state === 'draft'
        ? 'draft'
        : meeting.state === 'cancelled'
          ? 'cancelled'
          : printed < meeting.sequence
            ? 'older'
            : 'valid'
    return {
      title: t.title,
      headers: unlisted,
      body: (
        <div class="pt-8 max-w-3xl">
          <p class="eyebrow">{t.title}</p>
          <h1>{t[said]}</h1>
          <p class="mt-4">
            <Chip status={said === 'valid' ? 'ok' : said === 'cancelled' ? 'late' : 'due'}>
              {meeting.letterNumber ?? t[said]}
            </Chip>
          </p>
          <p class="lead mt-4 mb-8">{t[`${said}Lead`]}</p>
          {said !== 'draft' && (
            <Facts
              facts={[
                { label: t.region, value: region.name },
                { label: t.number, value: meeting.letterNumber ?? '–' },
                {
                  label: t.date,
                  value: meeting.letterDate === undefined ? '–' : formatDate(meeting.letterDate, lang),
                },
                { label: t.subject, value: meeting.title },
                { label: t.when, value: <Times words={whenWords(meeting, lang, region.timezone)} /> },
                { label: t.place, value: whereWords(meeting, lang) || '–' },
              ]}
            />
          )}
        </div>
      ),
    }
  },
}
