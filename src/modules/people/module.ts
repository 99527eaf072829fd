import type { Module } from '#platform/http/door.ts'
import { sendMail } from '#platform/mail/mail.ts'
import { refuseListOrganisations, refuseSignedOut } from './access.ts'
import { seedDemo } from './actions/seed-demo.ts'
import { demoLogins, demoOrganisations, demoPassword } from './demo.ts'
import { homePage } from './pages/home.tsx'
import { rolePage } from './pages/role.ts'
import { signInCodePage } from './pages/sign-in-code.tsx'
import { signInPage } from './pages/sign-in.tsx'
import { signOutPage } from './pages/sign-out.ts'
import { phrases } from './phrases/index.ts'

export const peopleModule: Module = {
  name: 'people',
  pages: [signInPage, signInCodePage, signOutPage, rolePage, homePage],
  api: [],
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
