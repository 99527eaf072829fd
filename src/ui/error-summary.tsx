import type { Lang } from '#kit/format.ts'
import { fieldId } from './field-id.ts'
import { Icon } from './icon.tsx'
import { say } from './phrases/say.ts'

export type FieldProblem = {
  /** Name of the field, or undefined when the problem belongs to the form as a whole. */
  field?: string | undefined
  /** A short command: what to type or do. */
  message: string
}

/** Stands above the h1 of a refused form and takes the focus. Nothing is drawn when there is no problem. */
export function ErrorSummary({
  problems,
  lang,
  title,
}: {
  problems: readonly FieldProblem[]
  lang: Lang
  title?: string
}) {
  if (problems.length === 0) return null
  return (
    <div class="errsum" role="alert" tabindex={-1} autofocus aria-labelledby="errsum-title">
      <h2 id="errsum-title">
        <Icon name="circle-alert" />
        {title ?? say(lang).errorsToFix(problems.length)}
      </h2>
      <ul>
        {problems.map(({ field, message }) => (
          <li>{field === undefined ? message : <a href={`#${fieldId(field)}`}>{message}</a>}</li>
        ))}
      </ul>
    </div>
  )
}
