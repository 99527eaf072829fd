import type { Page } from '#platform/http/door.ts'
import { Button } from '#ui/button.tsx'
import { Field } from '#ui/field.tsx'
import { refuseSignedOut } from '../access.ts'
import { changePassword } from '../actions/change-password.ts'
import { phrases } from '../phrases/index.ts'
import { ownAccount } from './account.tsx'
import { errorOf, RetrySummary } from './retry-summary.tsx'
import { callerOf, goTo, typedPassword } from './with-caller.ts'

/** `/akun/sandi`: a new password; all other sessions end. */
export const accountPasswordPage: Page = {
  path: '/akun/sandi',
  permission: 'people.account.read',
  may: refuseSignedOut,
  async show(visit, retry) {
    const t = phrases(visit.lang)
    const error = (field: string) => errorOf(retry, field, visit.lang)
    return {
      title: t.changePassword,
      crumbs: [{ label: t.accountTitle, href: '/akun' }, { label: t.changePassword }],
      body: (
        <div class="pt-6 max-w-2xl">
          <RetrySummary retry={retry} lang={visit.lang} />
          <h1>{t.changePassword}</h1>
          <p class="lead mt-3">{t.passwordLead}</p>
          <form method="post" action="/akun/sandi" class="mt-8" novalidate>
            <input type="text" name="akun" value={visit.actor.email ?? ''} autocomplete="username" hidden />
            <Field
              kind="password"
              name="password"
              label={t.currentPassword}
              lang={visit.lang}
              autocomplete="current-password"
              error={error('password')}
            />
            <Field
              kind="password"
              name="password_baru"
              label={t.newPassword}
              hint={t.newPasswordHint}
              lang={visit.lang}
              autocomplete="new-password"
              error={error('password_baru')}
            />
            <Field
              kind="password"
              name="password_lagi"
              label={t.repeatPassword}
              lang={visit.lang}
              autocomplete="new-password"
              error={error('password_lagi')}
            />
            <Button look="primary">{t.changePassword}</Button>
          </form>
        </div>
      ),
    }
  },
  submit: {
    permission: 'people.account.change',
    may: refuseSignedOut,
    audit: ['people.password.changed'],
    async handle(visit, form) {
      await changePassword(callerOf(visit), await ownAccount(visit), {
        present: typedPassword(form, 'password'),
        next: typedPassword(form, 'password_baru'),
        again: typedPassword(form, 'password_lagi'),
      })
      return goTo('/akun?pesan=sandi')
    },
  },
}
