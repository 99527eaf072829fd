import { sql } from 'kysely'
import * as Y from 'yjs'
import type { Actor } from '#kit/actor.ts'
import { Problem, type Sentence } from '#kit/problem.ts'
import { audit } from '#platform/audit/audit.ts'
import type { CollabKind } from '#platform/http/door.ts'
import type { Platform } from '#platform/platform.ts'
import { contentOf, stateOf } from './shared-doc.ts'
import { findText, noSuchText, stateIn, storeText, type StoredText } from './texts.ts'
import { checkDoc, isEmpty } from './words.ts'

/** One text, as it is addressed: "73.24/<uuid>". */
export interface Room {
  regionCode: string
  id: string
}

const name = /^(\d{2}(?:\.\d{2}(?:\.\d{2}(?:\.\d{4})?)?)?)\/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/

export function roomOf(text: string): Room | undefined {
  const found = name.exec(text)
  return found?.[1] !== undefined && found[2] !== undefined ? { regionCode: found[1], id: found[2] } : undefined
}

export type Kinds = ReadonlyMap<string, CollabKind>

/** What an actor may do with a text; undefined when it is not there for them. */
export async function rightTo(
  platform: Platform,
  kinds: Kinds,
  actor: Actor,
  room: Room,
): Promise<'write' | 'read' | undefined> {
  if (actor.accountId === undefined) return undefined
  const row = await platform.db.sql
    .selectFrom('collab.text')
    .select('kind')
    .where('region_code', '=', room.regionCode)
    .where('id', '=', room.id)
    .executeTakeFirst()
  return row && (await kinds.get(row.kind)?.authorize(platform, actor, room))
}

/** The shared document of a text as it is stored, made from its content when it was never open before. */
export async function loadState(platform: Platform, room: Room): Promise<{ state: Uint8Array; version: number }> {
  return await platform.db.sql.transaction().execute(async tx => {
    const text = await findText(tx, room.regionCode, room.id, true)
    if (!text) throw noSuchText()
    const stored = await stateIn(tx, room)
    if (stored) return { state: stored, version: text.version }
    const state = stateOf(text.content)
    await tx
      .updateTable('collab.text')
      .set({ state: Buffer.from(state) })
      .where('region_code', '=', room.regionCode)
      .where('id', '=', room.id)
      .execute()
    return { state, version: text.version }
  })
}

export type Stored =
  | { what: 'stored' | 'same'; text: StoredText }
  /** All was deleted: what is stored stays. */
  | { what: 'empty'; text: StoredText }
  /** Not ours, too large, or nobody of those who typed may write any more: the document goes back to what is stored. */
  | { what: 'refused'; text: StoredText; sentence: Sentence }

/** Says that an update came from the store and is no news to it. */
export const fromStore = { source: 'local' as const, skipStoreHooks: true }

/**
 * Stores what was typed. Under the lock of the row the stored document is merged in first, so that what another process
 * stored meanwhile is never lost, and the right of those who typed is asked again, so that nothing is stored after a lock.
 */
export async function storeTyped(
  platform: Platform,
  kinds: Kinds,
  room: Room,
  doc: Y.Doc,
  typed: { actors: readonly Actor[]; seenVersion: number },
): Promise<Stored> {
  const accountIds = [...new Set(typed.actors.flatMap(({ accountId }) => accountId ?? []))]
  return await platform.db.sql.transaction().execute(async (tx): Promise<Stored> => {
    await sql`select set_config('tudang.account_id', ${accountIds[0] ?? ''}, true)`.execute(tx)
    const before = await findText(tx, room.regionCode, room.id, true)
    if (!before) throw noSuchText()
    if (before.version !== typed.seenVersion) {
      const state = await stateIn(tx, room)
      if (state) Y.applyUpdate(doc, state, fromStore)
    }
    const kind = kinds.get(before.kind)
    const rights = await Promise.all(typed.actors.map(actor => kind?.authorize(platform, actor, room)))
    if (!rights.includes('write')) return { what: 'refused', text: before, sentence: locked }
    let content
    try {
      content = contentOf(doc)
    } catch (error) {
      if (error instanceof Problem) return { what: 'refused', text: before, sentence: error.sentence }
      throw error
    }
    const empty = isEmpty(content)
    if (empty && /\S/.test(before.plain)) return { what: 'empty', text: before }
    if (JSON.stringify(content) === JSON.stringify(checkDoc(before.content))) return { what: 'same', text: before }
    const state = Y.encodeStateAsUpdate(doc)
    const now = platform.clock.now()
    const { grown, ...text } = await storeText(tx, before, { content, state, how: 'editor', accountIds, now })
    await kind?.stored?.(tx, { ...room, words: text.words, empty }, accountIds)
    if (!grown) {
      await audit(tx, {
        event: 'collab.text.written',
        subject: { kind: 'collab.text', id: room.id },
        regionCode: room.regionCode,
        data: { version: text.version, words: text.words },
      })
    }
    return { what: 'stored', text }
  })
}

const locked: Sentence = {
  id: 'Teks ini sudah dikunci atau hak Anda berubah; ketikan terakhir tidak disimpan.',
  en: 'This text was locked or your right changed; the last changes were not stored.',
}
