import type { Sql, Tx } from '#platform/db/database.ts'

/** What the public verification page needs to say whether a printed sheet is still the present result. */
export interface VerificationToken {
  token: string
  regionCode: string
  edition: string
  contentSha256: string
  issuedAt: Date
  /** Set when a later import corrected the result. */
  supersededAt: Date | undefined
}

interface Row {
  token: string
  region_code: string
  edition_id: string
  content_sha256: string
  issued_at: Date
  superseded_at: Date | null
}

const columns = ['token', 'region_code', 'edition_id', 'content_sha256', 'issued_at', 'superseded_at'] as const

const fromRow = (row: Row): VerificationToken => ({
  token: row.token,
  regionCode: row.region_code,
  edition: row.edition_id,
  contentSha256: row.content_sha256,
  issuedAt: row.issued_at,
  supersededAt: row.superseded_at ?? undefined,
})

/** The token as typed by a person: small letters, spaces for dashes and O, I, L for 0, 1, 1 are taken. */
export async function findToken(sql: Sql | Tx, typed: string): Promise<VerificationToken | undefined> {
  const token = tokenAsStored(typed)
  if (token === undefined) return undefined
  const row = await sql
    .selectFrom('evaluation.verification_token')
    .select(columns)
    .where('token', '=', token)
    .executeTakeFirst()
  return row && fromRow(row)
}

/** "7k4m 2q9x b3td" → "7K4M-2Q9X-B3TD"; undefined when it is no token. */
function tokenAsStored(typed: string): string | undefined {
  if (typed.length > 40) return undefined
  const letters = typed.toUpperCase().replace(/[\s-]/g, '').replaceAll('O', '0').replace(/[IL]/g, '1')
  if (!/^[0-9A-HJKMNP-TV-Z]{12}$/.test(letters)) return undefined
  return `${letters.slice(0, 4)}-${letters.slice(4, 8)}-${letters.slice(8)}`
}
