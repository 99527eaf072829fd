import type { Sql, Tx } from '#platform/db/database.ts'
import type { CommentSubject, FoundSubject } from '../../model-comment.ts'

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
const stageOf = /^([0-9a-f-]{36})\/([1-4])$/

/** What a comment is about, in one statement; `undefined` when it is not there or was archived. */
export async function findSubject(db: Sql | Tx, subject: CommentSubject): Promise<FoundSubject | undefined> {
  const { regionCode, kind, id } = subject
  if (kind === 'workshop') return await findWorkshop(db, subject)
  if (!uuid.test(id)) return undefined
  if (kind === 'deliverable') {
    const row = await db
      .selectFrom('masterplan.deliverable')
      .select(['title', 'owner_id', 'series_id', 'stage'])
      .where('region_code', '=', regionCode)
      .where('id', '=', id)
      .where('archived_at', 'is', null)
      .executeTakeFirst()
    return (
      row && {
        ...subject,
        title: row.title,
        ownerId: row.owner_id ?? undefined,
        seriesId: row.series_id,
        path: `bimtek/${row.series_id}/${row.stage}/hasil/${id}`,
      }
    )
  }
  if (kind === 'card') {
    const row = await db
      .selectFrom('masterplan.card')
      .select(['title', 'organisation_id', 'series_id', 'sheet'])
      .where('region_code', '=', regionCode)
      .where('id', '=', id)
      .where('archived_at', 'is', null)
      .executeTakeFirst()
    return (
      row && {
        ...subject,
        title: row.title,
        ownerId: row.organisation_id ?? undefined,
        seriesId: row.series_id,
        path: `lembar/${row.series_id}/${row.sheet}/${id}`,
      }
    )
  }
  const row = await db
    .selectFrom('masterplan.section')
    .select(['title', 'owner_id', 'plan_id'])
    .where('region_code', '=', regionCode)
    .where('id', '=', id)
    .where('archived_at', 'is', null)
    .executeTakeFirst()
  return (
    row && {
      ...subject,
      title: row.title,
      ownerId: row.owner_id ?? undefined,
      path: `buku/${row.plan_id}/bagian/${id}`,
    }
  )
}

async function findWorkshop(db: Sql | Tx, subject: CommentSubject): Promise<FoundSubject | undefined> {
  const [, seriesId = '', stage = ''] = stageOf.exec(subject.id) ?? []
  if (!uuid.test(seriesId)) return undefined
  const row = await db
    .selectFrom('masterplan.workshop as w')
    .innerJoin('masterplan.series as s', join =>
      join.onRef('s.region_code', '=', 'w.region_code').onRef('s.id', '=', 'w.series_id'),
    )
    .select(['w.theme', 's.title'])
    .where('w.region_code', '=', subject.regionCode)
    .where('w.series_id', '=', seriesId)
    .where('w.stage', '=', Number(stage))
    .executeTakeFirst()
  return (
    row && {
      ...subject,
      title: row.theme ?? row.title,
      ownerId: undefined,
      seriesId,
      path: `bimtek/${seriesId}/${stage}`,
    }
  )
}
