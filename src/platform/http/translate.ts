import type { Context } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { z } from 'zod'
import { invalid, Problem } from '#kit/problem.ts'
import { fieldErrors } from './form.ts'
import { isDiskFull } from '#platform/files/disk-full.ts'
import type { Visit } from './visit.ts'

/** PostgreSQL's codes that a person can act on; everything else is our fault and is logged. */
const fromDatabase: Record<string, () => Problem> = {
  '23505': () =>
    new Problem('conflict', {
      id: 'Data yang sama sudah ada. Muat ulang halaman untuk melihatnya.',
      en: 'The same entry exists already. Reload the page to see it.',
    }),
  '40001': busy,
  '40P01': busy,
  '55P03': busy,
  '57014': () =>
    new Problem(
      'unavailable',
      {
        id: 'Permintaan ini terlalu lama dikerjakan dan dihentikan. Tidak ada yang tersimpan. Persempit, lalu coba lagi.',
        en: 'This took too long and was stopped. Nothing was stored. Narrow it down, then try again.',
      },
      { retryAfter: 10 },
    ),
  // Text that the database cannot hold (a NUL), or a number or id that is none.
  '22021': unreadable,
  '22P05': unreadable,
  '22003': unreadable,
  '22P02': () =>
    new Problem('not-found', {
      id: 'Nomor atau kode di alamat ini tidak dikenal. Periksa alamatnya.',
      en: 'The number or code in this address is not known. Check the address.',
    }),
}

function unreadable(): Problem {
  return new Problem('malformed', {
    id: 'Isian ini memuat tanda atau angka yang tidak dapat disimpan. Ketik ulang, lalu kirim lagi.',
    en: 'This holds a sign or a number that cannot be stored. Type it again, then send.',
  })
}

const diskFull = () =>
  new Problem('unavailable', {
    id: 'Diska server penuh. Tidak ada yang tersimpan; isian Anda masih di halaman ini. Hubungi pengelola.',
    en: 'The server’s disk is full. Nothing was stored; your entries are still on this page. Tell the administrator.',
  })

function busy(): Problem {
  return new Problem(
    'unavailable',
    {
      id: 'Orang lain sedang mengubah data yang sama. Tunggu beberapa detik, lalu kirim lagi.',
      en: 'Somebody else is changing the same data. Wait some seconds, then send again.',
    },
    { retryAfter: 2 },
  )
}

/** The database is away, restarts, has no connection left, or became a replica. */
const lost = new Set(
  'ECONNREFUSED ECONNRESET EPIPE ETIMEDOUT EHOSTUNREACH ENETUNREACH ENOTFOUND EAI_AGAIN 57P01 57P02 57P03 53300 25006 25P03'.split(
    ' ',
  ),
)
const lostWords =
  /connection terminated|connection timeout|timeout exceeded when trying to connect|client was closed|not queryable|connection ended/i

/** Any error as a Problem. A fault of ours is logged whole and told with an incident number only. */
export function toProblem(error: unknown, visit: Visit): Problem {
  if (error instanceof Problem) return error
  if (error instanceof z.ZodError) return invalid(...fieldErrors(error))
  if (error instanceof HTTPException) {
    return new Problem('malformed', {
      id: 'Isi kiriman tidak dapat dibaca. Periksa bentuknya (JSON), lalu kirim lagi.',
      en: 'The body cannot be read. Check its form (JSON), then send again.',
    })
  }
  const code = (error as { code?: string } | undefined)?.code ?? ''
  const known = fromDatabase[code]
  if (known) return known()
  const message = error instanceof Error ? error.message : String(error)
  if (isDiskFull(error)) {
    visit.platform.log.error({ err: error, requestId: visit.requestId }, 'disk full')
    return diskFull()
  }
  if (lost.has(code) || code.startsWith('08') || lostWords.test(message)) {
    visit.platform.log.error({ err: error, requestId: visit.requestId }, 'database lost')
    return new Problem(
      'unavailable',
      {
        id: 'Basis data sedang tidak menjawab. Tidak ada yang tersimpan setengah. Tunggu sebentar, lalu kirim lagi.',
        en: 'The database does not answer just now. Nothing is stored half-way. Wait a moment, then send again.',
      },
      { retryAfter: 5 },
    )
  }
  visit.platform.log.error({ err: error, requestId: visit.requestId }, 'fault')
  const incident = visit.requestId.slice(0, 6).toUpperCase()
  return new Problem('fault', {
    id: `Ada gangguan di pihak kami. Isian Anda aman di halaman ini. Nomor kejadian ${incident}.`,
    en: `There is a fault on our side. Your entries are safe on this page. Incident ${incident}.`,
  })
}

/** The refusal as `application/problem+json` (RFC 9457), in the language of the visit. */
export function problemJson(c: Context, problem: Problem): Response {
  const { lang, requestId } = c.get('visit')
  const body = {
    type: `https://tudang.invalid/problems/${problem.code}`,
    title: problem.code,
    status: problem.status,
    detail: problem.sentence[lang],
    instance: c.req.path,
    request_id: requestId,
    ...(problem.fields.length === 0
      ? {}
      : { errors: problem.fields.map(({ field, sentence }) => ({ field, detail: sentence[lang] })) }),
  }
  return c.body(JSON.stringify(body), problem.status, {
    'content-type': 'application/problem+json',
    ...(problem.retryAfter === undefined ? {} : { 'retry-after': String(problem.retryAfter) }),
  })
}
