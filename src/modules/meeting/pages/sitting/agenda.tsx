import { formatCount, formatDate, type Lang } from '#kit/format.ts'
import type { Page, Retry, Visit } from '#platform/http/door.ts'
import type { View } from '#platform/http/visit.ts'
import { EvidenceList, listUses, refuseSeeEvidence } from '#modules/evidence/index.ts'
import { listRegionOffices, namesOfOrganisations } from '#modules/people/index.ts'
import { Button } from '#ui/button.tsx'
import { Empty } from '#ui/empty.tsx'
import { Icon } from '#ui/icon.tsx'
import { mayKeepMeetings, mayOpenMeetings, refuseKeep, refuseMinutes } from '../../access.ts'
import { moveAgendaItem } from '../../actions/sitting/arrange-agenda.ts'
import { saveAgendaItem } from '../../actions/sitting/save-agenda-item.ts'
import { openTasksOf } from '../../actions/task/open-tasks.ts'
import { type Meeting, PAPER_SUBJECT } from '../../model.ts'
import type { AgendaItem } from '../../model-sitting.ts'
import type { Task } from '../../model-task.ts'
import { sittingPhrases } from '../../phrases/sitting.ts'
import { refuseAgendaNow } from '../../rules/sitting/sitting-states.ts'
import { listAgenda } from '../../store/sitting/agenda.ts'
import { meetingHref } from '../nav.tsx'
import { AgendaFields, readAgendaForm } from './agenda-fields.tsx'
import { crumbsOf, flashOf, MeetingHead, MeetingParts, meetingPlace, placeOf, Refused, standOf } from './place.tsx'

/** `/rapat/:code/:meeting/acara`: what is spoken of, in order, with papers, and the tasks that stand there by themselves. */
export const agendaPage: Page = {
  path: `${meetingPlace}/acara`,
  permission: 'meeting.read',
  may: mayOpenMeetings,
  show: agendaView,
  submit: {
    permission: 'meeting.keep',
    may: mayKeepMeetings,
    limit: 'write',
    audit: ['meeting.agenda.added', 'meeting.agenda.arranged'],
    async handle(visit, form) {
      const { regionCode, meetingId } = placeOf(visit)
      await standOf(visit, 'keep')
      const { platform, actor, writer, c } = visit
      const here = meetingHref(regionCode, meetingId, 'acara')
      const move = form.text('naik') ?? form.text('turun')
      if (move !== undefined) {
        const which = { regionCode, meetingId, id: move, earlier: form.text('naik') !== undefined }
        await moveAgendaItem(platform, actor, which, writer)
        return c.redirect(`${here}#acara-${move}`, 303)
      }
      await saveAgendaItem(platform, actor, { regionCode, meetingId, input: readAgendaForm(form) }, writer)
      return c.redirect(`${here}?pesan=acara`, 303)
    },
  },
}

async function agendaView(visit: Visit, retry?: Retry): Promise<View> {
  const { lang, platform, actor } = visit
  const { sql } = platform.db
  const t = sittingPhrases(lang).agenda
  const stand = await standOf(visit)
  const { meeting, region, invited } = stand
  const [items, tasks, crumbs] = await Promise.all([
    listAgenda(sql, region.code, meeting.id),
    openTasksOf(sql, meeting),
    crumbsOf(visit, stand, { label: t.title }),
  ])
  const stopped = refuseAgendaNow(meeting)
  const keeps = refuseKeep(actor, region.code) === undefined && stopped === undefined
  const writes = refuseMinutes(actor, region.code, invited) === undefined && stopped === undefined
  const [uses, names, offices] = await Promise.all([
    listUses(
      sql,
      region.code,
      PAPER_SUBJECT,
      items.map(one => one.id),
    ),
    namesOfOrganisations(sql, [...new Set(items.flatMap(one => one.ownerId ?? []))]),
    keeps ? listRegionOffices(sql, region.code) : [],
  ])
  return {
    title: `${t.title}, ${meeting.title}`,
    working: true,
    crumbs,
    ...flashOf(visit),
    body: (
      <div class="pt-2">
        <Refused retry={retry} lang={lang} />
        <MeetingHead lang={lang} stand={stand} title={t.title} />
        <MeetingParts lang={lang} stand={stand} current="acara" />
        <section class="sec" aria-labelledby="urutan">
          <h2 id="urutan">{t.list}</h2>
          {items.length === 0 ? (
            <Empty fact={t.none} reason={t.noneWhy} />
          ) : (
            <>
              <p class="note mt-1">{timeLine(items, meeting, lang)}</p>
              <ol class="mt-4 max-w-[52rem]">
                {items.map((item, at) => (
                  <li class="rule py-4" id={`acara-${item.id}`}>
                    <div class="flex flex-wrap items-start gap-x-4 gap-y-2">
                      <p class="grow basis-64">
                        <b>
                          {at + 1}. {item.title}
                        </b>
                        <small class="block text-muted">{itemLine(item, names, lang)}</small>
                        {item.note && <small class="block whitespace-pre-line">{item.note}</small>}
                      </p>
                      {keeps && <Arrows lang={lang} meeting={meeting} item={item} at={at} of={items.length} />}
                    </div>
                    <Papers
                      lang={lang}
                      uses={(uses.get(item.id) ?? []).filter(
                        use => !use.evidence.personalData || refuseSeeEvidence(actor, use.evidence) === undefined,
                      )}
                      all={(uses.get(item.id) ?? []).length}
                    />
                    {writes && (
                      <a
                        class="a inline-block py-1"
                        href={`${meetingHref(region.code, meeting.id, 'acara')}/${item.id}`}
                      >
                        {keeps ? t.open : t.openPapers}
                        <span class="sr-only">, {item.title}</span>
                      </a>
                    )}
                  </li>
                ))}
              </ol>
            </>
          )}
        </section>
        <OpenTasks lang={lang} tasks={tasks} />
        {keeps && (
          <section class="sec" aria-labelledby="tambah">
            <h2 id="tambah">{t.add}</h2>
            <form method="post" action={meetingHref(region.code, meeting.id, 'acara')} class="mt-4" novalidate>
              <AgendaFields lang={lang} retry={retry} offices={offices} />
              <Button look="primary">{t.addDo}</Button>
            </form>
          </section>
        )}
      </div>
    ),
  }
}

function timeLine(items: readonly AgendaItem[], meeting: Meeting, lang: Lang): string | undefined {
  const t = sittingPhrases(lang).agenda
  const sum = items.reduce((total, one) => total + (one.minutes ?? 0), 0)
  if (sum === 0) return undefined
  const has = Math.round((meeting.endsAt.getTime() - meeting.startsAt.getTime()) / 60_000)
  return [t.total(formatCount(sum, lang)), sum > has ? t.over(formatCount(sum - has, lang)) : ''].join(' ').trim()
}

function itemLine(item: AgendaItem, names: ReadonlyMap<string, string>, lang: Lang): string {
  const t = sittingPhrases(lang).agenda
  return [
    item.minutes === undefined ? undefined : t.minutes(formatCount(item.minutes, lang)),
    item.ownerId === undefined ? undefined : names.get(item.ownerId),
    item.speaker === undefined ? undefined : t.by(item.speaker),
  ]
    .filter(Boolean)
    .join(', ')
}

function Arrows({
  lang,
  meeting,
  item,
  at,
  of,
}: {
  lang: Lang
  meeting: Meeting
  item: AgendaItem
  at: number
  of: number
}) {
  const t = sittingPhrases(lang).agenda
  const arrow = (name: 'naik' | 'turun', words: string, hidden: boolean) => (
    <button type="submit" class="btn btn-line" name={name} value={item.id} disabled={hidden}>
      <Icon name={name === 'naik' ? 'arrow-up' : 'arrow-down'} />
      <span class="sr-only">{words}</span>
    </button>
  )
  return (
    <form method="post" action={meetingHref(meeting.regionCode, meeting.id, 'acara')} class="flex gap-2">
      {arrow('naik', t.earlier(item.title), at === 0)}
      {arrow('turun', t.later(item.title), at === of - 1)}
    </form>
  )
}

function Papers({ lang, uses, all }: { lang: Lang; uses: Parameters<typeof EvidenceList>[0]['uses']; all: number }) {
  if (all === 0) return null
  if (uses.length === 0) {
    return <p class="note mt-2">{sittingPhrases(lang).agenda.papersHidden(formatCount(all, lang))}</p>
  }
  return (
    <div class="mt-2">
      <EvidenceList lang={lang} uses={uses} hrefOf={item => `/bukti/${item.id}`} />
    </div>
  )
}

/** The tasks of earlier meetings that are not settled; they need no row of their own. */
function OpenTasks({ lang, tasks }: { lang: Lang; tasks: readonly Task[] }) {
  const t = sittingPhrases(lang).agenda
  return (
    <section class="sec" aria-labelledby="tugas">
      <h2 id="tugas">{t.tasks}</h2>
      <p class="note mt-1">{t.tasksWhy}</p>
      {tasks.length === 0 ? (
        <p class="mt-4">{t.tasksNone}</p>
      ) : (
        <ul class="mt-4 max-w-[52rem]">
          {tasks.map(task => (
            <li class="rule py-3">
              <a class="a" href={`/rapat/${task.regionCode}/tugas/${task.id}`}>
                {task.text}
              </a>
              <small class="block text-muted">
                {t.taskLine(task.ownerName, formatDate(task.dueOn, lang))}, {t.taskFrom(task.meetingTitle)}
              </small>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
