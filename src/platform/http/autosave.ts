import { problemJson, toProblem } from './translate.ts'
import type { Visit } from './visit.ts'

/** Does the form save itself while somebody types (client/islands/autosave.ts), or was its button pressed? */
export const savesItself = (visit: Visit): boolean => visit.c.req.header('accept') === 'application/json'

/**
 * Answers a form that saves itself: the version and the sentence to show, or the refusal as problem+json. `save` gives the
 * stored version and the words, such as "tersimpan 10.42 WITA".
 */
export async function answerAutosave(
  visit: Visit,
  save: () => Promise<{ version: number; words: string }>,
): Promise<Response> {
  try {
    const { version, words } = await save()
    return visit.c.json({ version, saved: words })
  } catch (error) {
    return problemJson(visit.c, toProblem(error, visit))
  }
}
