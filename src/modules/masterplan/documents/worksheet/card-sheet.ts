import type { Lang } from '#kit/format.ts'
import type { Sheet as DocumentSheet, SheetColumn } from '#platform/documents/sheet.ts'
import { type Card, DIMENSION_SHEETS, fieldsOf, VOTED_SHEETS } from '../../model-card.ts'
import type { Sheet } from '../../model.ts'
import { worksheetPhrases } from '../../phrases/worksheet.ts'

type Value = string | number | boolean | undefined
const contentOf = (card: Card): Record<string, Value> => card.content as Record<string, Value>

/** What cards name of the portfolio: sources of money by code, indicators by id with their latest verified figure. */
export interface SheetNames {
  sources: ReadonlyMap<string, { id: string; en: string }>
  indicators: ReadonlyMap<string, { label: string; latest: { value: string; period: string } | undefined }>
}

/** The cards of one worksheet as a table: number, card, dimension, each field of its shape, office, points, decision. */
export function cardSheet(
  sheet: Sheet,
  cards: readonly Card[],
  {
    lang,
    regionCode,
    programmes,
    named,
  }: { lang: Lang; regionCode: string; programmes: ReadonlyMap<string, string>; named: SheetNames },
): DocumentSheet<Card & { number: number }> {
  const t = worksheetPhrases(lang)
  const at = lang === 'id' ? 0 : 1
  const indicatorOf = (row: Card) => named.indicators.get(asText(contentOf(row)['portfolioIndicatorId']) ?? '')
  type Column = SheetColumn<Card & { number: number }>
  const fields = fieldsOf(sheet).map(([name, field]): Column => {
    const key = name.replace(/[A-Z]/g, letter => `_${letter.toLowerCase()}`).replace(/^_/, '')
    const label = field.words[at]
    switch (field.kind) {
      case 'year':
      case 'degree':
      case 'rupiah':
        return { key, label, kind: 'integer', value: row => asText(contentOf(row)[name]) }
      case 'number':
        return { key, label, kind: 'decimal', value: row => asText(contentOf(row)[name]) }
      case 'flag':
        return {
          key,
          label,
          value: row => {
            const value = contentOf(row)[name]
            return value === undefined ? undefined : value === true ? t.yes : t.no
          },
        }
      case 'choice':
        return {
          key,
          label,
          width: 24,
          value: row => {
            const value = asText(contentOf(row)[name])
            return value === undefined ? undefined : (field.options[value]?.[at] ?? value)
          },
        }
      case 'source':
        return { key, label, width: 24, value: row => named.sources.get(asText(contentOf(row)[name]) ?? '')?.[lang] }
      case 'indicator':
        return { key, label, width: 40, value: row => named.indicators.get(asText(contentOf(row)[name]) ?? '')?.label }
      default:
        return { key, label, width: field.kind === 'block' ? 50 : 24, value: row => asText(contentOf(row)[name]) }
    }
  })
  return {
    name: `${sheet}-${regionCode}`,
    rows: cards.map((card, index) => ({ ...card, number: index + 1 })),
    columns: [
      { key: 'no', label: 'No', kind: 'integer', width: 5, value: row => row.number },
      { key: 'kartu', label: t.column.card, width: 50, value: row => row.title },
      ...(DIMENSION_SHEETS.includes(sheet)
        ? [{ key: 'dimensi', label: t.column.dimension, value: (row: Card) => row.dimension } as Column]
        : []),
      ...fields,
      ...(sheet === 'target'
        ? [
            {
              key: 'capaian_terakhir',
              label: t.latest,
              kind: 'decimal',
              value: row => indicatorOf(row)?.latest?.value,
            } as Column,
            { key: 'periode_capaian', label: t.latestPeriod, value: row => indicatorOf(row)?.latest?.period } as Column,
          ]
        : []),
      { key: 'opd', label: t.column.office, width: 34, value: row => row.organisationName },
      ...(VOTED_SHEETS.includes(sheet)
        ? [
            { key: 'poin', label: t.column.points, kind: 'integer', value: (row: Card) => row.points } as Column,
            { key: 'penilai', label: t.column.voters, kind: 'integer', value: (row: Card) => row.voters } as Column,
          ]
        : []),
      ...(sheet === 'canvas'
        ? [
            { key: 'keputusan', label: t.column.choice, value: (row: Card) => t.choice[row.choice] } as Column,
            { key: 'alasan', label: t.reason, width: 40, value: (row: Card) => row.choiceReason } as Column,
          ]
        : []),
      {
        key: 'program',
        label: t.programme,
        width: 30,
        value: row => (row.programmeId === undefined ? undefined : programmes.get(row.programmeId)),
      },
    ],
  }
}

const asText = (value: Value): string | undefined => (value === undefined ? undefined : String(value))
