import { compose, readyDatabase, type Tudang } from '../compose.ts'
import { type Config, readConfig } from '../config.ts'

/**
 * Runs `work` over the world of TUDANG_VAR. Starts the embedded database when nobody has, and ends it again when nobody
 * else uses it. A world that was never loaded is loaded first, so that a command on a fresh clone answers truly.
 */
export async function withWorld<T>(work: (tudang: Tudang, config: Config) => Promise<T>): Promise<T> {
  const config = { ...readConfig(), LOG_LEVEL: 'warn' as const }
  const database = await readyDatabase(config)
  try {
    const { pino } = await import('pino')
    const tudang = await compose(config, database.url, {
      log: pino({ level: 'warn', base: null }, pino.destination(2)),
    })
    try {
      await tudang.seed(line => process.stderr.write(`  ${line}\n`))
      return await work(tudang, config)
    } finally {
      await tudang.close()
    }
  } finally {
    await database.release()
  }
}
