import type { Module } from '#platform/http/door.ts'
import { sendMail } from '#platform/mail/mail.ts'
import { refuseListOrganisations, refuseSignedOut } from './access.ts'
import { seedDemo } from './actions/seed-demo.ts'
import { me } from './api/me.ts'
import { organisationList } from './api/organisations.ts'
import { demoLogins, demoOrganisations, demoPassword } from './demo.ts'
import { accountCodePage } from './pages/account-code.tsx'
import { endSessionPage, removePasskeyPage } from './pages/account-parts.ts'
import { accountPasswordPage } from './pages/account-password.tsx'
import { accountPage } from './pages/account.tsx'
import { homePage } from './pages/home.tsx'
import { invitationPage } from './pages/invitation.tsx'
import { endRolePage, withdrawInvitationPage } from './pages/organisation-parts.ts'
import { archiveOrganisationPage } from './pages/organisation-archive.tsx'
import { organisationPage } from './pages/organisation.tsx'
import { organisationDownloads, organisationsPage } from './pages/organisations.tsx'
import { attachmentPage, letterPage, outboxPage } from './pages/outbox.tsx'
import { rolePage } from './pages/role.ts'
import { signInCodePage } from './pages/sign-in-code.tsx'
import { signInSsoPage } from './pages/sign-in-sso.ts'
import { signInPage } from './pages/sign-in.tsx'
import { signOutPage } from './pages/sign-out.ts'
import { phrases } from './phrases/index.ts'

export const peopleModule: Module = {
  name: 'people',
  pages: [
    signInPage,
    signInCodePage,
    signInSsoPage,
    signOutPage,
    rolePage,
    homePage,
    accountPage,
    accountPasswordPage,
    accountCodePage,
    endSessionPage,
    removePasskeyPage,
    organisationsPage,
    ...organisationDownloads,
    organisationPage,
    archiveOrganisationPage,
    endRolePage,
    withdrawInvitationPage,
    invitationPage,
    outboxPage,
    letterPage,
    attachmentPage,
  ],
  api: [me, organisationList],
  jobs: [sendMail],
  links: [
    { order: 10, href: '/beranda', label: lang => phrases(lang).homeTitle, may: refuseSignedOut },
    { order: 60, href: '/organisasi', label: lang => phrases(lang).organisationsTitle, may: refuseListOrganisations },
  ],
  async demo(platform, say) {
    const made = await seedDemo(platform, {
      organisations: demoOrganisations,
      logins: demoLogins,
      password: demoPassword,
    })
    if (made > 0) say(`${made} akun peragaan siap`)
  },
}
