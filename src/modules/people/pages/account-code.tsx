import { openSecondFactor } from '#platform/auth/auth.ts'
import type { Page } from '#platform/http/door.ts'
import type { Retry, Visit } from '#platform/http/visit.ts'
import { Button } from '#ui/button.tsx'
import { Field } from '#ui/field.tsx'
import { refuseSignedOut } from '../access.ts'
import { confirmSecondFactor } from '../actions/confirm-second-factor.ts'
import { startSecondFactor } from '../actions/start-second-factor.ts'
import { stopSecondFactor } from '../actions/stop-second-factor.ts'
import { phrases } from '../phrases/index.ts'
import { base32, setUpIsOpen, totpAddress } from '../rules/second-factor.ts'
import { findPendingSecondFactor } from '../store/session.ts'
import { ownAccount } from './account.tsx'
import { Qr } from './qr.tsx'
import { errorOf, RetrySummary } from './retry-summary.tsx'
import { callerOf, goTo, typedPassword } from './with-caller.ts'

/** `/akun/kode`: turns two-step codes on (key and backup codes are shown until the first code confirms them) and off. */
export const accountCodePage: Page = {
  path: '/akun/kode',
  permission: 'people.account.read',
  may: refuseSignedOut,
  async show(visit, retry) {
    const t = phrases(visit.lang)
    const { db, clock } = visit.platform
    const account = await ownAccount(visit)
    const pending = account.secondFactor ? undefined : await findPendingSecondFactor(db.sql, account.id)
    const open = pending && setUpIsOpen(pending.startedAt, clock.now()) ? pending : undefined
    const opened = open && (await openSecondFactor(visit.platform, account.id, open.secret))
    return {
      title: t.secondFactorTitle,
      crumbs: [{ label: t.accountTitle, href: '/akun' }, { label: t.secondFactorTitle }],
      headers: { 'cache-control': 'no-store' },
      body: (
        <div class="pt-6 max-w-2xl">
          <RetrySummary retry={retry} lang={visit.lang} />
          <h1>{t.secondFactorTitle}</h1>
          {opened ? (
            <SetUp visit={visit} retry={retry} email={account.email} {...opened} />
          ) : (
            <AskPassword visit={visit} retry={retry} on={account.secondFactor} />
          )}
        </div>
      ),
    }
  },
  submit: {
    permission: 'people.account.change',
    may: refuseSignedOut,
    audit: [
      'people.second_factor.prepared',
      'people.second_factor.started',
      'people.second_factor.stopped',
      'people.second_factor.refused',
    ],
    async handle(visit, form) {
      const caller = callerOf(visit)
      const { id } = await ownAccount(visit)
      switch (form.text('langkah')) {
        case 'pasti':
          return goTo('/akun?pesan=kode-aktif', await confirmSecondFactor(caller, id, form.text('kode')))
        case 'mati':
          return goTo('/akun?pesan=kode-mati', await stopSecondFactor(caller, id, typedPassword(form, 'password')))
        default:
          await startSecondFactor(caller, id, typedPassword(form, 'password'))
          return goTo('/akun/kode')
      }
    },
  },
}

function AskPassword({ visit, retry, on }: { visit: Visit; retry: Retry | undefined; on: boolean }) {
  const t = phrases(visit.lang)
  return (
    <>
      <p class="lead mt-3">{on ? t.secondFactorOn : t.secondFactorOff}</p>
      <form method="post" action="/akun/kode" class="mt-8" novalidate>
        <input type="hidden" name="langkah" value={on ? 'mati' : 'mulai'} />
        <Field
          kind="password"
          name="password"
          label={t.password}
          hint={t.secondFactorAsk}
          lang={visit.lang}
          autocomplete="current-password"
          error={errorOf(retry, 'password', visit.lang)}
        />
        <Button look={on ? 'danger' : 'primary'}>{on ? t.secondFactorStop : t.secondFactorStart}</Button>
      </form>
    </>
  )
}

interface SetUpProps {
  visit: Visit
  retry: Retry | undefined
  email: string
  secret: Uint8Array
  backupCodes: string[]
}

function SetUp({ visit, retry, email, secret, backupCodes }: SetUpProps) {
  const t = phrases(visit.lang)
  const key = base32(secret)
  return (
    <>
      <p class="mt-4">{t.secondFactorScan}</p>
      <p class="mt-4">
        <Qr text={totpAddress(key, email)} label={t.secondFactorQr} />
      </p>
      <p class="mt-4">{t.secondFactorSecret}</p>
      <p class="font-mono break-all">{(key.match(/.{1,4}/g) ?? []).join(' ')}</p>
      <h2 class="mt-8 text-xl">{t.backupTitle}</h2>
      <p class="mt-2">{t.backupLead}</p>
      <ul class="mt-3 grid grid-cols-2 gap-1 font-mono">
        {backupCodes.map(code => (
          <li>{code}</li>
        ))}
      </ul>
      <form method="post" action="/akun/kode" class="mt-8" novalidate>
        <input type="hidden" name="langkah" value="pasti" />
        <Field
          name="kode"
          label={t.codeLabel}
          hint={t.secondFactorConfirm}
          lang={visit.lang}
          autocomplete="one-time-code"
          inputmode="numeric"
          maxlength={7}
          short
          error={errorOf(retry, 'kode', visit.lang)}
        />
        <Button look="primary">{t.secondFactorStart}</Button>
      </form>
    </>
  )
}
