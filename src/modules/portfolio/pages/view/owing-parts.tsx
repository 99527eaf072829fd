import { formatCount, formatDate, formatDateTime, type Lang, type Zone } from '#kit/format.ts'
import { roleName } from '#modules/people/index.ts'
import { Figures } from '#ui/figures.tsx'
import type { OwingLine } from '../../actions/view/read-owing.ts'
import type { HolderReminders, OwedCount } from '../../model-owing.ts'
import { owingPhrases } from '../../phrases/owing.ts'
import { daysBetween } from '../../rules/view/owing.ts'
import type { OwedTotals } from '../../store/view/owing.ts'
import { holderName, whenWords } from './owing-words.ts'

/** How much is owed in all, by how many, and since when. */
export function Totals({ totals, today, lang }: { totals: OwedTotals; today: string; lang: Lang }) {
  const t = owingPhrases(lang)
  const { things, holders, oldest } = totals
  if (oldest === undefined) return null
  return (
    <div class="mt-6 mb-8">
      <Figures
        figures={[
          { label: t.figures.things, number: formatCount(things, lang), line: t.thingsLine },
          { label: t.figures.holders, number: formatCount(holders, lang), line: t.holdersLine },
          {
            label: t.figures.oldest,
            number: formatCount(Math.max(0, daysBetween(oldest, today)), lang),
            unit: t.days,
            line: formatDate(oldest, lang),
          },
        ]}
      />
    </div>
  )
}

interface LineProps {
  line: OwingLine
  path: string
  /** In the zone of the region. */
  today: string
  lang: Lang
  zone: Zone
  mayAsk: boolean
  narrow?: boolean
}

/** Name and people; on a phone also what is owed and the button, for the other columns are not there. */
export function Who({ line, path, today, lang, zone, mayAsk, narrow }: LineProps) {
  const t = owingPhrases(lang)
  const { holder, people, owed } = line
  return (
    <>
      <a class="a" href={`${path}?kantor=${encodeURIComponent(holder.key)}`}>
        {holderName(holder, lang)}
      </a>
      <span class="note block mt-1 font-normal">
        {people.length === 0
          ? holder.kind === 'place'
            ? t.noOffice
            : t.nobody
          : people
              .slice(0, 3)
              .map(({ name, role }) => `${name} (${roleName(role, lang)})`)
              .join(', ')}
      </span>
      {narrow && (
        <div class="only-narrow font-normal mt-3">
          <Owes owed={owed} today={today} lang={lang} />
          <div class="mt-3">
            <Asking line={line} path={path} today={today} lang={lang} zone={zone} mayAsk={mayAsk} />
          </div>
        </div>
      )}
    </>
  )
}

/** What is owed, a line a kind. */
export function Owes({ owed, today, lang }: { owed: readonly OwedCount[]; today: string; lang: Lang }) {
  const t = owingPhrases(lang)
  return (
    <ul>
      {owed.map(({ kind, count, oldest }) => (
        <li class="py-0.5">
          {t.counted[kind](formatCount(count, lang))}, <span class="text-muted">{whenWords(oldest, today, lang)}</span>
        </li>
      ))}
    </ul>
  )
}

/** How the reminders stand, and the button for another. */
export function Asking({ line: { holder, people, reminders }, path, lang, zone, mayAsk }: LineProps) {
  const t = owingPhrases(lang)
  const name = holderName(holder, lang)
  return (
    <>
      <p class="note">{reminderWords(reminders, lang, zone)}</p>
      {mayAsk && people.length > 0 && (
        <form method="post" action={path} class="mt-2">
          <input type="hidden" name="kantor" value={holder.key} />
          <button type="submit" class="btn btn-line" aria-label={t.remindOne(name)}>
            {t.remind}
          </button>
        </form>
      )}
    </>
  )
}

function reminderWords(reminders: HolderReminders | undefined, lang: Lang, zone: Zone): string {
  const t = owingPhrases(lang)
  if (!reminders) return t.never
  const { waiting, notBefore, lastSentAt, lastDropped, failed } = reminders
  const words: string[] = []
  if (waiting > 0) {
    const until = notBefore ? `, ${t.waitsUntil(formatDateTime(notBefore, lang, zone))}` : ''
    words.push(`${t.waits(formatCount(waiting, lang))}${until}`)
  }
  if (failed > 0) words.push(t.failed(formatCount(failed, lang)))
  if (lastSentAt) words.push(t.sent(formatDateTime(lastSentAt, lang, zone)))
  else if (waiting === 0 && lastDropped) {
    words.push(t.dropped(t.drops[lastDropped.reason], formatDate(lastDropped.at, lang, zone)))
  }
  return words.length === 0 ? t.never : words.join('; ')
}
