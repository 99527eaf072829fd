import type { Card, CardOf } from '../../model-card.ts'
import type { Dimension } from '../../model.ts'

/** What a card already says of the programme it becomes; what nobody said is absent or empty and must be chosen. */
export interface ProgrammeProposal {
  /** "GOV" of a code such as GOV-07. */
  codePrefix: string
  dimension: Dimension | undefined
  name: string
  problem: string
  stream: string | undefined
  leadId: string | undefined
  term: 1 | 5 | 10
  startYear: number
  endYear: number
  rpjmd: string | undefined
  renstra: string | undefined
  quickWin: boolean
}

/** What a canvas says of a quick win beyond its programme. */
export interface QuickWinProposal {
  aim: string | undefined
  design: string | undefined
  benefit: string | undefined
  continuity: string | undefined
}

/** Longest texts that the portfolio takes. */
const LONGEST = { name: 200, problem: 2000, reference: 300, aim: 600, part: 1500 } as const

/**
 * The programme a card proposes. `behind` are the cards it rests on, directly or further back; they lend a problem, a
 * stream, a dimension and references to the plans when the card itself has none. `year` is the year of the series.
 */
export function proposeProgramme(card: Card, behind: readonly Card[], year: number): ProgrammeProposal {
  const dimension = card.dimension ?? behind.find(one => one.dimension !== undefined)?.dimension
  const mapping = [card, ...behind].find(isSheet('mapping'))
  return {
    codePrefix: dimension?.toUpperCase() ?? 'SC',
    dimension,
    name: clip(card.title, LONGEST.name),
    problem: clip(problemOf(card, behind), LONGEST.problem),
    stream: [card, ...behind].find(isSheet('action'))?.content.stream,
    leadId: card.organisationId,
    ...timeOf(card, year),
    rpjmd: clipped(mapping?.content.rpjmd, LONGEST.reference),
    renstra: clipped(mapping?.content.renstra, LONGEST.reference),
    quickWin: card.sheet === 'canvas',
  }
}

/** What a canvas says of the quick win, in the parts of its presentation. */
export function proposeQuickWin({ content }: CardOf<'canvas'>): QuickWinProposal {
  const join = (...parts: (string | undefined)[]) =>
    clipped(parts.filter(part => part !== undefined).join('\n\n') || undefined, LONGEST.part)
  return {
    aim: clipped(content.target, LONGEST.aim),
    design: join(content.E1, content.E4),
    benefit: clipped(content.E3, LONGEST.part),
    continuity: join(content.E7, content.E10),
  }
}

/** The money of a canvas as a line of the portfolio's budget. */
export interface BudgetProposal {
  year: number
  source: string
  planned: bigint
}

/** What keeps the money of a canvas from becoming a line: nobody said it, or its source is no longer in the catalogue. */
export type BudgetLack = 'budget' | 'source' | 'year' | 'unknown-source'

/** The budget line a canvas names with amount, source and year, or the first that it lacks; nothing is guessed. */
export function proposeBudget(
  { content }: CardOf<'canvas'>,
  sources: ReadonlySet<string>,
): { line: BudgetProposal; lacks?: never } | { line?: never; lacks: BudgetLack } {
  const { budget, budgetSource, budgetYear } = content
  if (budget === undefined) return { lacks: 'budget' }
  if (budgetSource === undefined) return { lacks: 'source' }
  if (!sources.has(budgetSource)) return { lacks: 'unknown-source' }
  if (budgetYear === undefined) return { lacks: 'year' }
  return { line: { year: budgetYear, source: budgetSource, planned: BigInt(budget) } }
}

/** The problem in its own words, else of what it rests on: an innovation, weaknesses and threats, gaps of readiness. */
function problemOf(card: Card, behind: readonly Card[]): string {
  for (const one of [card, ...behind]) {
    if (one.sheet === 'innovation' && one.content.problem !== undefined) return one.content.problem
  }
  if (card.sheet === 'canvas' && card.content.E1 !== undefined) return card.content.E1
  const troubles = behind
    .filter(isSheet('swot'))
    .filter(one => one.content.quadrant === 'w' || one.content.quadrant === 't')
    .map(one => one.title)
  if (troubles.length > 0) return troubles.join('\n')
  const challenges = behind
    .filter(isSheet('profile'))
    .filter(one => one.content.kind === 'challenge')
    .map(one => one.title)
  if (challenges.length > 0) return challenges.join('\n')
  return behind
    .filter(isSheet('readiness'))
    .flatMap(one => (one.content.gap === undefined ? [] : [one.content.gap]))
    .join('\n')
}

function timeOf(card: Card, year: number): { term: 1 | 5 | 10; startYear: number; endYear: number } {
  if (card.sheet === 'action') {
    const startYear = card.content.fromYear ?? card.content.untilYear ?? year + 1
    const endYear = card.content.untilYear ?? startYear
    const years = endYear - startYear + 1
    return { term: years <= 1 ? 1 : years <= 5 ? 5 : 10, startYear, endYear }
  }
  if (card.sheet === 'roadmap') {
    const term = card.content.term === '1' ? 1 : card.content.term === '5' ? 5 : 10
    const startYear = card.content.year ?? year + 1
    return { term, startYear, endYear: startYear + term - 1 }
  }
  if (card.sheet === 'canvas') {
    const startYear = card.content.budgetYear ?? year
    return { term: 1, startYear, endYear: startYear }
  }
  return { term: 5, startYear: year + 1, endYear: year + 5 }
}

const isSheet =
  <S extends Card['sheet']>(sheet: S) =>
  (card: Card): card is Extract<Card, { sheet: S }> =>
    card.sheet === sheet

const clip = (text: string, most: number): string => (text.length <= most ? text : `${text.slice(0, most - 1)}…`)
const clipped = (text: string | undefined, most: number): string | undefined =>
  text === undefined ? undefined : clip(text, most)
