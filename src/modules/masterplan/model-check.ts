import type { Sentence } from '#kit/problem.ts'
import type { Dimension, Sheet } from './model.ts'
import type { SectionLine } from './model-book.ts'

/** Shapes of the quality check of a plan: what is looked at, and what is said. A checklist, never a grade. */

/** The eight components of plan quality, after the plan-quality research that domain.md 4.1 names. */
export const COMPONENTS = [
  'objectives',
  'factual-basis',
  'participation',
  'budget',
  'indicators',
  'alignment',
  'implementation',
  'coherence',
] as const
export type Component = (typeof COMPONENTS)[number]

export type Verdict = 'met' | 'not-met' | 'unknown'

/** One thing a good plan has. */
export interface CheckItem {
  component: Component
  code: string
  /** What is looked for, as a sentence that is true when it is met. */
  asks: Sentence
  verdict: Verdict
  /** What was found, with figures. */
  reason: Sentence
  /** Where it is mended or looked at. */
  mend: { href: string; label: Sentence } | undefined
}

export interface CheckedCard {
  id: string
  title: string
  sheet: Sheet
  content: Record<string, unknown>
  dimension: Dimension | undefined
  organisationId: string | undefined
  programmeId: string | undefined
  choice: 'open' | 'chosen' | 'dropped'
  evidence: number
}

/** All that the check looks at; undefined parts cannot be told. */
export interface CheckFacts {
  regionCode: string
  plan: { id: string; fromYear: number; untilYear: number; vision: string | undefined }
  sections: readonly Pick<
    SectionLine,
    'id' | 'book' | 'code' | 'title' | 'state' | 'words' | 'wordsWanted' | 'sources' | 'ownerId'
  >[]
  /** Of the series of the plan; undefined when the plan names none. */
  series:
    | {
        id: string
        cards: readonly CheckedCard[]
        /** `to` rests on `from`. */
        links: readonly { from: string; to: string }[]
        workshops: readonly { stage: number; state: string; meetingId: string | undefined }[]
        /** People who came, and from how many offices and other bodies. */
        attendance: { people: number; bodies: number; outside: number }
        commitment: { signed: number; places: number } | undefined
      }
    | undefined
  /** Offices of the region that could take part. */
  offices: number
  programmes: readonly {
    id: string
    dimension: Dimension
    startYear: number
    endYear: number
    planned: bigint | undefined
    rpjmd: string | undefined
    renstra: string | undefined
    quickWin: boolean
    stream: string
  }[]
  indicators: readonly { id: string; hasBaseline: boolean; hasTarget: boolean; hasReading: boolean }[]
  institutions: readonly { kind: string; decreeNumber: string | undefined; members: number }[]
  openComments: number
}
