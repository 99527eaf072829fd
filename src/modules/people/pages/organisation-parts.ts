import type { Page } from '#platform/http/door.ts'
import type { Visit } from '#platform/http/visit.ts'
import { refuseGiveAnyRole } from '../access.ts'
import { endRole } from '../actions/end-role.ts'
import { organisationUnknown } from '../actions/send-invitation.ts'
import { withdrawInvitation } from '../actions/withdraw-invitation.ts'
import { uuid } from '../model.ts'
import { idIn } from './account.tsx'
import { callerOf, goTo } from './with-caller.ts'

function organisationId(visit: Visit): string {
  const id = uuid.safeParse(visit.c.req.param('id'))
  if (!id.success) throw organisationUnknown()
  return id.data
}

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
      const organisation = organisationId(visit)
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
      const organisation = organisationId(visit)
      await withdrawInvitation(callerOf(visit), visit.actor, organisation, idIn(form.text('id')))
      return goTo(`/organisasi/${organisation}?pesan=undangan-ditarik`)
    },
  },
}
