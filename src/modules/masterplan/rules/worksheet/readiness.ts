import type { CardOf } from '../../model-card.ts'

export interface Share {
  /** Questions, and how many have a condition. */
  questions: number
  answered: number
  good: number
  moderate: number
  poor: number
  /** Share of good among the answered in percent, one decimal half-up: "51.4"; undefined while nothing is answered. */
  percentGood: string | undefined
}

export interface ReadinessShares extends Share {
  /** By element, and within it by sub-element, in the order in which their cards come. */
  elements: (Share & { element: string; subElements: (Share & { subElement: string })[] })[]
}

type ReadinessCard = Pick<CardOf<'readiness'>, 'content'>

/** How ready a region is: the share of good answers, in all, by element and by sub-element. */
export function readinessShares(cards: readonly ReadinessCard[]): ReadinessShares {
  const byElement = groupBy(cards, card => card.content.element)
  return {
    ...shareOf(cards),
    elements: [...byElement].map(([element, own]) => ({
      element,
      ...shareOf(own),
      subElements: [...groupBy(own, card => card.content.subElement)].map(([subElement, some]) => ({
        subElement,
        ...shareOf(some),
      })),
    })),
  }
}

function shareOf(cards: readonly ReadinessCard[]): Share {
  const count = (condition: string) => cards.filter(card => card.content.condition === condition).length
  const [good, moderate, poor] = [count('good'), count('moderate'), count('poor')]
  const answered = good + moderate + poor
  return { questions: cards.length, answered, good, moderate, poor, percentGood: percent(good, answered) }
}

/** `part` of `whole` in percent with one decimal, half-up, by whole numbers only. */
export function percent(part: number, whole: number): string | undefined {
  if (whole === 0) return undefined
  const twice = part * 2000 + whole
  const tenths = (twice - (twice % (2 * whole))) / (2 * whole)
  return `${(tenths - (tenths % 10)) / 10}.${tenths % 10}`
}

function groupBy<T>(all: readonly T[], keyOf: (one: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const one of all) {
    const key = keyOf(one)
    const group = groups.get(key)
    if (group) group.push(one)
    else groups.set(key, [one])
  }
  return groups
}
