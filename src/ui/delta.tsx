import { formatDecimal, type Lang } from '#kit/format.ts'
import { Absent } from './absent.tsx'
import { Icon } from './icon.tsx'
import { say } from './phrases/say.ts'

/** A change as an exact decimal string: "0.44" → ↑ 0,44 with a hidden "naik". */
export function Delta({ change, lang, places = 2 }: { change: string | undefined; lang: Lang; places?: number }) {
  const t = say(lang)
  if (change === undefined) return <Absent lang={lang} />
  const size = formatDecimal(change.replace(/^-/, ''), lang, places)
  const way = /^[0.,]*$/.test(size) ? 'flat' : change.startsWith('-') ? 'down' : 'up'
  const icon = { flat: 'arrow-right', down: 'arrow-down', up: 'arrow-up' } as const
  const word = { flat: t.unchanged, down: t.down, up: t.up }
  return (
    <span class={`delta ${way}`}>
      <Icon name={icon[way]} />
      <span class="sr-only">{word[way]} </span>
      {size}
    </span>
  )
}
