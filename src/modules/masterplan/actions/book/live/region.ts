import { formatArea, formatCount } from '#kit/format.ts'
import { listTallies } from '#modules/region/index.ts'
import { type Draw, heads, number, words } from './parts.ts'
import { drawProgrammeMap } from './programmes.ts'

/** The region in figures, or the map of its districts with the places of the programmes. */
export const drawRegion: Draw = async (context, block) => {
  const { region } = context
  if (block.show === 'map') return await drawProgrammeMap(context, block.caption ?? 'Kecamatan dan letak program')
  const tally = (await context.once('tally', () => listTallies(context.db, [region.code]))).get(region.code) ?? {}
  const count = (value: number | undefined) => (value === undefined ? '–' : formatCount(value, 'id'))
  const kinds = [
    ['Kecamatan', (tally.kecamatan ?? 0) + (tally.distrik ?? 0)],
    ['Desa', (tally.desa ?? 0) + (tally['desa adat'] ?? 0)],
    ['Kelurahan', tally.kelurahan ?? 0],
  ] as const
  return [
    {
      kind: 'table',
      caption: block.caption ?? 'Daerah dalam angka',
      head: heads('Keterangan', '>Angka', 'Satuan'),
      widths: [50, 30, 20],
      rows: [
        [words('Penduduk, Desember 2024'), number(count(region.people)), words('jiwa')],
        [
          words('Luas wilayah'),
          number(region.areaKm2 === undefined ? '–' : formatArea(region.areaKm2, 'id').replace(/\s*km²$/, '')),
          words('km²'),
        ],
        ...kinds
          .filter(([, value]) => value > 0)
          .map(([name, value]) => [words(name), number(count(value)), words('')]),
      ],
      note: `Sumber: data wilayah dan kependudukan Kementerian Dalam Negeri yang dimuat di Tudang, dibaca ${context.todayWords}.`,
    },
  ]
}
