import type { Page } from '#platform/http/door.ts'
import { refuseNobody } from '../access.ts'
import { signOut } from '../actions/sign-out.ts'
import { callerOf, goTo } from './with-caller.ts'

/** `/keluar`: ends this session. Somebody who is signed out already just lands on the sign-in page. */
export const signOutPage: Page = {
  path: '/keluar',
  permission: 'people.sign_out',
  may: refuseNobody,
  submit: {
    permission: 'people.sign_out',
    may: refuseNobody,
    audit: ['people.session.ended'],
    async handle(visit) {
      const cookies = visit.actor.accountId === undefined ? [] : await signOut(callerOf(visit))
      return goTo('/masuk?pesan=keluar', cookies)
    },
  },
}
