import { raw } from 'hono/html'
import { icons } from './icons.ts'

export type IconName = keyof typeof icons

/** A Lucide icon in the size and colour of the text. Decoration only: always put words beside it, or `.sr-only` words. */
export function Icon({ name, class: extra }: { name: IconName; class?: string | undefined }) {
  return (
    <svg class={extra ? `i ${extra}` : 'i'} viewBox="0 0 24 24" aria-hidden="true">
      {raw(icons[name])}
    </svg>
  )
}
