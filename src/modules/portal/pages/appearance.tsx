import { setCookie } from 'hono/cookie'
import type { Page } from '#platform/http/door.ts'
import { everybody } from '../access.ts'

const year = 365 * 24 * 3600

/** Keeps the choice of language or theme in a cookie, and goes back. No account, nothing stored on the server. */
export const appearancePage: Page = {
  path: '/tampilan',
  permission: 'portal.appearance.choose',
  may: everybody,
  submit: {
    permission: 'portal.appearance.choose',
    may: everybody,
    audit: [],
    async handle({ c, platform }, form) {
      const secure = platform.config.publicUrl.startsWith('https:')
      const options = { path: '/', sameSite: 'Lax', httpOnly: true, secure } as const
      const lang = form.text('lang')
      if (lang === 'id' || lang === 'en') setCookie(c, 'bahasa', lang, { ...options, maxAge: year })
      const theme = form.text('theme')
      if (theme === 'auto') setCookie(c, 'tampilan', '', { ...options, maxAge: 0 })
      else if (theme === 'tudang' || theme === 'tudang-malam' || theme === 'tudang-kontras') {
        setCookie(c, 'tampilan', theme, { ...options, maxAge: year })
      }
      const back = form.text('kembali') ?? '/'
      return c.redirect(/^\/(?![/\\])/.test(back) ? back : '/', 303)
    },
  },
}
