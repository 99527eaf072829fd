import type { Page } from '#platform/http/door.ts'
import { refuseGiveAnyRole } from '../access.ts'
import { endRole } from '../actions/end-role.ts'
import { withdrawInvitation } from '../actions/withdraw-invitation.ts'
import { idIn } from './account.tsx'
import { toManage } from './organisation.tsx'
import { callerOf, goTo } from './with-caller.ts'

/** `/organisasi/:id/akhiri`: ends the role of a member. */
export const endRolePage: Page = {
  path: '/organisasi/:id/akhiri',
  permission: 'people.role.give',
  may: refuseGiveAnyRole,
  submit: {
    permission: 'people.role.give',
    may: refuseGiveAnyRole,
    audit: ['people.role.ended'],
    limit: 'write',
    async handle(visit, form) {
      const { id: organisation } = await toManage(visit)
      await endRole(callerOf(visit), visit.actor, organisation, idIn(form.text('id')))
      return goTo(`/organisasi/${organisation}?pesan=peran-diakhiri`)
    },
  },
}

/** `/organisasi/:id/tarik`: takes an invitation back. */
export const withdrawInvitationPage: Page = {
  path: '/organisasi/:id/tarik',
  permission: 'people.role.give',
  may: refuseGiveAnyRole,
  submit: {
    permission: 'people.role.give',
    may: refuseGiveAnyRole,
    audit: ['people.invitation.withdrawn'],
    limit: 'write',
    async handle(visit, form) {
      const { id: organisation } = await toManage(visit)
      await withdrawInvitation(callerOf(visit), visit.actor, organisation, idIn(form.text('id')))
      return goTo(`/organisasi/${organisation}?pesan=undangan-ditarik`)
    },
  },
}
