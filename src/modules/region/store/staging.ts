import { pipeline } from 'node:stream/promises'
import { Readable } from 'node:stream'
import { sql } from 'kysely'
import { from as copyFrom } from 'pg-copy-streams'
import type { Database, Sql, Tx } from '#platform/db/database.ts'
import type { Level, RegionKind, Timezone } from '../model.ts'

/** A region ready to be merged. */
export interface StagedRegion {
  code: string
  parentCode: string | undefined
  level: Level
  kind: RegionKind
  name: string
  shortName: string
  sortName: string
  searchWords: readonly string[]
  timezone: Timezone
  people: number | undefined
  areaKm2: string | undefined
}

const field = (value: string | number | undefined) =>
  value === undefined ? '\\N' : String(value).replace(/[\\\t\n\r]/g, sign => `\\${sign}`)

/** Sends rows to the staging table by COPY; calls `sent` after every few thousand. */
export async function copyToStaging(
  db: Database,
  importId: string,
  rows: readonly StagedRegion[],
  sent: (count: number) => Promise<void>,
): Promise<void> {
  const client = await db.pool.connect()
  let lost = (): void => undefined
  try {
    const stream = client.query(
      copyFrom(`copy region.staging (region_code, import_id, parent_code, level, kind, name, short_name, sort_name,
        search_words, timezone, people, area_km2) from stdin`),
    )
    // A connection that ends between two writes tells the client, not always the stream, which would then wait for ever.
    lost = () => void stream.destroy(new Error('the database connection ended while rows were copied'))
    client.once('end', lost)
    const batches = async function* () {
      const size = 5000
      for (let start = 0; start < rows.length; start += size) {
        yield rows
          .slice(start, start + size)
          .map(row => line(row, importId))
          .join('')
        await sent(Math.min(start + size, rows.length))
      }
    }
    await pipeline(Readable.from(batches()), stream)
    client.release()
  } catch (error) {
    // A connection in the middle of COPY cannot be used again.
    client.release(true)
    throw error
  } finally {
    client.off('end', lost)
  }
}

const line = (row: StagedRegion, importId: string) =>
  `${[
    row.code,
    importId,
    row.parentCode,
    row.level,
    row.kind,
    row.name,
    row.shortName,
    row.sortName,
    `{${row.searchWords.join(',')}}`,
    row.timezone,
    row.people,
    row.areaKm2,
  ]
    .map(field)
    .join('\t')}\n`

/** Only one import merges at a time; a second waits here. */
export async function lockImports(tx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('region.import'))`.execute(tx)
}

export async function clearStaging(db: Sql, importId: string): Promise<void> {
  await db.deleteFrom('region.staging').where('import_id', '=', importId).execute()
}

/** Living regions by level, and how many of them the staged edition lacks. */
export async function countMissing(
  tx: Tx,
  importId: string,
): Promise<{ living: Record<number, number>; missing: Record<number, number> }> {
  const { rows } = await sql<{ level: number; living: number; missing: number }>`
    select r.level, count(*)::int as living, count(*) filter (where s.region_code is null)::int as missing
    from region.region r left join region.staging s on s.region_code = r.region_code and s.import_id = ${importId}
    where r.archived_at is null group by r.level`.execute(tx)
  return {
    living: Object.fromEntries(rows.map(row => [row.level, row.living])),
    missing: Object.fromEntries(rows.map(row => [row.level, row.missing])),
  }
}

export interface MergeCounts {
  added: number
  changed: number
  archived: number
}

/** Brings the table of regions to the staged edition: adds, changes what differs, archives what is missing. */
export async function mergeStaging(tx: Tx, importId: string, edition: string, now: Date): Promise<MergeCounts> {
  const columns = sql.raw(
    'region_code, parent_code, level, kind, name, short_name, sort_name, search_words, timezone, people, area_km2',
  )
  const { rows } = await sql<{ added: number; changed: number }>`
    with merged as (
      insert into region.region as r (${columns}, edition)
      select ${columns}, ${edition} from region.staging where import_id = ${importId} order by region_code
      on conflict (region_code) do update set
        kind = excluded.kind, name = excluded.name, short_name = excluded.short_name, sort_name = excluded.sort_name,
        search_words = excluded.search_words, timezone = excluded.timezone, people = excluded.people,
        area_km2 = excluded.area_km2, edition = excluded.edition, archived_at = null
      where (r.kind, r.name, r.short_name, r.sort_name, r.search_words, r.timezone, r.people, r.area_km2, r.archived_at)
        is distinct from (excluded.kind, excluded.name, excluded.short_name, excluded.sort_name, excluded.search_words,
          excluded.timezone, excluded.people, excluded.area_km2, null::timestamptz)
      returning (xmax = 0) as is_new
    )
    select count(*) filter (where is_new)::int as added, count(*) filter (where not is_new)::int as changed from merged
  `.execute(tx)
  const archived = await sql`
    update region.region r set archived_at = ${now} where archived_at is null
      and not exists (select from region.staging s where s.region_code = r.region_code and s.import_id = ${importId})
  `.execute(tx)
  return { added: rows[0]?.added ?? 0, changed: rows[0]?.changed ?? 0, archived: Number(archived.numAffectedRows ?? 0) }
}

/** Notes which edition the table of regions shows now. */
export async function saveEdition(
  tx: Tx,
  edition: { name: string; sha256: string; regions: number; now: Date },
): Promise<void> {
  const { now, ...rest } = edition
  await tx
    .insertInto('region.edition')
    .values({ ...rest, imported_at: now })
    .execute()
}

/** Counts anew how many living regions of each kind lie below each province, regency and district. */
export async function rebuildTallies(tx: Tx): Promise<void> {
  await sql`delete from region.tally`.execute(tx)
  await sql`
    insert into region.tally (region_code, kind, count)
    select above.code, r.kind, count(*)::int
    from region.region r
    cross join lateral (values (left(r.region_code, 2), 1), (left(r.region_code, 5), 2), (left(r.region_code, 8), 3))
      as above (code, level)
    where r.archived_at is null and above.level < r.level
    group by above.code, r.kind`.execute(tx)
}

/** Collects anew the words that names are made of. */
export async function rebuildWords(tx: Tx): Promise<void> {
  await sql`delete from region.word`.execute(tx)
  await sql`
    insert into region.word (word, level, count)
    select word, min(level), count(*)::int
    from region.region, unnest(search_words) as word
    where archived_at is null and length(word) > 2
    group by word`.execute(tx)
  // Rows just written wait in the lists of the GIN indexes, where a search reads them one by one.
  await sql`select gin_clean_pending_list('region.region_words'), gin_clean_pending_list('region.word_trigrams')`.execute(
    tx,
  )
  await sql`analyze region.region, region.word`.execute(tx)
}

export interface StagedFormer {
  code: string
  name: string
  successor: string | undefined
  source: string
}

/** Replaces the list of codes that older editions had; a successor that does not exist is left open. */
export async function replaceFormer(tx: Tx, former: readonly StagedFormer[]): Promise<void> {
  await sql`delete from region.former`.execute(tx)
  if (former.length === 0) return
  const list = (pick: (one: StagedFormer) => string | null) => sql`${former.map(pick)}::text[]`
  await sql`
    insert into region.former (former_code, former_name, region_code, source)
    select f.code, f.name, r.region_code, f.source
    from unnest(${list(f => f.code)}, ${list(f => f.name)}, ${list(f => f.successor ?? null)}, ${list(f => f.source)})
      as f (code, name, successor, source)
    left join region.region r on r.region_code = f.successor`.execute(tx)
}

export interface StagedCohort {
  code: string
  year: number
  source: string
  inferred: boolean
}

/** Replaces who entered the programme in which year. Fails when a code does not exist. */
export async function replaceCohorts(tx: Tx, cohorts: readonly StagedCohort[]): Promise<void> {
  await sql`delete from region.cohort`.execute(tx)
  if (cohorts.length === 0) return
  await tx
    .insertInto('region.cohort')
    .values(cohorts.map(({ code, ...rest }) => ({ region_code: code, ...rest })))
    .execute()
}
