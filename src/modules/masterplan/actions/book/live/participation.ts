import { countAttendance } from '#modules/meeting/index.ts'
import { formatCount } from '#kit/format.ts'
import { type Draw, heads, number, sourceNote, words } from './parts.ts'
import { noWorkshops, seriesFactsOf, STAGES } from './workshops.ts'

const OUTSIDE = 'Di luar OPD'

/** Who took part: people at each of the four workshops and cards on the worksheets, by office. No names of people. */
export const drawParticipation: Draw = async (context, block) => {
  const { workshops, written: cards } = await seriesFactsOf(context)
  const meetings = workshops.flatMap(one => (one.meetingId === undefined ? [] : [one.meetingId]))
  const came = await context.once('attendance', () => countAttendance(context.db, context.region.code, meetings))
  const names = [...new Set([...came.map(one => one.officeName ?? OUTSIDE), ...cards.keys()])].sort((a, b) =>
    a === OUTSIDE ? 1 : b === OUTSIDE ? -1 : a.localeCompare(b, 'id'),
  )
  if (names.length === 0) return noWorkshops(context, 'Kehadiran bimtek belum dicatat.')
  const stages = [1, 2, 3, 4] as const
  const at = (name: string, stage: number): number => {
    const meeting = workshops.find(one => one.stage === stage)?.meetingId
    return came
      .filter(one => one.meetingId === meeting && (one.officeName ?? OUTSIDE) === name)
      .reduce((sum, one) => sum + one.people, 0)
  }
  const shown = (count: number) => (count === 0 ? '–' : formatCount(count, 'id'))
  const row = (name: string, counts: readonly number[], all: number) => [
    words(name),
    ...counts.map(count => number(shown(count))),
    number(shown(all)),
  ]
  const writing = [...cards.values()].reduce((total, n) => total + n, 0)
  if (came.length === 0) {
    return [
      ...noWorkshops(context, 'Kehadiran bimtek belum dicatat.'),
      {
        kind: 'table',
        caption: 'Kartu lembar kerja menurut OPD',
        head: heads('OPD atau lembaga', '>Kartu'),
        widths: [80, 20],
        rows: [
          ...names.map(name => [words(name), number(shown(cards.get(name) ?? 0))]),
          [words('Jumlah', { strong: true }), number(shown(writing))],
        ],
        note: sourceNote(context, 'lembar kerja'),
      },
    ]
  }
  const sum = (stage: number) => names.reduce((total, name) => total + at(name, stage), 0)
  return [
    {
      kind: 'table',
      caption: block.caption ?? 'Kehadiran dalam bimtek menurut OPD',
      head: heads('OPD atau lembaga', ...stages.map(stage => `>Bimtek ${STAGES[stage]}`), '>Kartu lembar kerja'),
      widths: [40, 11, 11, 11, 11, 16],
      rows: [
        ...names.map(name =>
          row(
            name,
            stages.map(stage => at(name, stage)),
            cards.get(name) ?? 0,
          ),
        ),
        row('Jumlah', stages.map(sum), writing).map(cell => ({
          ...cell,
          strong: true as const,
        })),
      ],
      note: `${sourceNote(context, 'daftar hadir bimtek dan lembar kerja')} Angka adalah jumlah orang yang hadir.`,
    },
  ]
}
