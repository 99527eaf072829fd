import { formatCount, type Lang } from '#kit/format.ts'
import type { AskedAbove, Task } from '../model-task.ts'
import { taskPhrases } from './task.ts'

/** "Ani dan Budi, bersama Dinas Kesehatan", undefined where nobody above has an account, and the sentence that says why. */
export function askedWords(
  asked: AskedAbove,
  task: Pick<Task, 'dimension' | 'timesOverdue'> & { office: string },
  lang: Lang,
): { who: string | undefined; why: string } {
  const t = taskPhrases(lang)
  const { office, timesOverdue } = task
  if (asked.names.length === 0) return { who: undefined, why: t.asked.nobody(office) }
  const why = t.asked.why[asked.why]({
    dimension: task.dimension && t.dimensions[task.dimension],
    office,
    institutions: listed(asked.institutions, t.asked.and),
    times: formatCount(timesOverdue, lang),
  })
  return { who: t.asked.people(listed(asked.names, t.asked.and), office), why }
}

/** "Ani, Budi dan Citra". */
const listed = (names: readonly string[], and: string): string =>
  names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} ${and} ${names.at(-1)}`
