import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { root } from '#platform/root.ts'
import type { Instrument } from '../model.ts'
import { checkInstrument } from '../rules/check-instrument.ts'
import { faultSentence } from '../rules/instrument-faults.ts'

const folder = join(root, 'db/reference/instruments')

/** The instruments of `db/reference/instruments`, by file name. Throws when one is not in order, naming each fault. */
export async function readInstrumentFiles(): Promise<Instrument[]> {
  const names = (await readdir(folder)).filter(name => name.endsWith('.json')).sort()
  return await Promise.all(
    names.map(async name => {
      const checked = checkInstrument(JSON.parse(await readFile(join(folder, name), 'utf8')))
      if (checked.ok) return checked.instrument
      throw new Error(`${name}: ${checked.faults.map(fault => faultSentence(fault, 'en')).join(' ')}`)
    }),
  )
}
