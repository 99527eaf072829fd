import { z } from '@hono/zod-openapi'
import type { Resource } from '#platform/http/door.ts'
import { mayOpenMeetings } from '../../access.ts'
import { getInsideStand } from '../../actions/stand.ts'
import { INSTITUTION_KINDS } from '../../model-institution.ts'
import { listInstitutionMembers, listInstitutions } from '../../store/institution/institutions.ts'
import { json, problems, regionParams } from '../shapes.ts'

const text = z.string().nullable()
const institutionShape = z
  .object({
    id: z.uuid(),
    kind: z.enum(INSTITUTION_KINDS),
    name: z.string(),
    duties: text,
    decree_number: text,
    decree_date: text,
    term_from: text,
    term_until: text,
    monthly: z
      .object({ week: z.int(), weekday: z.int(), at: z.string(), minutes: z.int(), with: z.array(z.uuid()) })
      .nullable()
      .openapi({ description: 'The nth weekday (1 Monday) of the month, in the zone of the region' }),
    members: z.array(z.object({ position: z.string(), office: text, title: text, name: text, dimension: text })),
    version: z.int(),
  })
  .openapi('Institution')

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
    const items = living.map((one): z.infer<typeof institutionShape> => ({
      id: one.id,
      kind: one.kind,
      name: one.name,
      duties: one.duties ?? null,
      decree_number: one.decreeNumber ?? null,
      decree_date: one.decreeDate ?? null,
      term_from: one.termFrom ?? null,
      term_until: one.termUntil ?? null,
      monthly: one.monthly
        ? {
            week: one.monthly.week,
            weekday: one.monthly.weekday,
            at: one.monthly.at,
            minutes: one.monthly.minutes,
            with: one.monthly.withIds,
          }
        : null,
      members: (seats.get(one.id) ?? []).map(seat => ({
        position: seat.position,
        office: seat.organisationName ?? null,
        title: seat.title ?? null,
        name: seat.name ?? seat.accountName ?? null,
        dimension: seat.dimension ?? null,
      })),
      version: one.version,
    }))
    return c.json({ items })
  },
}

/** Institutions of a region. */
export const institutionResources: Resource[] = [institutionListResource]
