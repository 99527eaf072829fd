import { audit } from '#platform/audit/audit.ts'
import type { Platform } from '#platform/platform.ts'
import { insertTemplate, readTemplateFiles } from '../store/templates.ts'

/** Loads the versions of the template that are not stored yet. Safe to run again. */
export async function loadReference(platform: Platform, say: (line: string) => void): Promise<void> {
  for (const { template, sha256 } of await readTemplateFiles()) {
    const stored = await platform.db.transact({ accountId: undefined }, async tx => {
      const isNew = await insertTemplate(tx, template, sha256)
      await audit(tx, {
        event: 'masterplan.template.loaded',
        subject: { kind: 'masterplan.template', id: template.id },
        data: { sha256, new: isNew },
      })
      return isNew
    })
    if (stored) say(`Pola masterplan ${template.id} dimuat.`)
  }
}
