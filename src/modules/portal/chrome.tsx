import { getCookie } from 'hono/cookie'
import type { Actor } from '#kit/actor.ts'
import type { Problem } from '#kit/problem.ts'
import { roleName } from '#modules/people/index.ts'
import type { Chrome } from '#platform/http/app.ts'
import type { Module } from '#platform/http/door.ts'
import { shownAgain, type Form } from '#platform/http/form.ts'
import type { View, Visit } from '#platform/http/visit.ts'
import { Frame, type Theme } from '#ui/frame.tsx'
import { headerEntries } from './header-entries.ts'
import { phrases } from './phrases/index.ts'

const themes = new Set(['tudang', 'tudang-malam', 'tudang-kontras'])

/** The look of every page: the frame with the entries that the modules announce, and the page for refusals. */
export function createChrome(modules: Module[]): Chrome {
  const links = modules.flatMap(module => module.links ?? []).sort((a, b) => a.order - b.order)
  return {
    async page(visit, view) {
      const url = new URL(visit.c.req.url)
      const path = visit.c.req.method === 'GET' ? url.pathname + url.search : url.pathname
      const theme = getCookie(visit.c, 'tampilan')
      const document = (
        <Frame
          lang={visit.lang}
          theme={theme !== undefined && themes.has(theme) ? (theme as Theme) : undefined}
          title={view.title}
          path={path}
          section={view.section}
          crumbs={view.crumbs}
          {...headerEntries(links, visit.actor, visit.lang)}
          account={accountOf(visit)}
          signInHref={url.pathname === '/' ? '/masuk' : `/masuk?kembali=${encodeURIComponent(path)}`}
          errors={view.status !== undefined && view.status >= 400}
          flash={view.flash}
          working={view.working}
          islands={view.islands}
          demo={visit.platform.config.TUDANG_WORLD === 'demo'}
        >
          {view.body}
        </Frame>
      )
      return String(await document)
    },
    problem: problemView,
  }
}

function accountOf({ actor, lang }: Visit) {
  if (actor.accountId === undefined) return undefined
  const here = actor.membership
  return {
    name: actor.name ?? '',
    href: '/akun',
    place: placeOf(here, lang) ?? actor.name ?? '',
    roleLabel: here ? roleName(here.role, lang) : '',
    roles: actor.memberships.map(membership => ({
      id: membership.id,
      label: [roleName(membership.role, lang), placeOf(membership, lang)].filter(Boolean).join(', '),
      current: membership.id === here?.id,
    })),
  }
}

function placeOf(membership: Actor['membership'], lang: Visit['lang']): string | undefined {
  if (membership === undefined) return undefined
  return membership.organisationName ?? membership.regionName ?? phrases(lang).national
}

/** A refusal as a page. What was typed stays: it is shown and can be sent again as it was. */
function problemView(visit: Visit, problem: Problem, form: Form): View {
  const t = phrases(visit.lang)
  const title = t.problemTitle[problem.code] ?? t.problemTitle['other'] ?? ''
  const kept = Object.entries(shownAgain(form)).flatMap(([name, values]) => values.map(value => ({ name, value })))
  const signedOut = problem.code === 'signed-out'
  const back = encodeURIComponent(visit.c.req.path)
  const body = (
    <div class="pt-6 max-w-2xl">
      <h1>{title}</h1>
      <p class="lead mt-4">{problem.sentence[visit.lang]}</p>
      {kept.length > 0 && (
        <form method="post" action={visit.c.req.path} class="call mt-8">
          <h2 class="text-lg">{t.keptTitle}</h2>
          <p class="note">{signedOut ? t.keptHow : t.keptRetry}</p>
          {visit.c.req.header('content-type')?.startsWith('multipart/') && <p class="note">{t.keptFile}</p>}
          <dl class="my-4">
            {kept.map(({ name, value }) => (
              <div class="rule py-2">
                <dt class="eyebrow">{name}</dt>
                <dd class="whitespace-pre-wrap break-words">{value}</dd>
                <input type="hidden" name={name} value={value} />
              </div>
            ))}
          </dl>
          <div class="flex flex-wrap gap-3">
            {signedOut && (
              <a class="btn btn-primary" href={`/masuk?kembali=${encodeURIComponent('/beranda')}`} target="_blank">
                {t.signInNewTab}
              </a>
            )}
            <button class={signedOut ? 'btn btn-outline' : 'btn btn-primary'} type="submit">
              {t.sendAgain}
            </button>
          </div>
        </form>
      )}
      <p class="mt-8 flex flex-wrap gap-x-6 gap-y-2">
        {signedOut && kept.length === 0 && (
          <a class="btn btn-primary" href={`/masuk?kembali=${back}`}>
            {t.signIn}
          </a>
        )}
        <a class="a" href="/">
          {t.home}
        </a>
        <a class="a" href="/cari">
          {t.searchRegion}
        </a>
      </p>
      <p class="note mt-8">
        {t.requestNumber} {visit.requestId.slice(0, 6).toUpperCase()}
      </p>
    </div>
  )
  return { title, body, status: problem.status }
}
