import { createHash } from 'node:crypto'
import { Problem } from '#kit/problem.ts'
import { atCommit } from '#platform/db/database.ts'
import type { ApiInput } from './door.ts'
import type { Visit } from './visit.ts'

/** What the row of a key says: under way, stored but not answered, or (a status of HTTP) answered. */
const underWay = 0
const stored = 1
/** A request that neither stored nor ended in this time died with its process: the key is free again. */
const deadAfter = 2 * 60_000
const keptFor = 24 * 60 * 60_000

interface Kept {
  text: string
  headers: Record<string, string>
}

/**
 * Lets a client repeat a POST safely: with the same `Idempotency-Key`, account and content it gets the first answer
 * again, without a second write; with other content, 422. Answers are kept for a day. Without the header, no effect.
 *
 * The write and its mark on the key are one transaction: a request whose answer was lost is never done twice, also when
 * the server was killed after the commit (409 says so), and one that died before it may be repeated after two minutes.
 */
export async function idempotent(visit: Visit, input: ApiInput, act: () => Promise<Response>): Promise<Response> {
  const key = visit.c.req.header('idempotency-key')
  const account = visit.actor.accountId
  if (key === undefined || account === undefined) return await act()
  if (key.length === 0 || key.length > 200) {
    throw new Problem('malformed', {
      id: 'Idempotency-Key berisi 1 sampai 200 huruf.',
      en: 'Idempotency-Key holds 1 to 200 characters.',
    })
  }
  const { sql } = visit.platform.db
  const url = new URL(visit.c.req.url)
  const route = `${visit.c.req.method} ${url.pathname}`
  const hash = createHash('sha256')
    .update(`${route}${url.search}\n${await contentOf(input.body)}`)
    .digest('hex')
  const claimedAt = new Date()
  const claim = await sql
    .insertInto('http.idempotency')
    .values({
      account_id: account,
      key,
      route,
      request_sha256: hash,
      status: underWay,
      body: '{}',
      created_at: claimedAt,
    })
    .onConflict(conflict =>
      conflict
        .columns(['account_id', 'key'])
        .doUpdateSet({ route, request_sha256: hash, status: underWay, body: '{}', created_at: claimedAt })
        .where(there =>
          there.or([
            there('http.idempotency.created_at', '<', new Date(claimedAt.getTime() - keptFor)),
            there.and([
              there('http.idempotency.status', '=', underWay),
              there('http.idempotency.created_at', '<', new Date(claimedAt.getTime() - deadAfter)),
            ]),
          ]),
        ),
    )
    .executeTakeFirst()
  if (claim.numInsertedOrUpdatedRows === 0n) return await repeat(visit, account, key, hash)

  const mine = sql
    .updateTable('http.idempotency')
    .where('account_id', '=', account)
    .where('key', '=', key)
    .where('created_at', '=', claimedAt)
  let response: Response
  try {
    response = await atCommit(async tx => {
      const marked = await tx
        .updateTable('http.idempotency')
        .set({ status: stored })
        .where('account_id', '=', account)
        .where('key', '=', key)
        .where('created_at', '=', claimedAt)
        .executeTakeFirst()
      if (marked.numUpdatedRows === 0n) throw stillUnderWay()
    }, act)
  } catch (error) {
    await sql
      .deleteFrom('http.idempotency')
      .where('account_id', '=', account)
      .where('key', '=', key)
      .where('created_at', '=', claimedAt)
      .where('status', '=', underWay)
      .execute()
      .catch(() => undefined)
    throw error
  }
  const headers: Record<string, string> = {}
  for (const name of ['content-type', 'location']) {
    const value = response.headers.get(name)
    if (value !== null) headers[name] = value
  }
  const kept: Kept = { text: await response.clone().text(), headers }
  await mine.set({ status: response.status, body: JSON.stringify(kept) }).execute()
  return response
}

async function repeat(visit: Visit, account: string, key: string, hash: string): Promise<Response> {
  const row = await visit.platform.db.sql
    .selectFrom('http.idempotency')
    .selectAll()
    .where('account_id', '=', account)
    .where('key', '=', key)
    .executeTakeFirst()
  // The first one failed in this moment and freed the key.
  if (row === undefined) throw stillUnderWay()
  if (row.request_sha256 !== hash) {
    throw new Problem('invalid', {
      id: 'Idempotency-Key ini sudah dipakai untuk kiriman lain. Pakai kunci baru.',
      en: 'This Idempotency-Key was used for another request. Use a new key.',
    })
  }
  if (row.status === underWay) throw stillUnderWay()
  if (row.status === stored) {
    throw new Problem('conflict', {
      id: 'Kiriman ini sudah tersimpan, tetapi jawabannya hilang. Jangan kirim lagi; lihat hasilnya di daftar.',
      en: 'This was stored already, but its answer was lost. Do not send it again; look for it in the list.',
    })
  }
  const kept = row.body as unknown as Kept
  const empty = [204, 205, 304].includes(row.status)
  return new Response(empty ? null : kept.text, {
    status: row.status,
    headers: { ...kept.headers, 'idempotent-replayed': 'true' },
  })
}

function stillUnderWay(): Problem {
  return new Problem(
    'conflict',
    {
      id: 'Kiriman dengan kunci ini masih dikerjakan. Ulangi sebentar lagi.',
      en: 'The request with this key is still under way. Repeat it in a moment.',
    },
    { retryAfter: 2 },
  )
}

/** The parsed body as a text that is the same for the same content; a file counts by its bytes. */
async function contentOf(body: unknown): Promise<string> {
  if (body instanceof Blob) {
    return createHash('sha256')
      .update(new Uint8Array(await body.arrayBuffer()))
      .digest('hex')
  }
  if (typeof body !== 'object' || body === null) return JSON.stringify(body ?? null)
  const parts = await Promise.all(Object.entries(body).map(async ([name, value]) => [name, await contentOf(value)]))
  return JSON.stringify(parts)
}
