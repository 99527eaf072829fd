import { randomBytes } from 'node:crypto'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Config } from '../../config.ts'

/**
 * The key that signs sessions and encrypts second factors: TUDANG_SECRET, else the file `secret` in the var folder, which
 * is made on first use and readable by its owner only. Two servers that start at once end up with the same key.
 */
export async function readSecret(config: Pick<Config, 'TUDANG_SECRET' | 'varFolder'>): Promise<string> {
  if (config.TUDANG_SECRET !== undefined) return config.TUDANG_SECRET
  const file = join(config.varFolder, 'secret')
  await mkdir(config.varFolder, { recursive: true })
  try {
    await writeFile(file, randomBytes(32).toString('base64url'), { flag: 'wx', mode: 0o600 })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
  // Another server may have made the file a moment ago and not written it yet.
  for (let tries = 0; tries < 20; tries++) {
    const text = (await readFile(file, 'utf8')).trim()
    if (text.length >= 32) return text
    await new Promise(done => setTimeout(done, 25))
  }
  throw new Error(`${file} is shorter than 32 characters; remove it to have a new one made (all sessions end)`)
}
