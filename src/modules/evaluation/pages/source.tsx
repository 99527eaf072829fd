import type { Child } from 'hono/jsx'
import type { Language } from '#platform/i18n/language.ts'
import { phrases } from '../phrases/index.ts'
import { sourceWords } from './words.ts'

/** The last line of a page of figures: where they come from. Numbers of letters never break. */
export function Source({ lang, source, children }: { lang: Language; source: string; children?: Child }) {
  return (
    <p class="note mt-12">
      <Whole words={phrases(lang).sourceIs(sourceWords(source, lang))} /> {children}
    </p>
  )
}

/** A sentence in which the number of a letter stays on one line. */
export function Whole({ words }: { words: string }) {
  const parts = words.split(/([A-Z]+-\d+\/\S*\d)/)
  return <>{parts.map((part, index) => (index % 2 === 1 ? <span class="whitespace-nowrap">{part}</span> : part))}</>
}
