import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { audit } from '#platform/audit/audit.ts'
import { Problem } from '#kit/problem.ts'
import { emptyDoc, type RichDoc } from '#kit/rich-text.ts'
import type { Sql, Tx, Writer } from '#platform/db/database.ts'
import type { Platform } from '#platform/platform.ts'
import { tellOthers } from './rights.ts'
import { stateChangedTo } from './shared-doc.ts'
import { checkDoc, isEmpty, plainOf, wordsIn } from './words.ts'

/** One text as it is stored now. */
export interface StoredText {
  regionCode: string
  id: string
  kind: string
  content: RichDoc
  /** What it says without its form. */
  plain: string
  words: number
  /** Grows with every change; the plain form sends back the one it showed. */
  version: number
  changedBy: string | undefined
  changedAt: Date
}

export type How = 'editor' | 'form' | 'restored' | 'suggestion' | 'emptied' | 'seed'

/** One version of a text in its history. */
export interface TextVersion {
  version: number
  plain: string
  /** Of the plain text, UTF-8. */
  sha256: string
  /** Who wrote it. */
  accountIds: string[]
  how: How
  madeAt: Date
}

export interface NewText {
  regionCode: string
  /** Whose text it is: one of the `collabKinds` of the modules. */
  kind: string
  content?: RichDoc
}

/** Stores a new text, in the caller's transaction, and gives its id. */
export async function createText(tx: Tx, text: NewText): Promise<string> {
  const [id] = await createTexts(tx, [text])
  return id as string
}

/** Stores new texts in two statements, whatever their number; ids in the order given. Those not empty have version 1, 'seed'. */
export async function createTexts(tx: Tx, texts: readonly NewText[]): Promise<string[]> {
  if (texts.length === 0) return []
  const rows = texts.map(text => {
    const content = checkDoc(text.content ?? emptyDoc)
    const plain = plainOf(content)
    return { ...text, content, plain, words: wordsIn(plain), sha256: sha256Of(plain), empty: isEmpty(content) }
  })
  const input = JSON.stringify(rows.map((row, nth) => ({ ...row, nth })))
  const made = await sql<{ id: string; nth: number }>`
    with given as (
      select *, gen_random_uuid() as id from jsonb_to_recordset(${input}::jsonb) as one(
        nth int, "regionCode" text, kind text, content jsonb, plain text, words int)
    ), made as (
      insert into collab.text (region_code, id, kind, content, plain, words, changed_by)
      select "regionCode", id, kind, content, plain, words, nullif(current_setting('tudang.account_id', true), '')::uuid
      from given
    )
    select id, nth from given order by nth`.execute(tx)
  const seeded = rows.flatMap((row, nth) => {
    const id = made.rows[nth]?.id
    return row.empty || id === undefined ? [] : [{ ...row, id }]
  })
  if (seeded.length > 0) {
    await sql`insert into collab.text_version (region_code, text_id, version, content, plain, sha256, accounts, how)
      select "regionCode", id, 1, content, plain, sha256,
        array_remove(array[nullif(current_setting('tudang.account_id', true), '')::uuid], null), 'seed'
      from jsonb_to_recordset(${JSON.stringify(seeded)}::jsonb) as one(
        id uuid, "regionCode" text, content jsonb, plain text, sha256 text)`.execute(tx)
  }
  return made.rows.map(({ id }) => id)
}

const columns = [
  'region_code',
  'id',
  'kind',
  'content',
  'plain',
  'words',
  'version',
  'changed_by',
  'changed_at',
] as const

/** Texts of one region by id, in one statement; unknown ids are missing. */
export async function readTexts(
  db: Sql | Tx,
  regionCode: string,
  ids: readonly string[],
): Promise<Map<string, StoredText>> {
  if (ids.length === 0) return new Map()
  const rows = await db
    .selectFrom('collab.text')
    .select(columns)
    .where('region_code', '=', regionCode)
    .where('id', '=', sql<string>`any(${[...ids]}::uuid[])`)
    .execute()
  return new Map(rows.map(row => [row.id, textOf(row)]))
}

/** One text; its row is held until the end of the transaction with `lock`. */
export async function findText(
  db: Sql | Tx,
  regionCode: string,
  textId: string,
  lock = false,
): Promise<StoredText | undefined> {
  const query = db
    .selectFrom('collab.text')
    .select(columns)
    .where('region_code', '=', regionCode)
    .where('id', '=', textId)
  const row = await (lock ? query.forUpdate() : query).executeTakeFirst()
  return row && textOf(row)
}

interface TextRow {
  region_code: string
  id: string
  kind: string
  content: unknown
  plain: string
  words: number
  version: number
  changed_by: string | null
  changed_at: Date
}

const textOf = (row: TextRow): StoredText => ({
  regionCode: row.region_code,
  id: row.id,
  kind: row.kind,
  content: row.content as RichDoc,
  plain: row.plain,
  words: row.words,
  version: row.version,
  changedBy: row.changed_by ?? undefined,
  changedAt: row.changed_at,
})

/** Versions of a text, newest first; with `before` only older ones. */
export async function listVersions(
  db: Sql | Tx,
  regionCode: string,
  textId: string,
  page: { limit: number; before?: number | undefined },
): Promise<TextVersion[]> {
  const rows = await db
    .selectFrom('collab.text_version')
    .select(['version', 'plain', 'sha256', 'accounts', 'how', 'made_at'])
    .where('region_code', '=', regionCode)
    .where('text_id', '=', textId)
    .$if(page.before !== undefined, query => query.where('version', '<', page.before as number))
    .orderBy('version', 'desc')
    .limit(page.limit)
    .execute()
  return rows.map(versionOf)
}

/**
 * One version with its content. A version that grew since by further typing is found by its earlier number too, as it is
 * now.
 */
export async function findVersion(
  db: Sql | Tx,
  regionCode: string,
  textId: string,
  version: number,
): Promise<(TextVersion & { content: RichDoc }) | undefined> {
  const row = await db
    .selectFrom('collab.text_version')
    .select(['version', 'plain', 'sha256', 'accounts', 'how', 'made_at', 'content'])
    .where('region_code', '=', regionCode)
    .where('text_id', '=', textId)
    .where('version', '>=', version)
    .orderBy('version')
    .limit(1)
    .executeTakeFirst()
  return row && { ...versionOf(row), content: row.content as unknown as RichDoc }
}

const versionOf = (row: {
  version: number
  plain: string
  sha256: string
  accounts: string[]
  how: string
  made_at: Date
}): TextVersion => ({
  version: row.version,
  plain: row.plain,
  sha256: row.sha256,
  accountIds: row.accounts,
  how: row.how as How,
  madeAt: row.made_at,
})

export interface Replacement {
  regionCode: string
  textId: string
  /** The version that the form showed. */
  version: number
  content: RichDoc
  how: 'form' | 'restored' | 'suggestion'
  accountId: string | undefined
  /** The person said that the text shall be empty. */
  empty?: boolean
}

/**
 * Puts another content in the place of a text, also before the eyes of those who are typing in it. `inTx` runs in the same
 * transaction, after the text is stored. Throws `not-found`; `changed-meanwhile` when the text has another version than the
 * form showed; `conflict` when written text would become empty and `empty` does not say so; `invalid` as `checkDoc` does.
 */
export async function replaceText(
  platform: Platform,
  replacement: Replacement,
  writer: Writer,
  inTx?: (tx: Tx) => Promise<void>,
): Promise<StoredText> {
  const { regionCode, textId, version, how, accountId } = replacement
  const content = checkDoc(replacement.content)
  return await platform.db.transact(writer, async tx => {
    const before = await findText(tx, regionCode, textId, true)
    if (!before) throw noSuchText()
    if (before.version !== version) throw changedMeanwhile()
    const emptied = isEmpty(content) && /\S/.test(before.plain)
    if (emptied && replacement.empty !== true) throw keptFromEmpty()
    const state = await stateIn(tx, { regionCode, id: textId })
    const { grown: _, ...after } = await storeText(tx, before, {
      content,
      state: state && stateChangedTo(state, content),
      how: emptied ? 'emptied' : how,
      accountIds: accountId === undefined ? [] : [accountId],
      now: platform.clock.now(),
    })
    await audit(tx, {
      event: emptied ? 'collab.text.emptied' : 'collab.text.replaced',
      subject: { kind: 'collab.text', id: textId },
      regionCode,
      data: { how, version: after.version, words: after.words },
    })
    await inTx?.(tx)
    return after
  })
}

/** The stored shared document; undefined for a text whose editor was never open. */
export async function stateIn(tx: Tx, text: { regionCode: string; id: string }): Promise<Uint8Array | undefined> {
  const row = await tx
    .selectFrom('collab.text')
    .select('state')
    .where('region_code', '=', text.regionCode)
    .where('id', '=', text.id)
    .executeTakeFirst()
  return row?.state ?? undefined
}

/** Typing within this time is one version in the history, which grows. */
const oneVersionMs = 10 * 60_000
/** People who type in turns shorter than this write together. */
const togetherMs = 60_000

/** Stores a text whose row is held by `tx`, and its version, which may be the newest one `grown`. The caller audits. */
export async function storeText(
  tx: Tx,
  before: StoredText,
  change: {
    content: RichDoc
    state?: Uint8Array | undefined
    how: How
    accountIds: readonly string[]
    now: Date
  },
): Promise<StoredText & { grown: boolean }> {
  const { content, how, accountIds, now } = change
  const { regionCode, id } = before
  const plain = plainOf(content)
  const words = wordsIn(plain)
  const version = before.version + 1
  if (how === 'emptied') await sql`select set_config('tudang.empty_text', ${id}, true)`.execute(tx)
  await tx
    .updateTable('collab.text')
    .set({
      content: JSON.stringify(content),
      plain,
      words,
      version,
      changed_by: accountIds[0] ?? null,
      changed_at: now,
      ...(change.state === undefined ? {} : { state: Buffer.from(change.state) }),
    })
    .where('region_code', '=', regionCode)
    .where('id', '=', id)
    .execute()
  const grown = how === 'editor' && (await growVersion(tx, before, { ...change, plain, version }))
  if (!grown) {
    await tx
      .insertInto('collab.text_version')
      .values({
        region_code: regionCode,
        text_id: id,
        version,
        content: JSON.stringify(content),
        plain,
        sha256: sha256Of(plain),
        accounts: [...accountIds],
        how,
        made_at: now,
      })
      .execute()
  }
  await tellOthers(tx, { id, what: 'stored', version })
  return { ...before, content, plain, words, version, changedBy: accountIds[0], changedAt: now, grown }
}

/** Lets the newest version grow when the same people go on typing; false when this is to be a version of its own. */
async function growVersion(
  tx: Tx,
  before: StoredText,
  change: { content: RichDoc; plain: string; version: number; accountIds: readonly string[]; now: Date },
): Promise<boolean> {
  const { content, plain, version, accountIds, now } = change
  const together = now.getTime() - before.changedAt.getTime() < togetherMs
  const updated = await sql`update collab.text_version set
      version = ${version}, content = ${JSON.stringify(content)}::jsonb, plain = ${plain}, sha256 = ${sha256Of(plain)},
      accounts = array(select distinct unnest(accounts || ${[...accountIds]}::uuid[]))
    where region_code = ${before.regionCode} and text_id = ${before.id} and version = ${before.version}
      and how = 'editor' and made_at > ${new Date(now.getTime() - oneVersionMs)}
      and (${together} or accounts @> ${[...accountIds]}::uuid[])`.execute(tx)
  return (updated.numAffectedRows ?? 0n) > 0n
}

const sha256Of = (plain: string) => createHash('sha256').update(plain).digest('hex')

export const noSuchText = () =>
  new Problem('not-found', {
    id: 'Teks ini tidak ada. Periksa alamatnya, atau kembali ke daftar.',
    en: 'There is no such text. Check the address, or go back to the list.',
  })

export const changedMeanwhile = () =>
  new Problem('changed-meanwhile', {
    id: 'Teks ini diubah orang lain sejak Anda membukanya. Tulisan Anda masih di bawah; bandingkan, gabungkan, lalu simpan lagi.',
    en: 'Somebody else changed this text since you opened it. What you wrote is still below; compare, merge, then save again.',
  })

export const keptFromEmpty = () =>
  new Problem('conflict', {
    id: 'Teks yang sudah ditulis tidak diganti dengan teks kosong. Yang tersimpan masih ada; bila memang hendak dikosongkan, centang "kosongkan teks ini".',
    en: 'A written text is not replaced by an empty one. What was stored is still there; to empty it, tick "empty this text".',
  })
