/** A stretch of items that stayed, came or went. */
export interface Stretch {
  kind: 'same' | 'added' | 'removed'
  items: string[]
}

/**
 * The shortest way from one sequence to another (E. Myers, An O(ND) Difference Algorithm, 1986). When it takes more than
 * `most` steps, what differs in the middle is told as removed and added as a whole: right, only coarser.
 */
export function diffSequence(before: readonly string[], after: readonly string[], most = 1500): Stretch[] {
  let head = 0
  while (head < before.length && head < after.length && before[head] === after[head]) head++
  let tail = 0
  while (
    tail < before.length - head &&
    tail < after.length - head &&
    before[before.length - 1 - tail] === after[after.length - 1 - tail]
  )
    tail++
  const a = before.slice(head, before.length - tail)
  const b = after.slice(head, after.length - tail)
  return joined([
    { kind: 'same', items: before.slice(0, head) },
    ...(middle(a, b, most) ?? [
      { kind: 'removed', items: a },
      { kind: 'added', items: b },
    ]),
    { kind: 'same', items: before.slice(before.length - tail) },
  ])
}

function middle(a: readonly string[], b: readonly string[], most: number): Stretch[] | undefined {
  const n = a.length
  const m = b.length
  if (n === 0 || m === 0) return undefined
  const limit = Math.min(n + m, most)
  // How far each diagonal reaches; of every step only what it can look at is kept for the way back.
  const zero = limit + 1
  const reach = new Int32Array(2 * limit + 3).fill(-1)
  reach[zero + 1] = 0
  const trail: Int32Array[] = []
  for (let steps = 0; steps <= limit; steps++) {
    trail.push(reach.slice(zero - steps - 1, zero + steps + 2))
    for (let k = -steps; k <= steps; k += 2) {
      let x = stepsDown(reach, zero, k, steps) ? at(reach, zero + k + 1) : at(reach, zero + k - 1) + 1
      while (x < n && x - k < m && a[x] === b[x - k]) x++
      reach[zero + k] = x
      if (x >= n && x - k >= m) return backtrack(a, b, trail, steps)
    }
  }
  return undefined
}

const at = (reach: Int32Array, index: number): number => reach[index] ?? -1

/** Does the furthest way to a diagonal come from the one above it? */
const stepsDown = (reach: Int32Array, zero: number, k: number, steps: number): boolean =>
  k === -steps || (k !== steps && at(reach, zero + k - 1) < at(reach, zero + k + 1))

function backtrack(a: readonly string[], b: readonly string[], trail: readonly Int32Array[], steps: number): Stretch[] {
  const found: Stretch[] = []
  let x = a.length
  let y = b.length
  for (let step = steps; step > 0; step--) {
    const reach = trail[step] ?? new Int32Array()
    const k = x - y
    const down = stepsDown(reach, step + 1, k, step)
    const fromK = down ? k + 1 : k - 1
    const fromX = at(reach, step + 1 + fromK)
    const fromY = fromX - fromK
    while (x > fromX && y > fromY && x > 0 && y > 0) {
      x--
      y--
      found.push({ kind: 'same', items: [a[x] ?? ''] })
    }
    if (down && y > 0) found.push({ kind: 'added', items: [b[--y] ?? ''] })
    else if (!down && x > 0) found.push({ kind: 'removed', items: [a[--x] ?? ''] })
  }
  while (x > 0 && y > 0) {
    x--
    y--
    found.push({ kind: 'same', items: [a[x] ?? ''] })
  }
  return found.reverse()
}

/** Neighbours of one kind as one; between two that stayed, what went stands before what came. */
function joined(stretches: readonly Stretch[]): Stretch[] {
  const result: Stretch[] = []
  let removed: string[] = []
  let added: string[] = []
  const flush = () => {
    if (removed.length > 0) result.push({ kind: 'removed', items: removed })
    if (added.length > 0) result.push({ kind: 'added', items: added })
    removed = []
    added = []
  }
  for (const { kind, items } of stretches) {
    if (items.length === 0) continue
    if (kind === 'removed') removed = [...removed, ...items]
    else if (kind === 'added') added = [...added, ...items]
    else {
      flush()
      const last = result.at(-1)
      if (last?.kind === 'same') last.items.push(...items)
      else result.push({ kind: 'same', items: [...items] })
    }
  }
  flush()
  return result
}

/** The words of a text, without the white space between them. */
export const wordsOf = (text: string): string[] => text.match(/\S+/g) ?? []
