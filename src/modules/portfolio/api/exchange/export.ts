import { z } from '@hono/zod-openapi'
import type { Resource } from '#platform/http/door.ts'
import { mayOpenPortfolio } from '../../access.ts'
import { getStand } from '../../actions/stand.ts'
import { exportProgrammes } from '../../documents/exchange/export-programmes.ts'
import { filterWords, readFilterNames } from '../../pages/view/filter-words.ts'
import { currentCatalogue } from '../../store/catalogues.ts'
import { filterOf, filterQuery } from '../filter.ts'
import { json, problems, regionParams } from '../shapes.ts'

const exportShape = z
  .looseObject({
    region: z.string(),
    region_name: z.string(),
    filter: z.string().nullable().openapi({ description: 'What was filtered, in words' }),
    made_at: z.iso.datetime(),
    public_only: z.boolean(),
    rows: z.int(),
    sha256: z.string().openapi({ description: 'Of the programmes, each as its JSON text and a line break' }),
    programmes: z.array(z.looseObject({ code: z.string(), name: z.string() })),
  })
  .openapi('ProgrammeExport')

/** GET /portfolios/{region}/export: everything a filter shows, as one document with its count and hash. */
export const exportResource: Resource = {
  permission: 'portfolio.read',
  may: mayOpenPortfolio,
  limit: 'document',
  route: {
    method: 'get',
    path: '/portfolios/{region}/export',
    tags: ['portfolio'],
    summary: 'All programmes of a filter with money and milestones, in one document that tells its count and hash',
    request: { params: regionParams, query: filterQuery },
    responses: { 200: json('The programmes', exportShape), ...problems(404, 422) },
  },
  async handle({ platform, actor, lang }, { params: { region: regionCode = '' }, query }) {
    const db = platform.db.read
    const { sight } = await getStand(db, actor, regionCode)
    const filter = filterOf(query)
    const catalogue = await currentCatalogue(db, platform.clock.now())
    const words = filterWords(filter, catalogue, lang, await readFilterNames(db, filter))
    const file = await exportProgrammes(platform, {
      regionCode,
      filter,
      filterWords: words.length === 0 ? undefined : words.map(one => one.label).join('; '),
      format: 'json',
      lang,
      publicOnly: sight === 'public',
    })
    return new Response(new Uint8Array(file.bytes), { headers: { 'content-type': 'application/json' } })
  },
}
