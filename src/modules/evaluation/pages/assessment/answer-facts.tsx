import type { Visit } from '#platform/http/door.ts'
import { assessmentPhrases } from '../../phrases/assessment.ts'

/** Id of the form of an answer, for buttons that stand outside it. */
export const formName = 'jawaban'

/** Level, narrative and figures as text. */
export function AnswerFacts({
  visit: { lang },
  level,
  narrative,
  figures = [],
}: {
  visit: Visit
  level: number | null
  narrative: string | undefined
  figures?: readonly { label: string | undefined; value: string | undefined; unit?: string | undefined }[] | undefined
}) {
  const t = assessmentPhrases(lang)
  return (
    <>
      <p class="eyebrow">{t.level}</p>
      <p class="text-2xl font-bold">{level ?? t.noLevel}</p>
      <p class="eyebrow mt-4">{t.narrative}</p>
      <div class="answer-text">{narrative ?? t.nothingWritten}</div>
      {figures.length > 0 && (
        <ul class="mt-4">
          {figures.map(({ label, value, unit }) => (
            <li>
              {label}: <b>{lang === 'id' ? (value ?? '').replace('.', ',') : value}</b> {unit}
            </li>
          ))}
        </ul>
      )}
    </>
  )
}
