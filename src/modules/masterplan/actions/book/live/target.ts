import { formatDecimal } from '#kit/format.ts'
import { latestReadings, listIndicators, periodName } from '#modules/portfolio/index.ts'
import type { CardOf } from '../../../model-card.ts'
import { cardsOf, emptySheet } from './cards.ts'
import type { LiveContext } from './context.ts'
import { DIMENSION_NAMES, type Draw, heads, list, number, passes, sourceNote, valuesOf, words } from './parts.ts'

/** A decimal as the sheet has it, with the comma of Indonesian; the sign of nothing when it is not there. */
const figure = (value: string | undefined): string => {
  if (value === undefined) return '–'
  const places = value.split('.')[1]?.length ?? 0
  return /^-?\d+(\.\d+)?$/.test(value) ? formatDecimal(value, 'id', places) : value
}

const nothing = { indicators: new Map<string, never>(), readings: new Map<string, never>() }

/** The region's indicators and their latest verified figures, by id; in the queries of the table of indicators. */
async function linkedOf({ db, region, today, once }: LiveContext) {
  const indicators = await once('all-indicators', () => listIndicators(db, region.code))
  const readings = await once('readings', () =>
    latestReadings(db, region.code, {}, { verifiedOnly: true, until: today }),
  )
  return {
    indicators: new Map(indicators.map(one => [one.id, one])),
    readings: new Map(readings.map(one => [one.indicator.id, one])),
  }
}

/** Targets with indicator, first value, value to reach, and the latest verified figure of the indicator in the portfolio. */
export const drawTarget: Draw = async (context, block) => {
  const dimensions = valuesOf(block, 'dimension')
  const cards = (await cardsOf(context, 'target')).filter(card => passes(dimensions, card.dimension))
  if (cards.length === 0) return emptySheet(context, 'target', 'Sasaran dan targetnya')
  if (block.show === 'list') {
    return [
      list(
        cards.map(({ title, content }) => [
          { text: title, bold: true as const },
          ...(content.indicator === undefined
            ? []
            : [
                {
                  text: `: ${content.indicator}, ${figure(content.target)} ${content.unit ?? ''}${content.targetYear === undefined ? '' : ` pada ${content.targetYear}`}`,
                },
              ]),
        ]),
      ),
    ]
  }
  const named = cards.some(card => card.content.portfolioIndicatorId !== undefined)
  const { indicators, readings } = named ? await linkedOf(context) : nothing
  const latestOf = ({ content }: CardOf<'target'>): string => {
    const latest = readings.get(content.portfolioIndicatorId ?? '')
    if (latest?.value === undefined) return '–'
    const { unit, decimals } = latest.indicator
    const shown = formatDecimal(latest.value, 'id', decimals)
    // In the unit of the indicator, where the card counts in another.
    const other = content.unit !== undefined && content.unit.trim().toLowerCase() !== unit.toLowerCase()
    return `${shown}${other ? ` ${unit}` : ''} (${periodName(latest.period, 'id')})`
  }
  return [
    {
      kind: 'table',
      caption: block.caption ?? 'Sasaran, indikator dan target',
      head: heads('Sasaran', 'Indikator', 'Satuan', '>Nilai awal', '>Target', '>Capaian terakhir', 'Dimensi'),
      widths: [24, 22, 9, 12, 12, 12, 11],
      rows: cards.map(card => {
        const { title, content, dimension } = card
        const linked = indicators.get(content.portfolioIndicatorId ?? '')
        const baseline = content.baseline ?? linked?.baselineValue
        const baselineYear = content.baseline === undefined ? linked?.baselineYear : content.baselineYear
        return [
          words(title),
          words(content.indicator ?? linked?.name ?? '–'),
          words(content.unit ?? linked?.unit ?? '–'),
          number(`${figure(baseline)}${baselineYear === undefined ? '' : ` (${baselineYear})`}`),
          number(`${figure(content.target)}${content.targetYear === undefined ? '' : ` (${content.targetYear})`}`),
          number(latestOf(card)),
          words(dimension === undefined ? '–' : (DIMENSION_NAMES[dimension] ?? dimension)),
        ]
      }),
      note: sourceNote(
        context,
        readings.size === 0
          ? 'lembar sasaran'
          : 'lembar sasaran dan capaian indikator di portofolio yang sudah diperiksa',
      ),
    },
  ]
}
