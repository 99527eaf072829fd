import { raw } from 'hono/html'
import type { Child } from 'hono/jsx'
import type { Lang } from '#kit/format.ts'
import { asset } from './assets.ts'
import { AccountMenu, type FrameAccount } from './account-menu.tsx'
import { Crumbs, type Crumb } from './crumbs.tsx'
import { Footer } from './footer.tsx'
import { Icon } from './icon.tsx'
import { say } from './phrases/say.ts'

/** Values of the appearance cookie; none means: follow the device. */
export type Theme = 'tudang' | 'tudang-malam' | 'tudang-kontras'

export type NavLink = { href: string; label: string }

export type PageFrame = {
  lang: Lang
  theme?: Theme | undefined
  /** Words of the page for the tab; " – Tudang" is added. */
  title: string
  /** Path and query of this page: marks the current link and is where the language and theme buttons come back to. */
  path: string
  /** Address of the entry in the header that is lit, where the path does not say so: a year of the results is still "/". */
  section?: string | undefined
  crumbs?: readonly Crumb[] | undefined
  /** At most five. */
  nav: readonly NavLink[]
  /** Entries beyond them: on a wide screen behind "Lainnya", on a phone below the others in the menu. */
  more?: readonly NavLink[] | undefined
  account?: FrameAccount | undefined
  /** Where "Masuk" leads when there is no account. */
  signInHref?: string | undefined
  /** The page shows an error summary: the title says so first. */
  errors?: boolean | undefined
  /** One sentence that tells what just happened. */
  flash?: string | undefined
  /** A page for working: no footer. */
  working?: boolean | undefined
  /** Source names of islands this page needs, e.g. `passkey.ts`. */
  islands?: readonly string[] | undefined
  description?: string | undefined
  headExtra?: Child
  /** The demo world is loaded: the footer says so. */
  demo?: boolean | undefined
}

const htmxConfig = JSON.stringify({ includeIndicatorStyles: false, allowEval: false, selfRequestsOnly: true })

/** A whole HTML document: head, band, trail, `main`, footer. The children hold exactly one `h1`. */
export function Frame(props: PageFrame & { children?: Child }) {
  const { lang, theme, title, crumbs, flash, islands = [] } = props
  const t = say(lang)
  // A trail of one entry only repeats the title.
  const hasCrumbs = crumbs !== undefined && crumbs.length > 1
  return (
    <>
      {raw('<!DOCTYPE html>')}
      <html lang={lang} {...(theme ? { 'data-theme': theme } : {})}>
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <title>{`${props.errors ? `${t.errorPrefix} ` : ''}${title} – Tudang`}</title>
          {props.description && <meta name="description" content={props.description} />}
          <meta name="color-scheme" content="light dark" />
          <meta name="theme-color" content="#003747" />
          <meta name="htmx-config" content={htmxConfig} />
          <link
            rel="preload"
            href={asset('plus-jakarta-sans-latin-wght-normal.woff2')}
            as="font"
            type="font/woff2"
            crossorigin="anonymous"
          />
          <link rel="stylesheet" href={asset('theme.css')} />
          <link rel="icon" type="image/svg+xml" href="/assets/tanda.svg" />
          <script type="module" src={asset('enhance.ts')}></script>
          {islands.map(island => (
            <script type="module" src={asset(island)}></script>
          ))}
          {props.headExtra}
        </head>
        <body>
          <a class="skip" href="#isi">
            {t.skip}
          </a>
          <Band {...props} />
          <main id="isi" tabindex={-1}>
            <div class={`wrap${props.working ? ' pb-16' : ''}${hasCrumbs ? '' : ' no-crumbs'}`}>
              {hasCrumbs && <Crumbs crumbs={crumbs} label={t.crumbs} />}
              {flash && (
                <p class="flash" role="status">
                  <Icon name="circle-check" />
                  <span>{flash}</span>
                </p>
              )}
              {props.children}
            </div>
          </main>
          {!props.working && <Footer lang={lang} theme={theme} path={props.path} demo={props.demo} />}
        </body>
      </html>
    </>
  )
}

function Band({ lang, nav, more = [], path, section, account, signInHref = '/masuk', theme }: PageFrame) {
  const t = say(lang)
  const here = currentLink([...nav, ...more], section ?? path)
  const linksOf = (entries: readonly NavLink[]) =>
    entries.map(({ href, label }) => (
      <a href={href} {...(href === here ? { 'aria-current': 'page' as const } : {})}>
        {label}
      </a>
    ))
  const inMore = more.some(({ href }) => href === here)
  return (
    <header class="band no-print">
      <div class="wrap">
        <a class="mark" href="/">
          <svg viewBox="0 0 32 32" aria-hidden="true">
            <path fill="currentColor" d="M16 1l6 6-6 6-6-6zM16 19l6 6-6 6-6-6zM7 10l6 6-6 6-6-6zM25 10l6 6-6 6-6-6z" />
            <path class="seat" d="M16 13.2l2.8 2.8-2.8 2.8-2.8-2.8z" />
          </svg>
          <span>Tudang</span>
        </a>
        <nav aria-label={t.mainMenu}>
          {linksOf(nav)}
          {more.length > 0 && (
            <details>
              <summary {...(inMore ? { 'aria-current': 'true' as const } : {})}>
                {t.moreLinks}
                <Icon name="chevron-down" />
              </summary>
              <ul>
                {linksOf(more).map(link => (
                  <li>{link}</li>
                ))}
              </ul>
            </details>
          )}
        </nav>
        <div class="end">
          <a href="/cari">
            <Icon name="search" />
            <span class="sr-only">{t.search}</span>
          </a>
          {account ? (
            <AccountMenu account={account} lang={lang} path={path} theme={theme} />
          ) : (
            <a href={signInHref}>
              <Icon name="log-in" />
              <span class="max-sm:sr-only">{t.signIn}</span>
            </a>
          )}
          {nav.length > 0 && (
            <details class="only-phone">
              <summary>
                <Icon name="menu" />
                <span class="sr-only">{t.menu}</span>
              </summary>
              <ul>
                {linksOf([...nav, ...more]).map(link => (
                  <li>{link}</li>
                ))}
              </ul>
            </details>
          )}
        </div>
      </div>
    </header>
  )
}

/** The link whose address is the longest beginning of the path, so "/daerah/73.22" lights "/daerah". */
export function currentLink(nav: readonly NavLink[], path: string): string | undefined {
  const bare = path.split(/[?#]/)[0] ?? path
  return nav
    .map(({ href }) => href)
    .filter(href => bare === href || (href !== '/' && bare.startsWith(`${href}/`)))
    .sort((a, b) => b.length - a.length)[0]
}
