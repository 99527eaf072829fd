import type { Visit } from '#platform/http/door.ts'

/** Addresses of a region in a round. */
export const regionPlace = '/putaran/:round{[a-z0-9][a-z0-9-]{2,59}}/:code{[0-9]{2}(?:\\.[0-9]{2})?}'
export const questionPlace = `${regionPlace}/soal/:question{[A-Za-z0-9.-]{1,80}}`

export const regionPath = (roundId: string, code: string): string => `/putaran/${roundId}/${code}`
export const questionPath = (roundId: string, code: string, question: string): string =>
  `${regionPath(roundId, code)}/soal/${question}`

export function placeOf({ c }: Visit): { roundId: string; code: string; questionId: string } {
  return {
    roundId: c.req.param('round') ?? '',
    code: c.req.param('code') ?? '',
    questionId: c.req.param('question') ?? '',
  }
}

/** A question id from a form; undefined for what cannot be one, so that no address is made of it. */
export const questionIn = (typed: string | undefined): string | undefined =>
  typed !== undefined && /^[A-Za-z0-9.-]{1,80}$/.test(typed) && !typed.includes('..') ? typed : undefined
