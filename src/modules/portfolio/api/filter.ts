import { z } from '@hono/zod-openapi'
import { fold } from '#modules/region/index.ts'
import { DIMENSIONS, type ProgrammeFilter, STATUSES, YEARS } from '../model.ts'

const truth = z.enum(['true', 'false']).optional()
const code = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9-]{0,39}$/)
  .optional()

/** Parameters that narrow programmes, the same for every operation of the API. */
export const filterQuery = z.object({
  q: z.string().max(100).optional().openapi({ description: 'Words in code or name' }),
  dimension: z.enum(DIMENSIONS).optional(),
  sub_dimension: code.openapi({ example: 'GOV-1' }),
  sector: code,
  stream: code,
  status: z.enum(STATUSES).optional(),
  term: z.enum(['1', '5', '10']).optional(),
  office: z.uuid().optional().openapi({ description: 'Leading or supporting' }),
  place: z
    .string()
    .regex(/^\d{2}\.\d{2}\.\d{2}(\.\d{4})?$/)
    .optional()
    .openapi({ description: 'District or village; programmes for the whole region count everywhere' }),
  placed: truth.openapi({ description: 'Only those that name a place, or only those for the whole region' }),
  year: z.coerce.number().int().min(YEARS.least).max(YEARS.most).optional(),
  quick_win: truth,
})

const truthOf = (value: 'true' | 'false' | undefined) => (value === undefined ? undefined : value === 'true')

/** The parameters as a filter. Throws a Zod error for what the schema refuses. */
export function filterOf(query: Record<string, unknown>): ProgrammeFilter {
  const given = filterQuery.parse(query)
  const words = fold(given.q ?? '')
    .split(' ')
    .filter(word => word !== '')
  const filter: ProgrammeFilter = {
    words: words.length > 0 ? words : undefined,
    dimension: given.dimension,
    subDimension: given.sub_dimension,
    sector: given.sector,
    stream: given.stream,
    status: given.status,
    term: given.term === undefined ? undefined : (Number(given.term) as ProgrammeFilter['term']),
    officeId: given.office,
    place: given.place,
    placed: truthOf(given.placed),
    year: given.year,
    quickWin: truthOf(given.quick_win),
  }
  return Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined)) as ProgrammeFilter
}
