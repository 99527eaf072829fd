import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { livesOn, lock, markOf } from '#platform/db/living.ts'

/** A web server's claim on its folder; `other` is set when a living server has it already. */
export interface Claim {
  other: { pid: number; port: number | undefined } | undefined
  /** Writes where this server listens into `server.json`, for people and for the next start. */
  tell(where: { port: number; url: string }): Promise<void>
  release(): Promise<void>
}

/** Claims `folder` for one web server. A claim whose process died (or whose number another program got) does not count. */
export async function claimFolder(folder: string): Promise<Claim> {
  const file = join(folder, 'server.json')
  const unlock = await lock(join(folder, 'server.lock'))
  try {
    const text = await readFile(file, 'utf8').catch(() => '')
    const known = readClaim(text)
    if (known && (await livesOn(known.mark))) {
      const other = { pid: Number(known.mark.split(' ')[0]), port: known.port }
      return { other, tell: async () => undefined, release: async () => undefined }
    }
    const mark = await markOf()
    await writeFile(file, JSON.stringify({ mark }))
    return {
      other: undefined,
      tell: where => writeFile(file, JSON.stringify({ mark, ...where })),
      release: () => rm(file, { force: true }),
    }
  } finally {
    await unlock()
  }
}

function readClaim(text: string): { mark: string; port: number | undefined } | undefined {
  try {
    const { mark, port } = JSON.parse(text) as { mark?: unknown; port?: unknown }
    return typeof mark === 'string' ? { mark, port: typeof port === 'number' ? port : undefined } : undefined
  } catch {
    return undefined
  }
}
