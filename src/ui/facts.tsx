import type { Child } from 'hono/jsx'

/** Pairs of a name and its value, one row each: for the side of a form or the head of a record. */
export function Facts({ facts }: { facts: readonly { label: string; value: Child }[] }) {
  return (
    <dl class="facts">
      {facts.map(({ label, value }) => (
        <div>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}
