import { formatDate, formatTime, type Zone } from '#kit/format.ts'
import { Problem, signedOut } from '#kit/problem.ts'
import { sessionToken } from '#platform/auth/auth.ts'
import type { Page } from '#platform/http/door.ts'
import { parseForm } from '#platform/http/form.ts'
import type { Visit } from '#platform/http/visit.ts'
import { Button } from '#ui/button.tsx'
import { Chip } from '#ui/chip.tsx'
import { Field } from '#ui/field.tsx'
import { refuseSignedOut } from '../access.ts'
import { changeName } from '../actions/change-name.ts'
import { nameForm, type Passkey, type SignedInPlace } from '../model.ts'
import { phrases } from '../phrases/index.ts'
import { browserName } from '../rules/browser-name.ts'
import { findAccount, type Account } from '../store/account.ts'
import { listPasskeys, listSessions } from '../store/session.ts'
import { errorOf, RetrySummary, typedIn } from './retry-summary.tsx'
import { callerOf, goTo } from './with-caller.ts'
import { zoneOf } from './zone.ts'

/** The account of the visit. Throws `signed-out` when there is none. */
export async function ownAccount(visit: Visit): Promise<Account> {
  const id = visit.actor.accountId
  const account = id === undefined ? undefined : await findAccount(visit.platform.db.sql, id)
  if (!account) throw signedOut()
  return account
}

/** `/akun`: name, password, second factor, passkeys, and where one is signed in. */
export const accountPage: Page = {
  path: '/akun',
  permission: 'people.account.read',
  may: refuseSignedOut,
  async show(visit, retry) {
    const t = phrases(visit.lang)
    const { db, clock } = visit.platform
    const account = await ownAccount(visit)
    const token = await sessionToken(visit.platform, visit.c.req.raw.headers)
    const [zone, sessions, passkeys] = await Promise.all([
      zoneOf(visit),
      listSessions(db.sql, account.id, token, clock.now()),
      listPasskeys(db.sql, account.id),
    ])
    const done = t.done[visit.c.req.query('pesan') ?? '']
    return {
      title: t.accountTitle,
      islands: ['passkey.ts'],
      ...(done === undefined || retry ? {} : { flash: done }),
      body: (
        <div class="pt-6 max-w-2xl">
          <RetrySummary retry={retry} lang={visit.lang} />
          <h1>{t.accountTitle}</h1>
          <p class="mt-2 text-muted">{account.email}</p>
          <form method="post" action="/akun" class="mt-8" novalidate>
            <Field
              name="name"
              label={t.name}
              lang={visit.lang}
              autocomplete="name"
              maxlength={120}
              value={typedIn(retry, 'name') ?? account.name}
              error={errorOf(retry, 'name', visit.lang)}
            />
            <Button>{t.save}</Button>
          </form>
          <section class="sec">
            <h2>{t.passwordTitle}</h2>
            <p class="mt-2">{t.passwordLead}</p>
            <p class="mt-4">
              <Button href="/akun/sandi">{t.changePassword}</Button>
            </p>
          </section>
          <section class="sec">
            <h2>{t.secondFactorTitle}</h2>
            <p class="mt-2">{account.secondFactor ? t.secondFactorOn : t.secondFactorOff}</p>
            <p class="mt-4">
              <Button href="/akun/kode">{account.secondFactor ? t.secondFactorStop : t.secondFactorStart}</Button>
            </p>
          </section>
          <Passkeys visit={visit} zone={zone} passkeys={passkeys} />
          <Sessions visit={visit} zone={zone} sessions={sessions} />
        </div>
      ),
    }
  },
  submit: {
    permission: 'people.account.change',
    may: refuseSignedOut,
    audit: ['people.account.renamed'],
    limit: 'write',
    async handle(visit, form) {
      const { name } = parseForm(form, nameForm)
      const { id } = await ownAccount(visit)
      await changeName(callerOf(visit), id, name)
      return goTo('/akun?pesan=nama')
    },
  },
}

function Passkeys({ visit, zone, passkeys }: { visit: Visit; zone: Zone; passkeys: Passkey[] }) {
  const t = phrases(visit.lang)
  return (
    <section class="sec">
      <h2>{t.passkeysTitle}</h2>
      <p class="mt-2">{t.passkeysLead}</p>
      {passkeys.length === 0 ? (
        <p class="mt-4 text-muted">{t.passkeysNone}</p>
      ) : (
        <ul class="list mt-4">
          {passkeys.map(passkey => (
            <li class="item">
              <span>
                <b>{passkey.name ?? t.passkeyUnnamed}</b>
                <small class="block text-muted">{t.passkeySince(formatDate(passkey.since, visit.lang, zone))}</small>
              </span>
              <form method="post" action="/akun/kunci">
                <input type="hidden" name="id" value={passkey.id} />
                <Button>
                  {t.passkeyRemove}
                  <span class="sr-only">: {passkey.name ?? t.passkeyUnnamed}</span>
                </Button>
              </form>
            </li>
          ))}
        </ul>
      )}
      <p class="mt-4">
        <button
          type="button"
          class="btn btn-line"
          hidden
          data-passkey="add"
          data-failed={t.passkeyFailed}
          data-stale={t.passkeyStale}
        >
          {t.passkeyAdd}
        </button>
        <span class="note" data-passkey-absent>
          {t.passkeyNeedsScript}
        </span>
      </p>
      <p class="err" role="status" data-passkey-message></p>
    </section>
  )
}

function Sessions({
  visit,
  zone,
  sessions,
}: {
  visit: Visit
  zone: Zone
  sessions: (SignedInPlace & { here: boolean })[]
}) {
  const t = phrases(visit.lang)
  return (
    <section class="sec">
      <h2>{t.sessionsTitle}</h2>
      <ul class="list mt-4">
        {sessions.map(session => (
          <li class="item">
            <span>
              <b>{browserName(session.browser) ?? t.sessionUnknown}</b>
              <small class="block text-muted">
                {t.sessionSince(
                  formatDate(session.since, visit.lang, zone),
                  formatTime(session.since, visit.lang, zone),
                )}
                {session.address !== undefined && `, ${t.sessionAddress(session.address)}`}
              </small>
            </span>
            {session.here ? (
              <Chip status="ok">{t.sessionHere}</Chip>
            ) : (
              <form method="post" action="/akun/sesi">
                <input type="hidden" name="id" value={session.id} />
                <Button>
                  {t.sessionEnd}
                  <span class="sr-only">
                    : {browserName(session.browser) ?? t.sessionUnknown}, {formatDate(session.since, visit.lang, zone)}
                  </span>
                </Button>
              </form>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}

/** An id from a form. Throws `invalid` when it is none. */
export function idIn(text: string | undefined): string {
  if (text !== undefined && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text)) return text
  throw new Problem('invalid', {
    id: 'Kiriman ini tidak lengkap. Muat ulang halaman, lalu tekan tombolnya lagi.',
    en: 'This is incomplete. Reload the page and press the button again.',
  })
}
