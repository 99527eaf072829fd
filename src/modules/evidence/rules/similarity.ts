/** Sixty-four bits as text of "0" and "1", as the database keeps them. */
export type Bits = string

const size = 64
/** With fewer words than this, texts on different things can look alike. */
export const leastWords = 30

/** The words of a text as they count for likeness: small letters and figures only, without accents. */
export function wordsOf(text: string): string[] {
  return (
    text
      .normalize('NFKD')
      .replace(/\p{M}/gu, '')
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? []
  )
}

/** FNV-1a over 64 bits of the UTF-16 units of a text, as two halves of 32 bits (Fowler, Noll and Vo, RFC 9923). */
function fnv(text: string): [high: number, low: number] {
  let high = 0xcbf29ce4
  let low = 0x84222325
  for (let at = 0; at < text.length; at++) {
    low = (low ^ text.charCodeAt(at)) >>> 0
    // Times 2^40 + 0x1b3, kept in halves: only the low half meets 0x1b3 with a carry.
    const product = low * 0x1b3
    const carried = Math.floor(product / 0x1_0000_0000)
    high = (Math.imul(high, 0x1b3) + carried + (low << 8)) >>> 0
    low = product >>> 0
  }
  return [high, low]
}

/** Spreads each bit over 32, because neighbouring words leave the upper bits of FNV alike (Appleby, MurmurHash3, fmix32). */
function spread(half: number): number {
  let bits = half
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b)
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35)
  return (bits ^ (bits >>> 16)) >>> 0
}

/**
 * Similarity hash of a text (Charikar 2002, "Similarity estimation techniques from rounding algorithms"): each run of
 * three words votes on each of 64 bits. Texts that share most runs get hashes that differ in few bits. Undefined for fewer
 * than 30 words.
 */
export function textHash(text: string): Bits | undefined {
  const words = wordsOf(text)
  if (words.length < leastWords) return undefined
  const votes = new Int32Array(size)
  for (let at = 0; at + 3 <= words.length; at++) {
    const [upper, lower] = fnv(`${words[at]} ${words[at + 1]} ${words[at + 2]}`)
    const low = spread(lower ^ upper)
    const high = spread((upper + low) >>> 0)
    for (let bit = 0; bit < 32; bit++) {
      votes[bit] = (votes[bit] ?? 0) + ((high >>> (31 - bit)) & 1 ? 1 : -1)
      votes[bit + 32] = (votes[bit + 32] ?? 0) + ((low >>> (31 - bit)) & 1 ? 1 : -1)
    }
  }
  return Array.from(votes, vote => (vote > 0 ? '1' : '0')).join('')
}

/** Width and height of the grey picture that `imageHash` reads, row by row. */
export const greyWidth = 9
export const greyHeight = 8

/**
 * Difference hash of a picture (Krawetz 2013, "Kind of like that"): in a grey picture of 9 × 8, is each point brighter
 * than its right neighbour? Stays nearly the same when the picture is scaled, compressed or brightened. Undefined for a
 * picture that shows next to nothing, because all of those look alike.
 */
export function imageHash(grey: ArrayLike<number>): Bits | undefined {
  if (grey.length !== greyWidth * greyHeight) throw new RangeError(`not ${greyWidth} × ${greyHeight} points`)
  const points = Array.from(grey)
  if (Math.max(...points) - Math.min(...points) < 16) return undefined
  let bits = ''
  for (let row = 0; row < greyHeight; row++) {
    for (let column = 0; column < greyWidth - 1; column++) {
      const at = row * greyWidth + column
      bits += (points[at] ?? 0) > (points[at + 1] ?? 0) ? '1' : '0'
    }
  }
  return bits
}

/** How many bits differ. */
export function distance(a: Bits, b: Bits): number {
  if (a.length !== size || b.length !== size) throw new RangeError('not 64 bits')
  let differing = 0
  for (let at = 0; at < size; at++) if (a[at] !== b[at]) differing++
  return differing
}
