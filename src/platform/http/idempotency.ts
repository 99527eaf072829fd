import { createHash } from 'node:crypto'
import { Problem } from '#kit/problem.ts'
import type { ApiInput } from './door.ts'
import type { Visit } from './visit.ts'

/**
 * Lets a client repeat a POST safely: with the same `Idempotency-Key`, account and content it gets the first answer
 * again, without a second write; with other content, 422. Answers are kept for a day. Without the header, no effect.
 */
export async function idempotent(visit: Visit, input: ApiInput, act: () => Promise<Response>): Promise<Response> {
  const key = visit.c.req.header('idempotency-key')
  if (key === undefined || visit.actor.accountId === undefined) return await act()
  if (key.length === 0 || key.length > 200) {
    throw new Problem('malformed', {
      id: 'Idempotency-Key paling panjang 200 huruf.',
      en: 'Idempotency-Key holds at most 200 characters.',
    })
  }
  const { db } = visit.platform
  const route = `${visit.c.req.method} ${visit.c.req.path}`
  const hash = createHash('sha256')
    .update(`${route}\n${JSON.stringify(input.body ?? null)}`)
    .digest('hex')
  const at = { account_id: visit.actor.accountId, key }
  await db.sql
    .deleteFrom('http.idempotency')
    .where('created_at', '<', new Date(Date.now() - 86_400_000))
    .execute()
  const claimed = await db.sql
    .insertInto('http.idempotency')
    .values({ ...at, route, request_sha256: hash, status: 0, body: '{}' })
    .onConflict(conflict => conflict.columns(['account_id', 'key']).doNothing())
    .executeTakeFirst()
  if (claimed.numInsertedOrUpdatedRows === 0n) {
    const row = await db.sql
      .selectFrom('http.idempotency')
      .selectAll()
      .where('account_id', '=', at.account_id)
      .where('key', '=', key)
      .executeTakeFirstOrThrow()
    if (row.request_sha256 !== hash) {
      throw new Problem('invalid', {
        id: 'Idempotency-Key ini sudah dipakai untuk kiriman lain. Pakai kunci baru.',
        en: 'This Idempotency-Key was used for another request. Use a new key.',
      })
    }
    if (row.status === 0) {
      throw new Problem('conflict', {
        id: 'Kiriman dengan kunci ini masih dikerjakan. Ulangi sebentar lagi.',
        en: 'The request with this key is still under way. Repeat it in a moment.',
      })
    }
    return visit.c.json(row.body as object, row.status as 200, { 'idempotent-replayed': 'true' })
  }
  const mine = db.sql.updateTable('http.idempotency').where('account_id', '=', at.account_id).where('key', '=', key)
  try {
    const response = await act()
    const body = await response.clone().text()
    await mine.set({ status: response.status, body }).execute()
    return response
  } catch (error) {
    await db.sql.deleteFrom('http.idempotency').where('account_id', '=', at.account_id).where('key', '=', key).execute()
    throw error
  }
}
