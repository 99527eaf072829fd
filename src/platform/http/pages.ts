import type { OpenAPIHono } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { Problem } from '#kit/problem.ts'
import { answer, respond } from './answer.ts'
import type { Chrome } from './app.ts'
import type { Page } from './door.ts'
import { emptyForm, readForm, type Form } from './form.ts'
import { limitBody, pass } from './gate.ts'
import { toProblem } from './translate.ts'
import type { Retry } from './visit.ts'

/** Puts one page behind its gate: GET shows; POST acts, or shows again with what was typed and why it was refused. */
export function mountPage(app: OpenAPIHono, page: Page, chrome: Chrome): void {
  const { show, submit } = page
  if (show) {
    app.get(page.path, async c => {
      const visit = c.get('visit')
      await pass(visit, page)
      return await respond(visit, await show(visit), chrome)
    })
  }
  if (submit) {
    app.post(page.path, limitBody(submit.maxBytes ?? 64 * 1024), async c => {
      const visit = c.get('visit')
      let form = emptyForm
      try {
        // What was typed is read before the gate, so that an ended session loses nothing; a large file is not.
        if (isLarge(c)) await pass(visit, submit, 'look')
        form = await readBody(c)
        await pass(visit, submit)
        return await submit.handle(visit, form)
      } catch (error) {
        const problem = toProblem(error, visit)
        const again = [401, 403, 413].includes(problem.status) || problem.status >= 500 ? undefined : show
        if (!again) return await answer(c, problem, form, chrome)
        try {
          return await respond(visit, await again(visit, { form, problem } satisfies Retry), chrome, problem)
        } catch (fault) {
          return await answer(c, fault, form, chrome)
        }
      }
    })
  }
}

const isLarge = (c: Context) => {
  const length = c.req.header('content-length')
  return c.req.header('transfer-encoding') !== undefined || Number(length ?? 0) > 256 * 1024
}

/** The form of a request; empty when it has no body. Throws `malformed` when the body is no form. */
async function readBody(c: Context): Promise<Form> {
  if (c.req.header('content-type') === undefined) return emptyForm
  try {
    return readForm(await c.req.formData())
  } catch (cause) {
    if (cause instanceof Problem) throw cause
    throw new Problem(
      'malformed',
      {
        id: 'Isi kiriman tidak dapat dibaca, mungkin terputus di jalan. Kirim lagi.',
        en: 'What was sent cannot be read; it may have been cut off on the way. Send it again.',
      },
      { cause },
    )
  }
}
