const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

/** Bytes in Base32 (RFC 4648) without padding, as code apps read a key. */
export function base32(bytes: Uint8Array): string {
  let text = ''
  let bits = 0
  let value = 0
  for (const byte of bytes) {
    value = ((value << 8) | byte) & 0xfff
    bits += 8
    while (bits >= 5) {
      bits -= 5
      text += alphabet[(value >> bits) & 31]
    }
  }
  if (bits > 0) text += alphabet[(value << (5 - bits)) & 31]
  return text
}

/** The address that a code app reads from the QR: six figures, thirty seconds, SHA-1, as all apps support. */
export function totpAddress(key: string, email: string): string {
  const label = `Tudang:${encodeURIComponent(email)}`
  return `otpauth://totp/${label}?secret=${key}&issuer=Tudang&digits=6&period=30`
}

/** For how long a second factor that is not confirmed is shown again, in milliseconds. */
const setUpMs = 15 * 60 * 1000

/** May the key of a set-up that began at `startedAt` still be shown at `now`? */
export function setUpIsOpen(startedAt: Date, now: Date): boolean {
  const age = now.getTime() - startedAt.getTime()
  return age >= -60_000 && age < setUpMs
}
