import type { Lang } from '#kit/format.ts'
import type { Platform } from '#platform/platform.ts'
import { getRegency } from '../../actions/exchange/import-file.ts'
import { readRegionFacts } from '../../actions/exchange/region-facts.ts'
import { programmeSheets } from './programme-workbook.ts'
import { workbookBytes } from './write-workbook.ts'

/**
 * The workbook in which a region fills in its programmes: heads in the first row of the first sheet, lists of this region
 * to choose from. Throws `not-found` for what is no regency or city.
 */
export async function programmeTemplate(platform: Platform, regionCode: string, lang: Lang = 'id'): Promise<Buffer> {
  await getRegency(platform, regionCode)
  const facts = await readRegionFacts(platform.db.sql, regionCode, platform.clock.now())
  return await workbookBytes(programmeSheets(facts, lang))
}
