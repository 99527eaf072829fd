import type { Page } from '#platform/http/door.ts'
import { refuseSignedOut } from '../access.ts'
import { endSession } from '../actions/end-session.ts'
import { removePasskey } from '../actions/remove-passkey.ts'
import { idIn, ownAccount } from './account.tsx'
import { callerOf, goTo } from './with-caller.ts'

/** `/akun/sesi`: signs out in one of the other places. */
export const endSessionPage: Page = {
  path: '/akun/sesi',
  permission: 'people.account.change',
  may: refuseSignedOut,
  submit: {
    permission: 'people.account.change',
    may: refuseSignedOut,
    audit: ['people.session.ended'],
    limit: 'write',
    async handle(visit, form) {
      const { id } = await ownAccount(visit)
      await endSession(callerOf(visit), id, idIn(form.text('id')))
      return goTo('/akun?pesan=sesi')
    },
  },
}

/** `/akun/kunci`: removes a passkey. */
export const removePasskeyPage: Page = {
  path: '/akun/kunci',
  permission: 'people.account.change',
  may: refuseSignedOut,
  submit: {
    permission: 'people.account.change',
    may: refuseSignedOut,
    audit: ['people.passkey.removed'],
    limit: 'write',
    async handle(visit, form) {
      const { id } = await ownAccount(visit)
      await removePasskey(callerOf(visit), id, idIn(form.text('id')))
      return goTo('/akun?pesan=kunci')
    },
  },
}
