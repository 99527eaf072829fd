import * as Y from 'yjs'

/**
 * What stands deeper than this is none of our texts, and still far from what would end the recursion of those who read a
 * document. How deep a text may be is decided when it is stored.
 */
const mostDepth = 200
/** Parts that cannot be placed yet wait in the document; a connection brings them in order, so hardly any do. */
const mostWaitingBytes = 16 * 1024

type Struct = ReturnType<typeof Y.decodeUpdate>['structs'][number]

/** Do the parts of an update follow each other, none stand in itself, and all at most `mostDepth` deep in one another? */
export function isShallow(structs: readonly Struct[]): boolean {
  const byClient = new Map<number, Struct[]>()
  for (const struct of structs) {
    const own = byClient.get(struct.id.client) ?? []
    const last = own.at(-1)
    if (last && last.id.clock + last.length !== struct.id.clock) return false
    byClient.set(struct.id.client, own)
    own.push(struct)
  }
  const itemAt = (id: unknown): Y.Item | undefined => {
    const found = id instanceof Y.ID ? structAt(byClient.get(id.client) ?? [], id.clock) : undefined
    return found instanceof Y.Item ? found : undefined
  }
  const depths = new Map<Y.Item, number>()
  const begun = new Set<Y.Item>()
  for (const struct of structs) {
    const stack = struct instanceof Y.Item ? [struct] : []
    for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
      const above = itemAt(top.parent)
      const links = [above, itemAt(top.origin), itemAt(top.rightOrigin)].filter(one => one !== undefined)
      const open = links.filter(one => !depths.has(one))
      if (open.length > 0) {
        if (open.includes(top) || open.some(one => begun.has(one))) return false
        begun.add(top)
        stack.push(...open)
        continue
      }
      const depth = Math.max(0, ...links.map(one => (depths.get(one) ?? 0) + (one === above ? 1 : 0)))
      if (depth > mostDepth) return false
      depths.set(top, depth)
      stack.pop()
    }
  }
  return true
}

/** The struct of one client that holds a clock; they follow each other. */
function structAt(structs: readonly Struct[], clock: number): Struct | undefined {
  let [from, until] = [0, structs.length]
  while (until - from > 1) {
    const middle = (from + until) >> 1
    if ((structs[middle]?.id.clock ?? 0) <= clock) from = middle
    else until = middle
  }
  const found = structs[from]
  return found && found.id.clock <= clock && clock < found.id.clock + found.length ? found : undefined
}

/** Drops what waits in a document beyond the bound, and says by `cut` whose change brought that, or stands too deep. */
export function watchDepth(doc: Y.Doc, cut: (origin: unknown) => void): void {
  doc.on('afterTransaction', (transaction: Y.Transaction) => {
    const { store } = doc
    const waiting = (store.pendingStructs?.update.byteLength ?? 0) + (store.pendingDs?.byteLength ?? 0)
    if (waiting > mostWaitingBytes) {
      store.pendingStructs = null
      store.pendingDs = null
      cut(transaction.origin)
    } else if ([...transaction.changed.keys()].some(type => depthOf(type) > mostDepth)) cut(transaction.origin)
  })
}

function depthOf(type: unknown): number {
  let depth = 0
  for (let at = type; at instanceof Y.AbstractType; depth++) {
    const { _item: item } = at
    if (item === null) break
    at = item.parent
  }
  return depth
}
