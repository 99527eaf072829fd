import type { Question } from '../model.ts'

/** The words by which a question is the same in two versions of the instrument: case and spacing aside. */
export function wording({ text }: Pick<Question, 'text'>): string {
  return text.id.toLowerCase().replace(/\s+/g, ' ').trim()
}
