import { formatDate, formatRupiah, type Lang } from '#kit/format.ts'
import { namesOfAccounts, namesOfOrganisations } from '#modules/people/index.ts'
import { listRegionsByCodes } from '#modules/region/index.ts'
import type { Sql } from '#platform/db/database.ts'
import { type Catalogue, type FieldChange, STATUSES, TERMS } from '../../model.ts'
import { phrases } from '../../phrases/index.ts'
import { programmePhrases } from '../../phrases/programme.ts'
import type { Change } from '../../store/changes.ts'

/** Names that lines of history stand on, read in at most three statements for any number of lines. */
export interface HistoryNames {
  accounts: ReadonlyMap<string, string>
  offices: ReadonlyMap<string, string>
  places: ReadonlyMap<string, string>
}

const parts = (text: string | undefined): string[] => (text === undefined ? [] : text.split(', '))
const valuesOf = (changes: readonly Change[], ...fields: string[]): string[] =>
  changes.flatMap(change =>
    change.fields.filter(one => fields.includes(one.field)).flatMap(one => [...parts(one.before), ...parts(one.after)]),
  )

export async function readHistoryNames(db: Sql, changes: readonly Change[]): Promise<HistoryNames> {
  const accountIds = [...new Set(changes.flatMap(one => one.accountId ?? []))]
  const [accounts, offices, places] = await Promise.all([
    namesOfAccounts(db, accountIds),
    namesOfOrganisations(db, [...new Set(valuesOf(changes, 'leadId', 'supportingIds'))]),
    listRegionsByCodes(db, valuesOf(changes, 'places')),
  ])
  return { accounts, offices, places: new Map([...places].map(([code, one]) => [code, one.name])) }
}

/** One changed field in words: its name, and what it said before and says now. */
export function fieldWords(
  change: FieldChange,
  names: HistoryNames,
  catalogue: Catalogue,
  lang: Lang,
): { label: string; before: string | undefined; after: string | undefined } {
  const t = programmePhrases(lang).history
  const { field } = phrases(lang)
  const [part = '', year, source] = change.field.split(' ')
  const money = part === 'planned' || part === 'realised'
  const milestone = /^milestone (.+)$/s.exec(change.field)?.[1]
  const named: Record<string, string> = { ...field, ...t.fields }
  const label = money
    ? t.money(named[part] ?? part, year ?? '', nameIn(catalogue.sources, source ?? '', lang))
    : milestone !== undefined
      ? t.milestone(milestone)
      : (named[part] ?? part)
  const say = (value: string | undefined) =>
    value === undefined ? undefined : valueWords(change.field, value, names, catalogue, lang)
  return { label, before: say(change.before), after: say(change.after) }
}

const nameIn = (list: Catalogue['sectors'], code: string, lang: Lang): string =>
  list.find(one => one.code === code)?.name[lang] ?? code

function valueWords(name: string, value: string, names: HistoryNames, catalogue: Catalogue, lang: Lang): string {
  const t = programmePhrases(lang).history
  const each = (known: ReadonlyMap<string, string>) =>
    parts(value)
      .map(one => known.get(one) ?? one)
      .join(', ')
  if (/^(planned|realised) /.test(name) && /^\d+$/.test(value)) return formatRupiah(BigInt(value), lang)
  if (name.startsWith('milestone ')) {
    return value
      .replace(/\d{4}-\d{2}-\d{2}/g, day => formatDate(day, lang))
      .replace(/\((.+)\)/, (_, day: string) => `(${t.done(day)})`)
  }
  switch (name) {
    case 'leadId':
    case 'supportingIds':
      return each(names.offices)
    case 'places':
      return each(names.places)
    case 'subDimension':
      return nameIn(catalogue.subDimensions, value, lang)
    case 'sector':
      return nameIn(catalogue.sectors, value, lang)
    case 'stream':
      return nameIn(catalogue.streams, value, lang)
    case 'reason':
      return nameIn(catalogue.reasons, value, lang)
    case 'status': {
      const status = STATUSES.find(one => one === value)
      return status ? phrases(lang).status[status] : value
    }
    case 'term': {
      const term = TERMS.find(one => String(one) === value)
      return term ? phrases(lang).term[term] : value
    }
    case 'quickWin':
      return value === 'true' ? t.yes : t.no
    case 'since':
    case 'dueOn':
    case 'doneOn':
    case 'promiseDue':
      return /^\d{4}-\d{2}-\d{2}$/.test(value) ? formatDate(value, lang) : value
    default:
      return value
  }
}
