import type { Actor, Refusal } from '#kit/actor.ts'

/** Public: no account needed. */
export const everybody = (_actor: Actor): Refusal => undefined

/** A job's progress is for the account that started it, and for those who look after the system. */
export function mayReadJob(actor: Actor, ownerId: string | undefined): Refusal {
  if (actor.accountId !== undefined && actor.accountId === ownerId) return undefined
  if (actor.membership?.role === 'administrator' || actor.membership?.role === 'auditor') return undefined
  return { id: 'Pekerjaan ini milik akun lain.', en: 'This job belongs to another account.' }
}

/** Any account. */
export function signedIn(actor: Actor): Refusal {
  return actor.accountId === undefined ? { id: 'Masuk dahulu.', en: 'Sign in first.' } : undefined
}
