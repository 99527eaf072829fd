import { readFileSync } from 'node:fs'
import type { LocatorDrawing } from './map-locator.tsx'
import type { NationalGeography } from './map-national.tsx'

let folder = 'db/reference/boundaries'

/** Where the drawings lie, told once at the start: the server may be started from any folder. */
export function setBoundaries(path: string): void {
  folder = path
}

let national: NationalGeography | undefined

/** Shapes for `<MapNational>`, read once. */
export function nationalGeography(): NationalGeography {
  national ??= JSON.parse(readFileSync(`${folder}/national-paths.json`, 'utf8')) as NationalGeography
  return national
}

type Locator = { map: LocatorDrawing; regencies: Readonly<Record<string, LocatorDrawing>> }
const locators = new Map<string, Locator>()

function locator(provinceCode: string): Locator | undefined {
  if (!/^\d\d$/.test(provinceCode)) return undefined
  const known = locators.get(provinceCode)
  if (known) return known
  try {
    const read = JSON.parse(readFileSync(`${folder}/locator/${provinceCode}.json`, 'utf8')) as Locator
    locators.set(provinceCode, read)
    return read
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}

/** Regencies of a province ("73") for `<MapLocator>`; undefined when we have no outline. */
export function provinceDrawing(provinceCode: string): LocatorDrawing | undefined {
  return locator(provinceCode)?.map
}

/** Districts of a regency ("73.24") for `<MapNumbered>`; undefined when we have no outline. */
export function regencyDrawing(regencyCode: string): LocatorDrawing | undefined {
  return locator(regencyCode.slice(0, 2))?.regencies[regencyCode]
}
