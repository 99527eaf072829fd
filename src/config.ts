import { resolve } from 'node:path'
import { z } from 'zod'
import { Problem } from '#kit/problem.ts'

/** What a wrong value is told: the sentence says what is expected and never repeats the value, which may be a secret. */
const expects = (id: string, en: string) => ({ error: `${id} | ${en}` })

const count = (min: number, max: number) => {
  const error = expects(`isi angka bulat ${min} sampai ${max}`, `a whole number from ${min} to ${max}`)
  return z
    .string()
    .regex(/^\d{1,9}$/, error)
    .transform(Number)
    .pipe(z.number().min(min, error).max(max, error))
}

const address = (schemes: string[], bare = false) => {
  const like = schemes.map(scheme => `${scheme}://…`).join(' / ')
  const fits = (text: string) => {
    if (!URL.canParse(text)) return false
    const url = new URL(text)
    return schemes.includes(url.protocol.slice(0, -1)) && (!bare || (/^\/?$/.test(url.pathname) && url.search === ''))
  }
  return z.string().refine(fits, expects(`isi alamat seperti ${like}`, `an address like ${like}`))
}

const text = (min: number, id: string, en: string) => z.string().min(min, expects(id, en))
const filled = text(1, 'tidak boleh kosong', 'must not be empty')
const database = address(['postgres', 'postgresql'])

/** Every variable Tudang reads, with its default. The only reader of process.env; docs/operations.md lists the same. */
const environment = z
  .object({
    /** Folder of the embedded database and of stored files. */
    TUDANG_VAR: filled.default('./var'),
    /** Port of the web server, on HOST. */
    PORT: count(0, 65535).default(3000),
    HOST: filled.default('127.0.0.1'),
    /** `demo` loads the demo world and lists its logins; `empty` loads regions, instruments and published results only. */
    TUDANG_WORLD: z.enum(['demo', 'empty'], expects('isi demo atau empty', 'demo or empty')).default('demo'),
    /** Address at which people reach the server; printed in letters, QR codes and mails. */
    TUDANG_URL: address(['http', 'https'], true).optional(),
    /** How many proxies of yours stand in front; the address of a request is then read from X-Forwarded-For. */
    TRUST_PROXY: count(0, 5).default(0),
    /** An outside PostgreSQL server instead of the embedded one. */
    DATABASE_URL: database.optional(),
    /** A replica that answers reads. */
    DATABASE_REPLICA_URL: database.optional(),
    /** Connections of one process; the worker alone keeps two. */
    DATABASE_POOL: count(4, 200).default(10),
    /** Key that signs sessions, 32 characters or more; made and kept in TUDANG_VAR when absent. */
    TUDANG_SECRET: text(32, 'paling sedikit 32 huruf', 'at least 32 characters').optional(),
    /** smtp://… sends mail; when absent, mail stays in the outbox (in the demo world readable at /dev/outbox). */
    SMTP_URL: address(['smtp', 'smtps']).optional(),
    MAIL_FROM: z.string().default('Tudang <no-reply@tudang.invalid>'),
    /** Files go to this S3 bucket when set. */
    S3_BUCKET: z.string().optional(),
    S3_ENDPOINT: address(['http', 'https']).optional(),
    S3_REGION: z.string().default('auto'),
    S3_ACCESS_KEY_ID: z.string().optional(),
    S3_SECRET_ACCESS_KEY: z.string().optional(),
    /** One sign-in provider by OpenID Connect (for example SSO of the government). */
    OIDC_DISCOVERY_URL: address(['http', 'https']).optional(),
    OIDC_CLIENT_ID: z.string().optional(),
    OIDC_CLIENT_SECRET: z.string().optional(),
    OIDC_NAME: z.string().default('SSO'),
    /** Requests a minute allowed to one address. 0 switches the limit off (load tests). */
    TUDANG_RATE_LIMIT: count(0, 1_000_000).default(600),
    LOG_LEVEL: z
      .enum(
        ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'],
        expects('isi trace, debug, info, warn, error, fatal atau silent', 'a level of the log'),
      )
      .default('info'),
  })
  .superRefine((given, context) => {
    const needs = (missing: keyof typeof given, because: keyof typeof given) => {
      if (given[because] === undefined || given[missing] !== undefined) return
      const message = `perlu diisi karena ${because} diisi | is needed because ${because} is set`
      context.addIssue({ code: 'custom', path: [missing], message })
    }
    needs('OIDC_CLIENT_ID', 'OIDC_DISCOVERY_URL')
    needs('OIDC_DISCOVERY_URL', 'OIDC_CLIENT_ID')
    needs('S3_SECRET_ACCESS_KEY', 'S3_ACCESS_KEY_ID')
    needs('S3_ACCESS_KEY_ID', 'S3_SECRET_ACCESS_KEY')
    needs('DATABASE_URL', 'DATABASE_REPLICA_URL')
  })

export type Environment = z.infer<typeof environment>

export interface Config extends Environment {
  /** Absolute folder of database and files. */
  varFolder: string
  /** TUDANG_URL, or the local address; without a slash at its end. */
  publicUrl: string
}

/**
 * Reads the configuration. An empty variable counts as absent. Throws a Problem that names each wrong variable.
 */
export function readConfig(env: Record<string, string | undefined> = process.env): Config {
  const given = Object.fromEntries(Object.entries(env).filter(([, v]) => v !== undefined && v.trim() !== ''))
  const parsed = environment.safeParse(given)
  if (!parsed.success) {
    const list = (language: 0 | 1) =>
      parsed.error.issues.map(i => `${i.path.join('.')}: ${i.message.split(' | ')[language] ?? i.message}`).join('; ')
    throw new Problem('malformed', {
      id: `Pengaturan salah. ${list(0)}. Lihat docs/operations.md.`,
      en: `Wrong configuration. ${list(1)}. See docs/operations.md.`,
    })
  }
  const config = parsed.data
  return {
    ...config,
    varFolder: resolve(config.TUDANG_VAR),
    publicUrl: (config.TUDANG_URL ?? `http://localhost:${config.PORT}`).replace(/\/$/, ''),
  }
}

/** The folder from which a person called npm, so that files named on the command line are found from there. */
export const callerFolder = (): string | undefined => process.env['INIT_CWD']
