import type { Context } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { z } from 'zod'
import { invalid, Problem } from '#kit/problem.ts'
import { fieldErrors } from './form.ts'
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
  '53100': () =>
    new Problem('unavailable', {
      id: 'Diska server penuh. Tidak ada yang tersimpan; isian Anda masih di halaman ini. Hubungi pengelola.',
      en: 'The server’s disk is full. Nothing was stored; your entries are still on this page. Tell the administrator.',
    }),
}

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

const lost = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', '57P01', '57P02', '57P03', '08006', '08003'])

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
  if (lost.has(code) || /Connection terminated|connection timeout/i.test(message)) {
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
