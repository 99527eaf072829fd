import { sql as query } from 'kysely'
import type { Zone } from '#kit/format.ts'
import type { Sql, Tx } from '#platform/db/database.ts'
import type { Round, RoundLetter, RoundRegion, StepDates, StepName } from '../../model-round.ts'

interface RoundRow {
  id: string
  edition_id: string
  group_code: string
  instrument_id: string
  instrument_sha256: string
  title: unknown
  stage: string | null
  review_kind: string
  review_mode: string
  state: string
  example: boolean
  letter: unknown
  version: number
  opened_at: Date | null
  closed_at: Date | null
  steps: Record<string, { starts_on: string; ends_on: string }> | null
}

const stepsOfRow = query<RoundRow['steps']>`(
  select jsonb_object_agg(s.step, jsonb_build_object('starts_on', s.starts_on, 'ends_on', s.ends_on))
  from evaluation.round_step s where s.round_id = r.id)`.as('steps')

const selectRounds = (sql: Sql | Tx) =>
  sql
    .selectFrom('evaluation.round as r')
    .select([
      'r.id',
      'r.edition_id',
      'r.group_code',
      'r.instrument_id',
      'r.instrument_sha256',
      'r.title',
      'r.stage',
      'r.review_kind',
      'r.review_mode',
      'r.state',
      'r.example',
      'r.letter',
      'r.version',
      'r.opened_at',
      'r.closed_at',
      stepsOfRow,
    ])

const toRound = (row: RoundRow): Round => ({
  id: row.id,
  edition: row.edition_id,
  group: row.group_code,
  instrumentId: row.instrument_id,
  instrumentSha256: row.instrument_sha256,
  title: row.title as Round['title'],
  stage: (row.stage ?? undefined) as Round['stage'],
  reviewKind: row.review_kind as Round['reviewKind'],
  reviewMode: row.review_mode as Round['reviewMode'],
  state: row.state as Round['state'],
  example: row.example,
  letter: (row.letter ?? {}) as RoundLetter,
  version: row.version,
  openedAt: row.opened_at ?? undefined,
  closedAt: row.closed_at ?? undefined,
  steps: Object.fromEntries(
    Object.entries(row.steps ?? {}).map(([step, dates]): [string, StepDates] => [
      step,
      { startsOn: dates.starts_on, endsOn: dates.ends_on },
    ]),
  ) as Round['steps'],
})

/** Kept until the transaction ends: `share` lets others read for their own change, `update` makes them wait. */
export type Lock = 'share' | 'update'

/** A round with its dates, in one statement. Lock the round before its regions, so that nobody waits in a ring. */
export async function findRound(sql: Sql | Tx, id: string, lock?: Lock): Promise<Round | undefined> {
  const base = selectRounds(sql).where('r.id', '=', id)
  const row = await (
    lock === 'update' ? base.forUpdate() : lock === 'share' ? base.forShare() : base
  ).executeTakeFirst()
  return row && toRound(row)
}

/** All rounds, newest edition first, in one statement. There are some a year. */
export async function listRounds(sql: Sql | Tx): Promise<Round[]> {
  const rows = await selectRounds(sql).orderBy('r.edition_id', 'desc').orderBy('r.group_code').execute()
  return rows.map(toRound)
}

interface RegionRow {
  region_code: string
  region_name: string
  timezone: string
  state: string
  letter_number: string | null
  letter_message_at: Date | null
  contact_name: string | null
  contact_office: string | null
  contact_phone: string | null
  submitted_at: Date | null
  submission_sha256: string | null
  extensions: Record<string, { ends_on: string; reason: string }> | null
}

const extensionsOfRow = query<RegionRow['extensions']>`(
  select jsonb_object_agg(x.step, jsonb_build_object('ends_on', x.ends_on, 'reason', x.reason))
  from (select distinct on (step) step, ends_on, reason from evaluation.extension
    where region_code = r.region_code and round_id = r.round_id order by step, given_at desc, id) x)`.as('extensions')

/** Columns of a region in a round, for lists that add their own conditions and order. */
export const selectRoundRegions = (sql: Sql | Tx) =>
  sql
    .selectFrom('evaluation.round_region as r')
    .innerJoin('region.region as g', 'g.region_code', 'r.region_code')
    .select([
      'r.region_code',
      'g.name as region_name',
      'g.timezone',
      'r.state',
      'r.letter_number',
      'r.letter_message_at',
      'r.contact_name',
      'r.contact_office',
      'r.contact_phone',
      'r.submitted_at',
      'r.submission_sha256',
      extensionsOfRow,
    ])

export const toRoundRegion = (row: RegionRow): RoundRegion => ({
  regionCode: row.region_code,
  regionName: row.region_name,
  zone: row.timezone as Zone,
  state: row.state as RoundRegion['state'],
  letterNumber: row.letter_number ?? undefined,
  letterSentAt: row.letter_message_at ?? undefined,
  contact: {
    name: row.contact_name ?? undefined,
    office: row.contact_office ?? undefined,
    phone: row.contact_phone ?? undefined,
  },
  submittedAt: row.submitted_at ?? undefined,
  submissionSha256: row.submission_sha256 ?? undefined,
  extensions: Object.fromEntries(
    Object.entries(row.extensions ?? {}).map(([step, { ends_on, reason }]) => [step, { endsOn: ends_on, reason }]),
  ) as Partial<Record<StepName, { endsOn: string; reason: string }>>,
})

/** One region of a round, in one statement. */
export async function findRoundRegion(
  sql: Sql | Tx,
  roundId: string,
  regionCode: string,
  lock?: Lock,
): Promise<RoundRegion | undefined> {
  const base = selectRoundRegions(sql).where('r.region_code', '=', regionCode).where('r.round_id', '=', roundId)
  const locked = lock === 'update' ? base.forUpdate('r') : lock === 'share' ? base.forShare('r') : base
  const row = await locked.executeTakeFirst()
  return row && toRoundRegion(row)
}

/** The open rounds that have a region, newest edition first, each with the region in it. Two statements. */
export async function listOpenRoundsOfRegion(
  sql: Sql | Tx,
  regionCode: string,
): Promise<{ round: Round; region: RoundRegion }[]> {
  const regions = await selectRoundRegions(sql)
    .select('r.round_id')
    .where('r.region_code', '=', regionCode)
    .where('r.round_id', 'in', eb => eb.selectFrom('evaluation.round').select('id').where('state', '=', 'open'))
    .execute()
  if (regions.length === 0) return []
  const byRound = new Map(regions.map(row => [row.round_id, toRoundRegion(row)]))
  const rounds = await selectRounds(sql)
    .where('r.id', 'in', [...byRound.keys()])
    .orderBy('r.edition_id', 'desc')
    .orderBy('r.id')
    .execute()
  return rounds.flatMap(row => {
    const region = byRound.get(row.id)
    return region ? [{ round: toRound(row), region }] : []
  })
}

/** All regions of a round by code, in one statement; at most those of the country. */
export async function listRoundRegions(sql: Sql | Tx, roundId: string): Promise<RoundRegion[]> {
  const rows = await selectRoundRegions(sql).where('r.round_id', '=', roundId).orderBy('r.region_code').execute()
  return rows.map(toRoundRegion)
}
