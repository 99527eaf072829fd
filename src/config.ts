import { resolve } from 'node:path'
import { z } from 'zod'
import { Problem } from '#kit/problem.ts'

/** Every variable Tudang reads, with its default. The only reader of process.env; docs/operations.md lists the same. */
const environment = z.object({
  /** Folder of the embedded database and of stored files. */
  TUDANG_VAR: z.string().min(1).default('./var'),
  /** Port of the web server, on HOST. */
  PORT: z.coerce.number().int().min(0).max(65535).default(3000),
  HOST: z.string().min(1).default('127.0.0.1'),
  /** `demo` loads the demo world and lists its logins; `empty` loads regions, instruments and published results only. */
  TUDANG_WORLD: z.enum(['demo', 'empty']).default('demo'),
  /** Address at which people reach the server; printed in letters, QR codes and mails. */
  TUDANG_URL: z.url().optional(),
  /** An outside PostgreSQL server instead of the embedded one. */
  DATABASE_URL: z.string().startsWith('postgres').optional(),
  /** A replica that answers reads. */
  DATABASE_REPLICA_URL: z.string().startsWith('postgres').optional(),
  DATABASE_POOL: z.coerce.number().int().min(1).max(200).default(10),
  /** Key that signs sessions, 32 characters or more; made and kept in TUDANG_VAR when absent. */
  TUDANG_SECRET: z.string().min(32).optional(),
  /** smtp://… sends mail; when absent, mail stays in the outbox (in the demo world readable at /dev/outbox). */
  SMTP_URL: z.string().startsWith('smtp').optional(),
  MAIL_FROM: z.string().default('Tudang <no-reply@tudang.invalid>'),
  /** Files go to this S3 bucket when set. */
  S3_BUCKET: z.string().optional(),
  S3_ENDPOINT: z.url().optional(),
  S3_REGION: z.string().default('auto'),
  S3_ACCESS_KEY_ID: z.string().optional(),
  S3_SECRET_ACCESS_KEY: z.string().optional(),
  /** One sign-in provider by OpenID Connect (for example SSO of the government). */
  OIDC_DISCOVERY_URL: z.url().optional(),
  OIDC_CLIENT_ID: z.string().optional(),
  OIDC_CLIENT_SECRET: z.string().optional(),
  OIDC_NAME: z.string().default('SSO'),
  /** Requests a minute allowed to one address. 0 switches the limit off (load tests). */
  TUDANG_RATE_LIMIT: z.coerce.number().int().min(0).default(600),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']).default('info'),
})

export type Environment = z.infer<typeof environment>

export interface Config extends Environment {
  /** Absolute folder of database and files. */
  varFolder: string
  /** TUDANG_URL, or the local address. */
  publicUrl: string
}

/**
 * Reads the configuration. An empty variable counts as absent. Throws a Problem that names each wrong variable.
 */
export function readConfig(env: Record<string, string | undefined> = process.env): Config {
  const given = Object.fromEntries(Object.entries(env).filter(([, v]) => v !== undefined && v !== ''))
  const parsed = environment.safeParse(given)
  if (!parsed.success) {
    const list = parsed.error.issues.map(i => `${i.path.join('.')}: ${i.message}`).join('; ')
    throw new Problem('malformed', {
      id: `Pengaturan salah. ${list}. Lihat docs/operations.md.`,
      en: `Wrong configuration. ${list}. See docs/operations.md.`,
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
