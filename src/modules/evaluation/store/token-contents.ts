import { sql as query } from 'kysely'
import type { Sql, Tx } from '#platform/db/database.ts'
import type { VerificationToken } from './tokens.ts'

/** What a result said before it was corrected, as far as a verification page tells it. */
export interface FormerResult {
  index: string | null
  tookPart: boolean
}

/** The superseded result that a token was issued for; undefined when the token is for the present one. */
export async function findFormerResult(sql: Sql | Tx, token: VerificationToken): Promise<FormerResult | undefined> {
  const row = await sql
    .selectFrom('evaluation.result_superseded')
    .select([
      query<string | null>`content ->> 'index'`.as('index'),
      query<boolean>`(content ->> 'took_part')::boolean`.as('took_part'),
    ])
    .where('region_code', '=', token.regionCode)
    .where('edition_id', '=', token.edition)
    .where('content_sha256', '=', token.contentSha256)
    .orderBy('superseded_at', 'desc')
    .executeTakeFirst()
  return row && { index: row.index, tookPart: row.took_part }
}
