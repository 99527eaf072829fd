import { sql } from 'kysely'
import type { Sql, Tx } from '#platform/db/database.ts'
import { EDITION_SUBJECT } from '../../model.ts'
import type { ScanEvent } from '../../model-edition.ts'

/** Writes what happened to the scans of one signature, in one statement, in the order given. */
export async function recordScanEvents(
  tx: Tx,
  place: { regionCode: string; signatoryId: string },
  events: readonly { event: ScanEvent['event']; evidenceId: string }[],
  by: { reason: string | undefined; office: string | undefined; accountId: string | undefined; now: Date },
): Promise<void> {
  if (events.length === 0) return
  await tx
    .insertInto('masterplan.edition_scan_event')
    .values(
      events.map(({ event, evidenceId }) => ({
        region_code: place.regionCode,
        signatory_id: place.signatoryId,
        event,
        evidence_id: evidenceId,
        reason: by.reason ?? null,
        office: by.office ?? null,
        account_id: by.accountId ?? null,
        happened_at: by.now,
      })),
    )
    .execute()
}

/** What happened to the scans of one signature, newest first, in one statement. */
export async function listScanEvents(db: Sql | Tx, regionCode: string, signatoryId: string): Promise<ScanEvent[]> {
  const rows = await db
    .selectFrom('masterplan.edition_scan_event as v')
    .innerJoin('evidence.item as i', join =>
      join.onRef('i.region_code', '=', 'v.region_code').onRef('i.id', '=', 'v.evidence_id'),
    )
    .select(['v.event', 'v.evidence_id', 'v.reason', 'v.office', 'v.account_id', 'v.happened_at'])
    .select(['i.title', 'i.organisation_id', 'i.personal_data'])
    .where('v.region_code', '=', regionCode)
    .where('v.signatory_id', '=', signatoryId)
    .orderBy('v.seq', 'desc')
    .limit(100)
    .execute()
  return rows.map(row => ({
    event: row.event as ScanEvent['event'],
    evidence: {
      id: row.evidence_id,
      regionCode,
      title: row.title,
      organisationId: row.organisation_id ?? undefined,
      personalData: row.personal_data,
    },
    reason: row.reason ?? undefined,
    office: row.office ?? undefined,
    accountId: row.account_id ?? undefined,
    happenedAt: row.happened_at,
  }))
}

/** Is a piece of evidence the scan of a signature of a published edition, and not archived? In one statement. */
export async function isPublishedScan(db: Sql, regionCode: string, evidenceId: string): Promise<boolean> {
  const { rows } = await sql<{ there: boolean }>`select exists (
      select from evidence.use u
      join evidence.item i on i.region_code = u.region_code and i.id = u.evidence_id and i.archived_at is null
      join masterplan.edition e on e.region_code = u.region_code
        and e.id::text = split_part(u.subject_id, '/', 1) and e.state = 'published'
      where u.region_code = ${regionCode} and u.evidence_id = ${evidenceId}::uuid and u.subject_kind = ${EDITION_SUBJECT}
    ) as there`.execute(db)
  return rows[0]?.there ?? false
}

/** The editions of these subjects with their year, in one statement, by subject. */
export async function nameScanSubjects(
  db: Sql | Tx,
  regionCode: string,
  subjects: readonly string[],
): Promise<{ subject: string; editionId: string; signatoryId: string; year: number; title: string }[]> {
  if (subjects.length === 0) return []
  const { rows } = await sql<{
    subject: string
    edition_id: string
    signatory_id: string
    year: number
    title: string
  }>`select w.subject, e.id as edition_id, s.id as signatory_id, e.year, s.title
    from unnest(${[...subjects]}::text[]) as w(subject)
    join masterplan.edition_signatory s on s.region_code = ${regionCode} and s.id::text = split_part(w.subject, '/', 2)
    join masterplan.edition e on e.region_code = s.region_code and e.id = s.edition_id`.execute(db)
  return rows.map(row => ({
    subject: row.subject,
    editionId: row.edition_id,
    signatoryId: row.signatory_id,
    year: row.year,
    title: row.title,
  }))
}
