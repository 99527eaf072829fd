import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Sql, Tx } from '#platform/db/database.ts'
import { root } from '#platform/root.ts'
import { type Catalogue, catalogueSchema } from '../model.ts'

/** Versions never change, so each is read from the database once. */
const known = new Map<string, Catalogue>()
let newest: { id: string; readAt: number } | undefined

/** The catalogue that counts for new programmes: the last id. No statement when it was read in the last minute. */
export async function currentCatalogue(db: Sql | Tx, now: Date): Promise<Catalogue> {
  if (newest && now.getTime() - newest.readAt < 60_000) {
    const catalogue = known.get(newest.id)
    if (catalogue) return catalogue
  }
  const row = await db
    .selectFrom('portfolio.catalogue')
    .select(['id', 'content'])
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow()
  const catalogue = catalogueSchema.parse(row.content)
  known.set(row.id, catalogue)
  newest = { id: row.id, readAt: now.getTime() }
  return catalogue
}

/** The version a programme was written with. No statement when it was read before; throws when there is none. */
export async function catalogueOf(db: Sql | Tx, id: string): Promise<Catalogue> {
  const there = known.get(id)
  if (there) return there
  const row = await db
    .selectFrom('portfolio.catalogue')
    .select('content')
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  const catalogue = catalogueSchema.parse(row.content)
  known.set(id, catalogue)
  return catalogue
}

/** All versions in `db/reference/portfolio`, checked, with the hash of their bytes. */
export async function readCatalogueFiles(): Promise<{ catalogue: Catalogue; sha256: string }[]> {
  const folder = join(root, 'db/reference/portfolio')
  const names = (await readdir(folder)).filter(name => /^catalogue-.*\.json$/.test(name)).sort()
  return await Promise.all(
    names.map(async name => {
      const bytes = await readFile(join(folder, name))
      const sha256 = createHash('sha256').update(bytes).digest('hex')
      return { catalogue: catalogueSchema.parse(JSON.parse(bytes.toString('utf8'))), sha256 }
    }),
  )
}

/** Stores a version; false when the same is there. Throws when another content is there under that id. */
export async function insertCatalogue(tx: Tx, catalogue: Catalogue, sha256: string): Promise<boolean> {
  const there = await tx
    .selectFrom('portfolio.catalogue')
    .select('sha256')
    .where('id', '=', catalogue.id)
    .executeTakeFirst()
  if (there?.sha256 === sha256) return false
  if (there) throw new Error(`Catalogue ${catalogue.id} is stored with another content; give the new one a new id`)
  await tx
    .insertInto('portfolio.catalogue')
    .values({ id: catalogue.id, content: JSON.stringify(catalogue), sha256 })
    .execute()
  return true
}
