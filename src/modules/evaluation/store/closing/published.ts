import { sql as query } from 'kysely'
import type { Sql, Tx } from '#platform/db/database.ts'
import type { Round, RoundLetter } from '../../model-round.ts'
import type { Remark } from '../results.ts'

/** Question scores and remarks of regions of an edition, in one statement; regions that have neither are left out. */
export async function listPublishedDetails(
  sql: Sql | Tx,
  edition: string,
  regionCodes: readonly string[],
): Promise<Map<string, { questions: Record<string, string>; remarks: Remark[] }>> {
  const { rows } = await query<{
    region_code: string
    questions: Record<string, string> | null
    remarks: Remark[] | null
  }>`
    select c.region_code,
      (select jsonb_object_agg(question_id, score::text) from evaluation.question_score q
        where q.region_code = c.region_code and q.edition_id = ${edition}) as questions,
      (select jsonb_agg(jsonb_build_object('kind', kind, 'text', text) order by kind, position) from evaluation.remark m
        where m.region_code = c.region_code and m.edition_id = ${edition}) as remarks
    from unnest(${regionCodes}::text[]) as c (region_code)`.execute(sql)
  return new Map(
    rows
      .filter(row => row.questions !== null || row.remarks !== null)
      .map(row => [row.region_code, { questions: row.questions ?? {}, remarks: row.remarks ?? [] }]),
  )
}

export interface NewPublishedRound {
  id: string
  edition: string
  group: string
  instrumentId: string
  instrumentSha256: string
  title: Round['title']
  stage: Round['stage']
  letter: RoundLetter
  steps: Round['steps']
  regionCodes: readonly string[]
  /** The day of the letter in which the result was published. */
  closedAt: Date
}

/** A closed round with its regions; false when it is there already. */
export async function insertPublishedRound(tx: Tx, round: NewPublishedRound): Promise<boolean> {
  const made = await tx
    .insertInto('evaluation.round')
    .values({
      id: round.id,
      edition_id: round.edition,
      group_code: round.group,
      instrument_id: round.instrumentId,
      instrument_sha256: round.instrumentSha256,
      title: JSON.stringify(round.title),
      stage: round.stage ?? null,
      state: 'closed',
      letter: JSON.stringify(round.letter),
      closed_at: round.closedAt,
    })
    .onConflict(conflict => conflict.doNothing())
    .executeTakeFirst()
  if (made.numInsertedOrUpdatedRows !== 1n) return false
  const steps = Object.entries(round.steps).map(([step, dates]) => ({
    round_id: round.id,
    step,
    starts_on: dates.startsOn,
    ends_on: dates.endsOn,
  }))
  if (steps.length > 0) await tx.insertInto('evaluation.round_step').values(steps).execute()
  await query`insert into evaluation.round_region (region_code, round_id, state)
    select code, ${round.id}, 'closed' from unnest(${round.regionCodes}::text[]) as code`.execute(tx)
  return true
}
