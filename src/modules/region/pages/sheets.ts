import { notFound } from '#kit/problem.ts'
import { sheetResponse, type Sheet, type SheetColumn, type SheetFormat } from '#platform/documents/sheet.ts'
import type { Language } from '#platform/i18n/language.ts'
import type { Page } from '#platform/http/door.ts'
import { mayReadRegions } from '../access.ts'
import type { Region, Tally } from '../model.ts'
import { phrases } from '../phrases/index.ts'
import { isRegionCode } from '../rules/region-code.ts'
import { listRegions, listTallies } from '../store/regions.ts'

interface Line {
  region: Region
  tally: Tally
}

/** `/daerah/provinsi.csv` and `.xlsx`: all provinces. */
export const provincesSheetPage = (format: SheetFormat): Page => ({
  path: `/daerah/provinsi.${format}`,
  permission: 'region.read',
  may: mayReadRegions,
  async show(visit) {
    const db = visit.platform.db.read
    const regions = await listRegions(db, { level: 1 })
    return await sheetResponse(await sheetOf('provinsi', regions, codes => listTallies(db, codes), visit.lang), format)
  },
})

/** `/daerah/:code/anak.csv` and `.xlsx`: all regions directly below one. */
export const childrenSheetPage = (format: SheetFormat): Page => ({
  path: `/daerah/:code/anak.${format}`,
  permission: 'region.read',
  may: mayReadRegions,
  async show(visit) {
    const code = visit.c.req.param('code') ?? ''
    const db = visit.platform.db.read
    const children = isRegionCode(code) ? await listRegions(db, { parentCode: code }) : []
    if (children.length === 0) {
      throw notFound(
        'Tidak ada daerah di bawah kode ini. Periksa kodenya, atau cari di /daerah.',
        'There are no regions below this code. Check the code, or search at /daerah.',
      )
    }
    return await sheetResponse(
      await sheetOf(`daerah-${code}`, children, codes => listTallies(db, codes), visit.lang),
      format,
    )
  },
})

async function sheetOf(
  name: string,
  regions: readonly Region[],
  tally: (codes: string[]) => Promise<Map<string, Tally>>,
  lang: Language,
): Promise<Sheet<Line>> {
  const tallies = await tally(regions.map(region => region.code))
  return {
    name,
    columns: columnsOf(lang),
    rows: regions.map(region => ({ region, tally: tallies.get(region.code) ?? {} })),
  }
}

function columnsOf(lang: Language): SheetColumn<Line>[] {
  const t = phrases(lang)
  const count = (key: string, label: string, kinds: (keyof Tally)[]): SheetColumn<Line> => ({
    key,
    label,
    kind: 'integer',
    // A village has nothing below it: no number, not zero.
    value: ({ region, tally }) =>
      region.level === 4 ? undefined : kinds.reduce((total, kind) => total + (tally[kind] ?? 0), 0),
  })
  return [
    { key: 'code', label: t.columns.code, width: 14, value: ({ region }) => region.code },
    { key: 'parent_code', label: t.columns.parent, width: 12, value: ({ region }) => region.parentCode },
    { key: 'name', label: t.columns.name, width: 34, value: ({ region }) => region.name },
    { key: 'kind', label: t.columns.kind, width: 12, value: ({ region }) => region.kind },
    { key: 'timezone', label: t.columns.timezone, value: ({ region }) => region.timezone },
    { key: 'people', label: t.columns.people, kind: 'integer', width: 14, value: ({ region }) => region.people },
    { key: 'area_km2', label: t.columns.area, kind: 'decimal', places: 3, value: ({ region }) => region.areaKm2 },
    count('districts', t.columns.districts, ['kecamatan', 'distrik']),
    count('villages', t.columns.villages, ['desa', 'desa adat']),
    count('urban_villages', t.columns.kelurahan, ['kelurahan']),
  ]
}
