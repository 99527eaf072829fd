import type { Retry, Visit } from '#platform/http/door.ts'
import { Button } from '#ui/button.tsx'
import { Field } from '#ui/field.tsx'
import type { Section } from '../../model-book.ts'
import { bookPhrases } from '../../phrases/book.ts'
import { type Hand, movesOf, refuseMove, STEPS } from '../../rules/book/section-state.ts'
import { errorOf } from '../workshop/retry.tsx'
import { sectionHref } from './place.ts'

/** The end of the address to which the steps of each hand are sent. */
export const DOORS: Record<Hand, string> = { write: 'kirim', review: 'tinjau', keep: 'kunci' }

/** The steps that stand open to the visitor, each with its note. */
export function Moves({
  visit,
  section,
  hands,
  words,
  retry,
}: {
  visit: Visit
  section: Section
  hands: ReadonlySet<Hand>
  words: number
  /** A step that came back: its note is kept. */
  retry: Retry | undefined
}) {
  const { lang } = visit
  const t = bookPhrases(lang)
  const moves = movesOf(section.state, hands).filter(move => refuseMove(move, { ...section, words }) === undefined)
  if (moves.length === 0) return null
  return (
    <section class="sec no-print" aria-labelledby="langkah">
      <h2 id="langkah">{t.section.steps}</h2>
      <div class="mt-4 grid max-w-[40rem] gap-5">
        {moves.map((move, at) => {
          const { note, hand } = STEPS[move]
          const name = `note-${move}`
          const returned = retry?.form.values['langkah']?.[0] === move ? retry : undefined
          const form = (
            <form method="post" action={`${sectionHref(section)}/${DOORS[hand]}`}>
              <input type="hidden" name="versi" value={String(section.version)} />
              {note && (
                <Field
                  kind="textarea"
                  name={name}
                  lang={lang}
                  label={t.moveNote[move]}
                  rows={2}
                  maxlength={2000}
                  value={returned?.form.values[name]?.[0] ?? ''}
                  error={errorOf(returned, lang, name)}
                />
              )}
              <Button look={at === 0 && !note ? 'primary' : 'line'} name="langkah" value={move}>
                {t.moves[move]}
              </Button>
            </form>
          )
          return note ? (
            <details class="plain-fold" open={returned !== undefined}>
              <summary>{t.moves[move]}</summary>
              <div class="mt-3">{form}</div>
            </details>
          ) : (
            form
          )
        })}
      </div>
    </section>
  )
}
