import { sql } from 'kysely'
import type { Sql, Tx } from '#platform/db/database.ts'
import type { Dimension, ProgrammeFilter, Status, Term } from '../../model.ts'
import { matches } from '../programmes.ts'

type Filtered = Parameters<typeof matches>[0]

/** A programme as a book prints it: no notes, reasons or readings. */
export interface BookProgramme {
  id: string
  code: string
  name: string
  problem: string
  dimension: Dimension
  subDimension: string
  stream: string
  term: Term
  startYear: number
  endYear: number
  status: Status
  leadName: string
  quickWin: boolean
  rpjmd: string | undefined
  renstra: string | undefined
  /** Planned money of all years in whole rupiah; undefined when no line was written, which is not 0. */
  planned: bigint | undefined
  /** Codes of the districts and villages that it names. */
  places: string[]
}

/** How many programmes a book prints at most. */
const MOST = 2000

/** The living programmes that a filter lets through, by dimension and code, with their planned money, in one statement. */
export async function listForBook(
  db: Sql | Tx,
  regionCode: string,
  filter: ProgrammeFilter = {},
): Promise<BookProgramme[]> {
  const rows = await db
    .selectFrom('portfolio.programme as p')
    .innerJoin('people.organisation as o', 'o.id', 'p.lead_id')
    .select([
      'p.id',
      'p.code',
      'p.name',
      'p.problem',
      'p.dimension',
      'p.sub_dimension',
      'p.stream',
      'p.term',
      'p.start_year',
      'p.end_year',
      'p.status',
      'p.quick_win',
      'p.rpjmd',
      'p.renstra',
      'o.name as lead_name',
      sql<string | null>`(select sum(b.planned)::text from portfolio.budget b
        where b.region_code = p.region_code and b.programme_id = p.id)`.as('planned'),
      sql<string[]>`array(select w.place_code from portfolio.programme_place w
        where w.region_code = p.region_code and w.programme_id = p.id order by w.place_code)`.as('places'),
    ])
    .where(eb => matches(eb as unknown as Filtered, regionCode, filter))
    .orderBy(sql`array_position(array['gov', 'bra', 'eco', 'liv', 'soc', 'env'], p.dimension)`)
    .orderBy('p.code')
    .limit(MOST)
    .execute()
  return rows.map(row => ({
    id: row.id,
    code: row.code,
    name: row.name,
    problem: row.problem,
    dimension: row.dimension as Dimension,
    subDimension: row.sub_dimension,
    stream: row.stream,
    term: row.term as Term,
    startYear: row.start_year,
    endYear: row.end_year,
    status: row.status as Status,
    leadName: row.lead_name,
    quickWin: row.quick_win,
    rpjmd: row.rpjmd ?? undefined,
    renstra: row.renstra ?? undefined,
    planned: row.planned === null ? undefined : BigInt(row.planned),
    places: row.places,
  }))
}
