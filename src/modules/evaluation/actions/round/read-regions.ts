import { listRegions, listRegionsByCodes, readCode } from '#modules/region/index.ts'
import type { Sql, Tx } from '#platform/db/database.ts'
import { regionFinder } from '../find-region.ts'
import { wrongRegions } from './add-region.ts'

/** Most lines that are read at once: all regencies, cities and provinces, with room for doubles. */
const mostLines = 1000

/**
 * Codes of regions typed or pasted one a line, as code ("73.24"), name ("Kab. Luwu Timur") or both. Three statements. Throws
 * `invalid` on "regions" naming the lines that are no region, with the one that was perhaps meant.
 */
export async function readRegions(sql: Sql | Tx, text: string): Promise<string[]> {
  const lines = text
    .split(/\r?\n/)
    .map(line => line.replace(/[\s;,]+/g, ' ').trim())
    .filter(line => line !== '')
  if (lines.length === 0) throw wrongRegions('Tulis paling sedikit satu daerah.', 'Write at least one region.')
  if (lines.length > mostLines) {
    throw wrongRegions(`Paling banyak ${mostLines} baris sekaligus.`, `At most ${mostLines} lines at once.`)
  }
  const codeOf = (line: string) => readCode(/^[\d.]+/.exec(line)?.[0] ?? '')
  const named = [...(await listRegions(sql, { level: 1 })), ...(await listRegions(sql, { level: 2 }))]
  const codes = lines.map(codeOf).filter(code => code !== undefined)
  const finder = regionFinder(named, await listRegionsByCodes(sql, codes))
  const found: string[] = []
  const unknown: string[] = []
  for (const [index, line] of lines.entries()) {
    const code = codeOf(line)
    const region = code === undefined ? finder.byName(line) : finder.byCode(code)
    if (region && region.level <= 2 && region.archivedAt === undefined) found.push(region.code)
    else {
      const near = code === undefined ? finder.nearest(line) : undefined
      unknown.push(`baris ${index + 1} “${line.slice(0, 60)}”${near ? ` (${near.name}?)` : ''}`)
    }
  }
  if (unknown.length > 0) {
    const some = unknown.slice(0, 10).join(', ')
    throw wrongRegions(
      `Bukan provinsi, kabupaten atau kota: ${some}. Perbaiki baris itu; belum ada yang ditambahkan.`,
      `No province, regency or city: ${some.replaceAll('baris ', 'line ')}. Correct these lines; nothing was added yet.`,
    )
  }
  return [...new Set(found)]
}
