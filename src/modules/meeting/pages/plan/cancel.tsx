import type { Page, Retry, Visit } from '#platform/http/door.ts'
import type { View } from '#platform/http/visit.ts'
import { Button } from '#ui/button.tsx'
import { Field } from '#ui/field.tsx'
import { mayKeepMeetings } from '../../access.ts'
import { cancelMeeting, MOST_REASON } from '../../actions/plan/cancel-meeting.ts'
import { refuseSaveMeeting } from '../../actions/plan/save-meeting.ts'
import { getMeetingStand } from '../../actions/stand.ts'
import { planPagePhrases } from '../../phrases/plan-page.ts'
import { meetingHref } from '../nav.tsx'
import { crumbsOf, errorOf, meetingPlace, placeOf, Refused, typedOr, wholeIn } from '../sitting/place.tsx'

/** `/rapat/:code/:meeting/batal`: calls a meeting off, with the reason that all invited people read. */
export const cancelPage: Page = {
  path: `${meetingPlace}/batal`,
  permission: 'meeting.keep',
  may: mayKeepMeetings,
  show: cancelView,
  submit: {
    permission: 'meeting.keep',
    may: mayKeepMeetings,
    limit: 'write',
    audit: ['meeting.meeting.cancelled'],
    async handle(visit, form) {
      const { platform, actor, writer, c } = visit
      const { regionCode, meetingId: id } = placeOf(visit)
      const { meeting } = await getMeetingStand(platform.db.sql, actor, regionCode, id)
      refuseSaveMeeting(actor, regionCode, meeting)
      await cancelMeeting(
        platform,
        actor,
        { regionCode, id, version: wholeIn(form.text('version')), reason: form.text('reason') },
        writer,
      )
      return c.redirect(`${meetingHref(regionCode, id)}?pesan=dibatalkan`, 303)
    },
  },
}

async function cancelView(visit: Visit, retry?: Retry): Promise<View> {
  const { lang, platform, actor } = visit
  const t = planPagePhrases(lang).cancel
  const { regionCode, meetingId } = placeOf(visit)
  const stand = await getMeetingStand(platform.db.sql, actor, regionCode, meetingId)
  const { meeting } = stand
  refuseSaveMeeting(actor, regionCode, meeting)
  const here = meetingHref(regionCode, meeting.id)
  return {
    title: `${t.title}: ${meeting.title}`,
    working: true,
    crumbs: await crumbsOf(visit, stand, { label: t.title }),
    body: (
      <div class="pt-2">
        <Refused retry={retry} lang={lang} />
        <p class="eyebrow">{meeting.title}</p>
        <h1>{t.title}</h1>
        <p class="lead mt-3 mb-6">{meeting.state === 'draft' ? t.draftLead : t.lead}</p>
        <form method="post" action={`${here}/batal`} novalidate>
          <input type="hidden" name="version" value={String(meeting.version)} />
          <Field
            kind="textarea"
            name="reason"
            lang={lang}
            label={t.reason}
            hint={t.reasonHint}
            rows={3}
            maxlength={MOST_REASON}
            value={typedOr(retry, 'reason', '')}
            error={errorOf(retry, lang, 'reason')}
          />
          <div class="mt-6 flex flex-wrap gap-3">
            <Button look="danger">{t.button}</Button>
            <Button href={here}>{t.back}</Button>
          </div>
        </form>
      </div>
    ),
  }
}
