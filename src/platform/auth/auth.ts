import { passkey } from '@better-auth/passkey'
import { betterAuth } from 'better-auth'
import { symmetricDecrypt } from 'better-auth/crypto'
import { genericOAuth, twoFactor } from 'better-auth/plugins'
import { parseSigned } from 'hono/utils/cookie'
import { Kysely } from 'kysely'
import type { Platform } from '#platform/platform.ts'
import { joinedDialect } from './joined-dialect.ts'
import { readSecret } from './secret.ts'

/** Id of the one OpenID provider, in its callback address and in stored credentials. */
export const ssoProvider = 'sso'
/** Header in which our own code tells the library where a request came from; never taken from outside. */
export const addressHeader = 'x-tudang-address'
const cookiePrefix = 'tudang'
/** A session ends after this many seconds, whatever happens in it. */
const sessionSeconds = 7 * 24 * 60 * 60

/**
 * The sign-in library (better-auth) on our database: passwords, second factor, passkeys, OpenID Connect, sessions.
 * Tables and columns carry our names, in the schema `people`. It sends nothing anywhere but to the configured provider,
 * makes no account by itself, and keeps no token of the provider.
 */
function build(platform: Platform, secret: string) {
  const { config, db, log } = platform
  const sso =
    config.OIDC_DISCOVERY_URL === undefined || config.OIDC_CLIENT_ID === undefined
      ? []
      : [
          genericOAuth({
            config: [
              {
                providerId: ssoProvider,
                discoveryUrl: config.OIDC_DISCOVERY_URL,
                clientId: config.OIDC_CLIENT_ID,
                ...(config.OIDC_CLIENT_SECRET === undefined ? {} : { clientSecret: config.OIDC_CLIENT_SECRET }),
                scopes: ['openid', 'email', 'profile'],
                pkce: true,
                disableSignUp: true,
                requireIdTokenVerification: true,
              },
            ],
          }),
        ]
  return betterAuth({
    appName: 'Tudang',
    baseURL: config.publicUrl,
    basePath: '/api/auth',
    secret,
    telemetry: { enabled: false },
    logger: { level: 'error', log: (level, message) => log[level]({ auth: true }, message) },
    database: { db: new Kysely({ dialect: joinedDialect(db.sql) }), type: 'postgres', schemaName: 'people' },
    rateLimit: { enabled: false },
    onAPIError: { errorURL: `${config.publicUrl}/masuk` },
    advanced: {
      cookiePrefix,
      database: { generateId: 'uuid' },
      ipAddress: { ipAddressHeaders: [addressHeader] },
      useSecureCookies: config.publicUrl.startsWith('https:'),
    },
    emailAndPassword: { enabled: true, disableSignUp: true, minPasswordLength: 10, maxPasswordLength: 128 },
    user: {
      modelName: 'account',
      fields: { emailVerified: 'email_verified', createdAt: 'created_at', updatedAt: 'updated_at' },
    },
    account: {
      modelName: 'credential',
      fields: {
        userId: 'account_id',
        accountId: 'provider_account_id',
        providerId: 'provider_id',
        accessToken: 'access_token',
        refreshToken: 'refresh_token',
        idToken: 'id_token',
        accessTokenExpiresAt: 'access_token_expires_at',
        refreshTokenExpiresAt: 'refresh_token_expires_at',
        createdAt: 'created_at',
        updatedAt: 'updated_at',
      },
      updateAccountOnSignIn: false,
      accountLinking: { enabled: true, requireLocalEmailVerified: true },
    },
    session: {
      modelName: 'session',
      fields: {
        userId: 'account_id',
        expiresAt: 'expires_at',
        ipAddress: 'ip_address',
        userAgent: 'user_agent',
        createdAt: 'created_at',
        updatedAt: 'updated_at',
      },
      additionalFields: {
        activeMembershipId: { type: 'string', required: false, input: false, fieldName: 'active_membership_id' },
      },
      expiresIn: sessionSeconds,
      disableSessionRefresh: true,
    },
    verification: {
      modelName: 'verification',
      fields: { expiresAt: 'expires_at', createdAt: 'created_at', updatedAt: 'updated_at' },
    },
    databaseHooks: {
      account: {
        create: {
          before: async account => ({
            data: {
              ...account,
              accessToken: null,
              refreshToken: null,
              idToken: null,
              accessTokenExpiresAt: null,
              refreshTokenExpiresAt: null,
              scope: null,
            },
          }),
        },
      },
    },
    plugins: [
      twoFactor({
        issuer: 'Tudang',
        schema: {
          user: { fields: { twoFactorEnabled: 'two_factor_enabled' } },
          twoFactor: {
            modelName: 'two_factor',
            fields: {
              userId: 'account_id',
              backupCodes: 'backup_codes',
              failedVerificationCount: 'failed_verification_count',
              lockedUntil: 'locked_until',
            },
          },
        },
      }),
      passkey({
        rpName: 'Tudang',
        rpID: new URL(config.publicUrl).hostname,
        origin: new URL(config.publicUrl).origin,
        schema: {
          passkey: {
            fields: {
              userId: 'account_id',
              publicKey: 'public_key',
              credentialID: 'credential_id',
              deviceType: 'device_type',
              backedUp: 'backed_up',
              createdAt: 'created_at',
            },
          },
        },
      }),
      ...sso,
    ],
  })
}

export type Auth = ReturnType<typeof build>

const built = new WeakMap<Platform, Promise<Auth>>()
const secrets = new WeakMap<Platform, Promise<string>>()

async function secretOf(platform: Platform): Promise<string> {
  const secret = secrets.get(platform) ?? readSecret(platform.config)
  secrets.set(platform, secret)
  return await secret
}

/** The one instance of a running server, made on first use. */
export async function authOf(platform: Platform): Promise<Auth> {
  const auth = built.get(platform) ?? secretOf(platform).then(secret => build(platform, secret))
  built.set(platform, auth)
  return await auth
}

/** The session token that an answer of the library sets, as `sessionToken` would read it back; undefined when it sets none. */
export async function tokenSetBy(platform: Platform, response: Response): Promise<string | undefined> {
  const pairs = response.headers.getSetCookie().map(cookie => cookie.split(';')[0] ?? '')
  return await sessionToken(platform, new Headers({ cookie: pairs.join('; ') }))
}

/** Makes the next `authOf` ask the OpenID provider for its addresses again; for a provider that was away at the start. */
export function forgetAuth(platform: Platform): void {
  built.delete(platform)
}

/** The token of the session cookie when its signature is ours. */
export async function sessionToken(platform: Platform, headers: Headers): Promise<string | undefined> {
  const prefix = platform.config.publicUrl.startsWith('https:') ? '__Secure-' : ''
  const name = `${prefix}${cookiePrefix}.session_token`
  const cookies = headers.get('cookie')
  if (!cookies?.includes(name)) return undefined
  const signed = await parseSigned(cookies, await secretOf(platform), name)
  return signed[name] || undefined
}

/** The secret bytes and backup codes of a second factor that is being set up. */
export async function openSecondFactor(
  platform: Platform,
  accountId: string,
  encryptedSecret: string,
): Promise<{ secret: Uint8Array; backupCodes: string[] }> {
  const auth = await authOf(platform)
  const { secretConfig } = await auth.$context
  const secret = await symmetricDecrypt({ key: secretConfig, data: encryptedSecret })
  const { backupCodes } = await auth.api.viewBackupCodes({ body: { userId: accountId } })
  return { secret: new TextEncoder().encode(secret), backupCodes }
}
