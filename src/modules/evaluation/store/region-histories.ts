import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { root } from '#platform/root.ts'

const text = z.strictObject({ id: z.string(), en: z.string() })

const historySchema = z.strictObject({
  region: z.string(),
  about: z.string(),
  /** Addresses by mark. */
  sources: z.record(z.string(), z.url()),
  moments: z.array(
    z.strictObject({
      when: text,
      date: z.iso.date().optional(),
      fact: text,
      line: text,
      sources: z.array(z.string()).min(1),
    }),
  ),
})

/** What open sources record about a region, with the address of each. */
export type RegionHistory = z.infer<typeof historySchema>

/** The recorded history of a region (`db/reference/histories`); undefined when we have none. */
export async function findHistory(regionCode: string): Promise<RegionHistory | undefined> {
  if (!/^\d\d\.\d\d$/.test(regionCode)) return undefined
  try {
    return historySchema.parse(
      JSON.parse(await readFile(join(root, `db/reference/histories/${regionCode}.json`), 'utf8')),
    )
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}
