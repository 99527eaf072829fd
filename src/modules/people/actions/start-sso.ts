import { Problem } from '#kit/problem.ts'
import { authOf, forgetAuth, ssoProvider } from '#platform/auth/auth.ts'
import type { Caller } from './caller.ts'

/**
 * Begins signing in at the OpenID provider. Returns its address, to which the browser goes, and the cookies that bind the
 * answer to this browser. `back` is a path of this site. Throws `not-found` when no provider is configured and
 * `unavailable` when it does not answer.
 */
export async function startSso(caller: Caller, back: string): Promise<{ url: string; cookies: string[] }> {
  const { platform, headers } = caller
  const { config } = platform
  if (config.OIDC_DISCOVERY_URL === undefined || config.OIDC_CLIENT_ID === undefined) {
    throw new Problem('not-found', {
      id: 'Cara masuk ini tidak dipasang di sini. Masuk dengan surel dan kata sandi.',
      en: 'This way in is not set up here. Sign in with e-mail and password.',
    })
  }
  const body = {
    provider: ssoProvider,
    callbackURL: `${config.publicUrl}${back}`,
    errorCallbackURL: `${config.publicUrl}/masuk`,
    disableRedirect: true,
  }
  const ask = async () => (await authOf(platform)).api.signInSocial({ body, headers, asResponse: true })
  let response = await ask()
  if (!response.ok) {
    // The provider may have been away when the server started: then its addresses are not known yet.
    forgetAuth(platform)
    response = await ask()
  }
  const url = response.ok ? ((await response.clone().json()) as { url?: string }).url : undefined
  if (url === undefined) {
    throw new Problem('unavailable', {
      id: `${config.OIDC_NAME} sedang tidak menjawab. Coba lagi sebentar, atau masuk dengan kata sandi.`,
      en: `${config.OIDC_NAME} does not answer just now. Try again in a moment, or sign in with your password.`,
    })
  }
  return { url, cookies: response.headers.getSetCookie() }
}
