import type { Lang } from '#kit/format.ts'
import { Appearance } from './appearance.tsx'
import type { Theme } from './frame.tsx'
import { say } from './phrases/say.ts'

type Props = { lang: Lang; theme: Theme | undefined; path: string; demo?: boolean | undefined }

/** Foot of public pages: who we are, about the data, appearance, language. */
export function Footer({ lang, theme, path, demo }: Props) {
  const t = say(lang)
  return (
    <footer class="foot no-print">
      <div class="wrap">
        <div>
          <p>{t.tagline}</p>
          {demo && <p class="demo">{t.demoWorld}</p>}
        </div>
        <div class="links">
          <a href="/tentang-data">{t.aboutData}</a>
          <a href="/aksesibilitas">{t.accessibility}</a>
          <Appearance lang={lang} theme={theme} path={path} />
        </div>
      </div>
    </footer>
  )
}
