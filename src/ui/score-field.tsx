import type { Child } from 'hono/jsx'
import { fieldId } from './field-id.ts'
import { Icon } from './icon.tsx'

type Props = {
  name: string
  /** E.g. "Bilangan bulat, 0 terendah, 4 tertinggi". */
  label: Child
  scores: readonly number[]
  value?: number | undefined
  error?: string | undefined
  /** Words of a sixth choice that takes the score back; without, a chosen score can only be changed. */
  clear?: string | undefined
}

/** Radios for one assessor's score. No default, no colour by value. */
export function ScoreField({ name, label, scores, value, error, clear }: Props) {
  const id = fieldId(name)
  return (
    <fieldset class={error ? 'field bad' : 'field'} {...(error ? { 'aria-describedby': `${id}-e` } : {})}>
      <legend class="score-label">{label}</legend>
      {error && (
        <p class="err" id={`${id}-e`}>
          <Icon name="circle-alert" />
          <span>{error}</span>
        </p>
      )}
      <div class="score">
        {scores.map((score, index) => (
          <label>
            <input
              type="radio"
              id={index === 0 ? id : `${id}-${index}`}
              name={name}
              value={String(score)}
              checked={score === value}
            />
            <span>{score}</span>
          </label>
        ))}
      </div>
      {clear !== undefined && (
        <label class="check">
          <input type="radio" class="radio" id={`${id}-clear`} name={name} value="" checked={value === undefined} />
          <span>{clear}</span>
        </label>
      )}
    </fieldset>
  )
}
