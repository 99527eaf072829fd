import type { World } from '../../../../../test/support/world.ts'

/** The whole score that the fixture gives: 0–4 by round, region, question and place, the same in every run. */
const scoreExpression = `(abs(hashtext(p.round_id || p.region_code || q.id || p.place::text)) % 5)`

/**
 * Past every check: the regions have handed in, each assessor on their panels gave every question a score and handed in.
 * Other tests prove how that comes about; here it is what a close begins with.
 */
export async function handInAll(world: World, roundId: string, regionCodes: readonly string[]): Promise<void> {
  const { pool } = world.platform.db
  await pool.query(
    `update evaluation.round_region set state = 'submitted', submitted_at = now(),
       submission_sha256 = encode(sha256(region_code::bytea), 'hex') where round_id = $1 and region_code = any ($2)`,
    [roundId, regionCodes],
  )
  await pool.query(
    `insert into evaluation.score (region_code, round_id, account_id, question_id, score)
       select p.region_code, p.round_id, p.account_id, q.id, ${scoreExpression}
       from evaluation.panel_member p
       join evaluation.round r on r.id = p.round_id
       join evaluation.instrument i on i.id = r.instrument_id
       cross join lateral (select jsonb_path_query(i.content, '$.dimensions[*].indicators[*].sub_indicators[*].questions[*].id') #>> '{}' as id) q
       where p.round_id = $1 and p.region_code = any ($2)
     on conflict do nothing`,
    [roundId, regionCodes],
  )
  await pool.query(
    'update evaluation.panel_member set submitted_at = now() where round_id = $1 and region_code = any ($2) and ended_at is null',
    [roundId, regionCodes],
  )
}

/** A remark of the first assessor on the panel of a region. */
export async function remark(
  world: World,
  roundId: string,
  regionCode: string,
  kind: string,
  dimension: string,
  text: string,
): Promise<void> {
  await world.platform.db.pool.query(
    `insert into evaluation.panel_remark (region_code, round_id, dimension_code, kind, text, written_by)
     select region_code, round_id, $4, $3, $5, account_id from evaluation.panel_member
     where round_id = $1 and region_code = $2 and ended_at is null order by place limit 1`,
    [roundId, regionCode, kind, dimension, text],
  )
}
