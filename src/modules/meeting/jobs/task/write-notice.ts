import { formatCount, formatDate, formatDue, type Lang } from '#kit/format.ts'
import { LETTER_TIMES } from '#kit/send-time.ts'
import type { AskedAbove, TaskLevel } from '../../model-task.ts'
import { askedWords } from '../../phrases/task-asked.ts'
import { taskPhrases } from '../../phrases/task.ts'
import { daysBetween } from '../../rules/task/days.ts'
import type { AskedFor } from '../../store/task/notices.ts'

interface Item {
  about: AskedFor
  level: TaskLevel
  /** Whom a task rose to. */
  above: AskedAbove | undefined
  /** In the zone of the region. */
  today: string
}

interface Given {
  name: string
  /** Name of the region. */
  place: string
  items: readonly Item[]
  publicUrl: string
}

const longest = 160
const most = 40

/** One letter with everything that somebody is asked for, in Indonesian and below it in English. */
export function writeNotice(given: Given): { subject: string; text: string } {
  const once = [...new Map(given.items.map(item => [item.about.id, item])).values()]
  const [first, second] = (['id', 'en'] as const).map(lang => letterText({ ...given, items: once }, lang))
  return {
    subject: taskPhrases('id').letter.subject(given.place, formatCount(once.length, 'id')),
    text: `${first}\n\n---\n\n${second}\n`,
  }
}

function letterText({ name, items, publicUrl }: Given, lang: Lang): string {
  const t = taskPhrases(lang).letter
  const hour = (of: number) => String(of).padStart(2, '0')
  const { mostADay, quietFrom, quietUntil } = LETTER_TIMES
  return [
    t.greeting(name),
    t.opening,
    ...items.slice(0, most).map(item => itemText(item, lang, publicUrl)),
    ...(items.length > most ? [t.more(formatCount(items.length - most, lang))] : []),
    t.foot(formatCount(mostADay, lang), hour(quietFrom), hour(quietUntil)),
  ].join('\n\n')
}

function itemText({ about, level, above, today }: Item, lang: Lang, publicUrl: string): string {
  const t = taskPhrases(lang).letter
  const text = about.text.length > longest ? `${about.text.slice(0, longest)}…` : about.text
  const due = `${formatDate(about.dueOn, lang)} (${formatDue(daysBetween(today, about.dueOn), lang)})`
  const lines =
    about.kind === 'term'
      ? [t.term(text, due)]
      : about.kind === 'preparation'
        ? [t.preparation(about.officeName ?? '', text, due)]
        : [
            t.task(
              about.officeName ?? '',
              text,
              due,
              about.timesOverdue === 0 ? undefined : formatCount(about.timesOverdue, lang),
            ),
            ...(above ? riseLines(above, level, about, lang) : []),
          ]
  return [...lines, `${publicUrl}${placeOf(about)}`].join('\n')
}

/** That it rose to the reader, to whom else, and why. */
function riseLines(above: AskedAbove, level: TaskLevel, about: AskedFor, lang: Lang): string[] {
  const t = taskPhrases(lang).letter
  const { who, why } = askedWords(above, { ...about, office: about.officeName ?? '' }, lang)
  const inSecretariat = above.why === 'third-day' || above.why === 'no-coordinator'
  return [
    ...(level === 'owner' ? [] : [t.rose[inSecretariat ? 'secretariat' : 'coordinator']]),
    ...(who === undefined ? [] : [t.asked(who)]),
    why,
  ]
}

function placeOf({ kind, regionCode, id, boardId }: AskedFor): string {
  if (kind === 'task') return `/rapat/${regionCode}/tugas/${id}`
  return kind === 'term'
    ? `/rapat/${regionCode}/lembaga/${id}`
    : `/rapat/${regionCode}/persiapan/${boardId}/butir/${id}`
}
