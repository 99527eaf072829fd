import { formatCount, type Lang, type Zone } from '#kit/format.ts'
import { sheetResponse, type SheetFormat } from '#platform/documents/sheet.ts'
import type { Page, Visit } from '#platform/http/door.ts'
import type { View } from '#platform/http/visit.ts'
import { Button } from '#ui/button.tsx'
import { FilterBar } from '#ui/filter-bar.tsx'
import { Pager } from '#ui/pager.tsx'
import { type Column, Table } from '#ui/table.tsx'
import { mayOpenMeetings, refuseKeep } from '../../access.ts'
import { getStand, type Stand } from '../../actions/stand.ts'
import { type Meeting, MEETING_KINDS, MEETING_STATES } from '../../model.ts'
import { phrases } from '../../phrases/index.ts'
import { planPagePhrases } from '../../phrases/plan-page.ts'
import { countMeetings, listMeetings, type MeetingFilter } from '../../store/plan/list-meetings.ts'
import { meetingCrumbs, meetingHref, MeetingNav, meetingsHref } from '../nav.tsx'
import { flashOf, idIn, oneOf, regionPlace, StateChip, whenWords, whereWords } from './place.tsx'
import { Times } from '../times.tsx'

const pageSize = 50
const TIMES = ['mendatang', 'lalu', 'semua'] as const

/** What the address of the list asks for. */
function readQuery(visit: Visit) {
  const query = visit.c.req.query()
  return {
    time: oneOf(TIMES, query['waktu']) ?? 'mendatang',
    words: (query['q'] ?? '').trim().slice(0, 100) || undefined,
    kind: oneOf(MEETING_KINDS, query['jenis']),
    state: oneOf(MEETING_STATES, query['keadaan']),
    after: idIn(query['setelah']),
  }
}
type Query = ReturnType<typeof readQuery>

/** What the viewer sees of it: all, or what they are invited to. */
function filterOf(visit: Visit, stand: Stand, query: Query): MeetingFilter {
  const { actor, platform } = visit
  const now = platform.clock.now()
  return {
    endsFrom: query.time === 'mendatang' ? now : undefined,
    endsBefore: query.time === 'lalu' ? now : undefined,
    words: query.words,
    kind: query.kind,
    state: query.state,
    invited:
      stand.sight === 'all'
        ? undefined
        : { accountId: actor.accountId, organisationId: actor.membership?.organisationId, email: actor.email },
  }
}

/** `/rapat/:code`: meetings to come and past ones, filtered and paged by the address. */
export const listPage: Page = {
  path: regionPlace,
  permission: 'meeting.list.read',
  may: mayOpenMeetings,
  show: listView,
}

type Row = Awaited<ReturnType<typeof listMeetings>>[number]

async function listView(visit: Visit): Promise<View> {
  const { c, lang, platform, actor } = visit
  const t = planPagePhrases(lang).list
  const db = platform.db.read
  const stand = await getStand(db, actor, c.req.param('code') ?? '')
  const { region, sight } = stand
  const query = readQuery(visit)
  const filter = filterOf(visit, stand, query)
  const order = query.time === 'mendatang' ? 'soonest' : 'latest'
  const [found, count, crumbs] = await Promise.all([
    listMeetings(db, region.code, filter, { order, after: query.after, limit: pageSize + 1 }),
    countMeetings(db, region.code, filter),
    meetingCrumbs(db, region, lang),
  ])
  const shown = found.slice(0, pageSize)
  const action = meetingsHref(region.code)
  const search = (more: Record<string, string | undefined> = {}) => {
    const all = { waktu: query.time, q: query.words, jenis: query.kind, keadaan: query.state, ...more }
    const given = Object.entries(all).filter((one): one is [string, string] => one[1] !== undefined)
    return `?${new URLSearchParams(given)}`
  }
  const narrowed = query.words !== undefined || query.kind !== undefined || query.state !== undefined
  return {
    title: `${t.title}, ${region.shortName}`,
    crumbs,
    ...flashOf(visit),
    body: (
      <div class="pt-2">
        <h1>{t.title}</h1>
        <p class="lead mt-3 mb-6">{t.lead(region.name)}</p>
        <MeetingNav lang={lang} code={region.code} current="" sight={sight} actor={actor} />
        <div class="mt-6">
          {refuseKeep(actor, region.code) === undefined && (
            <p class="no-print mb-6">
              <Button look="primary" icon="plus" href={`${action}/baru`}>
                {t.make}
              </Button>
            </p>
          )}
          <FilterBar
            lang={lang}
            action={action}
            search={{ name: 'q', label: t.search, value: query.words }}
            selects={[
              {
                name: 'waktu',
                label: t.when,
                value: query.time,
                options: TIMES.map(value => ({ value, label: t.times[value] })),
              },
              {
                name: 'jenis',
                label: t.kind,
                value: query.kind,
                options: [
                  { value: '', label: t.allKinds },
                  ...MEETING_KINDS.map(value => ({ value, label: phrases(lang).kind[value] })),
                ],
              },
              {
                name: 'keadaan',
                label: t.state,
                value: query.state,
                options: [
                  { value: '', label: t.allStates },
                  ...MEETING_STATES.map(value => ({ value, label: phrases(lang).state[value] })),
                ],
              },
            ]}
          />
          <Table<Row>
            lang={lang}
            caption={t.caption}
            rows={shown}
            columns={columns(lang, region.timezone)}
            count={t.count(formatCount(count, lang))}
            csvHref={`${action}/daftar.csv${search()}`}
            xlsxHref={`${action}/daftar.xlsx${search()}`}
            empty={
              narrowed || query.time !== 'semua'
                ? {
                    fact: t.none,
                    reason: t.noneWhy,
                    action: (
                      <a class="a" href={`${action}?waktu=semua`}>
                        {t.clear}
                      </a>
                    ),
                  }
                : { fact: t.empty, reason: t.emptyWhy }
            }
          />
          <Pager
            lang={lang}
            previousHref={query.after === undefined ? undefined : `${action}${search()}`}
            previousLabel={t.first}
            nextHref={found.length > pageSize ? `${action}${search({ setelah: shown.at(-1)?.id })}` : undefined}
            nextLabel={t.next}
          />
        </div>
      </div>
    ),
  }
}

function columns(lang: Lang, reader: Zone): Column<Row>[] {
  const t = planPagePhrases(lang).list.column
  return [
    {
      key: 'meeting',
      label: t.meeting,
      rowHeader: true,
      cell: row => (
        <>
          <a class="a" href={meetingHref(row.regionCode, row.id)}>
            {row.title}
          </a>
          <small class="block font-normal text-muted">
            {phrases(lang).kind[row.kind]}
            <span class="only-narrow">
              , <Times words={whenWords(row, lang, reader)} />
            </span>
          </small>
        </>
      ),
    },
    { key: 'when', label: t.when, onlyWide: true, cell: row => <Times words={whenWords(row, lang, reader)} /> },
    { key: 'place', label: t.place, onlyWide: true, cell: row => whereWords(row, lang) },
    {
      key: 'answers',
      label: t.answers,
      align: 'right',
      onlyWide: true,
      cell: row => `${formatCount(row.coming, lang)} / ${formatCount(row.invitees, lang)}`,
    },
    { key: 'state', label: t.state, cell: row => <StateChip state={row.state} lang={lang} /> },
  ]
}

const clock = (moment: Date): string => moment.toISOString()

/** The list with its filter as a file; the two addresses are two pages. */
const download = (format: SheetFormat): Page => ({
  path: `${regionPlace}/daftar.${format}`,
  permission: 'meeting.list.read',
  may: mayOpenMeetings,
  async show(visit) {
    const { c, lang, platform, actor } = visit
    const t = planPagePhrases(lang).sheet
    const words = phrases(lang)
    const stand = await getStand(platform.db.read, actor, c.req.param('code') ?? '')
    const filter = filterOf(visit, stand, readQuery(visit))
    const rows = await listMeetings(platform.db.read, stand.region.code, filter, { limit: 100_001 })
    const csv = format === 'csv'
    const text = (key: string, label: string, width: number, value: (row: Row) => string | undefined) => ({
      key,
      label,
      width,
      value,
    })
    return await sheetResponse<Row>(
      {
        name: `rapat-${stand.region.code}`,
        rows,
        columns: [
          text('title', t.title, 48, row => row.title),
          text('kind', t.kind, 24, row => (csv ? row.kind : words.kind[row.kind])),
          text('state', t.state, 20, row => (csv ? row.state : words.state[row.state])),
          text('starts_at', t.starts, 26, row => clock(row.startsAt)),
          text('ends_at', t.ends, 26, row => clock(row.endsAt)),
          text('zone', t.zone, 8, row => row.zone),
          text('place', t.place, 40, (row: Meeting) => whereWords(row, lang)),
          text('letter_number', t.number, 28, row => row.letterNumber),
          { key: 'letter_date', label: t.letterDate, kind: 'date', width: 14, value: row => row.letterDate },
          { key: 'invited', label: t.invitees, kind: 'integer', width: 10, value: row => row.invitees },
          { key: 'coming', label: t.coming, kind: 'integer', width: 12, value: row => row.coming },
        ],
      },
      format,
    )
  },
})

export const listFiles: Page[] = [download('csv'), download('xlsx')]
