import type { Lang } from '#kit/format.ts'
import type { RegionFacts } from '../../actions/exchange/region-facts.ts'
import type { ProgrammeFilter } from '../../model.ts'
import { exchangePhrases } from '../../phrases/exchange.ts'
import { phrases } from '../../phrases/index.ts'
import { STATUS_WORDS, TERM_WORDS } from '../../rules/exchange/lookups.ts'

/** A filter in words, "Dimensi: gov; Status: Berjalan"; undefined when nothing is filtered. */
export function filterWords(filter: ProgrammeFilter, facts: RegionFacts, lang: Lang): string | undefined {
  const { field } = phrases(lang)
  const t = exchangePhrases(lang).about
  const { catalogue, offices, places } = facts
  const named = (list: readonly { code: string; name: { id: string; en: string } }[], code: string) =>
    list.find(one => one.code === code)?.name[lang] ?? code
  const say: { [K in keyof Required<ProgrammeFilter>]: (value: NonNullable<ProgrammeFilter[K]>) => string } = {
    words: value => `${field.name}: ${value.join(' ')}`,
    dimension: value => `${field.dimension}: ${value}`,
    subDimension: value => `${field.subDimension}: ${value} ${named(catalogue.subDimensions, value)}`,
    sector: value => `${field.sector}: ${named(catalogue.sectors, value)}`,
    stream: value => `${field.stream}: ${named(catalogue.streams, value)}`,
    status: value => `${field.status}: ${STATUS_WORDS[value][lang]}`,
    term: value => `${field.term}: ${TERM_WORDS[value][lang]}`,
    officeId: value => `OPD: ${offices.find(one => one.id === value)?.name ?? value}`,
    place: value => `${field.places}: ${places.find(one => one.code === value)?.name ?? ''} ${value}`,
    placed: value => `${field.places}: ${value ? t.placed : phrases(lang).wholeRegion}`,
    year: value => `${field.year}: ${value}`,
    quickWin: value => `${field.quickWin}: ${value ? '✓' : '–'}`,
  }
  const parts = (Object.keys(say) as (keyof typeof say)[]).flatMap(key => {
    const value = filter[key]
    return value === undefined ? [] : [(say[key] as (value: unknown) => string)(value)]
  })
  return parts.length === 0 ? undefined : parts.join('; ')
}
