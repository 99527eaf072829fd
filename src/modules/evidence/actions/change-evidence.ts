import type { Actor } from '#kit/actor.ts'
import { invalid, mayNot, Problem } from '#kit/problem.ts'
import { audit } from '#platform/audit/audit.ts'
import type { Tx } from '#platform/db/database.ts'
import type { Platform } from '#platform/platform.ts'
import { refuseChangeEvidence, refuseSeeEvidence } from '../access.ts'
import { findItem, updateItem } from '../store/items.ts'
import type { Evidence, EvidenceFacts } from '../model.ts'
import { checkInput, type By } from './save-evidence.ts'
import { unseen } from './see-evidence.ts'

/**
 * Changes title, dates and the mark of personal data. `version` is the one that was read; when another change came
 * between, throws `changed-meanwhile` and changes nothing. Throws `invalid` by field.
 */
export async function changeEvidence(
  platform: Platform,
  id: string,
  version: number,
  facts: EvidenceFacts,
  by: By,
): Promise<void> {
  await platform.db.transact(by.writer, async tx => {
    const item = await changeable(tx, by.actor, id)
    const { title = facts.title, documentDate, validUntil } = checkInput(facts)
    if (item.version !== version) throw meanwhile()
    const change = { title, documentDate, validUntil, personalData: facts.personalData }
    await updateItem(tx, item, change, platform.clock.now())
    await audit(tx, {
      event: 'evidence.item.changed',
      subject: { kind: 'evidence', id },
      regionCode: item.regionCode,
      data: {
        before: {
          title: item.title,
          documentDate: item.documentDate,
          validUntil: item.validUntil,
          personalData: item.personalData,
        },
        after: change,
      },
    })
  })
}

/**
 * Takes an item out of use (`arsip`), or puts it back (`pakai`); uses of it stay. Nothing changes when it is so already.
 * Returns whether it is archived now; any other wish is `invalid`.
 */
export async function archiveEvidence(
  platform: Platform,
  id: string,
  wanted: string | undefined,
  by: By,
): Promise<boolean> {
  const now = platform.clock.now()
  return await platform.db.transact(by.writer, async tx => {
    const item = await changeable(tx, by.actor, id)
    if (wanted !== 'arsip' && wanted !== 'pakai') throw unknownWish()
    const archived = wanted === 'arsip'
    if ((item.archivedAt !== undefined) !== archived) {
      await updateItem(tx, item, { archivedAt: archived ? now : null }, now)
    }
    await audit(tx, {
      event: archived ? 'evidence.item.archived' : 'evidence.item.restored',
      subject: { kind: 'evidence', id },
      regionCode: item.regionCode,
    })
    return archived
  })
}

async function changeable(tx: Tx, actor: Actor, id: string): Promise<Evidence> {
  const item = await findItem(tx, id, true)
  if (!item || refuseSeeEvidence(actor, item)) throw unseen(actor)
  const refusal = refuseChangeEvidence(actor, item)
  if (refusal) throw mayNot(refusal)
  return item
}

const unknownWish = () =>
  invalid({
    field: 'aksi',
    sentence: { id: 'Pilih arsipkan atau pakai lagi.', en: 'Choose to archive it or to use it again.' },
  })

const meanwhile = () =>
  new Problem('changed-meanwhile', {
    id: 'Keterangan bukti ini diubah orang lain sementara Anda mengetik. Bandingkan, lalu simpan lagi.',
    en: 'Somebody else changed the facts of this evidence while you were typing. Compare, then save again.',
  })
