import type { Actor } from '#kit/actor.ts'
import { notFound } from '#kit/problem.ts'
import type { Language } from '#platform/i18n/language.ts'
import type { TraceKind, TraceLabel, TraceLinkWords } from '#platform/http/door.ts'
import type { Platform } from '#platform/platform.ts'
import { type Direction, type TraceLink, type TraceNode, walk } from './trace.ts'

let kinds: ReadonlyMap<string, TraceKind> = new Map()
let words: ReadonlyMap<string, TraceLinkWords> = new Map()

/** Called once where everything is put together: how the modules name their things and arrows. */
export function setTrace(all: { kinds: readonly TraceKind[]; links: readonly TraceLinkWords[] }): void {
  kinds = new Map(all.kinds.map(kind => [kind.kind, kind]))
  words = new Map(all.links.map(link => [link.kind, link]))
}

/** A thing as one viewer may know it. */
export interface NamedNode extends TraceNode {
  /** "Program". */
  kindName: string
  label: TraceLabel
}

/** An arrow with what it says, read in the direction of the walk. */
export interface Step {
  kind: string
  says: string
  madeAt: Date
  distance: number
  /** The end nearer to the start and the one further from it; undefined when the viewer may not know it. */
  near: NamedNode | undefined
  far: NamedNode | undefined
}

/** A thing with all that comes of it, each thing once, where the walk met it first. `node` undefined: not for the viewer. */
export interface Branch {
  says: string
  node: NamedNode | undefined
  branches: Branch[]
}

export interface Way {
  steps: Step[]
  branches: Branch[]
  /** Things on the way that are not for the viewer to know; those whose being there would tell too much are not counted. */
  hidden: number
  /** There is more than was walked. */
  cut: boolean
}

export interface Story {
  node: NamedNode
  back: Way
  onward: Way
}

const most = 500
const keyOf = ({ kind, id }: TraceNode) => `${kind} ${id}`

/**
 * Where a thing came from and what was made of it, as far as the viewer may know: two walks, and one look-up for each kind
 * of thing met. Throws `not-found` when the thing itself is not for the viewer.
 */
export async function readStory(platform: Platform, actor: Actor, start: TraceNode, lang: Language): Promise<Story> {
  if (!kinds.has(start.kind)) throw noSuchThing()
  const { sql } = platform.db
  const links = {
    back: await walk(sql, start, 'back', { most: most + 1 }),
    onward: await walk(sql, start, 'onward', { most: most + 1 }),
  }
  const met = new Map<string, Set<string>>([[start.kind, new Set([start.id])]])
  for (const { from, to } of [...links.back, ...links.onward]) {
    for (const { kind, id } of [from, to]) met.set(kind, (met.get(kind) ?? new Set()).add(id))
  }
  const named = new Map<string, NamedNode>()
  for (const [kind, ids] of met) {
    const known = kinds.get(kind)
    if (!known) continue
    for (const [id, label] of await known.label(platform, actor, [...ids], lang)) {
      named.set(keyOf({ kind, id }), { kind, id, kindName: known.name(lang), label })
    }
  }
  const node = named.get(keyOf(start))
  if (!node) throw noSuchThing()
  return {
    node,
    back: wayOf(start, links.back, 'back', named, lang),
    onward: wayOf(start, links.onward, 'onward', named, lang),
  }
}

function wayOf(
  start: TraceNode,
  all: readonly (TraceLink & { distance: number })[],
  direction: Direction,
  named: ReadonlyMap<string, NamedNode>,
  lang: Language,
): Way {
  const links = all.slice(0, most)
  const seen = new Set([keyOf(start)])
  const hidden = new Set<string>()
  const root: Branch = { says: '', node: named.get(keyOf(start)), branches: [] }
  const branchOf = new Map([[keyOf(start), root]])
  const steps = links.map((link): Step => {
    const [near, far] = direction === 'back' ? [link.to, link.from] : [link.from, link.to]
    const says = words.get(link.kind)?.[direction](lang) ?? link.kind
    const key = keyOf(far)
    if (!named.has(key) && !kinds.get(far.kind)?.silent) hidden.add(key)
    if (!seen.has(key)) {
      seen.add(key)
      const branch: Branch = { says, node: named.get(key), branches: [] }
      branchOf.set(key, branch)
      branchOf.get(keyOf(near))?.branches.push(branch)
    }
    return {
      kind: link.kind,
      says,
      madeAt: link.madeAt,
      distance: link.distance,
      near: named.get(keyOf(near)),
      far: named.get(key),
    }
  })
  return { steps, branches: pruned(root.branches), hidden: hidden.size, cut: all.length > most }
}

/** Without ends that the viewer may not know; what lies behind such a thing stays, behind a nameless one. */
function pruned(branches: readonly Branch[]): Branch[] {
  return branches.flatMap(branch => {
    const behind = pruned(branch.branches)
    return branch.node === undefined && behind.length === 0 ? [] : [{ ...branch, branches: behind }]
  })
}

const noSuchThing = () =>
  notFound(
    'Tidak ada yang dapat ditelusuri di alamat ini, atau belum terbuka untuk Anda.',
    'There is nothing to trace at this address, or it is not open to you.',
  )
