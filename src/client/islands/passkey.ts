/**
 * Passkeys: WebAuthn needs script, so its buttons are hidden until this runs in a browser that can. Every failure is told
 * with the sentence that the server wrote on the button.
 */

const json = { 'content-type': 'application/json' }

async function ask<T>(path: string, body?: unknown): Promise<T> {
  const answer = await fetch(
    `/api/auth/passkey/${path}`,
    body === undefined ? {} : { method: 'POST', headers: json, body: JSON.stringify(body) },
  )
  if (!answer.ok) throw new Error(String(((await answer.json().catch(() => ({}))) as { code?: string }).code))
  return (await answer.json()) as T
}

async function add(): Promise<void> {
  const options = await ask<PublicKeyCredentialCreationOptionsJSON>('generate-register-options')
  const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(options)
  const credential = (await navigator.credentials.create({ publicKey })) as PublicKeyCredential | null
  if (!credential) throw new Error('none')
  const name = /Android|iPhone|iPad|Windows|Macintosh|CrOS|Linux/.exec(navigator.userAgent)?.[0]
  await ask('verify-registration', { response: credential.toJSON(), ...(name ? { name } : {}) })
  location.reload()
}

async function signIn(back: string): Promise<void> {
  const options = await ask<PublicKeyCredentialRequestOptionsJSON>('generate-authenticate-options')
  const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(options)
  const credential = (await navigator.credentials.get({ publicKey })) as PublicKeyCredential | null
  if (!credential) throw new Error('none')
  await ask('verify-authentication', { response: credential.toJSON() })
  location.assign(back)
}

const able = 'PublicKeyCredential' in window && 'parseRequestOptionsFromJSON' in PublicKeyCredential
for (const button of able ? document.querySelectorAll<HTMLButtonElement>('button[data-passkey]') : []) {
  button.hidden = false
  document.querySelector('[data-passkey-absent]')?.remove()
  button.addEventListener('click', async () => {
    const message = document.querySelector<HTMLElement>('[data-passkey-message]')
    button.disabled = true
    if (message) message.textContent = ''
    try {
      if (button.dataset['passkey'] === 'add') await add()
      else await signIn(button.dataset['back'] ?? '/beranda')
    } catch (error) {
      const stale = error instanceof Error && error.message === 'SESSION_NOT_FRESH'
      if (message) message.textContent = (stale ? button.dataset['stale'] : button.dataset['failed']) ?? ''
    } finally {
      button.disabled = false
    }
  })
}
