import type { DocumentBlock } from '#kit/document-tree.ts'
import { formatRupiahShort } from '#kit/format.ts'
import { type BookProgramme, listForBook, type Status } from '#modules/portfolio/index.ts'
import { listRegions } from '#modules/region/index.ts'
import { drawBars, drawPlaces } from '../../../rules/book/draw-svg.ts'
import { outlineOf } from '../../../store/book/outlines.ts'
import type { LiveContext } from './context.ts'
import {
  DIMENSION_NAMES,
  type Draw,
  heads,
  list,
  missing,
  number,
  passes,
  sourceNote,
  valuesOf,
  words,
} from './parts.ts'

export const STATUSES: Record<Status, string> = {
  planned: 'Direncanakan',
  running: 'Berjalan',
  done: 'Selesai',
  changed: 'Berubah',
  stopped: 'Berhenti',
}
const COLOURS: Record<Status, string> = {
  planned: '#9aa3a8',
  running: '#005a6f',
  done: '#14693d',
  changed: '#d9a441',
  stopped: '#a92321',
}
const ORDER = Object.keys(STATUSES) as Status[]

/** All programmes of the region as a book prints them, read once a document. */
export const programmesOf = async (context: LiveContext): Promise<BookProgramme[]> =>
  await context.once('programmes', () => listForBook(context.db, context.region.code))

export const yearsWords = (one: { startYear: number; endYear: number }): string =>
  one.startYear === one.endYear ? String(one.startYear) : `${one.startYear}–${one.endYear}`

export const moneyWords = (money: bigint | undefined): string =>
  money === undefined ? '–' : formatRupiahShort(money, 'id')

/** That the portfolio has nothing to show, with the way to it. */
export const noProgrammes = (context: LiveContext, what: string): DocumentBlock[] => [
  missing(`${what} belum ada di portofolio.`, {
    text: 'Tambah program',
    href: `/portofolio/${context.region.code}/program`,
  }),
]

/** Programmes of the portfolio: a table, a list, counts by dimension and status, or a map of the districts they lie in. */
export const drawProgrammes: Draw = async (context, block) => {
  const dimensions = valuesOf(block, 'dimension')
  const streams = valuesOf(block, 'stream')
  const terms = valuesOf(block, 'term')
  const chosen = valuesOf(block, 'chosen') !== undefined
  const programmes = (await programmesOf(context)).filter(
    one =>
      passes(dimensions, one.dimension) &&
      passes(streams, one.stream) &&
      passes(terms, String(one.term)) &&
      (!chosen || one.quickWin),
  )
  if (programmes.length === 0) return noProgrammes(context, chosen ? 'Program prioritas (quick win)' : 'Program')
  const caption = block.caption ?? 'Program smart city'
  const note = sourceNote(context, 'portofolio program')
  if (block.show === 'chart') return [statusChart(programmes, caption, note)]
  if (block.show === 'map') return await drawProgrammeMap(context, caption)
  if (block.show === 'list') {
    return [
      list(
        programmes.map(one => [
          { text: one.name, bold: true as const },
          { text: ` (${one.leadName}, ${yearsWords(one)}, ${moneyWords(one.planned)}). ${firstSentence(one.problem)}` },
        ]),
      ),
    ]
  }
  return [
    {
      kind: 'table',
      caption,
      head: heads('Kode', 'Program', 'OPD penanggung jawab', '>Tahun', '>Anggaran', 'Status'),
      widths: [9, 29, 22, 12, 13, 15],
      rows: programmes.map(one => [
        words(one.code),
        words(one.name),
        words(one.leadName),
        number(yearsWords(one)),
        number(moneyWords(one.planned)),
        words(STATUSES[one.status]),
      ]),
      note,
    },
  ]
}

const firstSentence = (text: string): string => /^[\s\S]*?[.!?](\s|$)/.exec(text)?.[0].trim() ?? text.trim()

function statusChart(programmes: readonly BookProgramme[], caption: string, note: string): DocumentBlock {
  const rows = Object.keys(DIMENSION_NAMES).map(dimension => ({
    name: DIMENSION_NAMES[dimension] ?? dimension,
    counts: ORDER.map(status => programmes.filter(one => one.dimension === dimension && one.status === status).length),
  }))
  const total = (counts: readonly number[]) => counts.reduce((sum, n) => sum + n, 0)
  return {
    kind: 'figure',
    caption,
    alt: `${caption}: ${rows.map(one => `${one.name} ${total(one.counts)} program`).join(', ')}.`,
    picture: {
      svg: drawBars(
        rows.map(one => ({ label: one.name, shown: `${total(one.counts)} program`, parts: one.counts })),
        ORDER.map(status => ({ name: STATUSES[status], colour: COLOURS[status] })),
        caption,
      ),
    },
    table: {
      head: heads('Dimensi', ...ORDER.map(status => `>${STATUSES[status]}`), '>Jumlah'),
      rows: rows.map(one => [words(one.name), ...one.counts.map(number), number(total(one.counts))]),
    },
    note,
  }
}

/** Districts of the region, darker with more programmes that name them or a village in them, and the counts as a table. */
export async function drawProgrammeMap(context: LiveContext, caption: string): Promise<DocumentBlock[]> {
  const { region } = context
  const outline = await context.once('outline', () => outlineOf(region.code))
  const districts = await context.once(
    'districts',
    async () => await listRegions(context.db, { parentCode: region.code }),
  )
  const counts = new Map<string, number>()
  for (const code of (await programmesOf(context)).flatMap(one => one.places)) {
    const district = code.slice(0, 8)
    counts.set(district, (counts.get(district) ?? 0) + 1)
  }
  if (districts.length === 0) return [missing('Kecamatan daerah ini belum dimuat.')]
  const head = heads('>No.', 'Kecamatan', '>Lokasi program')
  const rows = districts.map((one, at) => [number(at + 1), words(one.name), number(counts.get(one.code) ?? 0)])
  const note = `${sourceNote(context, 'batas wilayah dan portofolio program')} Yang dihitung adalah kecamatan dan desa yang disebut program; program untuk seluruh daerah tidak termasuk.`
  if (!outline) return [{ kind: 'table', caption, head, rows, note }]
  return [
    {
      kind: 'figure',
      caption,
      alt: `Peta kecamatan ${region.name}, makin gelap makin banyak lokasi program. Nomor dan angkanya ada di tabel.`,
      picture: {
        svg: drawPlaces(
          outline,
          new Map(districts.map((one, at) => [one.code, at + 1])),
          new Map([...counts].filter(([, count]) => count > 0)),
          caption,
        ),
      },
      width: 0.65,
      table: { head, rows },
      note,
    },
  ]
}
