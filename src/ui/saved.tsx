import { Icon } from './icon.tsx'

/** "tersimpan 10.42 WITA" beside the title. */
export function Saved({ words }: { words: string }) {
  return (
    <span class="saved" role="status">
      <Icon name="circle-check" /> {words}
    </span>
  )
}
