import type { Actor } from '#kit/actor.ts'
import type { Region } from '#modules/region/index.ts'
import { getRegion } from '#modules/region/index.ts'
import type { Platform } from '#platform/platform.ts'
import type { Edition, SectionChange, Signatory } from '../../model-edition.ts'
import { findContent, findEdition, findEditionByToken, listSignatories } from '../../store/edition/editions.ts'
import { changesBetween } from './changes-between.ts'
import { getEditionStand, noSuchEdition } from './edition-stand.ts'
import { hashContent } from './snapshot.ts'

/** Whether what is stored still gives the hash that was signed. */
export interface Verified {
  region: Region
  edition: Edition
  signatories: Signatory[]
  /** SHA-256 computed just now from the stored content. */
  computed: string
  matches: boolean
}

/** An edition by the token of its verification address, for everybody, with its hash computed again. */
export async function verifyEdition({ db }: Platform, token: string): Promise<Verified> {
  const edition = await findEditionByToken(db.sql, token)
  const content = edition && (await findContent(db.sql, edition.regionCode, edition.id))
  if (!edition || !content) throw noSuchEdition()
  const computed = hashContent(content)
  return {
    region: await getRegion(db.sql, edition.regionCode),
    edition,
    signatories: await listSignatories(db.sql, edition.regionCode, edition.id),
    computed,
    matches: computed === edition.sha256,
  }
}

/** An edition with all that was frozen, as far as the actor may see it. */
export async function readEdition({ db }: Platform, actor: Actor, regionCode: string, editionId: string) {
  const stand = await getEditionStand(db.sql, actor, regionCode, editionId)
  const content = await findContent(db.sql, stand.region.code, editionId)
  if (!content) throw noSuchEdition()
  return { ...stand, content }
}

export interface EditionDiff {
  edition: Edition
  previous: Edition | undefined
  changes: SectionChange[]
}

/**
 * What an edition changed, section by section, against `otherId` or the one it follows. One that the actor may not see counts
 * as none.
 */
export async function readDiff(
  { db }: Platform,
  actor: Actor,
  wanted: { regionCode: string; editionId: string; otherId?: string | undefined },
): Promise<EditionDiff & { region: Region; sight: 'public' | 'all' }> {
  const { regionCode, editionId } = wanted
  const { region, sight, edition } = await getEditionStand(db.sql, actor, regionCode, editionId)
  const otherId = wanted.otherId ?? edition.previousId
  const other = otherId === undefined ? undefined : await findEdition(db.sql, regionCode, otherId)
  const previous = other && (sight === 'all' || other.state === 'published') ? other : undefined
  if (wanted.otherId !== undefined && !previous) throw noSuchEdition()
  return { region, sight, edition, previous, changes: await changesBetween(db.sql, previous, edition) }
}
