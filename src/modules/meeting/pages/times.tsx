/** "09.00–11.00 WITA" */
const times = /(\d{1,2}[.:]\d{2}–\d{1,2}[.:]\d{2}(?:\s(?:WIB|WITA|WIT)\b)?)/u

/** Words with times in them; from, until and zone stay on one line. */
export function Times({ words }: { words: string }) {
  return (
    <>{words.split(times).map((part, at) => (at % 2 === 1 ? <span class="whitespace-nowrap">{part}</span> : part))}</>
  )
}
