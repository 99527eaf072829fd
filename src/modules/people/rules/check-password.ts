import type { Sentence } from '#kit/problem.ts'
import { passwordLength } from '../model.ts'

const known = new Set(['1234567890', '0987654321', 'qwertyuiop', 'passwordpassword', 'katasandi123', 'indonesia123'])

/** What is wrong with a new password; undefined when it is good. Length counts, mixtures of signs do not. */
export function refusePassword(
  password: string | undefined,
  about: { email: string; name?: string },
): Sentence | undefined {
  const { least, most } = passwordLength
  const length = [...(password ?? '')].length
  if (password === undefined || length < least) {
    return {
      id: `Kata sandi paling pendek ${least} huruf. Beberapa kata yang mudah Anda ingat lebih baik daripada tanda yang rumit.`,
      en: `A password has at least ${least} characters. A few words you remember are better than odd signs.`,
    }
  }
  if (length > most) {
    return { id: `Kata sandi paling panjang ${most} huruf.`, en: `A password has at most ${most} characters.` }
  }
  const bare = password.toLowerCase()
  const own = [about.email, about.email.split('@')[0] ?? '', about.name ?? ''].map(text => text.toLowerCase().trim())
  if (known.has(bare) || own.includes(bare) || new Set(bare).size < 4) {
    return {
      id: 'Kata sandi ini terlalu mudah ditebak. Pilih beberapa kata yang hanya Anda yang tahu.',
      en: 'This password is too easy to guess. Choose a few words that only you know.',
    }
  }
  return undefined
}
