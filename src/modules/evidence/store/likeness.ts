import { sql } from 'kysely'
import type { Sql, Tx } from '#platform/db/database.ts'
import { nearBits } from '../model.ts'

/** Two uploads of the same content in one region wait for each other until their transactions end. */
export async function lockContent(tx: Tx, regionCode: string, sha256: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`evidence ${regionCode} ${sha256}`}, 0))`.execute(tx)
}

/** Living items of a region whose content is the same, oldest first. */
export async function listSameContent(tx: Tx, regionCode: string, sha256: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select i.id from evidence.item i left join files.file f on f.id = i.file_id
    where i.region_code = ${regionCode} and i.archived_at is null
      and (i.received_sha256 = ${sha256} or f.sha256 = ${sha256})
    order by i.created_at, i.id limit 20`.execute(tx)
  return rows.map(row => row.id)
}

/** What an item resembles, and what its staleness is read from. */
export interface Likeness {
  id: string
  documentDate: string | undefined
  validUntil: string | undefined
  archived: boolean
  sameId: string | undefined
  nearId: string | undefined
  otherRegions: number
}

/**
 * For each item: another living one of its region with the same content, else the one whose text or picture differs in
 * the fewest bits, within the bounds of `nearBits`; and how many other regions use the same content. The item that it
 * replaces, or that replaces it, does not count. One statement. Without `near`, what differs in some bits is not looked for:
 * that compares each item with all of its region.
 */
export async function listLikeness(db: Sql | Tx, ids: readonly string[], near: boolean): Promise<Likeness[]> {
  if (ids.length === 0) return []
  const { rows } = await sql<{
    id: string
    document_date: string | null
    valid_until: string | null
    archived: boolean
    same_id: string | null
    near_id: string | null
    other_regions: number
  }>`
    select i.id, i.document_date, i.valid_until, i.archived_at is not null as archived,
      (select o.id from evidence.item o
        where o.region_code = i.region_code and o.received_sha256 = i.received_sha256 and o.id <> i.id
          and o.archived_at is null order by o.created_at, o.id limit 1) as same_id,
      (select o.id from evidence.item o
        where ${near} and o.region_code = i.region_code and o.id <> i.id and o.archived_at is null
          and o.received_sha256 is distinct from i.received_sha256
          and o.replaces_id is distinct from i.id and i.replaces_id is distinct from o.id
          and (bit_count(o.text_hash # i.text_hash) <= ${nearBits.text}
            or bit_count(o.image_hash # i.image_hash) <= ${nearBits.image})
        order by least(bit_count(o.text_hash # i.text_hash), bit_count(o.image_hash # i.image_hash)), o.id
        limit 1) as near_id,
      (select count(distinct o.region_code) from evidence.item o
        where o.received_sha256 = i.received_sha256 and o.region_code <> i.region_code
          and o.archived_at is null)::int as other_regions
    from evidence.item i where i.id = any(${[...ids]}::uuid[])`.execute(db)
  return rows.map(row => ({
    id: row.id,
    documentDate: row.document_date ?? undefined,
    validUntil: row.valid_until ?? undefined,
    archived: row.archived,
    sameId: row.same_id ?? undefined,
    nearId: row.near_id ?? undefined,
    otherRegions: row.other_regions,
  }))
}
