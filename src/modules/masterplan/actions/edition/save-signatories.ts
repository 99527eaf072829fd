import type { Actor } from '#kit/actor.ts'
import { type FieldError, invalid, mayNot, Problem } from '#kit/problem.ts'
import { audit } from '#platform/audit/audit.ts'
import type { Writer } from '#platform/db/database.ts'
import type { Platform } from '#platform/platform.ts'
import { refuseKeep } from '../../access.ts'
import type { Edition, Signatory, SignatoryInput } from '../../model-edition.ts'
import { listSignatories, replaceSignatories, updateEdition } from '../../store/edition/editions.ts'
import { editionChangedMeanwhile, getEditionStand } from './edition-stand.ts'
import { EDITION_KIND } from './freeze.ts'

export interface SaveSignatories {
  regionCode: string
  editionId: string
  version: number
  signatories: readonly SignatoryInput[]
}

/**
 * Replaces who signs, in their order; those who signed stay as they are. Throws `conflict` once all have signed or the
 * edition is published, `invalid` with the field `title-3` of the third, and `changed-meanwhile`.
 */
export async function saveSignatories(
  platform: Platform,
  actor: Actor,
  save: SaveSignatories,
  writer: Writer,
): Promise<Signatory[]> {
  const { regionCode, editionId } = save
  return await platform.db.transact(writer, async tx => {
    const { edition } = await getEditionStand(tx, actor, regionCode, editionId, true)
    const refusal = refuseKeep(actor, regionCode)
    if (refusal) throw mayNot(refusal)
    refuseUnlessFrozen(edition)
    if (edition.version !== save.version) throw editionChangedMeanwhile()
    const there = await listSignatories(tx, regionCode, editionId, true)
    const signatories = tidy(save.signatories, there)
    const errors = check(signatories)
    if (errors.length > 0) throw invalid(...errors)
    const now = platform.clock.now()
    await replaceSignatories(tx, { regionCode, id: editionId }, signatories)
    await updateEdition(tx, edition, {}, writer.accountId, now)
    await audit(tx, {
      event: 'masterplan.edition.signatories_saved',
      subject: { kind: EDITION_KIND, id: editionId },
      regionCode,
      data: { titles: signatories.map(one => one.title) },
    })
    return await listSignatories(tx, regionCode, editionId)
  })
}

export function refuseUnlessFrozen(edition: Edition): void {
  if (edition.state === 'frozen') return
  throw new Problem('conflict', {
    id: 'Edisi ini sudah ditandatangani semua, diterbitkan atau ditarik, jadi daftar penanda tangannya tetap.',
    en: 'This edition is signed by all, published or withdrawn, so its list of signatories stays.',
  })
}

/** Ids of this edition only; who signed keeps body, title and name. */
function tidy(wanted: readonly SignatoryInput[], there: readonly Signatory[]): SignatoryInput[] {
  const known = new Map(there.map(one => [one.id, one]))
  const kept = wanted
    .map((one): SignatoryInput => {
      const before = one.id === undefined ? undefined : known.get(one.id)
      if (before?.signed) return { id: before.id, body: before.body, title: before.title, name: before.name }
      return {
        id: before?.id,
        body: one.body,
        title: one.title.replace(/\s+/g, ' ').trim(),
        name: one.name?.replace(/\s+/g, ' ').trim() || undefined,
      }
    })
    .filter(one => one.title !== '' || one.name !== undefined)
  const named = new Set(kept.map(one => one.id))
  return [...kept, ...there.filter(one => one.signed !== undefined && !named.has(one.id))]
}

function check(signatories: readonly SignatoryInput[]): FieldError[] {
  const errors = signatories.flatMap((one, at): FieldError[] =>
    one.title === '' || one.title.length > 200
      ? [
          {
            field: `title-${at + 1}`,
            sentence: {
              id: `Tulis jabatan penanda tangan ke-${at + 1}, paling panjang 200 huruf.`,
              en: `Write the title of signatory ${at + 1}, at most 200 letters.`,
            },
          },
        ]
      : [],
  )
  if (signatories.length === 0 || signatories.length > 60) {
    errors.push({
      field: 'title-1',
      sentence: {
        id: 'Tulis sedikitnya satu dan paling banyak 60 penanda tangan.',
        en: 'Name at least one and at most 60 signatories.',
      },
    })
  }
  return errors
}
