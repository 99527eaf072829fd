import type { Sentence } from '#kit/problem.ts'

export interface PickedIndicator {
  id: string
  code: string
  name: string
}

/** How an indicator stands in the list and in the field: "KES-01 Balita ditimbang". */
export const indicatorLabel = ({ code, name }: Pick<PickedIndicator, 'code' | 'name'>): string => `${code} ${name}`

/** Names told when several fit. */
const TOLD = 5

/**
 * The indicator that was meant by what was typed: its label, its code, its name, or words that only one has. Otherwise a
 * sentence that says which fit.
 */
export function pickIndicator(
  typed: string,
  indicators: readonly PickedIndicator[],
): { id: string; wrong?: never } | { id?: never; wrong: Sentence } {
  const plain = (text: string) => text.normalize('NFKC').replace(/\s+/g, ' ').trim().toLowerCase()
  const said = plain(typed)
  const exact = indicators.find(one => plain(indicatorLabel(one)) === said || plain(one.code) === said)
  if (exact) return { id: exact.id }
  const named = indicators.filter(one => plain(one.name) === said)
  if (named.length === 1 && named[0]) return { id: named[0].id }
  const words = said.split(' ')
  const fits = indicators.filter(one => words.every(word => plain(indicatorLabel(one)).includes(word)))
  if (fits.length === 1 && fits[0]) return { id: fits[0].id }
  if (fits.length === 0) {
    return {
      wrong: {
        id: `Tidak ada indikator “${typed.slice(0, 80)}” di portofolio daerah ini. Pilih dari daftar, atau buat indikatornya dahulu.`,
        en: `There is no indicator “${typed.slice(0, 80)}” in the portfolio of this region. Choose from the list, or make it first.`,
      },
    }
  }
  const told = fits.slice(0, TOLD).map(indicatorLabel).join('; ')
  const more = fits.length > TOLD
  return {
    wrong: {
      id: `${fits.length} indikator cocok: ${told}${more ? '; …' : ''}. Tulis kodenya.`,
      en: `${fits.length} indicators fit: ${told}${more ? '; …' : ''}. Write the code.`,
    },
  }
}
