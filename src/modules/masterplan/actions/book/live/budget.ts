import { formatRupiah } from '#kit/format.ts'
import { type BudgetCut, currentCatalogue, sumBudgetsByDimension } from '#modules/portfolio/index.ts'
import { drawBars, LAKE } from '../../../rules/book/draw-svg.ts'
import { DIMENSION_NAMES, type Draw, heads, missing, number, sourceNote, valuesOf, words } from './parts.ts'
import { moneyWords } from './programmes.ts'

const CUTS: Record<BudgetCut, string> = { dimension: 'Dimensi', office: 'OPD', source: 'Sumber dana', year: 'Tahun' }
const ORDER = Object.keys(DIMENSION_NAMES)

/** Planned money of the portfolio: as bars by one cut, and as tables by year and by source. */
export const drawBudget: Draw = async (context, block) => {
  const dimension = valuesOf(block, 'dimension')?.[0]
  const sums = async (by: BudgetCut): Promise<{ name: string; planned: bigint }[]> => {
    const parts = (await context.once('budgets', () => sumBudgetsByDimension(context.db, context.region.code))).filter(
      one => one.by === (by === 'dimension' ? 'year' : by) && (dimension === undefined || one.dimension === dimension),
    )
    const names = await namesOf(by)
    const rows = new Map<string, { key: string; name: string; planned: bigint }>()
    for (const one of parts) {
      const key = by === 'dimension' ? one.dimension : one.key
      const planned = (rows.get(key)?.planned ?? 0n) + one.planned
      rows.set(key, { key, name: one.name ?? names.get(key) ?? key, planned })
    }
    const found = [...rows.values()]
    return by === 'dimension' ? found.sort((a, b) => ORDER.indexOf(a.key) - ORDER.indexOf(b.key)) : found
  }
  const namesOf = async (by: BudgetCut): Promise<Map<string, string>> => {
    if (by === 'dimension') return new Map(Object.entries(DIMENSION_NAMES))
    if (by !== 'source') return new Map()
    const catalogue = await context.once('catalogue', () => currentCatalogue(context.db, context.now))
    return new Map(catalogue.sources.map(one => [one.code, one.name.id]))
  }
  const chosen = valuesOf(block, 'by')?.[0] as BudgetCut | undefined
  const note = sourceNote(context, 'portofolio program')
  const total = (rows: readonly { planned: bigint }[]) => rows.reduce((sum, one) => sum + one.planned, 0n)
  const table = (by: BudgetCut, rows: readonly { name: string; planned: bigint }[]) => ({
    head: heads(CUTS[by], '>Anggaran (Rp)'),
    rows: [
      ...rows.map(one => [words(one.name), number(formatRupiah(one.planned, 'id'))]),
      [words('Jumlah', { strong: true }), words(formatRupiah(total(rows), 'id'), { align: 'right', strong: true })],
    ],
  })
  const first = await sums(chosen ?? (block.show === 'chart' ? 'dimension' : 'year'))
  if (first.length === 0) {
    return [
      missing('Anggaran program belum ditulis di portofolio.', {
        text: 'Tulis anggaran di setiap program',
        href: `/portofolio/${context.region.code}/anggaran`,
      }),
    ]
  }
  const caption = block.caption ?? 'Anggaran smart city'
  if (block.show === 'chart') {
    const by = chosen ?? 'dimension'
    const most = first.reduce((top, one) => (one.planned > top ? one.planned : top), 1n)
    return [
      {
        kind: 'figure',
        caption,
        alt: `${caption}: ${first.map(one => `${one.name} ${moneyWords(one.planned)}`).join(', ')}.`,
        picture: {
          svg: drawBars(
            first.map(one => ({
              label: one.name,
              shown: moneyWords(one.planned),
              parts: [Number((one.planned * 10_000n) / most)],
            })),
            [{ name: 'Anggaran', colour: LAKE }],
            caption,
          ),
        },
        table: table(by, first),
        note,
      },
    ]
  }
  if (chosen !== undefined) return [{ kind: 'table', caption, ...table(chosen, first), widths: [60, 40], note }]
  const bySource = await sums('source')
  return [
    { kind: 'table', caption, ...table('year', first), widths: [60, 40], note },
    { kind: 'table', caption: `${caption}, menurut sumber dana`, ...table('source', bySource), widths: [60, 40], note },
  ]
}
