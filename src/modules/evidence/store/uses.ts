import { sql, type SqlBool } from 'kysely'
import type { Sql, Tx } from '#platform/db/database.ts'
import type { EvidenceUse } from '../model.ts'
import { selectItems, toEvidence } from './items.ts'

/** The evidence of each subject in the order in which it was put; subjects without any are missing. One statement. */
export async function listUses(
  db: Sql | Tx,
  regionCode: string,
  subjectKind: string,
  subjectIds: readonly string[],
): Promise<Map<string, EvidenceUse[]>> {
  const bySubject = new Map<string, EvidenceUse[]>()
  if (subjectIds.length === 0) return bySubject
  const rows = await selectItems(db)
    .innerJoin('evidence.use as u', join =>
      join.onRef('u.region_code', '=', 'i.region_code').onRef('u.evidence_id', '=', 'i.id'),
    )
    .where('u.region_code', '=', regionCode)
    .where('u.subject_kind', '=', subjectKind)
    .where(sql<SqlBool>`u.subject_id = any(${[...subjectIds]}::text[])`)
    .select(['u.subject_id', 'u.anchor', 'u.note', 'u.position'])
    .orderBy('u.subject_id')
    .orderBy('u.position')
    .execute()
  for (const row of rows) {
    const list = bySubject.get(row.subject_id) ?? []
    list.push({
      evidence: toEvidence(row),
      anchor: row.anchor ?? undefined,
      note: row.note ?? undefined,
      position: row.position,
    })
    bySubject.set(row.subject_id, list)
  }
  return bySubject
}

/** How many pieces of evidence each subject has whose id begins so; subjects without any are missing. One statement. */
export async function countUses(
  db: Sql | Tx,
  regionCode: string,
  subjectKind: string,
  subjectIdPrefix: string,
): Promise<Map<string, number>> {
  const rows = await db
    .selectFrom('evidence.use')
    .where('region_code', '=', regionCode)
    .where('subject_kind', '=', subjectKind)
    .where('subject_id', 'like', `${subjectIdPrefix.replace(/[\\%_]/g, sign => `\\${sign}`)}%`)
    .groupBy('subject_id')
    .select(eb => ['subject_id', eb.fn.countAll<number>().as('n')])
    .execute()
  return new Map(rows.map(row => [row.subject_id, Number(row.n)]))
}

/** Where a piece of evidence is used, newest first. */
export async function listUsesOf(
  db: Sql | Tx,
  regionCode: string,
  evidenceId: string,
): Promise<{ subjectKind: string; subjectId: string; anchor: string | undefined; note: string | undefined }[]> {
  const rows = await db
    .selectFrom('evidence.use')
    .where('region_code', '=', regionCode)
    .where('evidence_id', '=', evidenceId)
    .select(['subject_kind', 'subject_id', 'anchor', 'note'])
    .orderBy('attached_at', 'desc')
    .orderBy('subject_id')
    .limit(500)
    .execute()
  return rows.map(row => ({
    subjectKind: row.subject_kind,
    subjectId: row.subject_id,
    anchor: row.anchor ?? undefined,
    note: row.note ?? undefined,
  }))
}

/** How often each item of a region is used. One statement. */
export async function countUsesOf(
  db: Sql,
  regionCode: string,
  evidenceIds: readonly string[],
): Promise<Map<string, number>> {
  if (evidenceIds.length === 0) return new Map()
  const rows = await db
    .selectFrom('evidence.use')
    .where('region_code', '=', regionCode)
    .where(sql<SqlBool>`evidence_id = any(${[...evidenceIds]}::uuid[])`)
    .groupBy('evidence_id')
    .select(eb => ['evidence_id', eb.fn.countAll<number>().as('n')])
    .execute()
  return new Map(rows.map(row => [row.evidence_id, Number(row.n)]))
}

export interface UseRow {
  evidenceId: string
  anchor: string | undefined
  note: string | undefined
}

/** The uses of one subject as they stand, locked until the transaction ends. */
export async function lockUses(tx: Tx, regionCode: string, subjectKind: string, subjectId: string): Promise<UseRow[]> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`evidence ${regionCode} ${subjectKind} ${subjectId}`}, 0))`.execute(
    tx,
  )
  const rows = await tx
    .selectFrom('evidence.use')
    .where('region_code', '=', regionCode)
    .where('subject_kind', '=', subjectKind)
    .where('subject_id', '=', subjectId)
    .select(['evidence_id', 'anchor', 'note'])
    .orderBy('position')
    .forUpdate()
    .execute()
  return rows.map(row => ({
    evidenceId: row.evidence_id,
    anchor: row.anchor ?? undefined,
    note: row.note ?? undefined,
  }))
}

export async function deleteUses(
  tx: Tx,
  regionCode: string,
  subjectKind: string,
  subjectId: string,
  evidenceIds: readonly string[],
): Promise<void> {
  if (evidenceIds.length === 0) return
  await tx
    .deleteFrom('evidence.use')
    .where('region_code', '=', regionCode)
    .where('subject_kind', '=', subjectKind)
    .where('subject_id', '=', subjectId)
    .where('evidence_id', 'in', evidenceIds)
    .execute()
}

/** Writes uses in the order given; those that stand already get anchor, note and place anew and keep who attached them. */
export async function upsertUses(
  tx: Tx,
  subject: { regionCode: string; subjectKind: string; subjectId: string },
  uses: readonly UseRow[],
  by: string | undefined,
): Promise<void> {
  if (uses.length === 0) return
  await tx
    .insertInto('evidence.use')
    .values(
      uses.map((use, at) => ({
        region_code: subject.regionCode,
        evidence_id: use.evidenceId,
        subject_kind: subject.subjectKind,
        subject_id: subject.subjectId,
        anchor: use.anchor ?? null,
        note: use.note ?? null,
        position: at + 1,
        attached_by: by ?? null,
      })),
    )
    .onConflict(conflict =>
      conflict.columns(['region_code', 'subject_kind', 'subject_id', 'evidence_id']).doUpdateSet(eb => ({
        anchor: eb.ref('excluded.anchor'),
        note: eb.ref('excluded.note'),
        position: eb.ref('excluded.position'),
      })),
    )
    .execute()
}
