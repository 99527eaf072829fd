import type { Lang } from '#kit/format.ts'
import type { Theme } from './frame.tsx'
import { say } from './phrases/say.ts'

type Props = { lang: Lang; theme: Theme | undefined; path: string }

/** Buttons for theme and language. Posts `theme` ("auto" forgets the choice) or `lang`, and `kembali`, to /tampilan. */
export function Appearance({ lang, theme, path }: Props) {
  const t = say(lang)
  const other: Lang = lang === 'id' ? 'en' : 'id'
  const themes = [
    ['auto', t.themeAuto],
    ['tudang', t.themeLight],
    ['tudang-malam', t.themeDark],
    ['tudang-kontras', t.themeContrast],
  ] as const
  return (
    <form method="post" action="/tampilan">
      <input type="hidden" name="kembali" value={path} />
      <div class="appearance" role="group" aria-label={t.appearance}>
        {themes.map(([value, label]) => (
          <button
            type="submit"
            name="theme"
            value={value}
            aria-pressed={(theme ?? 'auto') === value ? 'true' : 'false'}
          >
            {label}
          </button>
        ))}
        <button type="submit" name="lang" value={other} lang={other}>
          {t.otherLanguage}
        </button>
      </div>
    </form>
  )
}
