import { type CardOf, CARD_FIELDS } from '../../../model-card.ts'
import type { Sheet } from '../../../model.ts'
import { listCardsOfSheets } from '../../../store/worksheet/cards.ts'
import type { LiveContext } from './context.ts'
import { missing } from './parts.ts'

/** The cards of a worksheet of the plan's series, all of them; all sheets of a document are read together. None without a series. */
export async function cardsOf<S extends Sheet>(context: LiveContext, sheet: S): Promise<CardOf<S>[]> {
  const { seriesId } = context.plan
  if (seriesId === undefined) return []
  const { db, region, sheets } = context
  const cards = await context.once('cards', () => listCardsOfSheets(db, region.code, seriesId, sheets))
  return cards.filter(one => one.sheet === sheet) as unknown as CardOf<S>[]
}

/** That a worksheet is empty, with the way to it; without a series, the way to choosing one. */
export function emptySheet(context: LiveContext, sheet: Sheet, what: string) {
  const { plan, region } = context
  const base = `/masterplan/${region.code}`
  if (plan.seriesId === undefined) {
    return [
      missing(`${what} diambil dari lembar kerja, tetapi rencana ini belum dihubungkan dengan seri bimtek.`, {
        text: 'Hubungkan di setelan rencana',
        href: `${base}/buku/${plan.id}/atur`,
      }),
    ]
  }
  return [
    missing(`${what} belum ada.`, { text: 'Isi lembar kerjanya', href: `${base}/lembar/${plan.seriesId}/${sheet}` }),
  ]
}

/** Indonesian words of a choice of a card; the value itself when nobody named it. */
export function choiceWords(sheet: Sheet, field: string, value: string | undefined): string {
  if (value === undefined) return '–'
  const fields = CARD_FIELDS[sheet] as Record<string, { options?: Readonly<Record<string, readonly [string, string]>> }>
  return fields[field]?.options?.[value]?.[0] ?? value
}

/** By the points given together, most first, then as the sheet has them. */
export const byPoints = <T extends { points: number; position: number; id: string }>(cards: readonly T[]): T[] =>
  [...cards].sort((a, b) => b.points - a.points || a.position - b.position || (a.id < b.id ? -1 : 1))

/** "12 (4 orang)": points and how many gave them. */
export const pointsWords = (card: { points: number; voters: number }): string =>
  card.voters === 0 ? '–' : `${card.points} (${card.voters} orang)`
