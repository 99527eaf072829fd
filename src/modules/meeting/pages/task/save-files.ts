import { saveEvidence } from '#modules/evidence/index.ts'
import type { Form, Visit } from '#platform/http/door.ts'

/**
 * Puts the files of `berkas` and the link of `alamat` into the library of a region; gives the ids. `pribadi` marks the files
 * as holding personal data.
 */
export async function saveFiles(visit: Visit, form: Form, regionCode: string, title: string): Promise<string[]> {
  const ids: string[] = []
  const files = form.files('berkas')
  const short = title.slice(0, 180)
  for (const [at, file] of files.entries()) {
    const { evidence } = await saveEvidence(
      visit.platform,
      {
        regionCode,
        title: files.length === 1 ? short : `${short} (${at + 1})`,
        file: { name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) },
        personalData: form.text('pribadi') !== undefined,
      },
      visit,
    )
    ids.push(evidence.id)
  }
  const url = form.text('alamat')
  if (url !== undefined) {
    const { evidence } = await saveEvidence(visit.platform, { regionCode, title: short, url }, visit)
    ids.push(evidence.id)
  }
  return ids
}
