import type { Logger } from 'pino'
import type { Config } from '../config.ts'
import type { Clock } from './clock/clock.ts'
import type { Database } from './db/database.ts'
import type { FileStore } from './files/files.ts'
import type { Limits } from './http/limits.ts'

/** What main.ts puts together once and every module is handed. */
export interface Platform {
  config: Config
  db: Database
  clock: Clock
  files: FileStore
  limits: Limits
  log: Logger
}
