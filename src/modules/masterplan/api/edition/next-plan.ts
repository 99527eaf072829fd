import { z } from '@hono/zod-openapi'
import { mayNot } from '#kit/problem.ts'
import type { Resource } from '#platform/http/door.ts'
import { mayKeepPlans, refuseKeep } from '../../access.ts'
import { getEditionStand } from '../../actions/edition/edition-stand.ts'
import { startFromEdition } from '../../actions/edition/start-from-edition.ts'
import { given, inJson, json, planJson, planShape, problems } from '../book/shapes.ts'
import { editionParams } from './shapes.ts'

const nextShape = z
  .strictObject({ title: z.string().max(1000), from_year: z.int(), until_year: z.int(), series: z.uuid().nullish() })
  .openapi('MasterplanNextPlan', { example: { title: 'Masterplan 2027–2031', from_year: 2027, until_year: 2031 } })

export const nextPlanResource: Resource = {
  permission: 'masterplan.keep',
  may: mayKeepPlans,
  limit: 'write',
  audit: ['masterplan.plan.started'],
  route: {
    method: 'post',
    path: '/masterplans/{region}/editions/{edition}/plan',
    tags: ['masterplan'],
    summary: 'Begin the next plan with the sections, texts and live blocks of an edition',
    request: { params: editionParams, body: given(nextShape) },
    responses: { 201: json('The plan', planShape), ...problems(401, 403, 404, 422) },
  },
  async handle({ c, platform, actor, writer }, { params, body }) {
    const { region: regionCode = '', edition: editionId = '' } = params
    await getEditionStand(platform.db.sql, actor, regionCode, editionId)
    const refusal = refuseKeep(actor, regionCode)
    if (refusal) throw mayNot(refusal)
    const one = nextShape.parse(body)
    const start = { regionCode, editionId, title: one.title, fromYear: one.from_year, untilYear: one.until_year }
    const plan = await inJson(
      startFromEdition(platform, actor, { ...start, seriesId: one.series ?? undefined }, writer),
    )
    return c.json(planJson(plan), 201, { location: `/api/v1/masterplans/${regionCode}/plans/${plan.id}` })
  },
}
