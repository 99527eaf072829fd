import type { Sentence } from '#kit/problem.ts'
import type { CheckedCard, CheckFacts, CheckItem, Component, Verdict } from '../../model-check.ts'
import type { Sheet } from '../../model.ts'

/** What an item finds: how many of how many, and the words around it. */
export interface Finding {
  verdict: Verdict
  reason: Sentence
}

const both = (id: string, en: string): Sentence => ({ id, en })

/** All of them, where there are any; none at all is not met, and not unknown. */
export function allOf(have: number, of: number, what: Sentence, none: Sentence): Finding {
  if (of === 0) return { verdict: 'not-met', reason: none }
  return {
    verdict: have === of ? 'met' : 'not-met',
    reason: both(`${have} dari ${of} ${what.id}.`, `${have} of ${of} ${what.en}.`),
  }
}

/** At least so many. */
export function atLeast(have: number, least: number, what: Sentence): Finding {
  return {
    verdict: have >= least ? 'met' : 'not-met',
    reason:
      have === 0
        ? both(`Belum ada ${what.id}.`, `There are no ${what.en}.`)
        : both(
            `Ada ${have} ${what.id}; diharapkan sedikitnya ${least}.`,
            `${have} ${what.en}; at least ${least} hoped for.`,
          ),
  }
}

/** Nothing to look at. */
export const unknown = (id: string, en: string): Finding => ({ verdict: 'unknown', reason: both(id, en) })

/** When the plan names no series there are no worksheets to look into. */
export const noSeries = unknown(
  'Tidak dapat dilihat: rencana ini tidak menyebut seri bimtek. Pilih serinya di setelan rencana.',
  'Cannot be told: this plan names no series of workshops. Choose it in the settings of the plan.',
)

/** Looks into the worksheets of the series, or says that there are none to look into. */
export function fromSeries(facts: CheckFacts, look: (series: NonNullable<CheckFacts['series']>) => Finding): Finding {
  return facts.series ? look(facts.series) : noSeries
}

export const cardsOf = (series: NonNullable<CheckFacts['series']>, sheet: Sheet): CheckedCard[] =>
  series.cards.filter(one => one.sheet === sheet && one.choice !== 'dropped')

/** Is this field of a card filled in? */
export const has = (card: CheckedCard, field: string): boolean => {
  const value = card.content[field]
  return typeof value === 'string' ? value.trim() !== '' : value !== undefined && value !== null
}

/** Does the card rest on one of these? */
export const restsOn = (
  series: NonNullable<CheckFacts['series']>,
  card: CheckedCard,
  grounds: readonly CheckedCard[],
): boolean => {
  const ids = new Set(grounds.map(one => one.id))
  return series.links.some(one => one.to === card.id && ids.has(one.from))
}

/** Sections written for these codes of the template. */
export const sectionsWith = (facts: CheckFacts, ...codes: string[]): CheckFacts['sections'] =>
  facts.sections.filter(one => one.code !== undefined && codes.includes(one.code))

/** A section is written when it has the words that are wanted, or any where no number is. */
export function written(facts: CheckFacts, ...codes: string[]): Finding {
  const sections = sectionsWith(facts, ...codes)
  if (sections.length === 0) {
    return unknown(
      'Bagian ini tidak ada lagi di rencana; isinya mungkin ada di bagian lain.',
      'The plan no longer has this section; what it said may stand in another.',
    )
  }
  const short = sections.filter(one => one.words === 0 || one.words < one.wordsWanted)
  if (short.length === 0) {
    const words = sections.reduce((sum, one) => sum + one.words, 0)
    return { verdict: 'met', reason: both(`Sudah ditulis, ${words} kata.`, `Written, ${words} words.`) }
  }
  const told = short.map(one => `“${one.title}” ${one.words}/${one.wordsWanted}`).join(', ')
  return {
    verdict: 'not-met',
    reason: both(
      `Belum lengkap (kata ditulis dan diharapkan): ${told}.`,
      `Not complete (words written and wanted): ${told}.`,
    ),
  }
}

const links = {
  section: both('Tulis bagian ini', 'Write this section'),
  sheet: both('Buka lembar kerja', 'Open the worksheet'),
  portfolio: both('Buka portofolio', 'Open the portfolio'),
  indicator: both('Buka indikator', 'Open the indicators'),
  workshop: both('Buka bimtek', 'Open the workshops'),
  institution: both('Buka kelembagaan', 'Open the institutions'),
  settings: both('Buka setelan rencana', 'Open the settings of the plan'),
  comments: both('Buka komentar', 'Open the comments'),
}

/** Where things are mended, for one plan. */
export function places(facts: CheckFacts) {
  const { regionCode, plan, series } = facts
  const masterplan = `/masterplan/${regionCode}`
  const book = `${masterplan}/buku/${plan.id}`
  const settings = { href: `${book}/atur`, label: links.settings }
  return {
    section: (...codes: string[]) => {
      const found = sectionsWith(facts, ...codes)
      const first = found.find(one => one.words < Math.max(1, one.wordsWanted)) ?? found[0]
      return { href: first ? `${book}/bagian/${first.id}` : book, label: links.section }
    },
    sheet: (sheet: Sheet) =>
      series ? { href: `${masterplan}/lembar/${series.id}/${sheet}`, label: links.sheet } : settings,
    workshop: (part = '') =>
      series ? { href: `${masterplan}/bimtek/${series.id}${part}`, label: links.workshop } : settings,
    portfolio: (part = '') => ({ href: `/portofolio/${regionCode}${part}`, label: links.portfolio }),
    indicator: { href: `/portofolio/${regionCode}/indikator`, label: links.indicator },
    institution: { href: `/rapat/${regionCode}/lembaga`, label: links.institution },
    comments: { href: `${masterplan}/komentar?tentang=section`, label: links.comments },
    book: { href: book, label: both('Buka rencana', 'Open the plan') },
    settings,
  }
}

/** Items of one component, each with a code of its own. */
export function itemsOf(
  component: Component,
  all: Record<string, [asks: Sentence, finding: Finding, mend: CheckItem['mend']]>,
): CheckItem[] {
  return Object.entries(all).map(([code, [asks, { verdict, reason }, mend]]) => ({
    component,
    code,
    asks,
    verdict,
    reason,
    mend,
  }))
}

export { both }
