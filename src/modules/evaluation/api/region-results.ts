import { z } from '@hono/zod-openapi'
import { notFound } from '#kit/problem.ts'
import { getRegion, regionCodeSchema } from '#modules/region/index.ts'
import type { Resource } from '#platform/http/door.ts'
import { mayReadResults } from '../access.ts'
import { explainResult } from '../actions/explain-result.ts'
import { listResultsOfRegion } from '../store/results.ts'
import { json, problems, resultDetailShape, resultJson, resultShape } from './shapes.ts'
import { resultDetailJson } from './result-detail.ts'

export const regionResultsResource: Resource = {
  permission: 'evaluation.result.read',
  may: mayReadResults,
  route: {
    method: 'get',
    path: '/regions/{code}/results',
    tags: ['evaluation'],
    summary: 'All results of a region, newest first',
    request: { params: z.object({ code: regionCodeSchema }) },
    responses: {
      200: json('All results', z.object({ items: z.array(resultShape), next: z.null() })),
      ...problems(404, 422),
    },
  },
  async handle({ c, platform }, { params }) {
    const code = params['code'] ?? ''
    const results = await listResultsOfRegion(platform.db.read, code)
    if (results.length === 0) await getRegion(platform.db.read, code)
    return c.json({ items: results.map(resultJson), next: null })
  },
}

export const regionResultResource: Resource = {
  permission: 'evaluation.result.read',
  may: mayReadResults,
  route: {
    method: 'get',
    path: '/regions/{code}/results/{edition}',
    tags: ['evaluation'],
    summary: 'A result with its whole working, from question scores to index and change',
    request: { params: z.object({ code: regionCodeSchema, edition: z.string().max(10) }) },
    responses: { 200: json('The result', resultDetailShape), ...problems(404, 422) },
  },
  async handle({ c, platform }, { params }) {
    const code = params['code'] ?? ''
    const edition = params['edition'] ?? ''
    const explained = await explainResult(platform.db.read, edition, code)
    if (!explained) {
      throw notFound(
        `Tidak ada hasil edisi ${edition} untuk daerah ${code}.`,
        `There is no result of edition ${edition} for region ${code}.`,
      )
    }
    return c.json(resultDetailJson(explained, platform.config.publicUrl))
  },
}
