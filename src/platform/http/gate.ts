import type { MiddlewareHandler } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { Problem, signedOut } from '#kit/problem.ts'
import { addressOf, networkOf } from './address.ts'
import type { Gate } from './door.ts'
import type { Visit } from './visit.ts'

/** Throws when the gate refuses; `look` takes no point of its limit. */
export async function pass(visit: Visit, gate: Gate, how?: 'look'): Promise<void> {
  const refusal = gate.may(visit.actor)
  if (refusal) throw visit.actor.accountId === undefined ? signedOut() : new Problem('may-not', refusal)
  if (gate.limit && how !== 'look')
    await visit.platform.limits.take(gate.limit, visit.actor.accountId ?? networkOf(addressOf(visit.c)))
}

/** Refuses a body larger than `maxSize` bytes before it is held in memory: by its length, else while it is read. */
export function limitBody(maxSize: number): MiddlewareHandler {
  const size = maxSize >= 1_000_000 ? `${Math.floor(maxSize / 1_000_000)} MB` : `${Math.round(maxSize / 1024)} KB`
  return bodyLimit({
    maxSize,
    onError: () => {
      throw new Problem('too-large', {
        id: `Kiriman ini terlalu besar. Paling besar ${size}. Kecilkan atau pecah berkasnya, lalu kirim lagi.`,
        en: `This is too large. The limit is ${size}. Make the file smaller or split it, then send again.`,
      })
    },
  })
}
