import type { Child } from 'hono/jsx'

export type Moment = { when: string; datetime?: string | undefined; fact: Child; line?: Child }

/** What happened, oldest or newest first as given: date, bold fact, one line. */
export function Timeline({ moments }: { moments: readonly Moment[] }) {
  return (
    <ol class="time">
      {moments.map(({ when, datetime, fact, line }) => (
        <li>
          {datetime ? <time datetime={datetime}>{when}</time> : <span class="when">{when}</span>}
          <div>
            <strong>{fact}</strong>
            {line && <p>{line}</p>}
          </div>
        </li>
      ))}
    </ol>
  )
}
