import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { root } from '#platform/root.ts'
import { type Instrument, instrumentSchema } from '../model.ts'

const folder = join(root, 'db/reference/instruments')

/**
 * The instruments of `db/reference/instruments`, by file name. Throws when a file has not the shape of one; what a shape
 * cannot say (weights that sum to 1) is checked when it is published, and by a test for the files of this repository.
 */
export async function readInstrumentFiles(): Promise<Instrument[]> {
  const names = (await readdir(folder)).filter(name => name.endsWith('.json')).sort()
  return await Promise.all(
    names.map(async name => instrumentSchema.parse(JSON.parse(await readFile(join(folder, name), 'utf8')))),
  )
}
