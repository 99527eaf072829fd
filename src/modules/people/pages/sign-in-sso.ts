import type { Page } from '#platform/http/door.ts'
import { refuseNobody } from '../access.ts'
import { startSso } from '../actions/start-sso.ts'
import { localPath } from '../rules/local-path.ts'
import { callerOf, goTo } from './with-caller.ts'

/** `/masuk/sso`: sends the browser to the OpenID provider; it comes back at /api/auth/callback/sso. */
export const signInSsoPage: Page = {
  path: '/masuk/sso',
  permission: 'people.sign_in',
  may: refuseNobody,
  submit: {
    permission: 'people.sign_in',
    may: refuseNobody,
    // Nothing is stored yet but a state that ends by itself; the way back writes the row.
    audit: [],
    limit: 'write',
    async handle(visit, form) {
      const { url, cookies } = await startSso(callerOf(visit), localPath(form.text('kembali')))
      return goTo(url, cookies)
    },
  },
}
