import { invalid } from '#kit/problem.ts'
import { audit } from '#platform/audit/audit.ts'
import type { Tx } from '#platform/db/database.ts'
import { findItems } from '../store/items.ts'
import { deleteUses, lockUses, upsertUses } from '../store/uses.ts'

/** One wanted use; anchor and note as typed. */
export interface WantedUse {
  evidenceId: string
  anchor?: string | undefined
  note?: string | undefined
}

/**
 * Makes these, in this order, the evidence of a subject, in the caller's transaction; what is not named is taken off.
 * Throws `invalid` on the field `bukti` for evidence of another region, archived evidence that was not there before, an
 * item named twice, more than 50 items, or a too long anchor or note. Writes an audit row when something changed; returns
 * whether it did.
 */
export async function replaceUses(
  tx: Tx,
  regionCode: string,
  subjectKind: string,
  subjectId: string,
  uses: readonly WantedUse[],
  by: string | undefined,
): Promise<boolean> {
  const wanted = uses.map(use => ({
    evidenceId: use.evidenceId.toLowerCase(),
    anchor: use.anchor?.trim() || undefined,
    note: use.note?.trim() || undefined,
  }))
  const ids = wanted.map(use => use.evidenceId)
  if (new Set(ids).size !== ids.length) throw refused('Satu bukti disebut dua kali.', 'One item is named twice.')
  if (ids.length > 50) throw refused('Paling banyak 50 bukti untuk satu jawaban.', 'At most 50 items for one answer.')
  if (wanted.some(use => (use.anchor ?? '').length > 60))
    throw refused(
      'Penunjuk bagian paling panjang 60 huruf, seperti “hlm. 3–5”.',
      'An anchor has at most 60 letters, like “p. 3–5”.',
    )
  if (wanted.some(use => (use.note ?? '').length > 500))
    throw refused('Catatan bukti paling panjang 500 huruf.', 'A note on evidence has at most 500 letters.')
  const before = await lockUses(tx, regionCode, subjectKind, subjectId)
  if (JSON.stringify(before) === JSON.stringify(wanted)) return false
  const there = new Map((await findItems(tx, regionCode, ids, true)).map(item => [item.id, item]))
  const kept = new Set(before.map(use => use.evidenceId))
  for (const id of ids) {
    const item = there.get(id)
    if (!item)
      throw refused(
        'Bukti ini tidak ada di pustaka daerah ini. Pilih dari pustaka.',
        'There is no such evidence in the library of this region. Choose from the library.',
      )
    if (item.archivedAt !== undefined && !kept.has(id))
      throw refused(
        `“${item.title}” sudah diarsipkan. Pilih bukti yang berlaku.`,
        `“${item.title}” is archived. Choose evidence that is in use.`,
      )
  }
  const gone = before.map(use => use.evidenceId).filter(id => !ids.includes(id))
  await deleteUses(tx, regionCode, subjectKind, subjectId, gone)
  await upsertUses(tx, { regionCode, subjectKind, subjectId }, wanted, by)
  await audit(tx, {
    event: 'evidence.uses.changed',
    subject: { kind: subjectKind, id: subjectId },
    regionCode,
    data: { uses: wanted, removed: gone },
  })
  return true
}

const refused = (id: string, en: string) => invalid({ field: 'bukti', sentence: { id, en } })
