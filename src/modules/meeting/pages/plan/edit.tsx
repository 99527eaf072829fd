import { formatDate, type Lang } from '#kit/format.ts'
import type { Page, Retry, Visit } from '#platform/http/door.ts'
import type { View } from '#platform/http/visit.ts'
import type { Sql } from '#platform/db/database.ts'
import { Call } from '#ui/call.tsx'
import { mayKeepMeetings } from '../../access.ts'
import { refuseSaveMeeting, saveMeeting } from '../../actions/plan/save-meeting.ts'
import { getMeetingStand, getStand } from '../../actions/stand.ts'
import { planPagePhrases } from '../../phrases/plan-page.ts'
import { listInstitutionNames } from '../../store/plan/members.ts'
import { listMeetings } from '../../store/plan/list-meetings.ts'
import { meetingCrumbs, meetingHref, MeetingNav, meetingsHref } from '../nav.tsx'
import { crumbsOf, meetingPlace, placeOf, Refused, wholeIn } from '../sitting/place.tsx'
import { MeetingForm, momentFields } from './form.tsx'
import { newValues, readMeetingForm, valuesOf } from './form-values.ts'
import { idIn, regionPlace } from './place.tsx'

/** `/rapat/:code/baru`: the form of a new meeting; `?lanjutan=` continues another one. */
export const newMeetingPage: Page = {
  path: `${regionPlace}/baru`,
  permission: 'meeting.keep',
  may: mayKeepMeetings,
  show: newView,
  submit: {
    permission: 'meeting.keep',
    may: mayKeepMeetings,
    limit: 'write',
    audit: ['meeting.meeting.planned'],
    async handle(visit, form) {
      const { platform, actor, writer, c } = visit
      const regionCode = c.req.param('code') ?? ''
      await getStand(platform.db.sql, actor, regionCode)
      refuseSaveMeeting(actor, regionCode)
      const made = await saveMeeting(platform, actor, { regionCode, input: readMeetingForm(form) }, writer)
      return c.redirect(`${meetingHref(regionCode, made.id, 'undangan')}?pesan=dibuat`, 303)
    },
  },
}

async function choices(db: Sql, regionCode: string, lang: Lang, self?: string) {
  const institutions = await listInstitutionNames(db, regionCode)
  const recent = await listMeetings(db, regionCode, {}, { limit: 60 })
  return {
    institutions,
    earlier: recent
      .filter(one => one.id !== self && one.state !== 'cancelled')
      .map(one => ({ id: one.id, label: `${one.title}, ${formatDate(one.startsAt, lang, one.zone)}` })),
  }
}

async function newView(visit: Visit, retry?: Retry): Promise<View> {
  const { lang, platform, actor, c } = visit
  const t = planPagePhrases(lang).form
  const db = platform.db.sql
  const { region, sight } = await getStand(db, actor, c.req.param('code') ?? '')
  refuseSaveMeeting(actor, region.code)
  const follows = idIn(c.req.query('lanjutan'))
  const list = meetingsHref(region.code)
  return {
    title: t.newTitle,
    working: true,
    crumbs: await meetingCrumbs(db, region, lang, { label: t.newTitle }),
    body: (
      <div class="pt-2">
        <Refused retry={retry} lang={lang} fieldOf={momentFields} />
        <h1>{t.newTitle}</h1>
        <p class="lead mt-3 mb-6">{t.newLead}</p>
        <MeetingNav lang={lang} code={region.code} current="" sight={sight} actor={actor} />
        <MeetingForm
          lang={lang}
          action={`${list}/baru`}
          cancelHref={list}
          values={newValues(platform.clock.now(), region.timezone, follows === undefined ? {} : { followsId: follows })}
          retry={retry}
          {...await choices(db, region.code, lang)}
        />
      </div>
    ),
  }
}

/** `/rapat/:code/:meeting/ubah`: the form of a meeting; after somebody else's change with both texts. */
export const editMeetingPage: Page = {
  path: `${meetingPlace}/ubah`,
  permission: 'meeting.keep',
  may: mayKeepMeetings,
  show: editView,
  submit: {
    permission: 'meeting.keep',
    may: mayKeepMeetings,
    limit: 'write',
    audit: ['meeting.meeting.changed'],
    async handle(visit, form) {
      const { platform, actor, writer, c } = visit
      const { regionCode, meetingId: id } = placeOf(visit)
      const { meeting } = await getMeetingStand(platform.db.sql, actor, regionCode, id)
      refuseSaveMeeting(actor, regionCode, meeting)
      const saved = await saveMeeting(
        platform,
        actor,
        {
          regionCode,
          id,
          version: wholeIn(form.text('version')),
          input: readMeetingForm(form),
          reason: form.text('reason'),
        },
        writer,
      )
      const moved = saved.sequence > meeting.sequence
      return c.redirect(`${meetingHref(regionCode, id)}?pesan=${moved ? 'pindah' : 'disimpan'}`, 303)
    },
  },
}

async function editView(visit: Visit, retry?: Retry): Promise<View> {
  const { lang, platform, actor } = visit
  const t = planPagePhrases(lang).form
  const db = platform.db.sql
  const { regionCode, meetingId } = placeOf(visit)
  const stand = await getMeetingStand(db, actor, regionCode, meetingId)
  const { meeting } = stand
  refuseSaveMeeting(actor, regionCode, meeting)
  const here = meetingHref(regionCode, meeting.id)
  const values = valuesOf(meeting)
  const late = retry?.problem.code === 'changed-meanwhile'
  return {
    title: `${t.editTitle}: ${meeting.title}`,
    working: true,
    crumbs: await crumbsOf(visit, stand, { label: t.editTitle }),
    body: (
      <div class="pt-2">
        <Refused retry={retry} lang={lang} fieldOf={momentFields} />
        <p class="eyebrow">{meeting.title}</p>
        <h1>{t.editTitle}</h1>
        {late ? (
          <div class="mt-6 max-w-[40rem]">
            <Call tone="due">{t.meanwhile}</Call>
          </div>
        ) : (
          meeting.state === 'invited' && <p class="lead mt-3">{t.sentLead}</p>
        )}
        <MeetingForm
          lang={lang}
          action={`${here}/ubah`}
          cancelHref={here}
          values={values}
          retry={retry}
          version={late || !retry ? meeting.version : (wholeIn(retry.form.text('version')) ?? meeting.version)}
          stored={late ? values : undefined}
          {...await choices(db, regionCode, lang, meeting.id)}
        />
      </div>
    ),
  }
}
