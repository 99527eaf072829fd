import type { Page, View } from '#platform/http/door.ts'
import { parseForm, type Form } from '#platform/http/form.ts'
import type { Retry, Visit } from '#platform/http/visit.ts'
import { Button } from '#ui/button.tsx'
import { Call } from '#ui/call.tsx'
import { Field } from '#ui/field.tsx'
import { signIn } from '../actions/sign-in.ts'
import { refuseNobody } from '../access.ts'
import { demoLogins, demoPassword } from '../demo.ts'
import { signInForm } from '../model.ts'
import { phrases } from '../phrases/index.ts'
import { localPath } from '../rules/local-path.ts'
import { errorOf, RetrySummary, typedIn } from './retry-summary.tsx'
import { callerOf, goTo, typedPassword } from './with-caller.ts'

/** `/masuk`: e-mail and password, and the other ways in that are set up. */
export const signInPage: Page = {
  path: '/masuk',
  permission: 'people.sign_in',
  may: refuseNobody,
  async show(visit, retry) {
    const t = phrases(visit.lang)
    const back = localPath(visit.c.req.query('kembali') ?? typedIn(retry, 'kembali'))
    const { config } = visit.platform
    const refused = visit.c.req.query('error')
    const done = t.done[visit.c.req.query('pesan') ?? '']
    const view: View = {
      title: t.signInTitle,
      islands: ['passkey.ts'],
      ...(refused !== undefined && retry === undefined ? { status: 403 } : {}),
      ...(done === undefined ? {} : { flash: done }),
      body: (
        <div class="pt-6 lg:grid lg:grid-cols-2 lg:gap-x-20">
          <div>
            <RetrySummary retry={retry} lang={visit.lang} />
            <h1>{t.signInTitle}</h1>
            <p class="lead mt-3">{t.signInLead}</p>
            {visit.actor.name !== undefined && (
              <p class="mt-4">
                {t.signedInAlready(visit.actor.name)}{' '}
                <a class="a" href="/beranda">
                  {t.toHome}
                </a>
              </p>
            )}
            {refused !== undefined && !retry && (
              <div class="mt-6" role="alert">
                <Call tone="late">{t.ssoErrors[refused.replaceAll('_', ' ')] ?? t.ssoErrors['other']}</Call>
              </div>
            )}
            <SignInForm visit={visit} retry={retry} back={back} />
            <div class="mt-6 flex flex-wrap gap-3">
              <button
                type="button"
                class="btn btn-line"
                hidden
                data-passkey="sign-in"
                data-back={back}
                data-failed={t.passkeyFailed}
              >
                {t.withPasskey}
              </button>
              {config.OIDC_DISCOVERY_URL !== undefined && (
                <form method="post" action="/masuk/sso">
                  <input type="hidden" name="kembali" value={back} />
                  <Button icon="log-in">{t.withSso(config.OIDC_NAME)}</Button>
                </form>
              )}
            </div>
            <p class="err" role="status" data-passkey-message></p>
            <p class="note mt-8">{t.noAccount}</p>
          </div>
          {config.TUDANG_WORLD === 'demo' && <DemoList visit={visit} back={back} />}
        </div>
      ),
    }
    return view
  },
  submit: {
    permission: 'people.sign_in',
    may: refuseNobody,
    audit: ['people.session.started', 'people.session.half_started', 'people.session.refused'],
    handle: submitSignIn,
  },
}

async function submitSignIn(visit: Visit, form: Form): Promise<Response> {
  const given = parseForm(form, signInForm)
  const { next, cookies } = await signIn(callerOf(visit), {
    email: given.email,
    password: typedPassword(form, 'password'),
  })
  const back = localPath(given.kembali)
  return goTo(next === 'code' ? `/masuk/kode?kembali=${encodeURIComponent(back)}` : back, cookies)
}

function SignInForm({ visit, retry, back }: { visit: Visit; retry: Retry | undefined; back: string }) {
  const t = phrases(visit.lang)
  const lang = visit.lang
  return (
    <form method="post" action="/masuk" class="mt-8" novalidate>
      <input type="hidden" name="kembali" value={back} />
      <Field
        kind="email"
        name="email"
        label={t.email}
        lang={lang}
        autocomplete="username"
        inputmode="email"
        value={typedIn(retry, 'email') ?? ''}
        error={errorOf(retry, 'email', lang)}
      />
      <Field
        kind="password"
        name="password"
        label={t.password}
        lang={lang}
        autocomplete="current-password"
        error={errorOf(retry, 'password', lang)}
      />
      <Button look="primary">{t.signInButton}</Button>
    </form>
  )
}

function DemoList({ visit, back }: { visit: Visit; back: string }) {
  const t = phrases(visit.lang)
  return (
    <section class="max-lg:sec max-lg:mt-12 lg:pt-3">
      <h2>{t.demoTitle}</h2>
      <p class="mt-2">{t.demoLead(demoPassword)}</p>
      <ul class="list mt-4">
        {demoLogins.map(({ email, title, roles }) => (
          <li class="item">
            <span>
              <b>{title}</b>
              <small class="block text-muted">{roles.map(({ role }) => t.roles[role]).join(', ')}</small>
              <small class="block text-muted">{email}</small>
            </span>
            <form method="post" action="/masuk">
              <input type="hidden" name="email" value={email} />
              <input type="hidden" name="password" value={demoPassword} />
              <input type="hidden" name="kembali" value={back} />
              <button type="submit" class="btn btn-line">
                {t.signInButton}
                <span class="sr-only">: {t.demoSignIn(title)}</span>
              </button>
            </form>
          </li>
        ))}
      </ul>
    </section>
  )
}
