import type { AttendanceInput } from '../../model-sitting.ts'
import { formatDateWithDay } from '#kit/format.ts'
import type { Form, Page, Retry, Visit } from '#platform/http/door.ts'
import type { View } from '#platform/http/visit.ts'
import { Button } from '#ui/button.tsx'
import { Field } from '#ui/field.tsx'
import { mayOpenByToken } from '../../access.ts'
import { isOpen, listClosed, noSuchList, signAttendance } from '../../actions/sitting/sign-attendance.ts'
import { getMeetingStand } from '../../actions/stand.ts'
import type { Meeting } from '../../model.ts'
import { LONGEST_SITTING } from '../../model-sitting.ts'
import { sittingPhrases } from '../../phrases/sitting.ts'
import { findLastSigning, findOwnAttendance } from '../../store/sitting/attendance.ts'
import { findMeetingByToken } from '../../store/sitting/sittings.ts'
import { meetingHref } from '../nav.tsx'
import { errorOf, Refused, typedOr, whenAndWhere } from './place.tsx'
import { Times } from '../times.tsx'

/** `/hadir/:token`: signs the list of attendance, by the QR code at the door or the link for those online; no account. */
export const signPage: Page = {
  path: '/hadir/:token',
  permission: 'meeting.token',
  may: mayOpenByToken,
  show: signView,
  submit: {
    permission: 'meeting.token',
    may: mayOpenByToken,
    limit: 'hall',
    audit: ['meeting.attendance.signed'],
    async handle(visit, form) {
      const { platform, actor, writer, c } = visit
      const token = tokenOf(visit)
      const { already } = await signAttendance(platform, actor, { token, input: readPerson(form) }, writer)
      return c.redirect(`/hadir/${token}?pesan=${already ? 'sudah' : 'tercatat'}`, 303)
    },
  },
}

const tokenOf = ({ c }: Visit) => {
  const token = c.req.param('token') ?? ''
  if (!/^[0-9a-f]{64}$/.test(token)) throw noSuchList()
  return token
}

const readPerson = (form: Form): AttendanceInput => ({
  name: form.text('name') ?? '',
  title: form.text('title'),
  office: form.text('office'),
  number: form.text('number'),
  phone: form.text('phone'),
})

async function signView(visit: Visit, retry?: Retry): Promise<View> {
  const { lang, platform, actor, c } = visit
  const { sql } = platform.db
  const t = sittingPhrases(lang).sign
  const found = await findMeetingByToken(sql, tokenOf(visit))
  if (!found) throw noSuchList()
  const { meeting } = found
  const own =
    actor.accountId === undefined
      ? undefined
      : await findOwnAttendance(sql, meeting.regionCode, meeting.id, actor.accountId)
  const said = c.req.query('pesan')
  const thanked = !retry && (own !== undefined || said === 'tercatat' || said === 'sudah')
  const headers = { 'x-robots-tag': 'noindex', 'cache-control': 'no-store' }
  if (thanked) return { title: t.thanks, headers, body: await Thanks(visit, meeting, own !== undefined) }
  if (!isOpen(meeting)) {
    const title = meeting.state === 'cancelled' ? t.off : notYet(meeting) ? t.notYet : t.over
    return {
      title,
      headers,
      status: 410,
      body: (
        <div class="pt-8 max-w-[40rem]">
          <p class="eyebrow">{meeting.title}</p>
          <h1>{title}</h1>
          <p class="lead mt-3">{listClosed(meeting).sentence[lang]}</p>
          <p class="mt-4 text-muted">
            <Times words={whenAndWhere(meeting, lang, meeting.zone)} />
          </p>
        </div>
      ),
    }
  }
  const before = actor.accountId === undefined ? undefined : await findLastSigning(sql, actor.accountId)
  const known = {
    name: before?.name ?? actor.name,
    title: before?.title,
    office: actor.membership?.organisationName ?? before?.office,
    number: before?.number,
    phone: before?.phone,
  }
  return {
    title: `${t.title}, ${meeting.title}`,
    headers,
    body: (
      <div class="pt-6">
        <Refused retry={retry} lang={lang} />
        <p class="eyebrow">{meeting.title}</p>
        <h1>{t.title}</h1>
        <p class="lead mt-3">
          <Times words={whenAndWhere(meeting, lang, meeting.zone)} />
        </p>
        <p class="mt-2 mb-6 text-muted">{actor.name === undefined ? t.lead : t.as(actor.name)}</p>
        <form method="post" action={`/hadir/${tokenOf(visit)}`} novalidate>
          <Field
            name="name"
            lang={lang}
            label={t.name}
            error={errorOf(retry, lang, 'name')}
            value={typedOr(retry, 'name', known.name)}
            autocomplete="name"
            maxlength={LONGEST_SITTING.name}
          />
          <Field
            name="office"
            lang={lang}
            label={t.office}
            hint={t.officeHint}
            error={errorOf(retry, lang, 'office')}
            value={typedOr(retry, 'office', known.office)}
            autocomplete="organization"
            maxlength={LONGEST_SITTING.office}
            optional
          />
          <Field
            name="title"
            lang={lang}
            label={t.position}
            error={errorOf(retry, lang, 'title')}
            value={typedOr(retry, 'title', known.title)}
            autocomplete="organization-title"
            maxlength={LONGEST_SITTING.office}
            optional
          />
          <Field
            name="number"
            lang={lang}
            label={t.number}
            hint={t.numberHint}
            error={errorOf(retry, lang, 'number')}
            value={typedOr(retry, 'number', known.number)}
            inputmode="numeric"
            maxlength={30}
            optional
          />
          <Field
            kind="tel"
            name="phone"
            lang={lang}
            label={t.phone}
            hint={t.phoneHint}
            error={errorOf(retry, lang, 'phone')}
            value={typedOr(retry, 'phone', known.phone)}
            autocomplete="tel"
            inputmode="tel"
            maxlength={30}
            optional
          />
          <Button look="primary">{t.send}</Button>
          <p class="note mt-6">{t.privacy}</p>
        </form>
      </div>
    ),
  }
}

const notYet = ({ state }: Meeting) => state === 'draft' || state === 'invited'

/** What somebody sees after signing; no name stands on it, because the address may be opened by others. */
async function Thanks(visit: Visit, meeting: Meeting, own: boolean) {
  const { lang, platform, actor, c } = visit
  const t = sittingPhrases(lang).sign
  const sees =
    actor.accountId !== undefined &&
    (await getMeetingStand(platform.db.sql, actor, meeting.regionCode, meeting.id).then(
      () => true,
      () => false,
    ))
  const already = own && c.req.query('pesan') !== 'tercatat'
  return (
    <div class="pt-8 max-w-[40rem]">
      <p class="eyebrow">{t.title}</p>
      <h1>{already ? t.already : t.thanks}</h1>
      <p class="lead mt-3">{t.thanksLead(meeting.title, formatDateWithDay(meeting.startsAt, lang, meeting.zone))}</p>
      <p class="mt-6 flex flex-wrap gap-3">
        {sees && (
          <Button look="primary" href={meetingHref(meeting.regionCode, meeting.id, 'acara')}>
            {t.toMeeting}
          </Button>
        )}
        {!own && isOpen(meeting) && <Button href={`/hadir/${tokenOf(visit)}`}>{t.next}</Button>}
      </p>
    </div>
  )
}
