import { formatCount, formatDate } from '#kit/format.ts'
import type { DocumentBlock, Run } from '#kit/document-tree.ts'
import { knownPictures } from '#platform/collab/pictures.ts'
import { toBlocks } from '#platform/collab/words.ts'
import { picturesOf } from '#platform/documents/book-data.ts'
import { readPictures } from '#platform/documents/book.ts'
import { renderPdf } from '#platform/documents/pdf.ts'
import type { Platform } from '#platform/platform.ts'
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

/** How many pictures one sheet prints; of the others it prints the caption and says so. */
const MOST_PICTURES = 40
const millimetresPerPixel = 25.4 / 96

/** A picture of the text as it is printed. */
interface Printed {
  path: string
  bytes: Uint8Array
  width: number
}

/**
 * Minutes in the official form as PDF, in Indonesian, with the pictures of their text; frozen ones with a QR code to their
 * verification page.
 */
export async function minutesPdf(platform: Platform, sheet: Sheet): Promise<Uint8Array> {
  const pictures = await picturesOfText(platform, sheet.content)
  return renderPdf(template, minutesData(sheet, pictures), { accessible: true, pictures: [...pictures.values()] })
}

/** The pictures of the text by file id: of texts of the region only, those that cannot be read left out. */
async function picturesOfText(platform: Platform, { text, region }: MinutesContent): Promise<Map<string, Printed>> {
  const { sql } = platform.db
  const tree = { sections: [{ id: 'text', title: '', blocks: toBlocks(text), sections: [] }] }
  const known = new Set(await knownPictures(sql, region.code, picturesOf(tree)))
  return await readPictures(
    tree,
    async id => {
      if (!known.has(id)) throw new Error(`${id} is no picture of a text of ${region.code}`)
      const { file, bytes } = await platform.files.read(sql, id)
      return { bytes, mediaType: file.mediaType }
    },
    { most: MOST_PICTURES },
  )
}

/** Words of the minutes, as `minutes.typ` lays them out. */
function minutesData({ content, setting, publicUrl, final }: Sheet, pictures: ReadonlyMap<string, Printed>): object {
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
    text: withPictures(withAddresses(toBlocks(content.text), publicUrl), pictures),
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

/** Figures with the place of their picture and how wide it is by itself; without either where it cannot be printed. */
function withPictures(blocks: readonly DocumentBlock[], pictures: ReadonlyMap<string, Printed>): object[] {
  return blocks.map(block => {
    if (block.kind === 'list') return { ...block, items: block.items.map(item => withPictures(item, pictures)) }
    if (block.kind === 'quote') return { ...block, blocks: withPictures(block.blocks, pictures) }
    if (block.kind !== 'figure') return block
    const found = 'fileId' in block.picture ? pictures.get(block.picture.fileId) : undefined
    const printed = found && { path: `/${found.path}`, ownWidth: Math.round(found.width * millimetresPerPixel) }
    const alt = block.alt || block.caption || 'Gambar'
    return { ...block, alt, printed: printed ?? null, missing: 'gambar ini tidak dapat dicetak' }
  })
}
