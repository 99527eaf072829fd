import { type SqlBool, sql } from 'kysely'
import type { Sql, Tx } from '#platform/db/database.ts'
import { PAPER_SUBJECT } from '../../model.ts'

/**
 * Is a piece of evidence a paper of a meeting that this person may see: of any (`all`), or of one, no draft, on whose list
 * they or their office stand? In one statement.
 */
export async function isPaperFor(
  db: Sql | Tx,
  regionCode: string,
  evidenceId: string,
  who: { all: boolean; accountId: string; organisationId: string | undefined; email: string | undefined },
): Promise<boolean> {
  const found = await db
    .selectFrom('evidence.use as u')
    .innerJoin('meeting.agenda_item as i', join =>
      join.onRef('i.region_code', '=', 'u.region_code').on(sql<SqlBool>`i.id::text = u.subject_id`),
    )
    .innerJoin('meeting.meeting as m', join =>
      join.onRef('m.region_code', '=', 'i.region_code').onRef('m.id', '=', 'i.meeting_id'),
    )
    .select('m.id')
    .where('u.region_code', '=', regionCode)
    .where('u.evidence_id', '=', evidenceId)
    .where('u.subject_kind', '=', PAPER_SUBJECT)
    .$if(!who.all, query =>
      query.where('m.state', '<>', 'draft').where(eb =>
        eb.exists(
          eb
            .selectFrom('meeting.invitee as v')
            .select('v.id')
            .whereRef('v.region_code', '=', 'm.region_code')
            .whereRef('v.meeting_id', '=', 'm.id')
            .where('v.removed_at', 'is', null)
            .where(list =>
              list.or([
                list('v.account_id', '=', who.accountId),
                ...(who.organisationId === undefined ? [] : [list('v.organisation_id', '=', who.organisationId)]),
                ...(who.email === undefined
                  ? []
                  : [list(list.fn<string>('lower', ['v.email']), '=', who.email.toLowerCase())]),
              ]),
            ),
        ),
      ),
    )
    .limit(1)
    .executeTakeFirst()
  return found !== undefined
}
