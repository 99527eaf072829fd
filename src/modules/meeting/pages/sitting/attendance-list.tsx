import { formatTime } from '#kit/format.ts'
import type { Visit } from '#platform/http/door.ts'
import { Absent } from '#ui/absent.tsx'
import { FilterBar } from '#ui/filter-bar.tsx'
import { Pager } from '#ui/pager.tsx'
import { type Column, Table } from '#ui/table.tsx'
import type { Meeting } from '../../model.ts'
import { type Attendance, type Way, WAYS } from '../../model-sitting.ts'
import { sittingPhrases } from '../../phrases/sitting.ts'
import type { AttendanceFilter } from '../../store/sitting/attendance.ts'
import { meetingHref } from '../nav.tsx'

/** How many people stand on one page of the list. */
export const PER_PAGE = 100

/** The filter of the list and of its exports, from the address. */
export function readAttendanceFilter(query: Record<string, string | undefined>): AttendanceFilter {
  const search = query['cari']?.trim().slice(0, 100)
  return { search: search === '' ? undefined : search, how: WAYS.find(one => one === query['cara']) }
}

interface ListProps {
  visit: Visit
  meeting: Meeting
  rows: readonly Attendance[]
  filter: AttendanceFilter
  total: number
  /** Somebody was invited at all. */
  invited: boolean
  keeper: boolean
  next: string | undefined
  after: string | undefined
}

/** Who is on the list, with filter, exports and pages. */
export function AttendanceList({ visit, meeting, rows, filter, total, invited, keeper, next, after }: ListProps) {
  const { lang } = visit
  const t = sittingPhrases(lang).attendance
  const path = meetingHref(meeting.regionCode, meeting.id, 'kehadiran')
  const query = (more: Record<string, string | undefined>) => {
    const all = { cari: filter.search, cara: filter.how, ...more }
    const given = Object.entries(all).filter((one): one is [string, string] => one[1] !== undefined)
    return given.length === 0 ? '' : `?${new URLSearchParams(given)}`
  }
  const filtered = filter.search !== undefined || filter.how !== undefined
  const columns: Column<Attendance>[] = [
    {
      key: 'name',
      label: t.column.name,
      rowHeader: true,
      cell: row => (
        <>
          {row.name}
          <small class="block text-muted font-normal">
            {[row.title, row.office].filter(Boolean).join(', ')}
            {invited && row.inviteeId === undefined && <span class="block">{t.uninvited}</span>}
          </small>
        </>
      ),
    },
    ...(keeper
      ? [
          {
            key: 'number',
            label: t.column.number,
            onlyWide: true,
            cell: (row: Attendance) => row.number ?? <Absent lang={lang} />,
          } as const,
          {
            key: 'phone',
            label: t.column.phone,
            onlyWide: true,
            cell: (row: Attendance) => row.phone ?? <Absent lang={lang} />,
          } as const,
        ]
      : []),
    { key: 'how', label: t.column.how, onlyWide: true, cell: row => t.how[row.how] },
    {
      key: 'at',
      label: t.column.at,
      align: 'right',
      // When a name on paper came is not known; the moment of typing would be mistaken for it.
      cell: row =>
        row.how === 'paper' ? (
          <Absent lang={lang} words={t.how.paper} />
        ) : (
          <span class="whitespace-nowrap">{formatTime(row.cameAt, lang, meeting.zone)}</span>
        ),
    },
  ]
  const clear = { href: path, label: t.all }
  return (
    <>
      {(total > 20 || filtered) && (
        <FilterBar
          lang={lang}
          action={path}
          search={{ name: 'cari', label: t.search, value: filter.search }}
          selects={[
            {
              name: 'cara',
              label: t.way,
              value: filter.how,
              options: [{ value: '', label: t.anyWay }, ...WAYS.map((way: Way) => ({ value: way, label: t.how[way] }))],
            },
          ]}
          active={[
            ...(filter.search === undefined
              ? []
              : [{ label: filter.search, removeHref: `${path}${query({ cari: undefined })}` }]),
            ...(filter.how === undefined
              ? []
              : [{ label: t.how[filter.how], removeHref: `${path}${query({ cara: undefined })}` }]),
          ]}
          clearHref={path}
        />
      )}
      <Table
        lang={lang}
        caption={t.caption}
        columns={columns}
        rows={rows}
        {...(total === 0 ? {} : { csvHref: `${path}.csv${query({})}`, xlsxHref: `${path}.xlsx${query({})}` })}
        empty={
          filtered
            ? {
                fact: t.noMatch,
                reason: t.noMatchWhy,
                action: (
                  <a class="a" href={clear.href}>
                    {clear.label}
                  </a>
                ),
              }
            : { fact: t.none, reason: t.noneWhy }
        }
      />
      <Pager
        lang={lang}
        previousHref={after === undefined ? undefined : `${path}${query({})}`}
        previousLabel={t.first}
        nextHref={next === undefined ? undefined : `${path}${query({ sesudah: next })}`}
        nextLabel={t.next(String(PER_PAGE))}
      />
    </>
  )
}
