import { z } from '@hono/zod-openapi'
import type { Resource } from '#platform/http/door.ts'
import { mayOpenMeetings, refuseKeep } from '../../access.ts'
import { getInsideStand } from '../../actions/stand.ts'
import { listInstitutionMembers, listInstitutions } from '../../store/institution/institutions.ts'
import { json, problems, regionParams } from '../shapes.ts'
import { institutionChangeResource, membersResource, newInstitutionResource } from './keep.ts'
import { institutionJson, institutionShape } from './shapes.ts'
import { institutionRemovalResource, renewalResource } from './term.ts'

const institutionListResource: Resource = {
  permission: 'meeting.inside.read',
  may: mayOpenMeetings,
  route: {
    method: 'get',
    path: '/meetings/{region}/institutions',
    tags: ['meeting'],
    summary: 'Councils, teams, forums and groups of a region with their members',
    request: { params: regionParams },
    responses: { 200: json('All of them', z.object({ items: z.array(institutionShape) })), ...problems(401, 404) },
  },
  async handle({ c, platform, actor }, { params }) {
    const { read } = platform.db
    const { region } = await getInsideStand(read, actor, params['region'] ?? '')
    const living = await listInstitutions(read, region.code)
    const ids = living.map(one => one.id)
    const seats = Map.groupBy(await listInstitutionMembers(read, region.code, ids), one => one.institutionId)
    const keeps = refuseKeep(actor, region.code) === undefined
    const items = living.map(one => institutionJson(one, seats.get(one.id) ?? [], keeps))
    return c.json({ items })
  },
}

/** Institutions of a region. */
export const institutionResources: Resource[] = [
  institutionListResource,
  newInstitutionResource,
  institutionChangeResource,
  membersResource,
  renewalResource,
  institutionRemovalResource,
]
