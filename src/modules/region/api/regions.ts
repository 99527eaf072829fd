import { z } from '@hono/zod-openapi'
import type { Resource } from '#platform/http/door.ts'
import { refusal } from '#platform/http/problem-shape.ts'
import { mayReadRegions } from '../access.ts'
import { searchRegions } from '../actions/search-regions.ts'
import { regionCodeSchema, searchWords, type Level } from '../model.ts'
import { cohortsOf, listRegions, listTallies, noSuchRegion, regionPath } from '../store/regions.ts'
import { foundRegionSchema, regionDetailJson, regionDetailSchema, regionJson } from './region-json.ts'

const limitError = { error: 'limit adalah bilangan 1 sampai 500. | limit is a number from 1 to 500.' }
const levelError = { error: 'level adalah 1, 2, 3 atau 4. | level is 1, 2, 3 or 4.' }

const listQuery = z.object({
  q: searchWords
    .optional()
    .openapi({ description: 'Words or code; typing errors allowed. Best match first, at most 100, no further pages' }),
  parent: regionCodeSchema
    .optional()
    .openapi({ description: 'Only regions directly below this one', example: '73.24' }),
  level: z
    .string()
    .regex(/^[1-4]$/, levelError)
    .optional()
    .openapi({ description: '1 province, 2 regency or city, 3 district, 4 village', example: '2' }),
  after: regionCodeSchema.optional().openapi({ description: '`next` of the page before' }),
  limit: z
    .string()
    .regex(/^([1-9]\d?|[1-4]\d\d|500)$/, limitError)
    .optional()
    .openapi({ description: '1 to 500; 100 when absent', example: '100' }),
})

/** GET /regions: all living regions by code, or the best matches of a search. */
export const regionList: Resource = {
  permission: 'region.read',
  may: mayReadRegions,
  limit: 'search',
  route: {
    method: 'get',
    path: '/regions',
    tags: ['Regions'],
    summary: 'List or search regions',
    request: { query: listQuery },
    responses: {
      200: {
        description: 'Regions in the order of their codes; with `q` the best match first',
        content: {
          'application/json': {
            schema: z.object({
              items: z.array(foundRegionSchema),
              next: z.string().nullable().openapi({ description: 'Pass as `after`; null on the last page' }),
            }),
          },
        },
      },
      422: refusal('A parameter is wrong'),
      429: refusal('Too many requests'),
    },
  },
  async handle(visit, input) {
    const query = listQuery.parse(input.query)
    const db = visit.platform.db.read
    const limit = Number(query.limit ?? 100)
    const level = query.level === undefined ? undefined : (Number(query.level) as Level)
    if (query.q !== undefined && query.q !== '') {
      const found = await searchRegions(db, query.q, { level, limit: Math.min(limit, 100) })
      const items = found.map(region => ({
        ...regionJson(region),
        path: region.path.map(above => ({ code: above.code, short_name: above.shortName })),
      }))
      return visit.c.json({ items, next: null })
    }
    const regions = await listRegions(db, { parentCode: query.parent, level, after: query.after, limit: limit + 1 })
    const items = regions.slice(0, limit)
    return visit.c.json({
      items: items.map(regionJson),
      next: regions.length > limit ? (items.at(-1)?.code ?? null) : null,
    })
  },
}

/** GET /regions/{code}: one region with those above it, counts and years of entry. */
export const regionItem: Resource = {
  permission: 'region.read',
  may: mayReadRegions,
  route: {
    method: 'get',
    path: '/regions/{code}',
    tags: ['Regions'],
    summary: 'Read one region',
    request: { params: z.object({ code: regionCodeSchema.openapi({ example: '73.24' }) }) },
    responses: {
      200: { description: 'The region', content: { 'application/json': { schema: regionDetailSchema } } },
      404: refusal('There is no such region'),
      422: refusal('This is not a region code'),
    },
  },
  async handle(visit, { params }) {
    const code = params['code'] ?? ''
    const db = visit.platform.db.read
    const path = await regionPath(db, code)
    const region = path.at(-1)
    if (!region) throw noSuchRegion(code)
    const tallies = await listTallies(db, [code])
    const cohorts = await cohortsOf(db, code)
    return visit.c.json(regionDetailJson(path, region, tallies.get(code) ?? {}, cohorts))
  },
}
