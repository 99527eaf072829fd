import type { Child } from 'hono/jsx'
import { formatCount } from '#kit/format.ts'
import type { Page } from '#platform/http/door.ts'
import type { Language } from '#platform/i18n/language.ts'
import { type Branch, type NamedNode, readStory, type Way } from '#platform/trace/story.ts'
import { Button } from '#ui/button.tsx'
import { everybody } from '../access.ts'
import { tracePhrases } from '../phrases/trace.ts'

/** Where a thing came from and what was made of it, both ways, as far as the viewer may know. */
export const tracePage: Page = {
  path: '/trace/:kind{[a-z-]+}/:id{[A-Za-z0-9.:_-]+}',
  permission: 'trace.read',
  may: everybody,
  async show({ c, lang, actor, platform }) {
    const t = tracePhrases(lang)
    const start = { kind: c.req.param('kind') ?? '', id: c.req.param('id') ?? '' }
    const { node, back, onward } = await readStory(platform, actor, start, lang)
    const body = (
      <div class="pt-2">
        <p class="eyebrow">{node.kindName}</p>
        <h1 class="break-words">{node.label.title}</h1>
        {node.label.note !== undefined && <p class="lead mt-3 max-w-prose break-words">{node.label.note}</p>}
        {node.label.href !== undefined && (
          <p class="mt-4">
            <Button href={node.label.href} iconAfter="chevron-right">
              {t.open}
            </Button>
          </p>
        )}
        <p class="note mt-6 max-w-prose">{t.lead}</p>
        <WayPart lang={lang} id="asal" title={t.back} empty={t.noBack} way={back} origin={node.label.origin} />
        <WayPart lang={lang} id="jadi" title={t.onward} empty={t.noOnward} way={onward} />
        <p class="note mt-10 no-print">
          <a class="a" href={`/api/v1/trace/${start.kind}/${encodeURIComponent(start.id)}`}>
            {t.json}
          </a>
        </p>
      </div>
    )
    return { title: t.title(node.label.title), body }
  },
}

function WayPart(props: {
  lang: Language
  id: string
  title: string
  empty: string
  way: Way
  /** Told in words; only on the way back. */
  origin?: string | undefined
}) {
  const { lang, id, title, empty, way, origin } = props
  const isBack = id === 'asal'
  const t = tracePhrases(lang)
  return (
    <section class="sec" aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {origin !== undefined && <p class="mt-2 max-w-prose break-words">{origin}</p>}
      {origin === undefined && way.branches.length === 0 && way.hidden === 0 && <p class="note mt-2">{empty}</p>}
      <Branches lang={lang} branches={way.branches} isBack={isBack} />
      {way.hidden > 0 && <p class="note mt-3">{t.hidden(formatCount(way.hidden, lang))}</p>}
      {way.cut && <p class="note mt-3">{t.cut}</p>}
    </section>
  )
}

const shownAtOnce = 20

/** A level of the tree; more than twenty of one level are folded. */
function Branches(props: { lang: Language; branches: readonly Branch[]; isBack: boolean }): Child {
  const { lang, branches, isBack } = props
  if (branches.length === 0) return null
  const first = branches.slice(0, shownAtOnce)
  const rest = branches.slice(shownAtOnce)
  return (
    <>
      <ul class="mt-2 space-y-3 border-l-2 border-base-300 pl-4">
        {first.map(branch => (
          <OneBranch lang={lang} branch={branch} isBack={isBack} />
        ))}
      </ul>
      {rest.length > 0 && (
        <details class="plain-fold mt-2">
          <summary>{tracePhrases(lang).more(formatCount(rest.length, lang))}</summary>
          <ul class="mt-2 space-y-3 border-l-2 border-base-300 pl-4">
            {rest.map(branch => (
              <OneBranch lang={lang} branch={branch} isBack={isBack} />
            ))}
          </ul>
        </details>
      )}
    </>
  )
}

const OneBranch = ({ lang, branch, isBack }: { lang: Language; branch: Branch; isBack: boolean }) => (
  <li>
    <p class="break-words">
      <span class="text-muted">{branch.says} → </span>
      {branch.node ? <Named node={branch.node} /> : <span class="text-muted">({tracePhrases(lang).closed})</span>}
    </p>
    {branch.node?.label.note !== undefined && <p class="note break-words max-w-prose">{branch.node.label.note}</p>}
    {isBack && branch.node?.label.origin !== undefined && (
      <p class="note break-words max-w-prose">← {branch.node.label.origin}</p>
    )}
    <Branches lang={lang} branches={branch.branches} isBack={isBack} />
  </li>
)

const Named = ({ node }: { node: NamedNode }) => (
  <>
    <span class="text-muted">{node.kindName}: </span>
    <a class="a" href={`/trace/${node.kind}/${node.id}`}>
      {node.label.title}
    </a>
  </>
)
