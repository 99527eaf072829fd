import { formatDecimal } from '#kit/format.ts'
import { latestReadings, listTargets } from '#modules/portfolio/index.ts'
import { DIMENSION_NAMES, type Draw, heads, missing, number, passes, sourceNote, valuesOf, words } from './parts.ts'

/** The latest verified figures of the region's indicators with their targets; what nobody verified is not printed. */
export const drawIndicators: Draw = async (context, block) => {
  const { db, region, today, plan } = context
  const dimensions = valuesOf(block, 'dimension')
  const readings = (
    await context.once('readings', () => latestReadings(db, region.code, {}, { verifiedOnly: true, until: today }))
  ).filter(({ indicator }) => passes(dimensions, indicator.dimension))
  if (readings.length === 0) {
    return [
      missing('Belum ada capaian indikator yang diperiksa.', {
        text: 'Laporkan dan periksa capaian',
        href: `/portofolio/${region.code}/indikator`,
      }),
    ]
  }
  const targets = await context.once('targets', () =>
    listTargets(
      db,
      region.code,
      readings.map(({ indicator }) => indicator.id),
    ),
  )
  const show = (value: string | undefined, decimals: number) =>
    value === undefined ? '–' : formatDecimal(value, 'id', decimals)
  return [
    {
      kind: 'table',
      caption: block.caption ?? 'Capaian indikator',
      head: heads(
        'Indikator',
        'Satuan',
        '>Nilai awal',
        '>Capaian',
        'Periode',
        `>Target sampai ${plan.untilYear}`,
        'Dimensi',
      ),
      widths: [30, 10, 13, 13, 10, 14, 10],
      rows: readings.map(({ indicator, value, period }) => {
        const last = targets
          .get(indicator.id)
          ?.filter(one => one.year <= plan.untilYear)
          .at(-1)
        return [
          words(indicator.name),
          words(indicator.unit),
          number(
            indicator.baselineValue === undefined
              ? '–'
              : `${show(indicator.baselineValue, indicator.decimals)}${indicator.baselineYear === undefined ? '' : ` (${indicator.baselineYear})`}`,
          ),
          number(show(value, indicator.decimals)),
          words(period),
          number(last === undefined ? '–' : `${show(last.value, indicator.decimals)} (${last.year})`),
          words(
            indicator.dimension === undefined ? '–' : (DIMENSION_NAMES[indicator.dimension] ?? indicator.dimension),
          ),
        ]
      }),
      note: sourceNote(context, 'portofolio program, hanya capaian yang sudah diperiksa'),
    },
  ]
}
