import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { root } from '#platform/root.ts'

interface Outline {
  viewBox: string
  shapes: { code: string; d?: string; x: number; y: number }[]
}

/** The outline of the districts of a regency; undefined when we have none. */
export async function outlineOf(regencyCode: string): Promise<Outline | undefined> {
  if (!/^\d{2}\.\d{2}$/.test(regencyCode)) return undefined
  try {
    const file = join(root, 'db/reference/boundaries/locator', `${regencyCode.slice(0, 2)}.json`)
    const read = JSON.parse(await readFile(file, 'utf8')) as { regencies: Record<string, Outline> }
    return read.regencies[regencyCode]
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}
