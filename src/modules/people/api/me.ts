import type { Resource } from '#platform/http/door.ts'
import { refusal } from '#platform/http/problem-shape.ts'
import { refuseSignedOut } from '../access.ts'
import { meJson, meShape } from './shapes.ts'

/** GET /me: who the session belongs to, with all present roles. */
export const me: Resource = {
  permission: 'people.me.read',
  may: refuseSignedOut,
  route: {
    method: 'get',
    path: '/me',
    tags: ['People'],
    summary: 'Who I am',
    responses: {
      200: {
        description: 'The account of the session and its present roles',
        content: { 'application/json': { schema: meShape } },
      },
      401: refusal('Not signed in'),
    },
  },
  async handle(visit) {
    return visit.c.json(meJson(visit.actor))
  },
}
