import { audit } from '#platform/audit/audit.ts'
import type { Platform } from '#platform/platform.ts'
import { insertCatalogue, readCatalogueFiles } from '../store/catalogues.ts'

/** Loads the versions of the catalogue that are not stored yet. Safe to run again. */
export async function loadReference(platform: Platform, say: (line: string) => void): Promise<void> {
  for (const { catalogue, sha256 } of await readCatalogueFiles()) {
    const stored = await platform.db.transact({ accountId: undefined }, async tx => {
      const isNew = await insertCatalogue(tx, catalogue, sha256)
      await audit(tx, {
        event: 'portfolio.catalogue.loaded',
        subject: { kind: 'portfolio.catalogue', id: catalogue.id },
        data: { sha256, new: isNew },
      })
      return isNew
    })
    if (stored) say(`Katalog program ${catalogue.id} dimuat.`)
  }
}
