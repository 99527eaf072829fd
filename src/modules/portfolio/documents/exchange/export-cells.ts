import type { Lang } from '#kit/format.ts'
import type { RegionFacts } from '../../actions/exchange/region-facts.ts'
import type { ExportRow } from '../../actions/exchange/read-export.ts'
import type { Catalogue } from '../../model.ts'
import { MAIN_KEYS, type MainKey } from '../../rules/exchange/columns.ts'
import { STATUS_WORDS, TERM_WORDS } from '../../rules/exchange/lookups.ts'
import { fitText, type OutCell, type OutRow } from './write-workbook.ts'

/** Columns that tell a programme itself; money has tables of its own. */
export const OWN_KEYS = MAIN_KEYS.slice(0, MAIN_KEYS.indexOf('year'))

/** How an export names things, made once for many rows. */
export interface ExportWords {
  lang: Lang
  /** What everybody may know only. */
  publicOnly: boolean
  name(list: 'subDimensions' | 'sectors' | 'streams' | 'sources' | 'reasons', code: string): string
  office(id: string): string
}

export function exportWords({ catalogue, offices }: RegionFacts, lang: Lang, publicOnly: boolean): ExportWords {
  const lists = ['subDimensions', 'sectors', 'streams', 'sources', 'reasons'] as const satisfies (keyof Catalogue)[]
  const names = new Map(lists.flatMap(list => catalogue[list].map(one => [`${list} ${one.code}`, one.name[lang]])))
  const officeNames = new Map(offices.map(one => [one.id, one.name]))
  return {
    lang,
    publicOnly,
    name: (list, code) => {
      const name = names.get(`${list} ${code}`)
      return list === 'subDimensions' && name !== undefined ? `${code} ${name}` : (name ?? code)
    },
    office: id => officeNames.get(id) ?? id,
  }
}

/** The texts of one programme by column, as the import reads them back; dates as ISO days. */
export function programmeTexts(
  { programme: one }: ExportRow,
  words: ExportWords,
): Readonly<Partial<Record<MainKey, string>>> {
  const { lang, publicOnly, name, office } = words
  const texts: Partial<Record<MainKey, string | undefined>> = {
    code: one.code,
    name: one.name,
    problem: one.problem,
    subDimension: name('subDimensions', one.subDimension),
    sector: name('sectors', one.sector),
    stream: name('streams', one.stream),
    leadId: one.leadName,
    supportingIds: one.supportingIds.map(office).join('; '),
    partners: one.partners
      .map(partner => (partner.contribution === undefined ? partner.name : `${partner.name}: ${partner.contribution}`))
      .join('; '),
    places: one.places.join('; '),
    term: TERM_WORDS[one.term][lang],
    startYear: String(one.startYear),
    endYear: String(one.endYear),
    rpjmd: one.rpjmd,
    renstra: one.renstra,
    promise: one.promise,
    promiseDue: one.promiseDue,
    quickWin: one.quickWin ? (lang === 'id' ? 'ya' : 'yes') : lang === 'id' ? 'tidak' : 'no',
    status: STATUS_WORDS[one.status][lang],
    since: one.statusSince,
    reason: one.statusReason === undefined ? undefined : name('reasons', one.statusReason),
    note: publicOnly ? undefined : one.statusNote,
  }
  return Object.fromEntries(Object.entries(texts).map(([key, text]) => [key, cleanText(text ?? '')]))
}

/** One kind of line break, no spaces at the ends, nothing that a file cannot hold. */
const cleanText = (text: string): string => fitText(text.replace(/\r\n?/g, '\n')).trim()

export function programmeOutRow(texts: Readonly<Partial<Record<MainKey, string>>>): OutRow {
  return {
    cells: OWN_KEYS.map((key): OutCell => {
      const text = texts[key]
      if (text === undefined || text === '') return undefined
      if (key === 'since' || key === 'promiseDue') return { text, kind: 'date' }
      if (key === 'startYear' || key === 'endYear') return { text, kind: 'integer' }
      return text
    }),
  }
}

export const budgetOutRows = ({ programme, budget }: ExportRow, words: ExportWords): OutRow[] =>
  budget.map(line => ({
    cells: [
      programme.code,
      { text: String(line.year), kind: 'integer' },
      words.name('sources', line.source),
      { text: line.planned.toString(), kind: 'money' },
      line.realised === undefined ? undefined : { text: line.realised.toString(), kind: 'money' },
    ],
  }))

export const milestoneOutRows = ({ programme, milestones }: ExportRow, words: ExportWords): OutRow[] =>
  milestones.map(one => ({
    cells: [
      programme.code,
      one.title,
      { text: one.dueOn, kind: 'date' },
      one.doneOn === undefined ? undefined : { text: one.doneOn, kind: 'date' },
      words.office(one.ownerId),
    ],
  }))
