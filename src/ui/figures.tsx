import type { Child } from 'hono/jsx'

export type Figure = { label: string; number: Child; unit?: string | undefined; line?: Child }

/** At most four leading numbers, each under a rule. */
export function Figures({ figures }: { figures: readonly Figure[] }) {
  return (
    <dl class="figs">
      {figures.map(({ label, number, unit, line }) => (
        <div>
          <dt>{label}</dt>
          <dd class="n">
            {number}
            {unit && <small> {unit}</small>}
          </dd>
          {line && <dd class="s">{line}</dd>}
        </div>
      ))}
    </dl>
  )
}
