import type { Context } from 'hono'
import type { Problem } from '#kit/problem.ts'
import type { Chrome } from './app.ts'
import type { Form } from './form.ts'
import { problemJson, toProblem } from './translate.ts'
import type { View, Visit } from './visit.ts'

/** A view in its frame; with a problem, under the problem's status. */
export async function respond(
  visit: Visit,
  view: View | Response,
  chrome: Chrome,
  problem?: Problem,
): Promise<Response> {
  if (view instanceof Response) return view
  const html = await chrome.page(visit, problem ? { ...view, status: problem.status } : view)
  return visit.c.html(html, (problem?.status ?? view.status ?? 200) as 200, {
    ...view.headers,
    ...(problem?.retryAfter === undefined ? {} : { 'retry-after': String(problem.retryAfter) }),
  })
}

/** Any error as an answer: problem+json under /api/, else a page that keeps what was typed. */
export async function answer(c: Context, error: unknown, form: Form, chrome: Chrome): Promise<Response> {
  const visit = c.get('visit')
  const problem = toProblem(error, visit)
  if (c.req.path.startsWith('/api/')) return problemJson(c, problem)
  try {
    return await respond(visit, chrome.problem(visit, problem, form), chrome, problem)
  } catch (fault) {
    // The frame itself is broken: the sentence goes out bare.
    visit.platform.log.error({ err: fault, requestId: visit.requestId }, 'the page of problems failed')
    return c.text(`${problem.sentence[visit.lang]}\n`, problem.status)
  }
}
