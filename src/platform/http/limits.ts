import { createHash } from 'node:crypto'
import type { Pool } from 'pg'
import { RateLimiterMemory, RateLimiterPostgres, RateLimiterRes, type RateLimiterAbstract } from 'rate-limiter-flexible'
import { Problem } from '#kit/problem.ts'

/** Rates by name: points in seconds. `sign-in` is kept in the database so that it holds over several web processes. */
const rates = {
  general: { points: 600, duration: 60 },
  search: { points: 120, duration: 60 },
  write: { points: 120, duration: 60 },
  // A hall signs in through one network address.
  hall: { points: 600, duration: 60 },
  upload: { points: 20, duration: 60 },
  document: { points: 60, duration: 60 },
  'sign-in': { points: 8, duration: 15 * 60 },
} as const

export type LimitName = keyof typeof rates

export interface Limits {
  /** Takes one point from `name` for `key`. Throws `too-many` with the seconds to wait when none is left. */
  take(name: LimitName, key: string): Promise<void>
  /** Gives all points back, for example after a right password. */
  forget(name: LimitName, key: string): Promise<void>
}

/** Keys come from outside and may be of any length; the column holds 255 characters. */
const shortOf = (key: string) =>
  key.length <= 100 && !key.includes('\0') ? key : createHash('sha256').update(key).digest('base64url')

/** `general` 0 switches all limits but `sign-in` off, for load tests. */
export function createLimits(pool: Pool, general: number): Limits {
  const limiters: Record<LimitName, RateLimiterAbstract> = {
    general: new RateLimiterMemory({ ...rates.general, points: general || 1 }),
    search: new RateLimiterMemory(rates.search),
    write: new RateLimiterMemory(rates.write),
    hall: new RateLimiterMemory(rates.hall),
    upload: new RateLimiterMemory(rates.upload),
    document: new RateLimiterMemory(rates.document),
    'sign-in': new RateLimiterPostgres({
      ...rates['sign-in'],
      storeClient: pool,
      storeType: 'pool',
      schemaName: 'http',
      tableName: 'rate_limit',
      tableCreated: true,
      clearExpiredByTimeout: false,
    }),
  }
  return {
    async take(name, key) {
      if (general === 0 && name !== 'sign-in') return
      try {
        await limiters[name].consume(shortOf(key))
      } catch (error) {
        if (!(error instanceof RateLimiterRes)) throw error
        const seconds = Math.max(1, Math.ceil(error.msBeforeNext / 1000))
        const minutes = Math.ceil(seconds / 60)
        throw new Problem(
          'too-many',
          {
            id: `Terlalu banyak percobaan. Tunggu ${seconds < 90 ? `${seconds} detik` : `${minutes} menit`}, lalu coba lagi.`,
            en: `Too many attempts. Wait ${seconds < 90 ? `${seconds} seconds` : `${minutes} minutes`}, then try again.`,
          },
          { retryAfter: seconds },
        )
      }
    },
    async forget(name, key) {
      await limiters[name].delete(shortOf(key))
    },
  }
}
