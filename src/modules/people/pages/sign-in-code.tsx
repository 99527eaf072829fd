import { Problem } from '#kit/problem.ts'
import type { Page } from '#platform/http/door.ts'
import { Button } from '#ui/button.tsx'
import { Field } from '#ui/field.tsx'
import { refuseNobody } from '../access.ts'
import { confirmCode } from '../actions/confirm-code.ts'
import { phrases } from '../phrases/index.ts'
import { localPath } from '../rules/local-path.ts'
import { errorOf, RetrySummary, typedIn } from './retry-summary.tsx'
import { callerOf, goTo } from './with-caller.ts'

/** `/masuk/kode`: the second step, for accounts that use two-step codes. */
export const signInCodePage: Page = {
  path: '/masuk/kode',
  permission: 'people.sign_in',
  may: refuseNobody,
  async show(visit, retry) {
    const t = phrases(visit.lang)
    const back = localPath(visit.c.req.query('kembali') ?? typedIn(retry, 'kembali'))
    if (!visit.c.req.header('cookie')?.includes('two_factor')) return goTo('/masuk')
    return {
      title: t.codeTitle,
      body: (
        <div class="pt-6 max-w-2xl">
          <RetrySummary retry={retry} lang={visit.lang} />
          <h1>{t.codeTitle}</h1>
          <p class="lead mt-3">{t.codeLead}</p>
          <form method="post" action="/masuk/kode" class="mt-8" novalidate>
            <input type="hidden" name="kembali" value={back} />
            <Field
              name="kode"
              label={t.codeLabel}
              hint={t.codeHint}
              lang={visit.lang}
              autocomplete="one-time-code"
              maxlength={20}
              short
              error={errorOf(retry, 'kode', visit.lang)}
            />
            <Button look="primary">{t.codeButton}</Button>
          </form>
          <p class="mt-6">
            <a class="a" href="/masuk">
              {t.codeAgain}
            </a>
          </p>
        </div>
      ),
    }
  },
  submit: {
    permission: 'people.sign_in',
    may: refuseNobody,
    audit: ['people.session.started', 'people.session.refused'],
    async handle(visit, form) {
      if (!visit.c.req.header('cookie')?.includes('two_factor')) {
        throw new Problem('expired', {
          id: 'Langkah kedua ini sudah berakhir. Masuk lagi dari awal dengan surel dan kata sandi.',
          en: 'This second step has ended. Sign in again from the start with e-mail and password.',
        })
      }
      const cookies = await confirmCode(callerOf(visit), form.text('kode'))
      return goTo(localPath(form.text('kembali')), cookies)
    },
  },
}
