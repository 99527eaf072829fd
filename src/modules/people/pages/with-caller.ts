import { addressHeader } from '#platform/auth/auth.ts'
import { addressOf } from '#platform/http/address.ts'
import type { Form } from '#platform/http/form.ts'
import type { Visit } from '#platform/http/visit.ts'
import type { Caller } from '../actions/caller.ts'

/** The visit as the actions of signing in want it; headers that could speak for a proxy are left out. */
export function callerOf(visit: Visit): Caller {
  const address = addressOf(visit.c)
  const headers = new Headers({ [addressHeader]: address })
  for (const name of ['cookie', 'user-agent']) {
    const value = visit.c.req.header(name)
    if (value !== undefined) headers.set(name, value.slice(0, 8000))
  }
  return { platform: visit.platform, writer: visit.writer, headers, address }
}

/** Sends the browser on with a GET, setting cookies of the sign-in library as it gave them. */
export function goTo(path: string, cookies: readonly string[] = []): Response {
  const headers = new Headers({ location: path, 'cache-control': 'no-store' })
  for (const cookie of cookies) headers.append('set-cookie', cookie)
  return new Response(null, { status: 303, headers })
}

/** A password exactly as typed: spaces at its ends belong to it. */
export function typedPassword(form: Form, name: string): string | undefined {
  return form.values[name]?.[0] || undefined
}
