import { saveEvidence } from '#modules/evidence/index.ts'
import type { Form, Visit } from '#platform/http/door.ts'

/** Puts what was uploaded or linked into the library of the region; gives the ids. */
export async function saveFiles(
  visit: Visit,
  form: Form,
  { regionCode, title }: { regionCode: string; title: string },
): Promise<string[]> {
  const ids: string[] = []
  const files = form.files('berkas')
  const personalData = form.text('pribadi') !== undefined
  for (const [at, file] of files.entries()) {
    const { evidence } = await saveEvidence(
      visit.platform,
      {
        regionCode,
        title: files.length === 1 ? title : `${title} (${at + 1})`,
        file: { name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) },
        personalData,
      },
      visit,
    )
    ids.push(evidence.id)
  }
  const url = form.text('alamat')
  if (url !== undefined) {
    const { evidence } = await saveEvidence(visit.platform, { regionCode, title, url }, visit)
    ids.push(evidence.id)
  }
  return ids
}
