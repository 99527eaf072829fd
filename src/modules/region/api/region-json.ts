import { z } from '@hono/zod-openapi'
import { kinds, type Cohort, type Region, type Tally } from '../model.ts'

const code = z.string().openapi({ example: '73.24', description: 'Dotted code of the Ministry of Home Affairs' })

const place = z.object({ code, short_name: z.string().openapi({ example: 'Sulawesi Selatan' }) })

/** A region in a list. */
export const regionSchema = z
  .object({
    code,
    parent_code: z.string().nullable(),
    level: z.int().min(1).max(4).openapi({ description: '1 province, 2 regency or city, 3 district, 4 village' }),
    kind: z.enum(kinds),
    name: z.string().openapi({ example: 'Kabupaten Luwu Timur' }),
    short_name: z.string().openapi({ example: 'Kab. Luwu Timur' }),
    people: z.int().nullable().openapi({ description: 'December 2024; provinces and regencies only' }),
    area_km2: z.string().nullable().openapi({ description: 'Exact decimal', example: '6745.772' }),
    timezone: z.enum(['WIB', 'WITA', 'WIT']),
    archived_at: z.iso.datetime().nullable().openapi({ description: 'When the code left the official list' }),
  })
  .openapi('Region')

/** A region of a search, with those above it. */
export const foundRegionSchema = regionSchema
  .extend({ path: z.array(place).optional().openapi({ description: 'From the province down; in a search only' }) })
  .openapi('FoundRegion')

export const regionDetailSchema = regionSchema
  .extend({
    path: z.array(place).openapi({ description: 'From the province down' }),
    counts: z
      .partialRecord(z.enum(kinds), z.int())
      .openapi({ description: 'How many regions of each kind lie below', example: { kecamatan: 11, desa: 125 } }),
    cohorts: z
      .array(z.object({ year: z.int(), source: z.string(), inferred: z.boolean() }))
      .openapi({ description: 'Years in which the region entered the programme' }),
  })
  .openapi('RegionDetail')

export function regionJson(region: Region): z.input<typeof regionSchema> {
  return {
    code: region.code,
    parent_code: region.parentCode ?? null,
    level: region.level,
    kind: region.kind,
    name: region.name,
    short_name: region.shortName,
    people: region.people ?? null,
    area_km2: region.areaKm2 ?? null,
    timezone: region.timezone,
    archived_at: region.archivedAt?.toISOString() ?? null,
  }
}

export function regionDetailJson(path: readonly Region[], region: Region, counts: Tally, cohorts: readonly Cohort[]) {
  return {
    ...regionJson(region),
    path: path.slice(0, -1).map(above => ({ code: above.code, short_name: above.shortName })),
    counts,
    cohorts: cohorts.map(({ year, source, inferred }) => ({ year, source, inferred })),
  } satisfies z.input<typeof regionDetailSchema>
}
