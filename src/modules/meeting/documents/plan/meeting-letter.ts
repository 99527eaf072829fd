import { renderSVG } from 'uqr'
import { formatDate } from '#kit/format.ts'
import { renderPdf } from '#platform/documents/pdf.ts'
import type { Sql, Tx } from '#platform/db/database.ts'
import type { Region } from '#modules/region/index.ts'
import type { LetterNews } from '../../actions/plan/queue-letters.ts'
import type { Setting } from '../../model-plan.ts'
import type { Meeting } from '../../model.ts'
import { timeWords, whenOf } from '../../rules/plan/moments.ts'
import { letterLists } from '../../store/plan/letters.ts'
import { findSetting, listNumbers } from '../../store/plan/settings.ts'

const template = 'src/modules/meeting/documents/plan/meeting-letter.typ'
const lang = 'id'

export type LetterKind = 'invitation' | 'change' | 'cancellation'

export interface LetterFacts {
  kind: LetterKind
  meeting: Meeting
  region: Region
  setting: Setting
  /** Posts, and who holds them where that is known. */
  addressed: readonly { label: string; name: string | undefined }[]
  agenda: readonly { title: string; minutes: number | undefined; speaker: string | undefined }[]
  /** Numbers of all letters about the meeting, the first one first. */
  numbers: readonly string[]
  news: LetterNews
  publicUrl: string
}

/** More addressees than this stand on a page of their own. */
const mostAddressees = 8

/** The letter of a meeting as PDF, in Indonesian; what `kind` it is says whether it invites, moves or calls off. */
export async function meetingLetter(
  db: Sql | Tx,
  given: { kind: LetterKind; meeting: Meeting; region: Region; news?: LetterNews; publicUrl: string },
): Promise<Uint8Array> {
  const { meeting, region, news = {} } = given
  const setting = await findSetting(db, region.code)
  const lists = await letterLists(db, region.code, meeting.id)
  const numbers = (await listNumbers(db, region.code, meeting.id)).map(one => one.text)
  return renderPdf(template, letterData({ ...given, news, setting, numbers, ...lists }), { accessible: true })
}

/** "undangan-rakor-smart-city-2026-11-30": the name of the file. */
export const letterFileName = (meeting: Meeting, kind: LetterKind): string => {
  const word = { invitation: 'undangan', change: 'perubahan', cancellation: 'pembatalan' }[kind]
  const title = meeting.title
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
  return `${word}-${title.slice(0, 60)}`
}

/** Words of the letter, as `meeting-letter.typ` lays them out. What a region has not filled in yet is said to be missing. */
export function letterData(facts: LetterFacts): object {
  const { kind, meeting, region, setting, addressed, agenda, publicUrl } = facts
  const subject = subjectOf(kind, meeting)
  const url = `${publicUrl}/periksa-undangan/${meeting.letterToken}?urut=${meeting.sequence}`
  const listed = addressed.length > mostAddressees
  const attachments = kind === 'cancellation' ? [] : meeting.letterAttachments
  const enclosed = attachments.length + (listed ? 1 : 0)
  const title = setting.signatoryTitle ?? 'Sekretaris Daerah'
  return {
    title: subject,
    footer: subject,
    institution: setting.institution ?? `Pemerintah ${region.name}`,
    unit: setting.office ?? 'Dinas Komunikasi dan Informatika',
    unitAddress: setting.address ?? region.name,
    numbers: [
      { label: 'Nomor', text: meeting.letterNumber ?? 'belum diberi nomor', strong: false },
      { label: 'Sifat', text: kind === 'invitation' ? 'Penting' : 'Segera', strong: false },
      { label: 'Lampiran', text: countWords(enclosed), strong: false },
      { label: 'Hal', text: subject, strong: true },
    ],
    dated: `${setting.town ?? placeOf(region)}, ${meeting.letterDate === undefined ? 'belum diberi tanggal' : formatDate(meeting.letterDate, lang)}`,
    to: listed
      ? ['Yth. Bapak/Ibu (daftar terlampir)', 'di tempat']
      : addressed.length === 0
        ? ['Yth. (daftar undangan belum diisi)']
        : [
            ...addressed.map((one, at) => `${addressed.length > 1 ? `${at + 1}. ` : ''}Yth. ${calledOf(one)}`),
            'di tempat',
          ],
    opening: openingOf(facts),
    before: kind === 'change' && facts.news.before !== undefined ? rowsBefore(facts.news.before) : [],
    rowsTitle: kind === 'change' ? (facts.news.before === undefined ? '' : 'Menjadi:') : '',
    rows: rowsOf(meeting, region),
    agenda:
      kind === 'cancellation'
        ? []
        : agenda.map((one, at) => [
            String(at + 1),
            one.title,
            one.speaker ?? '–',
            one.minutes === undefined ? '–' : `${one.minutes} menit`,
          ]),
    agendaHeads: ['No.', 'Acara', 'Penyaji', 'Lama'],
    attachments,
    closing: closingOf(kind),
    qr: renderSVG(url, { ecc: 'M', border: 0 }),
    qrAlt: 'Kode QR ke halaman pemeriksaan surat ini',
    qrNote:
      'Pindai untuk memeriksa surat ini dan melihat apakah waktunya berubah. Kode QR ini alamat halaman, bukan tanda tangan elektronik.',
    office: title,
    unsigned:
      setting.signatoryName === undefined ? 'nama penanda tangan belum diisi' : 'ditandatangani pada naskah asli',
    signatory: setting.signatoryName ?? '(nama pejabat)',
    ranks: [
      setting.signatoryRank,
      setting.signatoryNumber === undefined ? undefined : `NIP ${setting.signatoryNumber}`,
    ].filter(part => part !== undefined),
    copies: meeting.letterCopies,
    listTitle: 'Daftar undangan',
    listNote: `Lampiran surat nomor ${meeting.letterNumber ?? '(belum diberi nomor)'}`,
    list: listed ? addressed.map((one, at) => [String(at + 1), calledOf(one)]) : [],
  }
}

const calledOf = ({ label, name }: { label: string; name: string | undefined }): string =>
  name === undefined || name === label ? label : `${label} (${name})`

/** "Kabupaten Luwu Timur" → "Luwu Timur". */
const placeOf = (region: Region): string => region.name.replace(/^(Kabupaten|Kota) /, '')

function subjectOf(kind: LetterKind, meeting: Meeting): string {
  const subject = meeting.subject ?? `Undangan ${meeting.title}`
  if (kind === 'invitation') return subject
  const about = subject.replace(/^Undangan /i, '')
  return kind === 'change' ? `Perubahan undangan ${about}` : `Pembatalan ${about}`
}

function openingOf({ kind, meeting, numbers, news }: LetterFacts): string[] {
  const earlier = numbers.filter(one => one !== meeting.letterNumber)[0]
  const referring =
    earlier === undefined ? 'Menindaklanjuti undangan kami' : `Menindaklanjuti surat kami nomor ${earlier}`
  const reason = (news.reason ?? (kind === 'cancellation' ? meeting.cancelReason : undefined))?.replace(/[.\s]+$/, '')
  const because = reason === undefined ? '' : ` Alasan: ${reason}.`
  if (kind === 'cancellation') {
    return [
      `${referring} tentang ${meeting.title}, dengan ini kami beri tahukan bahwa rapat tersebut dibatalkan.${because} Rapat yang dibatalkan sedianya dilaksanakan pada:`,
    ]
  }
  if (kind === 'change') {
    return [`${referring} tentang ${meeting.title}, dengan ini kami beri tahukan perubahan sebagai berikut.${because}`]
  }
  if (meeting.letterBody !== undefined) {
    return meeting.letterBody
      .split(/\n\s*\n/)
      .map(paragraph => paragraph.replace(/\s+/g, ' ').trim())
      .filter(paragraph => paragraph !== '')
  }
  const aim = meeting.purpose === undefined ? '' : ` ${meeting.purpose.replace(/\s+/g, ' ').replace(/[.\s]+$/, '')}.`
  return [
    `Bersama ini kami mengundang Saudara untuk hadir dalam ${meeting.title}.${aim === '' ? '' : ` Rapat ini membahas:${aim}`} Rapat dilaksanakan pada:`,
  ]
}

function rowsOf(meeting: Meeting, region: Region): [string, string][] {
  const when = whenOf(meeting, lang, region.timezone)
  const place = [meeting.place, meeting.address].filter(part => part !== undefined).join(', ')
  const rows: [string, string | undefined][] = [
    ['Hari, tanggal', when.date],
    ['Pukul', timeWords(when)],
    ['Tempat', place || (meeting.link === undefined ? undefined : 'Daring')],
    ['Tautan', meeting.link],
    ['Acara', meeting.title],
    ['Pimpinan rapat', meeting.chair],
  ]
  return rows.flatMap(([name, value]): [string, string][] => (value === undefined ? [] : [[name, value]]))
}

const rowsBefore = (before: { date: string; time: string; where: string }): [string, string][] => [
  ['Hari, tanggal', before.date],
  ['Pukul', before.time],
  ['Tempat', before.where],
]

const closingOf = (kind: LetterKind): string[] =>
  kind === 'cancellation'
    ? ['Atas perhatian Saudara, kami ucapkan terima kasih, dan kami mohon maaf atas perubahan ini.']
    : [
        'Kami mohon Saudara memberi tahu kehadiran, atau siapa yang mewakili, melalui tautan dalam surel undangan atau kepada kami, sebelum rapat dimulai.',
        'Demikian disampaikan. Atas perhatian dan kehadiran Saudara, kami ucapkan terima kasih.',
      ]

const numerals = ['nol', 'satu', 'dua', 'tiga', 'empat', 'lima', 'enam', 'tujuh', 'delapan', 'sembilan', 'sepuluh']

const countWords = (count: number): string => {
  if (count === 0) return '–'
  const word = numerals[count]
  return word === undefined ? `${count} berkas` : `${count} (${word}) berkas`
}
