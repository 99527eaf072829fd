import { sql as query } from 'kysely'
import type { Sql, Tx } from '#platform/db/database.ts'
import type { OfficeWork } from '../../model-notices.ts'
import type { AnswerState, RoundRegion } from '../../model-round.ts'
import { selectRoundRegions, toRoundRegion } from '../round/rounds.ts'

/** A region in a round. */
export interface Place {
  roundId: string
  regionCode: string
}

export const placeKey = ({ roundId, regionCode }: Place): string => `${roundId} ${regionCode}`

const records = (places: readonly Place[]) => JSON.stringify(places)

type CountedWork = Omit<OfficeWork, 'hasHead'>

/**
 * How many answers of each office stand where, for these places, in one statement. `questions` gives the question ids of each
 * round; questions without an answer are due.
 */
export async function countWork(
  sql: Sql | Tx,
  places: readonly Place[],
  questions: ReadonlyMap<string, readonly string[]>,
): Promise<Map<string, CountedWork[]>> {
  const found = new Map<string, CountedWork[]>()
  if (places.length === 0) return found
  const asked = JSON.stringify([...questions].map(([roundId, ids]) => ({ roundId, ids })))
  const { rows } = await query<{
    round_id: string
    region_code: string
    organisation_id: string | null
    due: number
    ready: number
    signed: number
    verified: number
  }>`
    select w."roundId" as round_id, w."regionCode" as region_code, a.organisation_id,
      count(*) filter (where n.state is null or n.state in ('draft', 'returned')) as due,
      count(*) filter (where n.state = 'ready') as ready,
      count(*) filter (where n.state = 'signed') as signed,
      count(*) filter (where n.state = 'verified') as verified
    from jsonb_to_recordset(${records(places)}::jsonb) as w ("roundId" text, "regionCode" text)
    join (
      select r."roundId", q.id from jsonb_to_recordset(${asked}::jsonb) as r ("roundId" text, ids jsonb)
      cross join lateral jsonb_array_elements_text(r.ids) as q (id)
    ) q on q."roundId" = w."roundId"
    left join evaluation.assignment a
      on a.region_code = w."regionCode" and a.round_id = w."roundId" and a.question_id = q.id
    left join evaluation.answer n
      on n.region_code = w."regionCode" and n.round_id = w."roundId" and n.question_id = q.id
    group by 1, 2, 3 order by 1, 2, 3`.execute(sql)
  for (const row of rows) {
    const key = placeKey({ roundId: row.round_id, regionCode: row.region_code })
    const { due, ready, signed, verified } = row
    const work = { organisationId: row.organisation_id ?? undefined, due, ready, signed, verified }
    found.set(key, [...(found.get(key) ?? []), work])
  }
  return found
}

export interface QuestionState {
  state: AnswerState | 'none'
  organisationId: string | undefined
}

export const questionKey = (place: Place, questionId: string): string => `${placeKey(place)} ${questionId}`

/** State and office of single questions, in one statement. */
export async function listQuestionStates(
  sql: Sql | Tx,
  questions: readonly (Place & { questionId: string })[],
): Promise<Map<string, QuestionState>> {
  if (questions.length === 0) return new Map()
  const { rows } = await query<{
    round_id: string
    region_code: string
    question_id: string
    state: AnswerState | null
    organisation_id: string | null
  }>`
    select w."roundId" as round_id, w."regionCode" as region_code, w."questionId" as question_id, n.state,
      a.organisation_id
    from jsonb_to_recordset(${JSON.stringify(questions)}::jsonb)
      as w ("roundId" text, "regionCode" text, "questionId" text)
    left join evaluation.assignment a
      on a.region_code = w."regionCode" and a.round_id = w."roundId" and a.question_id = w."questionId"
    left join evaluation.answer n
      on n.region_code = w."regionCode" and n.round_id = w."roundId" and n.question_id = w."questionId"`.execute(sql)
  return new Map(
    rows.map(row => [
      questionKey({ roundId: row.round_id, regionCode: row.region_code }, row.question_id),
      { state: row.state ?? 'none', organisationId: row.organisation_id ?? undefined },
    ]),
  )
}

/** Regions in rounds by `placeKey`, in one statement. */
export async function listPlaces(sql: Sql | Tx, places: readonly Place[]): Promise<Map<string, RoundRegion>> {
  if (places.length === 0) return new Map()
  const rows = await selectRoundRegions(sql)
    .select('r.round_id')
    .where(
      query<boolean>`(r.round_id, r.region_code) in (
        select "roundId", "regionCode" from jsonb_to_recordset(${records(places)}::jsonb)
          as w ("roundId" text, "regionCode" text))`,
    )
    .execute()
  return new Map(
    rows.map(row => [placeKey({ roundId: row.round_id, regionCode: row.region_code }), toRoundRegion(row)]),
  )
}

/**
 * Rounds of these in which sheets are still missing: no region handed in, or one of those that did has no panel or a sheet
 * that is not handed in. In one statement.
 */
export async function roundsWithOpenSheets(sql: Sql | Tx, roundIds: readonly string[]): Promise<Set<string>> {
  if (roundIds.length === 0) return new Set()
  const { rows } = await query<{ id: string }>`
    select r.id from evaluation.round r
    where r.id in (select jsonb_array_elements_text(${JSON.stringify(roundIds)}::jsonb)) and (
      not exists (select 1 from evaluation.round_region g where g.round_id = r.id and g.state = 'submitted')
      or exists (
        select 1 from evaluation.round_region g
        left join evaluation.panel_member p
          on p.region_code = g.region_code and p.round_id = g.round_id and p.ended_at is null
        where g.round_id = r.id and g.state = 'submitted' and p.submitted_at is null))`.execute(sql)
  return new Set(rows.map(row => row.id))
}

/** A turn on a panel of somebody. */
export interface Turn extends Place {
  accountId: string
  submittedAt: Date | undefined
  endedAt: Date | undefined
}

/** Turns on panels of these accounts in these rounds, ended ones too, in one statement. */
export async function listTurns(
  sql: Sql | Tx,
  accountIds: readonly string[],
  roundIds: readonly string[],
): Promise<Turn[]> {
  if (accountIds.length === 0 || roundIds.length === 0) return []
  const rows = await sql
    .selectFrom('evaluation.panel_member')
    .select(['region_code', 'round_id', 'account_id', 'submitted_at', 'ended_at'])
    .where('account_id', 'in', accountIds)
    .where('round_id', 'in', roundIds)
    .execute()
  return rows.map(row => ({
    regionCode: row.region_code,
    roundId: row.round_id,
    accountId: row.account_id,
    submittedAt: row.submitted_at ?? undefined,
    endedAt: row.ended_at ?? undefined,
  }))
}
