import { createHash } from 'node:crypto'
import type { Submission, SubmittedAnswer } from '../../model-round.ts'
import { canonicalText } from '#kit/canonical-text.ts'
import type { World } from '../../../../../test/support/world.ts'

/** A region hands in: the frozen submission with these answers, past every check of the self-assessment. */
export async function handIn(
  world: World,
  roundId: string,
  regionCode: string,
  answers: readonly Partial<SubmittedAnswer>[] = [],
): Promise<void> {
  const content: Submission = {
    round: roundId,
    region: regionCode,
    instrument: 'smart-city-2023-kppn-ikn',
    instrumentSha256: '0'.repeat(64),
    answers: answers.map(answer => ({
      questionId: '',
      office: undefined,
      level: null,
      narrative: undefined,
      figures: [],
      evidence: [],
      ...answer,
    })),
  }
  const text = canonicalText(JSON.parse(JSON.stringify(content)))
  const sha256 = createHash('sha256').update(text).digest('hex')
  const now = world.platform.clock.now()
  const { pool } = world.platform.db
  await pool.query(
    `insert into evaluation.submission (region_code, round_id, content, sha256, submitted_at) values ($1, $2, $3, $4, $5)`,
    [regionCode, roundId, text, sha256, now],
  )
  await pool.query(
    `update evaluation.round_region set state = 'submitted', submitted_at = $3, submission_sha256 = $4
     where region_code = $1 and round_id = $2`,
    [regionCode, roundId, now, sha256],
  )
}

/** The ids of all questions of the 2023 instrument, in the order of the paper. */
export async function questionIds(world: World): Promise<string[]> {
  const { rows } = await world.platform.db.pool.query<{ id: string }>(
    `select q->>'id' as id from evaluation.instrument i,
       jsonb_array_elements(i.content->'dimensions') with ordinality d(d, dn),
       jsonb_array_elements(d.d->'indicators') with ordinality n(n, nn),
       jsonb_array_elements(n.n->'sub_indicators') with ordinality s(s, sn),
       jsonb_array_elements(s.s->'questions') with ordinality q(q, qn)
     where i.id = 'smart-city-2023-kppn-ikn' order by dn, nn, sn, qn`,
  )
  return rows.map(({ id }) => id)
}
