import { formatCount, formatTime } from '#kit/format.ts'
import { renderPdf } from '#platform/documents/pdf.ts'
import type { Platform } from '#platform/platform.ts'
import { namesOfOrganisations } from '#modules/people/index.ts'
import type { Region } from '#modules/region/index.ts'
import type { Meeting } from '../../model.ts'
import type { Setting } from '../../model-plan.ts'
import type { Attendance, FinalMinutes } from '../../model-sitting.ts'
import { findSetting } from '../../store/plan/settings.ts'
import { listAttendance, listExpected } from '../../store/sitting/attendance.ts'
import { listFinalMinutes } from '../../store/sitting/sittings.ts'
import { dayOf, headOf, lang, timesOf, verificationOf, whereOf } from './sheet-parts.ts'

const template = 'src/modules/meeting/documents/sitting/attendance.typ'

/** Empty rows for those who come without invitation. */
const SPARE_ROWS = 10

/**
 * The official list of attendance as PDF. Who signed by phone has the time in the place of the signature; while nobody has
 * signed it is a form to sign on paper, with the invited and some empty rows.
 */
export async function attendancePdf(
  platform: Platform,
  meeting: Meeting,
  region: Pick<Region, 'name'>,
): Promise<Uint8Array> {
  const { sql } = platform.db
  const { regionCode, id } = meeting
  const [setting, attendance, expected, finals] = await Promise.all([
    findSetting(sql, regionCode),
    listAttendance(sql, regionCode, id),
    listExpected(sql, regionCode, id),
    listFinalMinutes(sql, regionCode, id),
  ])
  const names = await namesOfOrganisations(sql, [...new Set(expected.flatMap(one => one.organisationId ?? []))])
  const invited = expected.map(one => ({
    name: one.representedBy ?? one.name ?? '',
    title: one.title ?? '',
    office: (one.organisationId && names.get(one.organisationId)) ?? '',
  }))
  // Who has a name first, then the offices, each by the alphabet, as one looks for them at the door.
  invited.sort((a, b) => Number(a.name === '') - Number(b.name === '') || orderOf(a).localeCompare(orderOf(b), lang))
  const final = finals.find(one => one.reopenedAt === undefined)
  const { publicUrl } = platform.config
  const data = attendanceData({ meeting, region, setting, attendance, invited, final, publicUrl })
  return renderPdf(template, data, { accessible: true })
}

const orderOf = ({ name, office, title }: { name: string; office: string; title: string }) => name || office || title

/** Words of the list, as `attendance.typ` lays them out. */
export function attendanceData(given: {
  meeting: Meeting
  region: Pick<Region, 'name'>
  setting: Setting
  attendance: readonly Attendance[]
  invited: readonly { name: string; title: string; office: string }[]
  final: Pick<FinalMinutes, 'token' | 'sha256'> | undefined
  publicUrl: string
}): object {
  const { meeting, region, setting, attendance, invited, final, publicUrl } = given
  const blank = attendance.length === 0
  const signed = (one: Attendance) =>
    one.how === 'paper'
      ? 'pada naskah kertas'
      : `${one.how === 'door' ? 'kode QR' : 'tautan'}, ${formatTime(one.cameAt, lang, meeting.zone)}`
  const rows = blank
    ? [
        ...invited.map(one => [one.name, '', one.title, one.office, '', '']),
        ...Array.from({ length: SPARE_ROWS }, () => ['', '', '', '', '', '']),
      ]
    : attendance.map(one => [
        one.name,
        one.number ?? '',
        one.title ?? '',
        one.office ?? '',
        one.phone ?? '',
        signed(one),
      ])
  const fact = (label: string, line: string) => ({ label, lines: [line] })
  return {
    title: `Daftar hadir ${meeting.title}`,
    footer: `Daftar hadir ${meeting.title}, ${region.name}`,
    ...headOf(setting, region),
    blank,
    facts: [
      fact('Acara', meeting.title),
      fact('Hari, tanggal', dayOf(meeting)),
      fact('Waktu', timesOf(meeting)),
      fact('Tempat', whereOf(meeting)),
    ],
    rows: rows.map((row, at) => [String(at + 1), ...row]),
    note: blank
      ? 'Formulir untuk ditandatangani. Setelah rapat, catat namanya di Tudang dan unggah pindaiannya.'
      : `${formatCount(attendance.length, lang)} orang hadir. Waktu pada kolom tanda tangan dicatat oleh Tudang saat peserta mengisi daftar dari HP.`,
    signer: { office: 'Pimpinan rapat,', name: meeting.chair ?? '(nama)' },
    verification: verificationOf(publicUrl, final?.token, final?.sha256),
  }
}
