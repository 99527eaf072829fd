import type { Child } from 'hono/jsx'

/** What is longer than this reads as a paragraph under its name, not as a ragged column beside it. */
const longerThan = 60

/** Pairs of a name and its value, one row each: for the side of a form or the head of a record. */
export function Facts({ facts }: { facts: readonly { label: string; value: Child }[] }) {
  return (
    <dl class="facts">
      {facts.map(({ label, value }) => (
        <div class={typeof value === 'string' && value.length > longerThan ? 'long' : undefined}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}
