import { dayIn, formatCount } from '#kit/format.ts'
import { invalid } from '#kit/problem.ts'
import type { Form, Page, Retry, Visit } from '#platform/http/door.ts'
import type { View } from '#platform/http/visit.ts'
import { Call } from '#ui/call.tsx'
import { FilterBar } from '#ui/filter-bar.tsx'
import { Pager } from '#ui/pager.tsx'
import { mayKeepMeetings, mayOpenMeetings, refuseKeep } from '../../access.ts'
import { correctAddress } from '../../actions/plan/correct-address.ts'
import { removeFromList } from '../../actions/plan/remove-invitees.ts'
import { inviteTo, refuseList } from '../../actions/plan/save-invitees.ts'
import { sendInvitations } from '../../actions/plan/send-invitations.ts'
import { getMeetingStand, noSuchMeeting } from '../../actions/stand.ts'
import { type Answer, ANSWERS, type Delivery, PRESETS, type Wanted } from '../../model-plan.ts'
import { planPagePhrases } from '../../phrases/plan-page.ts'
import { readPeople } from '../../rules/plan/people-lines.ts'
import { countInvitees, listInvitees } from '../../store/plan/invitees.ts'
import { meetingHref } from '../nav.tsx'
import { crumbsOf, MeetingHead, MeetingParts, meetingPlace, placeOf, Refused, wholeIn } from '../sitting/place.tsx'
import { AddForm, addChoices, SendForm, sendFacts } from './invitee-forms.tsx'
import { InviteeTable } from './invitee-table.tsx'
import { flashOf, idIn, oneOf } from './place.tsx'

const pageSize = 100
const DELIVERIES = ['unsent', 'no-address', 'queued', 'sent', 'failed'] as const satisfies readonly Delivery[]
const DEEDS = ['tambah', 'kirim', 'keluarkan', 'alamat'] as const

/** What the address of the list asks for; letters are for who keeps meetings. */
export function readListQuery(visit: Visit, keeps: boolean) {
  const query = visit.c.req.query()
  return {
    words: (query['q'] ?? '').trim().slice(0, 100) || undefined,
    answer: oneOf<Answer>(ANSWERS, query['jawaban']),
    delivery: keeps ? oneOf<Delivery>(DELIVERIES, query['surat']) : undefined,
    after: idIn(query['setelah']),
  }
}

/** `/rapat/:code/:meeting/undangan`: who is invited, what they answered, whether the letter arrived; adding and sending. */
export const inviteesPage: Page = {
  path: `${meetingPlace}/undangan`,
  permission: 'meeting.read',
  may: mayOpenMeetings,
  show: inviteesView,
  submit: {
    permission: 'meeting.keep',
    may: mayKeepMeetings,
    limit: 'write',
    maxBytes: 512 * 1024,
    audit: [
      'meeting.invitees.added',
      'meeting.invitees.removed',
      'meeting.invitee.corrected',
      'meeting.invitations.sent',
    ],
    async handle(visit, form) {
      const { regionCode, meetingId: id } = placeOf(visit)
      const { platform, actor } = visit
      const { meeting } = await getMeetingStand(platform.db.sql, actor, regionCode, id)
      refuseList(actor, meeting)
      const done = await doIt(visit, form, regionCode, id)
      return visit.c.redirect(`${meetingHref(regionCode, id, 'undangan')}?pesan=${done}`, 303)
    },
  },
}

async function doIt({ platform, actor, writer }: Visit, form: Form, regionCode: string, id: string) {
  switch (oneOf(DEEDS, form.text('aksi'))) {
    case 'tambah': {
      const { added } = await inviteTo(platform, actor, { regionCode, id, wanted: wantedIn(form) }, writer)
      return added > 0 ? 'ditambah' : 'sama'
    }
    case 'kirim': {
      const recordOnly = form.text('recordOnly') !== undefined
      const typed = form.text('number')
      await sendInvitations(
        platform,
        actor,
        {
          regionCode,
          id,
          version: wholeIn(form.text('version')),
          letterDate: form.text('letterDate'),
          number: typed === undefined ? undefined : numberIn(typed),
          recordOnly,
        },
        writer,
      )
      return recordOnly ? 'dicatat' : 'dikirim'
    }
    case 'keluarkan': {
      const inviteeIds = form.all('invitee').flatMap(one => idIn(one) ?? [])
      await removeFromList(platform, actor, { regionCode, id, inviteeIds }, writer)
      return 'dikeluarkan'
    }
    case 'alamat': {
      const inviteeId = idIn(form.text('invitee'))
      if (inviteeId === undefined) throw noSuchMeeting()
      const email = form.text('email') ?? form.text(`email-${inviteeId}`)
      await correctAddress(platform, actor, { regionCode, id, inviteeId, email }, writer)
      return 'alamat'
    }
    default:
      throw invalid({
        field: 'aksi',
        sentence: {
          id: 'Tombol ini tidak dikenal. Muat ulang halaman, lalu coba lagi.',
          en: 'This button is not known. Load the page again and try once more.',
        },
      })
  }
}

function numberIn(text: string): number {
  const number = wholeIn(text)
  if (number !== undefined && number > 0) return number
  throw invalid({
    field: 'number',
    sentence: {
      id: 'Nomor urut harus bilangan bulat di atas nol, misalnya 15.',
      en: 'The running number must be a whole number above zero, for example 15.',
    },
  })
}

function wantedIn(form: Form): Wanted {
  const { people, fault } = readPeople(form.values['people']?.[0] ?? '')
  if (fault) throw invalid({ field: 'people', sentence: fault })
  const ids = (field: string) => form.all(field).flatMap(one => idIn(one) ?? [])
  const wanted: Wanted = {
    roles: form.all('roles').flatMap(one => oneOf(PRESETS, one) ?? []),
    organisationIds: ids('organisationIds'),
    institutionIds: ids('institutionIds'),
    accountIds: ids('accountIds'),
    people,
  }
  if (Object.values(wanted).every(list => (list as readonly unknown[]).length === 0)) {
    throw invalid({
      field: 'roles',
      sentence: {
        id: 'Belum ada yang dipilih. Pilih kelompok, instansi, atau tulis nama.',
        en: 'Nothing is chosen. Choose a group, an office, or write a name.',
      },
    })
  }
  return wanted
}

/** Letters were asked for a moment ago; a job is writing them. */
const onTheirWay = ({ c }: Visit) => ['dikirim', 'ditambah', 'alamat'].includes(c.req.query('pesan') ?? '')

async function inviteesView(visit: Visit, retry?: Retry): Promise<View> {
  const { lang, platform, actor } = visit
  const t = planPagePhrases(lang).invitees
  const db = platform.db.sql
  const { regionCode, meetingId } = placeOf(visit)
  const stand = await getMeetingStand(db, actor, regionCode, meetingId)
  const { meeting, region, sight } = stand
  // Who is only invited sees their own seat on the page of the meeting, not the list.
  if (sight !== 'all') throw noSuchMeeting()
  const keeps = refuseKeep(actor, regionCode) === undefined
  const open = keeps && meeting.state !== 'closed' && meeting.state !== 'cancelled'
  const query = readListQuery(visit, keeps)
  const here = meetingHref(regionCode, meeting.id, 'undangan')
  const found = await listInvitees(db, regionCode, meeting.id, query, { after: query.after, limit: pageSize + 1 })
  const shown = found.slice(0, pageSize)
  const counts = await countInvitees(db, regionCode, meeting.id)
  const choices = open ? await addChoices(db, regionCode, platform.clock.now()) : undefined
  const sending =
    open && counts.all > 0 && (meeting.state === 'draft' || (counts.unsent > 0 && !onTheirWay(visit)))
      ? await sendFacts(db, meeting, dayIn(platform.clock.now(), region.timezone))
      : undefined
  const search = (more: Record<string, string | undefined> = {}) => {
    const all = { q: query.words, jawaban: query.answer, surat: query.delivery, ...more }
    const given = Object.entries(all).filter((one): one is [string, string] => one[1] !== undefined)
    return given.length === 0 ? '' : `?${new URLSearchParams(given)}`
  }
  const narrowed = search() !== ''
  const words = planPagePhrases(lang)
  return {
    title: `${t.title}: ${meeting.title}`,
    working: true,
    crumbs: await crumbsOf(visit, stand, { label: t.title }),
    ...flashOf(visit),
    body: (
      <div class="pt-2">
        <Refused retry={retry} lang={lang} />
        <MeetingHead lang={lang} stand={stand} title={t.title} />
        <div class="mb-6">
          <MeetingParts lang={lang} stand={stand} current="undangan" />
        </div>
        {keeps && counts.failed > 0 && query.delivery !== 'failed' && (
          <div class="mb-6 max-w-[40rem]">
            <Call title={words.detail.bounced(formatCount(counts.failed, lang))} tone="late">
              {words.detail.bouncedLine}{' '}
              <a class="a" href={`${here}?surat=failed`}>
                {words.detail.toBounced}
              </a>
            </Call>
          </div>
        )}
        {sending && (
          <SendForm lang={lang} action={here} meeting={meeting} counts={counts} facts={sending} retry={retry} />
        )}
        {counts.all > 0 && (
          <FilterBar
            lang={lang}
            action={here}
            search={{ name: 'q', label: t.search, value: query.words }}
            selects={[
              {
                name: 'jawaban',
                label: t.answer,
                value: query.answer,
                options: [
                  { value: '', label: t.allAnswers },
                  ...ANSWERS.map(value => ({ value, label: words.answer.state[value] })),
                ],
              },
              ...(keeps
                ? [
                    {
                      name: 'surat',
                      label: t.delivery,
                      value: query.delivery,
                      options: [
                        { value: '', label: t.allDeliveries },
                        ...DELIVERIES.map(value => ({ value, label: t.deliveries[value] })),
                      ],
                    },
                  ]
                : []),
            ]}
          />
        )}
        <InviteeTable
          lang={lang}
          zone={meeting.zone}
          rows={shown}
          keeps={keeps}
          action={open ? here : undefined}
          count={t.count(formatCount(counts.all, lang))}
          csvHref={counts.all > 0 ? `${here}.csv${search()}` : undefined}
          xlsxHref={counts.all > 0 ? `${here}.xlsx${search()}` : undefined}
          narrowed={narrowed}
          retry={retry}
        />
        <Pager
          lang={lang}
          previousHref={query.after === undefined ? undefined : `${here}${search()}`}
          previousLabel={t.first}
          nextHref={found.length > pageSize ? `${here}${search({ setelah: shown.at(-1)?.id })}` : undefined}
          nextLabel={t.next}
        />
        {choices && (
          <AddForm lang={lang} action={here} sent={meeting.state === 'invited'} choices={choices} retry={retry} />
        )}
      </div>
    ),
  }
}
