import { formatCount } from '#kit/format.ts'
import type { Form, Page, Retry, Visit } from '#platform/http/door.ts'
import type { View } from '#platform/http/visit.ts'
import { largestFile, listUses, refuseSeeEvidence } from '#modules/evidence/index.ts'
import { Chip } from '#ui/chip.tsx'
import { mayKeepMeetings, mayOpenMeetings, refuseKeep } from '../../access.ts'
import { enterAttendance, takeOffAttendance } from '../../actions/sitting/enter-attendance.ts'
import { saveSheetScan } from '../../actions/sitting/save-sheet-scan.ts'
import { SHEET_SUBJECT } from '../../model-sitting.ts'
import { sittingPhrases } from '../../phrases/sitting.ts'
import { refuseKeepAttendance } from '../../rules/sitting/sitting-states.ts'
import { countSitting, listAbsent, listAttendance } from '../../store/sitting/attendance.ts'
import { meetingHref } from '../nav.tsx'
import { AttendanceList, PER_PAGE, readAttendanceFilter } from './attendance-list.tsx'
import { Counts, NotCome, PaperForm, ScanForm, TakeOff, Ways } from './attendance-parts.tsx'
import {
  crumbsOf,
  flashOf,
  MeetingHead,
  MeetingParts,
  meetingPlace,
  placeOf,
  Refused,
  retryOf,
  standOf,
} from './place.tsx'
import { RunButtons } from './run.tsx'

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
        <MeetingHead lang={lang} stand={stand} title={present} />
        <MeetingParts lang={lang} stand={stand} current="kehadiran" />
        <p class="mt-6">
          <Chip status={meeting.attendanceOpen ? 'ok' : 'idle'}>{meeting.attendanceOpen ? t.open : t.closed}</Chip>
        </p>
        {keeper && <RunButtons lang={lang} meeting={meeting} now={platform.clock.now()} />}
        {keeper && <Ways lang={lang} meeting={meeting} base={platform.config.publicUrl} />}
        <Counts lang={lang} counts={counts} />
        <section class="sec" aria-labelledby="daftar">
          <h2 id="daftar">{t.caption}</h2>
          <AttendanceList
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
