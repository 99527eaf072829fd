import { formatDate } from '#kit/format.ts'
import type { Page, View } from '#platform/http/door.ts'
import type { Retry, Visit } from '#platform/http/visit.ts'
import { Button } from '#ui/button.tsx'
import { Field } from '#ui/field.tsx'
import { refuseNobody } from '../access.ts'
import { acceptInvitation } from '../actions/accept-invitation.ts'
import { tokenHash } from '../actions/send-invitation.ts'
import type { Invitation } from '../model.ts'
import { phrases } from '../phrases/index.ts'
import { invitationState } from '../rules/invitation-state.ts'
import { findAccountByEmail, type Account } from '../store/account.ts'
import { findInvitation } from '../store/invitation.ts'
import { errorOf, RetrySummary, typedIn } from './retry-summary.tsx'
import { callerOf, goTo, typedPassword } from './with-caller.ts'

const tokenOf = (visit: Visit) => visit.c.req.param('token') ?? ''

/** `/undangan/:token`: what one is invited to, and the form that accepts it once. */
export const invitationPage: Page = {
  path: '/undangan/:token',
  permission: 'people.invitation.accept',
  may: refuseNobody,
  async show(visit, retry) {
    const t = phrases(visit.lang)
    const { db, clock } = visit.platform
    const invitation = await findInvitation(db.sql, tokenHash(tokenOf(visit)))
    if (!invitation) return note(visit, t.invitationUnknown, t.invitationUnknownLead, 404)
    const state = invitationState(invitation, clock.now())
    if (state !== 'open') return note(visit, t.invitationOver[state].title, t.invitationOver[state].lead, 410)
    const account = await findAccountByEmail(db.sql, invitation.email)
    return {
      title: t.invitationTitle,
      headers: { 'cache-control': 'no-store' },
      body: (
        <div class="pt-6 max-w-2xl">
          <RetrySummary retry={retry} lang={visit.lang} />
          <h1>{t.invitationTitle}</h1>
          <p class="lead mt-3">{t.invitationLead(t.roles[invitation.role], invitation.organisationName)}</p>
          <p class="mt-2 text-muted">
            {t.invitationFor(invitation.email, formatDate(invitation.expiresAt, visit.lang))}
          </p>
          <Accept visit={visit} retry={retry} invitation={invitation} account={account} />
        </div>
      ),
    }
  },
  submit: {
    permission: 'people.invitation.accept',
    may: refuseNobody,
    audit: ['people.invitation.accepted'],
    limit: 'write',
    async handle(visit, form) {
      const cookies = await acceptInvitation(callerOf(visit), visit.actor, tokenOf(visit), {
        name: form.text('name'),
        password: typedPassword(form, 'password'),
      })
      return goTo('/beranda', cookies)
    },
  },
}

function note(visit: Visit, title: string, lead: string, status: 404 | 410): View {
  return {
    title,
    status,
    body: (
      <div class="pt-6 max-w-2xl">
        <h1>{title}</h1>
        <p class="lead mt-3">{lead}</p>
        <p class="mt-6">
          <Button href="/masuk">{phrases(visit.lang).signInButton}</Button>
        </p>
      </div>
    ),
  }
}

interface AcceptProps {
  visit: Visit
  retry: Retry | undefined
  invitation: Invitation
  account: Account | undefined
}

function Accept({ visit, retry, invitation, account }: AcceptProps) {
  const t = phrases(visit.lang)
  const here = visit.c.req.path
  if (account === undefined) {
    return (
      <form method="post" action={here} class="mt-8" novalidate>
        <input type="text" name="email" value={invitation.email} autocomplete="username" hidden />
        <Field
          name="name"
          label={t.name}
          lang={visit.lang}
          autocomplete="name"
          maxlength={120}
          value={typedIn(retry, 'name') ?? ''}
          error={errorOf(retry, 'name', visit.lang)}
        />
        <Field
          kind="password"
          name="password"
          label={t.newPassword}
          hint={t.newPasswordHint}
          lang={visit.lang}
          autocomplete="new-password"
          error={errorOf(retry, 'password', visit.lang)}
        />
        <Button look="primary">{t.invitationCreate}</Button>
      </form>
    )
  }
  if (visit.actor.accountId === account.id) {
    return (
      <form method="post" action={here} class="mt-8">
        <Button look="primary">{t.invitationAccept}</Button>
      </form>
    )
  }
  return visit.actor.name === undefined ? (
    <>
      <p class="mt-8">{t.invitationHasAccount}</p>
      <p class="mt-4">
        <Button look="primary" href={`/masuk?kembali=${encodeURIComponent(here)}`}>
          {t.signInButton}
        </Button>
      </p>
    </>
  ) : (
    <>
      <p class="mt-8">{t.invitationOtherAccount(visit.actor.name)}</p>
      <form method="post" action="/keluar" class="mt-4">
        <Button>{t.signOut}</Button>
      </form>
    </>
  )
}
