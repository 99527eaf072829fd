import { formatCount, formatDate, type Lang } from '#kit/format.ts'
import type { OwedItem, OwingHolder } from '../../model-owing.ts'
import { owingPhrases } from '../../phrases/owing.ts'
import { portfolioHref } from '../nav.tsx'

/** The name of one who owes; the secretariat says of which region. */
export const holderName = ({ kind, name }: OwingHolder, lang: Lang): string =>
  kind === 'secretariat' ? owingPhrases(lang).secretariat(name) : name

/** Since when one of several things is late, or by when it is due. */
export function whenWords(oldest: string, today: string, lang: Lang): string {
  const t = owingPhrases(lang)
  return oldest < today ? t.since(formatDate(oldest, lang)) : t.until(formatDate(oldest, lang))
}

/** Where the thing is done. */
export function owedHref(
  code: string,
  item: Pick<OwedItem, 'kind' | 'subject' | 'programmeId' | 'indicatorId'>,
): string {
  const programme = `${portfolioHref(code, 'program')}/${item.programmeId}`
  switch (item.kind) {
    case 'milestone-late':
      return `${programme}/tonggak/${item.subject}`
    case 'reading-due': {
      const place = item.subject.split('/')[1] ?? code
      return `${portfolioHref(code)}/isi${place === code ? '' : `?tempat=${place}`}`
    }
    case 'reading-questioned':
      return `${portfolioHref(code, 'indikator')}/${item.indicatorId}`
    case 'budget-unreported':
      return `${programme}/anggaran`
    case 'quick-win-due':
      return `${portfolioHref(code, 'quick-win')}/${item.programmeId}/validasi`
    case 'lead-archived':
      return `${portfolioHref(code)}/pindah-opd`
    case 'quiet':
      return programme
  }
}

/** What was done after a reminding, from the address: "3.2.0" is people, holders, unreachable. */
export function remindedWords(said: string | undefined, lang: Lang): string | undefined {
  const [, people, holders, unreachable] = /^(\d{1,6})\.(\d{1,6})\.(\d{1,6})$/.exec(said ?? '') ?? []
  if (people === undefined || holders === undefined || unreachable === undefined) return undefined
  const t = owingPhrases(lang)
  const words = people === '0' ? t.remindedNone : t.reminded(formatCount(people, lang), formatCount(holders, lang))
  return unreachable === '0' ? words : `${words} ${t.unreachable(formatCount(unreachable, lang))}`
}
