import { readyDatabase } from '../compose.ts'
import { readConfig } from '../config.ts'
import type { Command } from './tudang.ts'

/** Applies the migrations that are missing and names them. */
export const migrate: Command = {
  usage: 'migrate',
  async run() {
    const database = await readyDatabase(readConfig())
    await database.release()
    process.stdout.write(`${JSON.stringify({ applied: database.applied })}\n`)
    return 0
  },
}
