/** What is needed of a section to put it in its place. */
export interface Placed {
  id: string
  parentId: string | undefined
  position: number
}

/** A section with its number ("2.1.3"), how deep it stands (1 for a chapter) and what is below it. */
export interface Arranged<T> {
  section: T
  number: string
  depth: number
  below: Arranged<T>[]
}

/**
 * Sections of one book as a tree in reading order, by position and then id. A section whose parent is not among them (it
 * was archived, or the list is narrowed) stands at the top; a ring of parents is cut at its smallest id, so that no section
 * is ever lost.
 */
export function arrange<T extends Placed>(sections: readonly T[]): Arranged<T>[] {
  const known = new Map(sections.map(one => [one.id, one]))
  const parentOf = new Map<string, string | undefined>()
  for (const one of sections) {
    const parent = one.parentId !== undefined && known.has(one.parentId) ? one.parentId : undefined
    parentOf.set(one.id, parent !== undefined && headOfRing(one.id, known) ? undefined : parent)
  }
  const below = new Map<string | undefined, T[]>()
  for (const one of sections) {
    const parent = parentOf.get(one.id)
    below.set(parent, [...(below.get(parent) ?? []), one])
  }
  const order = (a: T, b: T) => a.position - b.position || (a.id < b.id ? -1 : 1)
  const under = (parent: string | undefined, number: string, depth: number): Arranged<T>[] =>
    (below.get(parent) ?? []).sort(order).map((section, at) => {
      const own = number === '' ? `${at + 1}` : `${number}.${at + 1}`
      return { section, number: own, depth, below: under(section.id, own, depth + 1) }
    })
  return under(undefined, '', 1)
}

/** Is this the smallest id of a ring of parents that it belongs to? */
function headOfRing<T extends Placed>(id: string, known: ReadonlyMap<string, T>): boolean {
  let smallest = id
  const seen = new Set<string>()
  for (let at = known.get(id)?.parentId; at !== undefined && !seen.has(at); at = known.get(at)?.parentId) {
    if (at === id) return smallest === id
    seen.add(at)
    if (at < smallest) smallest = at
  }
  return false
}

/** The tree as one list in reading order. */
export function flatten<T>(tree: readonly Arranged<T>[]): Arranged<T>[] {
  return tree.flatMap(one => [one, ...flatten(one.below)])
}
