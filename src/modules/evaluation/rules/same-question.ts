import type { Question } from '../model.ts'

/** The words by which a question is the same in two versions of the instrument: case and spacing aside. */
export function wording({ text }: Pick<Question, 'text'>): string {
  return text.id.toLowerCase().replace(/\s+/g, ' ').trim()
}

/**
 * For each question the one of an earlier version that asks the same: by its text, and only where no text fits, nothing.
 * Equal ids are not enough, because the paper renumbers.
 */
export function earlierQuestions(now: Iterable<Question>, before: Iterable<Question>): Map<string, Question> {
  const byText = new Map<string, Question[]>()
  for (const question of before) {
    const text = wording(question)
    byText.set(text, [...(byText.get(text) ?? []), question])
  }
  const found = new Map<string, Question>()
  for (const question of now) {
    const same = byText.get(wording(question)) ?? []
    const partner = same.find(one => one.id === question.id) ?? (same.length === 1 ? same[0] : undefined)
    if (partner) found.set(question.id, partner)
  }
  return found
}
