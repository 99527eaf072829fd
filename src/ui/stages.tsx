import type { Lang } from '#kit/format.ts'
import { Icon } from './icon.tsx'
import { say } from './phrases/say.ts'

export type Stage = {
  state: 'done' | 'now' | 'later'
  name: string
  line?: string | undefined
  href?: string | undefined
}

/** Stages of a process: done, now, later. `row` lays them side by side on a wide screen. */
export function Stages({ stages, lang, row }: { stages: readonly Stage[]; lang: Lang; row?: boolean | undefined }) {
  const t = say(lang)
  return (
    <ol class={row ? 'stage row' : 'stage'}>
      {stages.map(({ state, name, line, href }, index) => (
        <li
          class={state === 'done' ? 'done' : undefined}
          {...(state === 'now' ? { 'aria-current': 'step' as const } : {})}
        >
          <b>{state === 'done' ? <Icon name="check" /> : index + 1}</b>
          <div>
            <strong>
              {href ? <a href={href}>{name}</a> : name}
              {state === 'done' && <i class="sr-only">, {t.done}</i>}
            </strong>
            {line && <span>{line}</span>}
          </div>
        </li>
      ))}
    </ol>
  )
}
