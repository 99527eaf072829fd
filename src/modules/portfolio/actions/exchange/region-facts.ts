import { dayIn } from '#kit/format.ts'
import { getRegion, listRegions, type Region } from '#modules/region/index.ts'
import { listRegionOffices } from '#modules/people/index.ts'
import type { Sql, Tx } from '#platform/db/database.ts'
import type { Catalogue } from '../../model.ts'
import { currentCatalogue } from '../../store/catalogues.ts'

/** What rows of programmes are read and checked against. */
export interface RegionFacts {
  region: Region
  catalogue: Catalogue
  /** Archived ones too, so that they can be told by name. */
  offices: { id: string; name: string; archived: boolean }[]
  /** Living districts and villages in the order of their codes. */
  places: { code: string; name: string; level: number }[]
  /** The day it is in the region. */
  today: string
}

/** In four statements, however many offices and places there are. */
export async function readRegionFacts(db: Sql | Tx, regionCode: string, now: Date): Promise<RegionFacts> {
  const region = await getRegion(db, regionCode)
  const catalogue = await currentCatalogue(db, now)
  const offices = await listRegionOffices(db, regionCode)
  const below = await listRegions(db, { province: regionCode })
  return {
    region,
    catalogue,
    offices: offices.map(({ id, name, archived }) => ({ id, name, archived })),
    places: below.map(({ code, name, level }) => ({ code, name, level })),
    today: dayIn(now, region.timezone),
  }
}
