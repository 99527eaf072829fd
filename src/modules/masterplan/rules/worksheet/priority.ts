/** A card as far as prioritising looks at it. */
export interface Prioritised {
  id: string
  title: string
  points: number
  voters: number
}

/**
 * Cards by what was given to them together: more points first, then more voters, then by title; cards that differ in neither
 * points nor voters share a rank (1, 2, 2, 4). Cards without points come last and have no rank.
 */
export function rankByPoints<C extends Prioritised>(cards: readonly C[]): { card: C; rank: number | undefined }[] {
  const sorted = [...cards].sort(
    (a, b) =>
      b.points - a.points ||
      b.voters - a.voters ||
      (a.title < b.title ? -1 : a.title > b.title ? 1 : 0) ||
      (a.id < b.id ? -1 : 1),
  )
  let rank = 0
  return sorted.map((card, at) => {
    const last = sorted[at - 1]
    if (last === undefined || last.points !== card.points || last.voters !== card.voters) rank = at + 1
    return { card, rank: card.points === 0 ? undefined : rank }
  })
}
