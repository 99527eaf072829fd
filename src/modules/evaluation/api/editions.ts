import { z } from '@hono/zod-openapi'
import type { Resource } from '#platform/http/door.ts'
import { mayReadResults } from '../access.ts'
import { listEditions } from '../store/editions.ts'
import { editionJson, editionShape, json } from './shapes.ts'

export const editionsResource: Resource = {
  permission: 'evaluation.result.read',
  may: mayReadResults,
  route: {
    method: 'get',
    path: '/editions',
    tags: ['evaluation'],
    summary: 'Published editions of the evaluation, newest first',
    responses: { 200: json('All editions', z.object({ items: z.array(editionShape), next: z.null() })) },
  },
  async handle({ c, platform }) {
    return c.json({ items: (await listEditions(platform.db.read)).map(editionJson), next: null })
  },
}
