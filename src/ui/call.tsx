import type { Child } from 'hono/jsx'
import type { Status } from './chip.tsx'

/** One explanation, or one promise with a date. One per section. */
export function Call({
  title,
  tone,
  children,
}: {
  title?: string | undefined
  tone?: Status | undefined
  children?: Child
}) {
  return (
    <div class={tone ? `call is-${tone}` : 'call'}>
      {title && <p class="call-title">{title}</p>}
      <div>{children}</div>
    </div>
  )
}
