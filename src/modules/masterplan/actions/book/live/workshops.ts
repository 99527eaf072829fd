import { formatDate, formatDateRange } from '#kit/format.ts'
import { readSeriesFacts, type SeriesFacts } from '../../../store/book/workshop-facts.ts'
import type { LiveContext } from './context.ts'
import { type Draw, heads, missing, number, sourceNote, words } from './parts.ts'

const STATES: Record<string, string> = {
  planned: 'Direncanakan',
  running: 'Berjalan',
  held: 'Selesai, menunggu diterima',
  accepted: 'Diterima',
}
export const STAGES = ['', 'I', 'II', 'III', 'IV'] as const

/** What is told of the plan's series, read once a document; nothing without a series. */
export async function seriesFactsOf(context: LiveContext): Promise<SeriesFacts> {
  const { seriesId } = context.plan
  if (seriesId === undefined) return { workshops: [], written: new Map(), signatures: [] }
  return await context.once('series', () => readSeriesFacts(context.db, context.region.code, seriesId))
}

/** Where the workshops of the plan are kept, when there is nothing to show of them. */
export function noWorkshops(context: LiveContext, what: string) {
  const base = `/masterplan/${context.region.code}`
  return [
    context.plan.seriesId === undefined
      ? missing('Rencana ini belum dihubungkan dengan seri bimtek.', {
          text: 'Hubungkan di setelan rencana',
          href: `${base}/buku/${context.plan.id}/atur`,
        })
      : missing(what, { text: 'Lengkapi di halaman bimtek', href: `${base}/bimtek/${context.plan.seriesId}` }),
  ]
}

/** The four workshops with days, place, state and how many of their deliverables were accepted. */
export const drawWorkshops: Draw = async (context, block) => {
  const { workshops } = await seriesFactsOf(context)
  if (workshops.length === 0) return noWorkshops(context, 'Jadwal bimtek belum ada.')
  const zone = context.region.timezone
  return [
    {
      kind: 'table',
      caption: block.caption ?? 'Bimtek penyusunan masterplan',
      head: heads('Bimtek', 'Tema', 'Tanggal', 'Tempat', 'Keadaan', '>Hasil diterima'),
      widths: [9, 30, 20, 17, 14, 10],
      rows: workshops.map(one => [
        words(STAGES[one.stage] ?? String(one.stage)),
        words(one.theme ?? '–'),
        words(
          one.startsOn === undefined
            ? 'belum ditentukan'
            : one.endsOn === undefined || one.endsOn === one.startsOn
              ? formatDate(one.startsOn, 'id', zone)
              : formatDateRange(one.startsOn, one.endsOn, 'id', zone),
        ),
        words(one.place ?? '–'),
        words(STATES[one.state] ?? one.state),
        number(`${one.accepted} dari ${one.deliverables}`),
      ]),
      note: sourceNote(context, 'catatan bimtek'),
    },
  ]
}
