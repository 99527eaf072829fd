import { z } from '@hono/zod-openapi'

/** Shapes of the portfolio: programmes with offices, places, money and milestones. Indicators and quick wins have own files. */

/** The six smart-city dimensions in their order. */
export const DIMENSIONS = ['gov', 'bra', 'eco', 'liv', 'soc', 'env'] as const
export type Dimension = (typeof DIMENSIONS)[number]

export const STATUSES = ['planned', 'running', 'done', 'changed', 'stopped'] as const
export type Status = (typeof STATUSES)[number]

/** Short (1 year), medium (5) and long (10 years). */
export const TERMS = [1, 5, 10] as const
export type Term = (typeof TERMS)[number]

interface Words {
  id: string
  en: string
}

const wordsSchema = z.strictObject({ id: z.string().min(1), en: z.string().min(1) })
const entrySchema = z.strictObject({ code: z.string().min(1), name: wordsSchema })

/** One version of what programmes are made of, as in `db/reference/portfolio/catalogue-*.json`. */
export const catalogueSchema = z.strictObject({
  id: z.string(),
  title: wordsSchema,
  subDimensions: z.array(entrySchema.extend({ dimension: z.enum(DIMENSIONS) })),
  sectors: z.array(entrySchema),
  streams: z.array(entrySchema),
  sources: z.array(entrySchema.extend({ public: z.boolean() })),
  reasons: z.array(entrySchema),
  quickWinIndicators: z.array(entrySchema),
})
export type Catalogue = z.infer<typeof catalogueSchema>
export type CatalogueEntry = { code: string; name: Words }

/** Years a programme may lie in. */
export const YEARS = { least: 2000, most: 2100 } as const
/** The largest amount of one budget line, in whole rupiah. */
export const MOST_RUPIAH = 999_999_999_999_999n
/** An amount between 1 and this is surely written in thousands or millions. */
export const LEAST_LIKELY_RUPIAH = 100_000n

export interface Partner {
  name: string
  contribution: string | undefined
}

/** Money of one year and one source, in whole rupiah. `realised` undefined: not reported yet, never 0. */
export interface BudgetLine {
  year: number
  source: string
  planned: bigint
  realised: bigint | undefined
}

/** What a form, the API or a row of a workbook says of a programme; offices and places are resolved to ids and codes. */
export interface ProgrammeInput {
  code: string
  name: string
  problem: string
  subDimension: string
  sector: string
  stream: string
  leadId: string
  supportingIds: string[]
  partners: Partner[]
  /** Districts and villages; none means the whole region. */
  places: string[]
  term: Term
  startYear: number
  endYear: number
  rpjmd: string | undefined
  renstra: string | undefined
  promise: string | undefined
  /** Day "2027-12-31". */
  promiseDue: string | undefined
  quickWin: boolean
}

export interface StatusInput {
  status: Status
  /** First day on which it holds, "2027-03-01". */
  since: string
  /** Code of a reason in the catalogue; needed for changed and stopped. */
  reason: string | undefined
  note: string | undefined
}

/** A programme as stored, with the names that lists show. */
export interface Programme extends ProgrammeInput {
  regionCode: string
  id: string
  catalogueId: string
  dimension: Dimension
  leadName: string
  /** The leading office no longer exists; the programme must go to another. */
  leadArchived: boolean
  status: Status
  statusSince: string
  statusReason: string | undefined
  statusNote: string | undefined
  /** Counts each change of what is above; money, milestones and risks have their own. */
  version: number
  changedAt: Date
  archivedAt: Date | undefined
}

/** What lists and boards are narrowed to; each part is a parameter of the address. */
export interface ProgrammeFilter {
  /** Folded words (`fold` of region), all of which code or name contain. */
  words?: readonly string[] | undefined
  dimension?: Dimension | undefined
  subDimension?: string | undefined
  sector?: string | undefined
  stream?: string | undefined
  status?: Status | undefined
  term?: Term | undefined
  /** Leading or supporting office. */
  officeId?: string | undefined
  /** A district or village; programmes for the whole region count everywhere. */
  place?: string | undefined
  /** True: only programmes that name districts or villages; false: only those for the whole region. */
  placed?: boolean | undefined
  /** Programmes planned for this year. */
  year?: number | undefined
  quickWin?: boolean | undefined
}

export interface Milestone {
  regionCode: string
  id: string
  programmeId: string
  title: string
  dueOn: string
  doneOn: string | undefined
  note: string | undefined
  ownerId: string
  ownerName: string
  version: number
}

/** What a region has chosen to show. */
export interface RegionSetting {
  regionCode: string
  /** Everybody reads programmes, money, milestones and verified readings. */
  public: boolean
  /** Other regions that share compare totals. */
  shared: boolean
  version: number
}

export const HISTORY_KINDS = ['programme', 'quick-win', 'indicator', 'reading', 'setting'] as const
export type HistoryKind = (typeof HISTORY_KINDS)[number]

/** One changed field as people read it; values as text, undefined for empty. */
export interface FieldChange {
  field: string
  before: string | undefined
  after: string | undefined
}

/** Kinds of evidence use: milestone id, `${programmeId}/${year}/${indicator}`, `${indicatorId}/${placeCode}/${period}`. */
export const MILESTONE_SUBJECT = 'portfolio.milestone'
export const QUICK_WIN_SUBJECT = 'portfolio.quick_win'
export const READING_SUBJECT = 'portfolio.reading'

export const regencyCodeSchema = z.string().regex(/^\d{2}\.\d{2}$/)
export const programmeCodeSchema = z.string().regex(/^[A-Z0-9][A-Z0-9./-]{0,29}$/)
