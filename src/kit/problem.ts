/**
 * The one catalogue of refusals. A problem is thrown by any room and translated in one place (platform/http) to HTML
 * that keeps what was typed, or to `application/problem+json` (RFC 9457).
 */

/** One sentence in both languages of the screen, Indonesian first. */
export interface Sentence {
  id: string
  en: string
}

/** What is wrong with one field: `field` is the name of the form control or the JSON path in the API. */
export interface FieldError {
  field: string
  sentence: Sentence
}

const catalogue = {
  invalid: 422,
  malformed: 400,
  'signed-out': 401,
  'may-not': 403,
  'foreign-origin': 403,
  'not-found': 404,
  'wrong-method': 405,
  conflict: 409,
  expired: 410,
  'changed-meanwhile': 412,
  'too-large': 413,
  'wrong-type': 415,
  'too-many': 429,
  fault: 500,
  unavailable: 503,
} as const

export type ProblemCode = keyof typeof catalogue

/** A refusal with HTTP status, a sentence that says what to do, and errors by field. */
export class Problem extends Error {
  readonly code: ProblemCode
  readonly status: (typeof catalogue)[ProblemCode]
  readonly sentence: Sentence
  readonly fields: FieldError[]
  /** Seconds after which the same request may succeed. */
  readonly retryAfter: number | undefined

  constructor(
    code: ProblemCode,
    sentence: Sentence,
    more: { fields?: FieldError[]; retryAfter?: number; cause?: unknown } = {},
  ) {
    super(`${code}: ${sentence.en}`, more.cause === undefined ? undefined : { cause: more.cause })
    this.name = 'Problem'
    this.code = code
    this.status = catalogue[code]
    this.sentence = sentence
    this.fields = more.fields ?? []
    this.retryAfter = more.retryAfter
  }
}

/** Input that a person can mend: 422 with one sentence for each field. */
export function invalid(...fields: FieldError[]): Problem {
  const n = fields.length
  return new Problem(
    'invalid',
    n === 1 && fields[0]
      ? fields[0].sentence
      : { id: `Ada ${n} isian yang perlu diperbaiki.`, en: `${n} entries need correction.` },
    { fields },
  )
}

/** A thing that does not exist, or that the actor may not know exists. */
export function notFound(id: string, en: string): Problem {
  return new Problem('not-found', { id, en })
}

/** Not allowed; the sentence says who may and what can be done. */
export function mayNot(sentence: Sentence): Problem {
  return new Problem('may-not', sentence)
}

export const signedOut = (): Problem =>
  new Problem('signed-out', {
    id: 'Anda belum masuk, atau sesi Anda sudah berakhir. Masuk dahulu, lalu ulangi.',
    en: 'You are signed out, or your session has ended. Sign in, then try again.',
  })
