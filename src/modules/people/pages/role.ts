import type { Page } from '#platform/http/door.ts'
import { refuseSignedOut } from '../access.ts'
import { switchRole } from '../actions/switch-role.ts'
import { localPath } from '../rules/local-path.ts'
import { callerOf, goTo } from './with-caller.ts'

/** `/peran`: works on in another of one's own roles, and goes back. */
export const rolePage: Page = {
  path: '/peran',
  permission: 'people.role.switch',
  may: refuseSignedOut,
  submit: {
    permission: 'people.role.switch',
    may: refuseSignedOut,
    audit: ['people.role.switched'],
    limit: 'write',
    async handle(visit, form) {
      await switchRole(callerOf(visit), visit.actor, form.text('role'))
      return goTo(localPath(form.text('kembali')))
    },
  },
}
