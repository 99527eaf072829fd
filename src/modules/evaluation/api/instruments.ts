import { z } from '@hono/zod-openapi'
import { notFound } from '#kit/problem.ts'
import type { Resource } from '#platform/http/door.ts'
import { mayReadResults } from '../access.ts'
import { findInstrument, listInstruments } from '../store/instruments.ts'
import { instrumentDetailShape, instrumentJson, instrumentShape, json, problems } from './shapes.ts'

export const instrumentsResource: Resource = {
  permission: 'evaluation.result.read',
  may: mayReadResults,
  route: {
    method: 'get',
    path: '/instruments',
    tags: ['evaluation'],
    summary: 'Published instruments, newest year first',
    responses: { 200: json('All instruments', z.object({ items: z.array(instrumentShape), next: z.null() })) },
  },
  async handle({ c, platform }) {
    return c.json({ items: (await listInstruments(platform.db.read)).map(instrumentJson), next: null })
  },
}

export const instrumentResource: Resource = {
  permission: 'evaluation.result.read',
  may: mayReadResults,
  route: {
    method: 'get',
    path: '/instruments/{id}',
    tags: ['evaluation'],
    summary: 'An instrument with all its questions; its SHA-256 is over the canonical text of `content`',
    request: { params: z.object({ id: z.string().max(80) }) },
    responses: { 200: json('The instrument', instrumentDetailShape), ...problems(404) },
  },
  async handle({ c, platform }, { params }) {
    const id = params['id'] ?? ''
    const stored = await findInstrument(platform.db.read, id)
    if (!stored) {
      throw notFound(
        `Tidak ada instrumen ${id}. Lihat /api/v1/instruments.`,
        `There is no instrument ${id}. See /api/v1/instruments.`,
      )
    }
    return c.json({ ...instrumentJson(stored), content: stored.content })
  },
}
