import { formatCount, formatDate } from '#kit/format.ts'
import type { DocumentBlock, Run } from '#kit/document-tree.ts'
import { toBlocks } from '#platform/collab/words.ts'
import { renderPdf } from '#platform/documents/pdf.ts'
import type { Setting } from '../../model-plan.ts'
import type { FinalMinutes, MinutesContent } from '../../model-sitting.ts'
import { phrases } from '../../phrases/index.ts'
import { dayOf, headOf, lang, timesOf, verificationOf, whereOf } from './sheet-parts.ts'

const template = 'src/modules/meeting/documents/sitting/minutes.typ'

interface Sheet {
  content: MinutesContent
  setting: Setting
  publicUrl: string
  /** Absent for a draft, which says that it is one. */
  final?: Pick<FinalMinutes, 'token' | 'sha256'> | undefined
}

/** Minutes in the official form as PDF, in Indonesian; frozen ones with a QR code to their verification page. */
export const minutesPdf = (sheet: Sheet): Uint8Array => renderPdf(template, minutesData(sheet), { accessible: true })

/** Words of the minutes, as `minutes.typ` lays them out. */
export function minutesData({ content, setting, publicUrl, final }: Sheet): object {
  const { meeting, region, agenda, decisions, tasks, attendance, invited } = content
  const when = { startsAt: new Date(meeting.startsAt), endsAt: new Date(meeting.endsAt), zone: meeting.zone }
  const letter =
    meeting.letterNumber === null
      ? 'tanpa surat'
      : [`Nomor ${meeting.letterNumber}`, meeting.letterDate && `tanggal ${formatDate(meeting.letterDate, lang)}`]
          .filter(Boolean)
          .join(' ')
  const kind = phrases(lang).kind[meeting.kind]
  const named = meeting.kind === 'other' || meeting.title.toLowerCase().includes(kind.toLowerCase())
  const fact = (label: string, ...lines: string[]) => ({ label, lines })
  const items = agenda.map(one => [one.title, one.owner].filter(Boolean).join(', '))
  return {
    title: `Notulen ${meeting.title}`,
    footer: `Notulen ${meeting.title}, ${region.name}`,
    ...headOf(setting, region),
    heading: 'NOTULEN',
    draft: final === undefined ? 'Rancangan, belum final' : '',
    facts: [
      fact('Rapat', named ? meeting.title : `${meeting.title} (${kind})`),
      fact('Hari, tanggal', dayOf(when)),
      fact('Surat undangan', letter),
      fact('Waktu', timesOf(when)),
      fact('Tempat', whereOf({ place: meeting.place ?? undefined, link: meeting.link ?? undefined })),
      ...(items.length === 0 ? [] : [fact('Acara', ...items)]),
      fact('Pimpinan rapat', meeting.chair ?? 'belum ditentukan'),
      fact('Notulis', meeting.noteTaker ?? 'belum ditentukan'),
      fact(
        'Peserta',
        `${formatCount(attendance.length, lang)} orang hadir${invited === 0 ? '' : ` dari ${formatCount(invited, lang)} undangan`}; daftar terlampir`,
      ),
    ],
    text: withAddresses(toBlocks(content.text), publicUrl),
    decisions: decisions.map(one => one.text),
    tasks: tasks.map((one, at) => [
      String(at + 1),
      one.decision === null ? one.text : `${one.text} (keputusan ${one.decision})`,
      one.owner,
      formatDate(one.dueOn, lang),
    ]),
    signers: [
      { office: 'Pimpinan rapat,', name: meeting.chair ?? '(nama)' },
      { office: 'Notulis,', name: meeting.noteTaker ?? '(nama)' },
    ],
    verification: verificationOf(publicUrl, final?.token, final?.sha256),
    present: attendance.map((one, at) => [String(at + 1), one.name, one.title ?? '', one.office ?? '']),
  }
}

/** Addresses of ours ("/bukti/…") made whole, so that they work on paper and outside of Tudang. */
function withAddresses(blocks: readonly DocumentBlock[], publicUrl: string): DocumentBlock[] {
  const text = JSON.stringify(blocks, (_, value: unknown) => {
    const run = value as Run | null
    return typeof run === 'object' && run !== null && typeof run.href === 'string' && run.href.startsWith('/')
      ? { ...run, href: `${publicUrl}${run.href}` }
      : value
  })
  return JSON.parse(text) as DocumentBlock[]
}
