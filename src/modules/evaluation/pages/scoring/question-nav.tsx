import { formatOf } from '#kit/format.ts'
import type { Visit } from '#platform/http/door.ts'
import { scoringPhrases } from '../../phrases/scoring.ts'
import { questionsOf } from '../../rules/instrument-questions.ts'
import { shortNames } from '../../rules/scoring/short-names.ts'
import { dimensionWord } from '../words.ts'
import { type Sheet, sheetPath, tally } from './sheet-data.ts'

interface Props {
  lang: Visit['lang']
  sheet: Sheet
  questionId: string
}

/** The questions of this part with the own scores, and how far the other parts are. */
export function QuestionNav({ lang, sheet, questionId }: Props) {
  const t = scoringPhrases(lang)
  const { ground, own, roundId, code, stand } = sheet
  const here = ground.questions.get(questionId)?.dimension
  if (!here) return null
  const names = shortNames(ground.instrument)
  return (
    <nav class="pt-5 pb-6 only-wide lg:sticky lg:top-0 lg:self-start" aria-label={t.questions}>
      <p class="eyebrow mb-2">{dimensionWord(here.code, lang, ground.instrument)}</p>
      <ol class="relative -mx-2 lg:max-h-[calc(100vh-21rem)] lg:overflow-y-auto">
        {questionsOf(here).map(({ id, text }, index) => {
          const current = id === questionId
          const score = own.get(id)
          return (
            <li>
              <a
                href={sheetPath(roundId, code, id)}
                class={`grid grid-cols-[1.6rem_1fr_auto] gap-2 py-2 px-2 rounded min-h-11 items-center text-sm leading-snug${current ? ' bg-base-200 font-bold' : ' hover:bg-base-200'}`}
                {...(current ? { 'aria-current': 'true' as const } : {})}
              >
                <span class="text-muted">{index + 1}</span>
                <span class="line-clamp-2">{(names.get(id) ?? text)[lang]}</span>
                {stand.sight.ownScores && (
                  <b data-own-score={current ? '' : undefined}>
                    {typeof score?.score === 'number' ? (
                      score.score
                    ) : (
                      <>
                        <span class="text-muted" aria-hidden="true">
                          –
                        </span>
                        <span class="sr-only">{t.notScored}</span>
                      </>
                    )}
                    {score?.flagged && <span class="sr-only">, {t.mark}</span>}
                  </b>
                )}
              </a>
            </li>
          )
        })}
      </ol>
      <p class="eyebrow mt-6 mb-1">{t.otherParts}</p>
      <ul class="-mx-2">
        {ground.instrument.dimensions
          .filter(({ code: other }) => other !== here.code)
          .map(dimension => {
            const questions = questionsOf(dimension)
            const open = questions.find(({ id }) => typeof own.get(id)?.score !== 'number') ?? questions[0]
            const { scored, total } = tally(sheet, dimension)
            return (
              open && (
                <li>
                  <a
                    href={sheetPath(roundId, code, open.id)}
                    class="flex justify-between items-center min-h-10 text-sm px-2 rounded hover:bg-base-200"
                  >
                    <span>{dimensionWord(dimension.code, lang, ground.instrument)}</span>
                    <span class="text-muted">{stand.sight.ownScores ? formatOf(scored, total, lang) : total}</span>
                  </a>
                </li>
              )
            )
          })}
      </ul>
    </nav>
  )
}
