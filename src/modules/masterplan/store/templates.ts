import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Sql, Tx } from '#platform/db/database.ts'
import { root } from '#platform/root.ts'
import { type Template, templateSchema } from '../model.ts'

/** Versions never change, so each is read from the database once. */
const known = new Map<string, Template>()
let newest: { id: string; readAt: number } | undefined

/** The template that counts for new series and plans: the last id. No statement when it was read in the last minute. */
export async function currentTemplate(db: Sql | Tx, now: Date): Promise<Template> {
  if (newest && now.getTime() - newest.readAt < 60_000) {
    const template = known.get(newest.id)
    if (template) return template
  }
  const row = await db
    .selectFrom('masterplan.template')
    .select(['id', 'content'])
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow()
  const template = templateSchema.parse(row.content)
  known.set(row.id, template)
  newest = { id: row.id, readAt: now.getTime() }
  return template
}

/** The version a programme was written with. No statement when it was read before; throws when there is none. */
export async function templateOf(db: Sql | Tx, id: string): Promise<Template> {
  const there = known.get(id)
  if (there) return there
  const row = await db
    .selectFrom('masterplan.template')
    .select('content')
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  const template = templateSchema.parse(row.content)
  known.set(id, template)
  return template
}

/** The same for an id that somebody typed: `undefined` when there is no such version. */
export async function findTemplate(db: Sql | Tx, id: string): Promise<Template | undefined> {
  const row = await db.selectFrom('masterplan.template').select('id').where('id', '=', id).executeTakeFirst()
  return row && (await templateOf(db, id))
}

/** All versions in `db/reference/masterplan`, checked, with the hash of their bytes. */
export async function readTemplateFiles(): Promise<{ template: Template; sha256: string }[]> {
  const folder = join(root, 'db/reference/masterplan')
  const names = (await readdir(folder)).filter(name => /^template-.*\.json$/.test(name)).sort()
  return await Promise.all(
    names.map(async name => {
      const bytes = await readFile(join(folder, name))
      const sha256 = createHash('sha256').update(bytes).digest('hex')
      return { template: templateSchema.parse(JSON.parse(bytes.toString('utf8'))), sha256 }
    }),
  )
}

/** Stores a version; false when the same is there. Throws when another content is there under that id. */
export async function insertTemplate(tx: Tx, template: Template, sha256: string): Promise<boolean> {
  const there = await tx
    .selectFrom('masterplan.template')
    .select('sha256')
    .where('id', '=', template.id)
    .executeTakeFirst()
  if (there?.sha256 === sha256) return false
  if (there) throw new Error(`Template ${template.id} is stored with another content; give the new one a new id`)
  await tx
    .insertInto('masterplan.template')
    .values({ id: template.id, content: JSON.stringify(template), sha256 })
    .execute()
  return true
}
