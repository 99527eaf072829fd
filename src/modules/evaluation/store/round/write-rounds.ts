import { sql as query } from 'kysely'
import type { Tx } from '#platform/db/database.ts'
import type { Round, RoundRegion, StepName } from '../../model-round.ts'

/** What is typed of a round; the rest follows from it. */
export type RoundContent = Pick<
  Round,
  'edition' | 'group' | 'instrumentId' | 'title' | 'stage' | 'reviewKind' | 'reviewMode' | 'letter' | 'steps'
>

export interface NewRoundRow extends RoundContent {
  id: string
  instrumentSha256: string
  example: boolean
  createdBy: string | undefined
  createdAt: Date
}

/** Makes the round with its dates. False when there is one of this edition and group already. */
export async function insertRound(tx: Tx, round: NewRoundRow): Promise<boolean> {
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
      review_kind: round.reviewKind,
      review_mode: round.reviewMode,
      letter: JSON.stringify(round.letter),
      example: round.example,
      created_by: round.createdBy ?? null,
      created_at: round.createdAt,
    })
    .onConflict(conflict => conflict.doNothing())
    .executeTakeFirst()
  if (made.numInsertedOrUpdatedRows !== 1n) return false
  await replaceSteps(tx, round.id, round.steps)
  return true
}

/** Writes a changed round and counts its version up. The caller holds the row and has checked the version. */
export async function updateRound(
  tx: Tx,
  id: string,
  round: RoundContent & Pick<Round, 'instrumentSha256'>,
): Promise<void> {
  await tx
    .updateTable('evaluation.round')
    .set({
      edition_id: round.edition,
      group_code: round.group,
      instrument_id: round.instrumentId,
      instrument_sha256: round.instrumentSha256,
      title: JSON.stringify(round.title),
      stage: round.stage ?? null,
      review_kind: round.reviewKind,
      review_mode: round.reviewMode,
      letter: JSON.stringify(round.letter),
      version: query`version + 1`,
    })
    .where('id', '=', id)
    .execute()
  await replaceSteps(tx, id, round.steps)
}

async function replaceSteps(tx: Tx, roundId: string, steps: Round['steps']): Promise<void> {
  await tx.deleteFrom('evaluation.round_step').where('round_id', '=', roundId).execute()
  const rows = Object.entries(steps).map(([step, dates]) => ({
    round_id: roundId,
    step,
    starts_on: dates.startsOn,
    ends_on: dates.endsOn,
  }))
  if (rows.length > 0) await tx.insertInto('evaluation.round_step').values(rows).execute()
}

export async function setRoundOpen(tx: Tx, id: string, at: Date): Promise<void> {
  await tx
    .updateTable('evaluation.round')
    .set({ state: 'open', opened_at: at, version: query`version + 1` })
    .where('id', '=', id)
    .execute()
}

/** Adds regions in one statement; returns the codes that were not in the round before. */
export async function insertRoundRegions(
  tx: Tx,
  roundId: string,
  codes: readonly string[],
  at: Date,
): Promise<string[]> {
  if (codes.length === 0) return []
  const rows = await tx
    .insertInto('evaluation.round_region')
    .values(codes.map(code => ({ region_code: code, round_id: roundId, added_at: at })))
    .onConflict(conflict => conflict.columns(['region_code', 'round_id']).doNothing())
    .returning('region_code')
    .execute()
  return rows.map(row => row.region_code)
}

/** Whether anything was written about a region in a round that must not be lost: answers, comments, scores, a submission. */
export async function hasWork(tx: Tx, roundId: string, code: string): Promise<boolean> {
  const { rows } = await query<{ found: boolean }>`select
    exists (select from evaluation.answer where region_code = ${code} and round_id = ${roundId})
    or exists (select from evaluation.comment where region_code = ${code} and round_id = ${roundId})
    or exists (select from evaluation.submission where region_code = ${code} and round_id = ${roundId})
    or exists (select from evaluation.score where region_code = ${code} and round_id = ${roundId})
    or exists (select from evaluation.panel_remark where region_code = ${code} and round_id = ${roundId}) as found`.execute(
    tx,
  )
  return rows[0]?.found === true
}

/** Takes a region without work out of a round, with its extensions, assignments and panel. */
export async function deleteRoundRegion(tx: Tx, roundId: string, code: string): Promise<void> {
  for (const table of [
    'evaluation.assignment',
    'evaluation.extension',
    'evaluation.panel_member',
    'evaluation.round_region',
  ] as const) {
    await tx.deleteFrom(table).where('region_code', '=', code).where('round_id', '=', roundId).execute()
  }
}

export async function updateContact(
  tx: Tx,
  roundId: string,
  code: string,
  { name, office, phone }: RoundRegion['contact'],
  letterNumber: string | undefined,
): Promise<void> {
  await tx
    .updateTable('evaluation.round_region')
    .set({
      contact_name: name ?? null,
      contact_office: office ?? null,
      contact_phone: phone ?? null,
      letter_number: letterNumber ?? null,
    })
    .where('region_code', '=', code)
    .where('round_id', '=', roundId)
    .execute()
}

export interface NewExtension {
  roundId: string
  regionCode: string
  step: StepName
  endsOn: string
  reason: string
  givenBy: string | undefined
  givenAt: Date
}

/** Adds an extension; it is dated after all others of the step, so that it is the newest even within one moment. */
export async function insertExtension(tx: Tx, given: NewExtension): Promise<void> {
  await query`insert into evaluation.extension (region_code, round_id, step, ends_on, reason, given_by, given_at)
    select ${given.regionCode}, ${given.roundId}, ${given.step}, ${given.endsOn}::date, ${given.reason},
      ${given.givenBy ?? null}::uuid, greatest(${given.givenAt}::timestamptz, max(x.given_at) + interval '1 microsecond')
    from evaluation.extension x
    where x.region_code = ${given.regionCode} and x.round_id = ${given.roundId} and x.step = ${given.step}`.execute(tx)
}

/**
 * Puts accounts on a panel, each at the next free place; one whose turn had ended comes back to the old place. The caller
 * holds the row of the region, so that no place is given twice.
 */
export async function insertPanelMembers(
  tx: Tx,
  roundId: string,
  code: string,
  accountIds: readonly string[],
  by: string | undefined,
  at: Date,
): Promise<void> {
  for (const accountId of accountIds) {
    await query`insert into evaluation.panel_member (region_code, round_id, account_id, place, assigned_by, assigned_at)
      select ${code}, ${roundId}, ${accountId}, coalesce(max(place), 0) + 1, ${by ?? null}, ${at}
      from evaluation.panel_member where region_code = ${code} and round_id = ${roundId}
      on conflict (region_code, round_id, account_id)
      do update set ended_at = null, end_reason = null, assigned_by = excluded.assigned_by, assigned_at = excluded.assigned_at`.execute(
      tx,
    )
  }
}

export async function setPanelMemberEnded(
  tx: Tx,
  roundId: string,
  code: string,
  accountId: string,
  reason: string,
  at: Date,
): Promise<void> {
  await tx
    .updateTable('evaluation.panel_member')
    .set({ ended_at: at, end_reason: reason })
    .where('region_code', '=', code)
    .where('round_id', '=', roundId)
    .where('account_id', '=', accountId)
    .execute()
}

export async function saveConflict(
  tx: Tx,
  conflict: { regionCode: string; accountId: string; reason: string; declaredBy: string | undefined; at: Date },
): Promise<void> {
  await tx
    .insertInto('evaluation.conflict')
    .values({
      region_code: conflict.regionCode,
      account_id: conflict.accountId,
      reason: conflict.reason,
      declared_by: conflict.declaredBy ?? null,
      declared_at: conflict.at,
    })
    .onConflict(found =>
      found.columns(['region_code', 'account_id']).doUpdateSet({
        reason: conflict.reason,
        declared_by: conflict.declaredBy ?? null,
        declared_at: conflict.at,
      }),
    )
    .execute()
}
