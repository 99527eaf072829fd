import { z } from '@hono/zod-openapi'
import type { Resource } from '#platform/http/door.ts'
import { mayOpenPortfolio } from '../../access.ts'
import { getStand } from '../../actions/stand.ts'
import { readSpread, type SpreadEntry } from '../../actions/view/read-spread.ts'
import { AXES } from '../../rules/view/spread.ts'
import { currentCatalogue } from '../../store/catalogues.ts'
import { countPlaces, WHOLE } from '../../store/view/spread.ts'
import { districtLines } from '../../pages/view/map.tsx'
import { filterOf, filterQuery } from '../filter.ts'
import { json, namesShape, problems, regionParams } from '../shapes.ts'

const lineShape = z.object({
  key: z.string().openapi({ example: '73.24.04' }),
  name: namesShape.nullable().openapi({ description: 'Null for dimensions and for the whole region' }),
  whole_region: z.boolean(),
  total: z.int(),
})

const spreadShape = z
  .object({
    region: z.string(),
    total: z.int(),
    rows: z.array(
      lineShape.extend({ counts: z.array(z.int()).openapi({ description: 'In the order of the columns' }) }),
    ),
    columns: z.array(lineShape),
    left_out: z.object({
      rows: z.array(z.string()),
      columns: z.array(z.string()),
      empty_cells: z.int(),
      cells: z.int(),
    }),
  })
  .openapi('ProgrammeSpread')

const axisSchema = z.enum(AXES)

const line = (entry: SpreadEntry | undefined, key: string, total: number) => ({
  key,
  name: entry?.name ?? null,
  whole_region: entry?.whole ?? false,
  total,
})

export const spreadResource: Resource = {
  permission: 'portfolio.read',
  may: mayOpenPortfolio,
  route: {
    method: 'get',
    path: '/portfolios/{region}/spread',
    tags: ['portfolio'],
    summary: 'Programmes by two of district, dimension, sub-dimension and sector, and who is left out',
    request: {
      params: regionParams,
      query: filterQuery.extend({ rows: axisSchema.optional(), columns: axisSchema.optional() }),
    },
    responses: { 200: json('The counts', spreadShape), ...problems(404, 422) },
  },
  async handle({ c, platform, actor }, { params, query }) {
    const sql = platform.db.read
    const { region } = await getStand(sql, actor, params['region'] ?? '')
    const row = axisSchema.optional().parse(query['rows']) ?? 'district'
    const wanted = axisSchema.optional().parse(query['columns']) ?? 'dimension'
    const column = wanted === row ? (row === 'dimension' ? 'sector' : 'dimension') : wanted
    const catalogue = await currentCatalogue(sql, platform.clock.now())
    const { table, rows, columns } = await readSpread(sql, region.code, catalogue, { row, column }, filterOf(query))
    return c.json({
      region: region.code,
      total: table.total,
      rows: table.rows.map(one => ({
        ...line(rows.get(one.key), one.key, one.total),
        counts: one.cells.map(({ count }) => count),
      })),
      columns: table.columns.map(one => line(columns.get(one.key), one.key, one.total)),
      left_out: {
        rows: table.missingRows,
        columns: table.missingColumns,
        empty_cells: table.empty,
        cells: table.cells,
      },
    } satisfies z.infer<typeof spreadShape>)
  },
}

const districtsShape = z
  .object({
    region: z.string(),
    whole_region: z.int().openapi({ description: 'Programmes that name no district or village' }),
    districts: z.array(
      z.object({
        code: z.string(),
        name: z.string(),
        programmes: z.int().openapi({ description: 'That name the district or a village in it' }),
        dimensions: z.int(),
        villages_named: z.int(),
      }),
    ),
  })
  .openapi('ProgrammeDistricts')

export const districtsResource: Resource = {
  permission: 'portfolio.read',
  may: mayOpenPortfolio,
  route: {
    method: 'get',
    path: '/portfolios/{region}/districts',
    tags: ['portfolio'],
    summary: 'How many programmes name each district or a village in it',
    request: { params: regionParams, query: filterQuery },
    responses: { 200: json('Districts by code', districtsShape), ...problems(404, 422) },
  },
  async handle({ c, platform, actor }, { params, query }) {
    const sql = platform.db.read
    const { region } = await getStand(sql, actor, params['region'] ?? '')
    const filter = filterOf(query)
    const catalogue = await currentCatalogue(sql, platform.clock.now())
    const axes = { row: 'district', column: 'dimension' } as const
    const spread = await readSpread(sql, region.code, catalogue, axes, filter)
    const lines = districtLines(spread, await countPlaces(sql, region.code, filter))
    return c.json({
      region: region.code,
      whole_region: spread.table.rows.find(({ key }) => key === WHOLE)?.total ?? 0,
      districts: lines.map(({ code, name, programmes, dimensions, villages }) => ({
        code,
        name,
        programmes,
        dimensions,
        villages_named: villages,
      })),
    } satisfies z.infer<typeof districtsShape>)
  },
}
