import { dayIn, formatCount, formatDate, type Lang } from '#kit/format.ts'
import type { Page, Retry, Visit } from '#platform/http/door.ts'
import type { View } from '#platform/http/visit.ts'
import { Button } from '#ui/button.tsx'
import { Call } from '#ui/call.tsx'
import { Facts } from '#ui/facts.tsx'
import { Figures } from '#ui/figures.tsx'
import { mayAnswerInvitation, mayOpenMeetings, refuseKeep } from '../../access.ts'
import { answerInvitation, refuseAnswer } from '../../actions/plan/answer.ts'
import { getMeetingStand, type MeetingStand } from '../../actions/stand.ts'
import type { Meeting } from '../../model.ts'
import { phrases } from '../../phrases/index.ts'
import { planPagePhrases } from '../../phrases/plan-page.ts'
import { countInvitees, type InviteeCounts, listOwnSeats } from '../../store/plan/invitees.ts'
import { listAgendaLines } from '../../store/plan/letters.ts'
import { findRelatedNames } from '../../store/plan/list-meetings.ts'
import { meetingHref } from '../nav.tsx'
import { Times } from '../times.tsx'
import { crumbsOf, MeetingParts, meetingPlace, placeOf, Refused } from '../sitting/place.tsx'
import { AnswerForm, labelOf } from './answer-form.tsx'
import { flashOf, StateChip, whenWords, whereWords } from './place.tsx'

/** `/rapat/:code/:meeting`: one meeting: when and where, its letter, who comes, its agenda, and one's own answer. */
export const detailPage: Page = {
  path: meetingPlace,
  permission: 'meeting.read',
  may: mayOpenMeetings,
  show: detailView,
}

/** `/rapat/:code/:meeting/jawab`: one's own answer; a form on the page of the meeting, which comes back with what was typed. */
export const answerPage: Page = {
  path: `${meetingPlace}/jawab`,
  permission: 'meeting.read',
  may: mayOpenMeetings,
  show: detailView,
  submit: {
    permission: 'meeting.invitation.answer',
    may: mayAnswerInvitation,
    limit: 'write',
    audit: ['meeting.invitation.answered'],
    async handle(visit, form) {
      const { regionCode, meetingId: id } = placeOf(visit)
      const { platform, actor, writer, c } = visit
      await answerInvitation(
        platform,
        actor,
        {
          regionCode,
          id,
          answer: form.text('answer'),
          representedBy: form.text('representedBy'),
          representedTitle: form.text('representedTitle'),
          note: form.text('note'),
        },
        writer,
      )
      return c.redirect(`${meetingHref(regionCode, id)}?pesan=dijawab`, 303)
    },
  },
}

async function detailView(visit: Visit, retry?: Retry): Promise<View> {
  const { lang, platform, actor } = visit
  const t = planPagePhrases(lang).detail
  const db = platform.db.sql
  const { regionCode, meetingId } = placeOf(visit)
  const stand = await getMeetingStand(db, actor, regionCode, meetingId)
  const { meeting, region, sight } = stand
  const [own, counts, agenda, related, crumbs] = [
    await listOwnSeats(db, regionCode, meeting.id, {
      accountId: actor.accountId,
      organisationId: actor.membership?.organisationId,
      email: actor.email,
    }),
    sight === 'all' ? await countInvitees(db, regionCode, meeting.id) : undefined,
    await listAgendaLines(db, regionCode, meeting.id),
    await findRelatedNames(db, meeting),
    await crumbsOf(visit, stand),
  ]
  const keeps = refuseKeep(actor, regionCode) === undefined
  const here = meetingHref(regionCode, meeting.id)
  const [seat] = own
  return {
    title: meeting.title,
    crumbs,
    ...flashOf(visit),
    body: (
      <div class="pt-2">
        <Refused retry={retry} lang={lang} />
        <p class="eyebrow">{phrases(lang).kind[meeting.kind]}</p>
        <h1>{meeting.title}</h1>
        <p class="mt-3">
          <StateChip state={meeting.state} lang={lang} />
        </p>
        <p class="lead mt-3 mb-6">
          <Times words={whenWords(meeting, lang, region.timezone)} />
        </p>
        <MeetingParts lang={lang} stand={stand} current="" />
        {meeting.state === 'cancelled' && (
          <div class="mt-6 max-w-[40rem]">
            <Call title={t.cancelled} tone="late">
              {meeting.cancelReason}
            </Call>
          </div>
        )}
        {keeps && <NextStep meeting={meeting} lang={lang} now={platform.clock.now()} />}
        {keeps && <Deeds visit={visit} stand={stand} />}
        <section class="mt-8 max-w-[52rem]">
          <Facts
            facts={[
              { label: t.when, value: <Times words={whenWords(meeting, lang, region.timezone)} /> },
              { label: t.place, value: whereWords(meeting, lang) || '–' },
              ...(meeting.link === undefined
                ? []
                : [
                    {
                      label: t.link,
                      value: (
                        <a class="a break-all" href={meeting.link} rel="noopener noreferrer">
                          {meeting.link}
                        </a>
                      ),
                    },
                  ]),
              {
                label: t.letter,
                value:
                  meeting.letterNumber === undefined || meeting.letterDate === undefined
                    ? t.noLetter
                    : t.letterOf(meeting.letterNumber, formatDate(meeting.letterDate, lang)),
              },
              ...(meeting.chair === undefined ? [] : [{ label: t.chair, value: meeting.chair }]),
              ...(meeting.noteTaker === undefined ? [] : [{ label: t.noteTaker, value: meeting.noteTaker }]),
              ...(related.institution === undefined ? [] : [{ label: t.institution, value: related.institution }]),
              ...(related.follows === undefined || sight !== 'all'
                ? []
                : [
                    {
                      label: t.follows,
                      value: (
                        <a class="a" href={meetingHref(regionCode, meeting.followsId ?? '')}>
                          {related.follows}
                        </a>
                      ),
                    },
                  ]),
              ...(meeting.purpose === undefined ? [] : [{ label: t.purpose, value: meeting.purpose }]),
            ]}
          />
          {meeting.sequence > 0 && meeting.state !== 'cancelled' && (
            <p class="note mt-4">{t.moved(formatCount(meeting.sequence, lang))}</p>
          )}
          <p class="no-print mt-6 flex flex-wrap gap-3">
            <Button icon="file-text" href={`${here}/surat.pdf`}>
              {t.toLetter}
            </Button>
            {meeting.state !== 'draft' && (
              <Button icon="calendar" href={`${here}/undangan.ics`}>
                {t.toCalendar}
              </Button>
            )}
          </p>
        </section>
        {seat && meeting.state !== 'cancelled' && (
          <section class="sec" aria-labelledby="jawaban-anda">
            <h2 id="jawaban-anda">{t.own}</h2>
            {refuseAnswer(meeting, platform.clock.now()) ? (
              <p class="note mt-2">{t.over(labelOf(seat), planPagePhrases(lang).answer.state[seat.answer])}</p>
            ) : (
              <AnswerForm lang={lang} zone={meeting.zone} action={`${here}/jawab`} entry={seat} retry={retry} />
            )}
          </section>
        )}
        <section class="sec" aria-labelledby="acara">
          <h2 id="acara" class="mb-4">
            {t.agenda}
          </h2>
          {agenda.length === 0 ? (
            <p class="note">{t.agendaNone}</p>
          ) : (
            <ol class="list-decimal pl-5">
              {agenda.map(item => (
                <li class="mb-1">
                  {item.title}
                  <span class="text-muted">
                    {item.speaker !== undefined && `, ${item.speaker}`}
                    {item.minutes !== undefined && `, ${t.minutes(formatCount(item.minutes, lang))}`}
                  </span>
                </li>
              ))}
            </ol>
          )}
        </section>
        {counts && <Answers visit={visit} counts={counts} here={here} keeps={keeps} over={isOver(meeting)} />}
      </div>
    ),
  }
}

const isOver = ({ state }: Meeting) => state === 'closed' || state === 'cancelled'

/** What who keeps the meeting does next, until its minutes are final. */
function NextStep({ meeting, lang, now }: { meeting: Meeting; lang: Lang; now: Date }) {
  const t = planPagePhrases(lang).detail
  const { state, minutesState, zone, startsAt } = meeting
  const here = (below: string) => meetingHref(meeting.regionCode, meeting.id, below)
  const step =
    state === 'draft'
      ? { title: t.draft, words: t.next, href: undefined, link: '' }
      : state === 'invited' && dayIn(now, zone) >= dayIn(startsAt, zone)
        ? { title: t.today, words: t.todayNext, href: here('kehadiran'), link: t.toAttendance }
        : state === 'running'
          ? { title: t.running, words: t.runningNext, href: here('notulen'), link: t.toMinutes }
          : state === 'closed' && minutesState !== 'final'
            ? { title: t.closed, words: t.closedNext, href: here('notulen'), link: t.toMinutes }
            : undefined
  if (step === undefined) return null
  return (
    <div class="no-print mt-6 max-w-[40rem]">
      <Call title={step.title} tone="info">
        {step.words}{' '}
        {step.href !== undefined && (
          <a class="a" href={step.href}>
            {step.link}
          </a>
        )}
      </Call>
    </div>
  )
}

function Deeds({ visit, stand: { meeting } }: { visit: Visit; stand: MeetingStand }) {
  const t = planPagePhrases(visit.lang).detail
  const here = meetingHref(meeting.regionCode, meeting.id)
  const open = !isOver(meeting)
  return (
    <p class="no-print mt-6 flex flex-wrap gap-3">
      {meeting.state === 'draft' && (
        <Button look="primary" href={`${here}/undangan`}>
          {t.toList}
        </Button>
      )}
      {open && <Button href={`${here}/ubah`}>{t.edit}</Button>}
      {open && (
        <Button look="danger" href={`${here}/batal`}>
          {t.call}
        </Button>
      )}
    </p>
  )
}

/** How the list stands; what did not arrive is for who keeps meetings. */
function Answers({
  visit: { lang },
  counts,
  here,
  keeps,
  over,
}: {
  visit: Visit
  counts: InviteeCounts
  here: string
  keeps: boolean
  over: boolean
}) {
  const t = planPagePhrases(lang).detail
  return (
    <section class="sec" aria-labelledby="jawaban">
      <h2 id="jawaban" class="mb-4">
        {t.answers}
      </h2>
      <Figures
        figures={[
          { label: t.figure.all, number: formatCount(counts.all, lang) },
          {
            label: t.figure.yes,
            number: formatCount(counts.yes, lang),
            line: `${t.figure.represented}: ${formatCount(counts.represented, lang)}`,
          },
          { label: t.figure.no, number: formatCount(counts.no, lang) },
          { label: t.figure.none, number: formatCount(counts.none, lang) },
        ]}
      />
      {keeps && !over && counts.failed > 0 && (
        <div class="mt-6 max-w-[40rem]">
          <Call title={t.bounced(formatCount(counts.failed, lang))} tone="late">
            {t.bouncedLine}{' '}
            <a class="a" href={`${here}/undangan?surat=failed`}>
              {t.toBounced}
            </a>
          </Call>
        </div>
      )}
      {keeps && !over && counts.noAddress > 0 && (
        <p class="note mt-6">
          <a class="a" href={`${here}/undangan?surat=no-address`}>
            {t.noAddress(formatCount(counts.noAddress, lang))}
          </a>
        </p>
      )}
      <p class="mt-6">
        <a class="a" href={`${here}/undangan`}>
          {t.toList}
        </a>
      </p>
    </section>
  )
}
