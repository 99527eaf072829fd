import { formatBytes, formatCount, formatTime, type Lang } from '#kit/format.ts'
import type { Form, Page, Retry, Visit } from '#platform/http/door.ts'
import type { View } from '#platform/http/visit.ts'
import { EvidenceList, largestFile, listUses, refuseSeeEvidence } from '#modules/evidence/index.ts'
import { Absent } from '#ui/absent.tsx'
import { Button } from '#ui/button.tsx'
import { Chip } from '#ui/chip.tsx'
import { Field } from '#ui/field.tsx'
import { Figures } from '#ui/figures.tsx'
import { FilterBar } from '#ui/filter-bar.tsx'
import { Pager } from '#ui/pager.tsx'
import { type Column, Table } from '#ui/table.tsx'
import { mayKeepMeetings, mayOpenMeetings, refuseKeep } from '../../access.ts'
import { enterAttendance, takeOffAttendance } from '../../actions/sitting/enter-attendance.ts'
import { saveSheetScan } from '../../actions/sitting/save-sheet-scan.ts'
import type { Meeting } from '../../model.ts'
import { type Attendance, LONGEST_SITTING, SHEET_SUBJECT, type Way, WAYS } from '../../model-sitting.ts'
import { sittingPhrases } from '../../phrases/sitting.ts'
import { refuseKeepAttendance, refuseOpenAttendance } from '../../rules/sitting/sitting-states.ts'
import {
  type Absentee,
  type AttendanceCounts,
  type AttendanceFilter,
  countSitting,
  listAbsent,
  listAttendance,
} from '../../store/sitting/attendance.ts'
import { meetingHref } from '../nav.tsx'
import {
  crumbsOf,
  errorOf,
  flashOf,
  MeetingHead,
  MeetingParts,
  meetingPlace,
  placeOf,
  Refused,
  retryOf,
  standOf,
  typedOr,
} from './place.tsx'
import { RunButtons } from './run.tsx'

const PER_PAGE = 100
const MOST_ABSENT = 100

/** `/rapat/:code/:meeting/kehadiran`: who came and who did not, with the ways to sign; NIP and phones for who keeps it. */
export const attendancePage: Page = {
  path: `${meetingPlace}/kehadiran`,
  permission: 'meeting.read',
  may: mayOpenMeetings,
  show: attendanceView,
  submit: {
    permission: 'meeting.keep',
    may: mayKeepMeetings,
    limit: 'upload',
    audit: [
      'meeting.attendance.entered',
      'meeting.attendance.taken_off',
      'meeting.attendance.scanned',
      'evidence.item.added',
      'evidence.item.found_again',
      'evidence.uses.changed',
    ],
    maxBytes: largestFile + 1_000_000,
    handle: storeAttendance,
  },
}

async function storeAttendance(visit: Visit, form: Form): Promise<Response> {
  const { platform, actor, writer, c } = visit
  const { regionCode, meetingId } = placeOf(visit)
  await standOf(visit, 'keep')
  const here = meetingHref(regionCode, meetingId, 'kehadiran')
  switch (form.text('aksi')) {
    case 'keluar': {
      const which = { regionCode, meetingId, id: form.text('siapa') ?? '', reason: form.text('alasan') }
      await takeOffAttendance(platform, actor, which, writer)
      return c.redirect(`${here}?pesan=keluar`, 303)
    }
    case 'pindai': {
      const file = form.file('berkas')
      const given = file && { name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) }
      await saveSheetScan(platform, actor, { regionCode, meetingId, file: given }, writer)
      return c.redirect(`${here}?pesan=pindai`, 303)
    }
    default: {
      const text = form.values['daftar']?.[0] ?? ''
      const { added, there } = await enterAttendance(platform, actor, { regionCode, meetingId, text }, writer)
      return c.redirect(`${here}?pesan=kertas&baru=${added}&ada=${there}`, 303)
    }
  }
}

/** The filter of the list and of its exports, from the address. */
export function readAttendanceFilter(query: Record<string, string | undefined>): AttendanceFilter {
  const search = query['cari']?.trim().slice(0, 100)
  return { search: search === '' ? undefined : search, how: WAYS.find(one => one === query['cara']) }
}

async function attendanceView(visit: Visit, retry?: Retry): Promise<View> {
  const { lang, platform, actor, c } = visit
  const { sql } = platform.db
  const t = sittingPhrases(lang).attendance
  const stand = await standOf(visit)
  const { meeting, region } = stand
  const keeper = refuseKeep(actor, region.code) === undefined
  const filter = readAttendanceFilter(c.req.query())
  const after = /^[0-9a-f-]{36}$/.test(c.req.query('sesudah') ?? '') ? c.req.query('sesudah') : undefined
  const [found, counts, absent, uses, crumbs] = await Promise.all([
    listAttendance(sql, region.code, meeting.id, filter, { after, limit: PER_PAGE + 1 }),
    countSitting(sql, region.code, meeting.id),
    listAbsent(sql, region.code, meeting.id, MOST_ABSENT),
    keeper ? listUses(sql, region.code, SHEET_SUBJECT, [meeting.id]) : undefined,
    crumbsOf(visit, stand, { label: t.title }),
  ])
  const scans = (uses?.get(meeting.id) ?? []).filter(use => refuseSeeEvidence(actor, use.evidence) === undefined)
  const present = counts.present === 0 ? t.nobody : t.count(formatCount(counts.present, lang))
  const rows = found.slice(0, PER_PAGE)
  const changes = keeper && refuseKeepAttendance(meeting) === undefined
  return {
    title: `${t.title}, ${meeting.title}`,
    working: true,
    crumbs,
    ...said(visit),
    body: (
      <div class="pt-2">
        <Refused retry={retry} lang={lang} />
        <MeetingHead lang={lang} meeting={meeting} title={present} />
        <MeetingParts lang={lang} meeting={meeting} current="kehadiran" />
        <p class="mt-6">
          <Chip status={meeting.attendanceOpen ? 'ok' : 'idle'}>{meeting.attendanceOpen ? t.open : t.closed}</Chip>
        </p>
        {keeper && <RunButtons lang={lang} meeting={meeting} />}
        {keeper && <Ways lang={lang} meeting={meeting} base={platform.config.publicUrl} />}
        <Counts lang={lang} counts={counts} />
        <section class="sec" aria-labelledby="daftar">
          <h2 id="daftar">{t.caption}</h2>
          <List
            visit={visit}
            meeting={meeting}
            rows={rows}
            filter={filter}
            total={counts.present}
            invited={counts.invited > 0}
            keeper={keeper}
            next={found.length > PER_PAGE ? rows.at(-1)?.id : undefined}
            after={after}
          />
        </section>
        <NotCome lang={lang} absent={absent} counts={counts} />
        {changes && <PaperForm lang={lang} meeting={meeting} retry={retryOf(retry, 'kertas')} />}
        {keeper && (
          <ScanForm lang={lang} meeting={meeting} retry={retryOf(retry, 'pindai')} scans={scans} changes={changes} />
        )}
        {changes && rows.length > 0 && (
          <TakeOff lang={lang} meeting={meeting} rows={rows} retry={retryOf(retry, 'keluar')} />
        )}
      </div>
    ),
  }
}

/** What was done, with its counts from the address. */
function said(visit: Visit): { flash?: string } {
  const { c, lang } = visit
  const t = sittingPhrases(lang)
  const count = (name: string) =>
    formatCount(/^\d{1,5}$/.test(c.req.query(name) ?? '') ? Number(c.req.query(name)) : 0, lang)
  if (c.req.query('pesan') === 'kertas') return { flash: t.attendance.paperDone(count('baru'), count('ada')) }
  if (c.req.query('pesan') === 'selesai' && c.req.query('baru') !== undefined) {
    return { flash: t.tasksAtClose(count('baru'), count('lanjut'), count('beres')) }
  }
  return flashOf(visit)
}

function Ways({ lang, meeting, base }: { lang: Lang; meeting: Meeting; base: string }) {
  const t = sittingPhrases(lang).attendance
  const href = (below: string) => meetingHref(meeting.regionCode, meeting.id, below)
  return (
    <div class="no-print mt-6">
      <p class="flex flex-wrap gap-3">
        {refuseOpenAttendance(meeting) === undefined && (
          <>
            <Button href={href('layar')} icon="qr-code">
              {t.screen}
            </Button>
            <Button href={href('poster')} icon="printer">
              {t.poster}
            </Button>
          </>
        )}
        <Button href={href('daftar-hadir.pdf')} icon="file-text">
          {t.pdf}
        </Button>
      </p>
      {meeting.link !== undefined && meeting.attendanceOpen && (
        <div class="mt-4 max-w-[40rem]">
          <p>
            <b>{t.linkTitle}</b>
          </p>
          <p class="break-all">
            <a class="a" href={`/hadir/${meeting.onlineToken}`}>{`${base}/hadir/${meeting.onlineToken}`}</a>
          </p>
          <p class="note">{t.linkHint}</p>
        </div>
      )}
    </div>
  )
}

function Counts({ lang, counts }: { lang: Lang; counts: AttendanceCounts }) {
  const t = sittingPhrases(lang).attendance.figures
  const n = (count: number) => formatCount(count, lang)
  const { present, byWay, invited, came } = counts
  return (
    <div class="mt-8">
      <Figures
        figures={[
          { label: t.present, number: n(present), line: t.presentLine(n(byWay.door), n(byWay.link), n(byWay.paper)) },
          ...(invited === 0
            ? []
            : [
                { label: t.came, number: n(came), line: t.cameLine(n(invited)) },
                { label: t.absent, number: n(invited - came) },
              ]),
        ]}
      />
    </div>
  )
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

function List({ visit, meeting, rows, filter, total, invited, keeper, next, after }: ListProps) {
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
            cell: (row: Attendance) => row.number ?? '',
          } as const,
          { key: 'phone', label: t.column.phone, onlyWide: true, cell: (row: Attendance) => row.phone ?? '' } as const,
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

function NotCome({ lang, absent, counts }: { lang: Lang; absent: readonly Absentee[]; counts: AttendanceCounts }) {
  const t = sittingPhrases(lang).attendance
  if (counts.invited === 0) return null
  const rest = counts.invited - counts.came - absent.length
  return (
    <section class="sec" aria-labelledby="tidak">
      <h2 id="tidak">{t.absent}</h2>
      {absent.length === 0 ? (
        <p class="mt-3">{t.absentNone}</p>
      ) : (
        <ul class="mt-3 max-w-[52rem]">
          {absent.map(one => (
            <li class="rule py-2">
              {one.name}
              <small class="block text-muted">{[one.title, t.answers[one.answer]].filter(Boolean).join(', ')}</small>
            </li>
          ))}
          {rest > 0 && <li class="py-2 text-muted">{t.absentMore(formatCount(rest, lang))}</li>}
        </ul>
      )}
    </section>
  )
}

type FormProps = { lang: Lang; meeting: Meeting; retry: Retry | undefined }

function PaperForm({ lang, meeting, retry }: FormProps) {
  const t = sittingPhrases(lang).attendance
  return (
    <details class="plain-fold no-print mt-10" open={retry !== undefined}>
      <summary>{t.paper}</summary>
      <form method="post" action={meetingHref(meeting.regionCode, meeting.id, 'kehadiran')} class="mt-3" novalidate>
        <input type="hidden" name="aksi" value="kertas" />
        <Field
          kind="textarea"
          name="daftar"
          lang={lang}
          label={t.paperLabel}
          hint={t.paperHint}
          error={errorOf(retry, lang, 'daftar')}
          value={typedOr(retry, 'daftar', '')}
          rows={8}
        />
        <Button>{t.paperDo}</Button>
      </form>
    </details>
  )
}

function ScanForm({
  lang,
  meeting,
  retry,
  scans,
  changes,
}: FormProps & { scans: Parameters<typeof EvidenceList>[0]['uses']; changes: boolean }) {
  const t = sittingPhrases(lang).attendance
  if (!changes && scans.length === 0) return null
  return (
    <details class="plain-fold no-print mt-4" open={retry !== undefined || scans.length > 0}>
      <summary>{t.scan}</summary>
      {scans.length > 0 && <EvidenceList lang={lang} uses={scans} hrefOf={one => `/bukti/${one.id}`} />}
      {changes && (
        <form
          method="post"
          action={meetingHref(meeting.regionCode, meeting.id, 'kehadiran')}
          enctype="multipart/form-data"
          class="mt-3"
          novalidate
        >
          <input type="hidden" name="aksi" value="pindai" />
          <Field
            kind="file"
            name="berkas"
            lang={lang}
            label={t.scan}
            hint={t.scanHint(formatBytes(largestFile, lang))}
            error={errorOf(retry, lang, 'berkas') ?? errorOf(retry, lang, 'bukti')}
          />
          <Button>{t.scanDo}</Button>
        </form>
      )}
    </details>
  )
}

function TakeOff({ lang, meeting, rows, retry }: FormProps & { rows: readonly Attendance[] }) {
  const t = sittingPhrases(lang).attendance
  return (
    <details class="plain-fold no-print mt-4" open={retry !== undefined}>
      <summary>{t.takeOff}</summary>
      <form method="post" action={meetingHref(meeting.regionCode, meeting.id, 'kehadiran')} class="mt-3" novalidate>
        <input type="hidden" name="aksi" value="keluar" />
        <Field
          kind="select"
          name="siapa"
          lang={lang}
          label={t.who}
          value={typedOr(retry, 'siapa', '')}
          options={rows.map(row => ({ value: row.id, label: [row.name, row.office].filter(Boolean).join(', ') }))}
        />
        <Field
          name="alasan"
          lang={lang}
          label={t.reason}
          hint={t.reasonHint}
          error={errorOf(retry, lang, 'alasan')}
          value={typedOr(retry, 'alasan', '')}
          maxlength={LONGEST_SITTING.reason}
        />
        <Button look="danger">{t.takeOffDo}</Button>
      </form>
    </details>
  )
}
