import { z } from 'zod'
import type { RichDoc } from '#kit/rich-text.ts'
import { type BookNumber, DIMENSIONS } from './model.ts'

/** Shapes of the living books: plans, sections, their blocks and what happened to them. */

export const SECTION_STATES = ['empty', 'draft', 'review', 'accepted', 'locked'] as const
export type SectionState = (typeof SECTION_STATES)[number]

/** A living masterplan of a region. */
export interface Plan {
  regionCode: string
  id: string
  title: string
  fromYear: number
  untilYear: number
  seriesId: string | undefined
  templateId: string
  vision: string | undefined
  version: number
  createdAt: Date
  archivedAt: Date | undefined
}

export interface PlanInput {
  title: string
  fromYear: number
  untilYear: number
  vision?: string | undefined
  seriesId?: string | undefined
}

/** A chapter or a part of one; `parentId` is undefined for a chapter. */
export interface Section {
  regionCode: string
  planId: string
  id: string
  book: BookNumber
  parentId: string | undefined
  position: number
  /** Where it comes from in the template. */
  code: string | undefined
  title: string
  guide: string | undefined
  ownerId: string | undefined
  ownerName: string | undefined
  state: SectionState
  stateNote: string | undefined
  stateBy: string | undefined
  stateAt: Date | undefined
  wordsWanted: number
  dueOn: string | undefined
  version: number
  archivedAt: Date | undefined
}

/** A section in the list of its book, with what the meter counts. */
export interface SectionLine extends Section {
  words: number
  /** Sources of its live blocks, one for each block. */
  sources: LiveSource[]
  openComments: number
}

export interface SectionInput {
  title: string
  guide?: string | undefined
  ownerId?: string | undefined
  dueOn?: string | undefined
  wordsWanted: number
}

/** What live blocks are drawn from; each has a file in `actions/book/live`. */
export const LIVE_SOURCES = [
  'region',
  'workshops',
  'participation',
  'profile',
  'readiness',
  'swot',
  'strategy',
  'vision',
  'mission',
  'target',
  'indicators',
  'programmes',
  'action',
  'mapping',
  'budget',
  'roadmap',
  'quick-wins',
  'risk',
  'institutions',
  'commitment',
] as const
export type LiveSource = (typeof LIVE_SOURCES)[number]

export const SHOWS = ['table', 'chart', 'map', 'list', 'figure'] as const
export type Show = (typeof SHOWS)[number]

/** How each source can be shown, the usual way first. */
export const SHOWS_OF: Record<LiveSource, readonly Show[]> = {
  region: ['table', 'map'],
  workshops: ['table'],
  participation: ['table'],
  profile: ['table', 'list'],
  readiness: ['table', 'chart', 'list'],
  swot: ['table', 'list'],
  strategy: ['table', 'list'],
  vision: ['list', 'table'],
  mission: ['list', 'table'],
  target: ['table', 'list'],
  indicators: ['table'],
  programmes: ['table', 'chart', 'map', 'list'],
  action: ['table', 'list'],
  mapping: ['table'],
  budget: ['table', 'chart'],
  roadmap: ['table', 'chart', 'list'],
  'quick-wins': ['table', 'list'],
  risk: ['table'],
  institutions: ['table', 'list'],
  commitment: ['table', 'list'],
}

const dimensionOrNone = (DIMENSIONS as readonly string[]).slice()
/** Values that each kind of filter takes; an empty list means any text of the sheet. */
export const FILTER_VALUES = {
  dimension: dimensionOrNone,
  element: ['nature', 'structure', 'infrastructure', 'superstructure', 'culture'],
  condition: ['good', 'moderate', 'poor'],
  quadrant: ['s', 'w', 'o', 't'],
  pair: ['so', 'wo', 'st', 'wt'],
  stream: ['policy', 'people', 'infrastructure', 'application', 'literacy'],
  term: ['1', '5', '10'],
  chosen: ['ya'],
  by: ['dimension', 'office', 'source', 'year'],
} as const satisfies Record<string, readonly string[]>
export type FilterName = keyof typeof FILTER_VALUES

/** Which filters a source knows. Several values of one filter are parted by commas: "nature,culture". */
export const FILTERS_OF: Record<LiveSource, readonly FilterName[]> = {
  region: [],
  workshops: [],
  participation: [],
  profile: [],
  readiness: ['element', 'condition'],
  swot: ['quadrant'],
  strategy: ['pair', 'dimension'],
  vision: [],
  mission: [],
  target: ['dimension'],
  indicators: ['dimension'],
  programmes: ['dimension', 'stream', 'term', 'chosen'],
  action: ['stream', 'dimension'],
  mapping: ['dimension'],
  budget: ['by', 'dimension'],
  roadmap: ['term', 'dimension'],
  'quick-wins': ['dimension'],
  risk: ['dimension'],
  institutions: [],
  commitment: [],
}

export type LiveFilter = Partial<Record<FilterName, string>>

interface AnyBlock {
  regionCode: string
  id: string
  sectionId: string
  position: number
  caption: string | undefined
  version: number
  archivedAt: Date | undefined
}
export interface NarrativeBlock extends AnyBlock {
  kind: 'narrative'
  textId: string
}
export interface LiveBlock extends AnyBlock {
  kind: 'live'
  source: LiveSource
  show: Show
  filter: LiveFilter
}
export type Block = NarrativeBlock | LiveBlock

export interface LiveInput {
  source: LiveSource
  show: Show
  filter: LiveFilter
  caption?: string | undefined
}

/** One line of the history of a section. */
export interface SectionEvent {
  id: string
  event: string
  fields: { field: string; before?: string | undefined; after?: string | undefined }[]
  note: string | undefined
  office: string | undefined
  accountId: string | undefined
  happenedAt: Date
}

/** A section to be made with what stands in it, the parts below it too. */
export interface SectionSeed {
  code?: string | undefined
  title: string
  guide?: string | undefined
  ownerId?: string | undefined
  wordsWanted?: number | undefined
  dueOn?: string | undefined
  blocks: ({ kind: 'narrative'; content?: RichDoc | undefined } | ({ kind: 'live' } & LiveInput))[]
  sections: SectionSeed[]
}
export interface BookSeed {
  book: BookNumber
  sections: SectionSeed[]
}

export const liveSourceSchema = z.enum(LIVE_SOURCES)
