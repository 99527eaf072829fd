import type { Lang } from '#kit/format.ts'
import { Appearance } from './appearance.tsx'
import type { Theme } from './frame.tsx'
import { Icon } from './icon.tsx'
import { say } from './phrases/say.ts'

export type FrameAccount = {
  name: string
  /** Where the role in use is held, e.g. "DLH Luwu Utara". */
  place: string
  roleLabel: string
  roles: readonly { id: string; label: string; current: boolean }[]
  /** Page of the account itself. */
  href?: string | undefined
}

type Props = { account: FrameAccount; lang: Lang; path: string; theme: Theme | undefined }

/** Who is signed in and in which role; switches role (POST /peran with `role`) and signs out (POST /keluar). */
export function AccountMenu({ account, lang, path, theme }: Props) {
  const t = say(lang)
  return (
    <details class="account">
      <summary>
        <Icon name="user-round" />
        <span class="max-sm:sr-only">{account.place}</span>
      </summary>
      <ul>
        <li class="who">
          <b>{account.href ? <a href={account.href}>{account.name}</a> : account.name}</b>
          <small>
            {account.roleLabel}, {account.place}
          </small>
        </li>
        {account.roles.length > 1 && (
          <li>
            <form method="post" action="/peran">
              <input type="hidden" name="kembali" value={path} />
              <div role="group" aria-label={t.roles}>
                {account.roles.map(role => (
                  <button type="submit" name="role" value={role.id} aria-pressed={role.current ? 'true' : 'false'}>
                    <span>{role.label}</span>
                    {role.current && <Icon name="check" />}
                  </button>
                ))}
              </div>
            </form>
          </li>
        )}
        <li>
          <Appearance lang={lang} theme={theme} path={path} />
        </li>
        <li>
          <form method="post" action="/keluar">
            <button type="submit">
              <span>{t.signOut}</span>
              <Icon name="log-out" />
            </button>
          </form>
        </li>
      </ul>
    </details>
  )
}
