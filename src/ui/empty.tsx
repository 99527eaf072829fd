import type { Child } from 'hono/jsx'

export type EmptyProps = {
  /** One sentence of fact: "Belum ada usulan." */
  fact: string
  /** One sentence of reason. */
  reason?: Child
  /** One thing to do: a link or a button. */
  action?: Child
}

/** What stands where a list would be. */
export function Empty({ fact, reason, action }: EmptyProps) {
  return (
    <div class="empty">
      <p class="font-bold">{fact}</p>
      {reason && <p class="text-muted mt-1">{reason}</p>}
      {action && <p class="mt-4">{action}</p>}
    </div>
  )
}
