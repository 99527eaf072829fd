import type { Child } from 'hono/jsx'
import { editorText } from '#platform/collab/editor-text.ts'
import type { StoredText } from '#platform/collab/texts.ts'
import { toBlocks } from '#platform/collab/words.ts'
import type { Retry, Visit } from '#platform/http/door.ts'
import { SharedEditor } from '#ui/editor.tsx'
import type { Block, Section } from '../../model-book.ts'
import { bookPhrases } from '../../phrases/book.ts'
import type { Arranged } from '../../rules/book/arrange.ts'
import { sectionHref, type SectionVisit } from './place.ts'
import { StateChip } from './state-chip.tsx'

/** The editor of one narrative, or its text for readers. */
export function Writing({
  visit,
  stand,
  block,
  text,
  retry,
  writes,
  reading,
  label,
}: {
  visit: Visit
  stand: SectionVisit
  block: Block
  text: StoredText
  retry: Retry | undefined
  writes: boolean
  reading: Child
  label: string
}) {
  const { lang, actor } = visit
  const returned = retry?.form.values['teks']?.[0]
  return (
    <SharedEditor
      lang={lang}
      text={editorText(text, lang, stand.region.timezone)}
      label={`${label}: ${stand.section.title}`}
      accountId={actor.accountId ?? ''}
      mode={writes ? 'write' : 'read'}
      action={`${sectionHref(stand.section)}?blok=${block.id}`}
      retry={retry && returned !== undefined ? { typed: returned, error: retry.problem.sentence[lang] } : undefined}
      reading={toBlocks(text.content).length === 0 ? <p class="note">{bookPhrases(lang).read.empty}</p> : reading}
    />
  )
}

/** The sections below this one with their state. */
export function Below({ lang, self }: { lang: Visit['lang']; self: Arranged<Section> | undefined }) {
  if (!self || self.below.length === 0) return null
  const t = bookPhrases(lang).section
  return (
    <section class="sec" aria-labelledby="di-bawah">
      <h2 id="di-bawah">{t.below}</h2>
      <ul class="mt-4">
        {self.below.map(({ section, number }) => (
          <li class="flex flex-wrap items-center justify-between gap-3 border-t border-base-300 py-2">
            <a class="a" href={sectionHref(section)}>
              {number} {section.title}
            </a>
            <StateChip lang={lang} state={section.state} />
          </li>
        ))}
      </ul>
    </section>
  )
}

/** The sections before and after this one in the book. */
export function Neighbours({
  lang,
  before,
  after,
}: {
  lang: Visit['lang']
  before: Arranged<Section> | undefined
  after: Arranged<Section> | undefined
}) {
  const t = bookPhrases(lang).section
  const link = (one: Arranged<Section>, label: string) => (
    <p>
      <span class="block text-sm text-muted">{label}</span>
      <a class="a" href={sectionHref(one.section)}>
        {one.number} {one.section.title}
      </a>
    </p>
  )
  return (
    <nav class="sec flex flex-wrap justify-between gap-6 no-print" aria-label={`${t.previous}, ${t.next}`}>
      {before ? link(before, t.previous) : <span />}
      {after && link(after, t.next)}
    </nav>
  )
}
