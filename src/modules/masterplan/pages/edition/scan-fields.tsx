import { formatBytes, type Lang } from '#kit/format.ts'
import { invalid } from '#kit/problem.ts'
import { largestFile, saveEvidence } from '#modules/evidence/index.ts'
import type { Region } from '#modules/region/index.ts'
import type { Form, Retry, Visit } from '#platform/http/door.ts'
import { Field } from '#ui/field.tsx'
import type { Edition, Signatory } from '../../model-edition.ts'
import { editionPhrases } from '../../phrases/edition.ts'
import { MOST_SCANS } from '../../rules/edition/scan.ts'
import { errorOf } from '../workshop/retry.tsx'

/** The largest form with a scan. */
export const scanBytes = largestFile + 128 * 1024

/** The scan of a signed sheet, and whether it holds personal data. */
export function ScanFields({ lang, retry }: { lang: Lang; retry: Retry | undefined }) {
  const t = editionPhrases(lang).scan
  return (
    <>
      <Field
        kind="file"
        name="berkas"
        lang={lang}
        label={t.file}
        hint={t.fileHint(formatBytes(largestFile, lang))}
        accept="application/pdf,image/jpeg,image/png,image/webp"
        error={errorOf(retry, lang, 'berkas') ?? errorOf(retry, lang, 'bukti')}
        multiple
        optional
      />
      <Field
        kind="checkbox"
        name="pribadi"
        value="ya"
        lang={lang}
        label={t.personal}
        hint={t.personalHint}
        checked={retry?.form.text('pribadi') !== undefined}
      />
    </>
  )
}

/**
 * Puts uploaded scans into the library of the region and gives their ids. What is there already without the mark of personal
 * data that was ticked now is refused, since it would be shown to everybody.
 */
export async function saveScanFiles(
  visit: Visit,
  form: Form,
  { region, edition, place }: { region: Region; edition: Edition; place: Signatory },
): Promise<string[]> {
  const files = form.files('berkas')
  if (files.length > MOST_SCANS) throw tooMany()
  const personalData = form.text('pribadi') !== undefined
  const ids: string[] = []
  for (const [at, file] of files.entries()) {
    const title = editionPhrases('id').scan.use(edition.year, place.title).slice(0, 180)
    const { evidence } = await saveEvidence(
      visit.platform,
      {
        regionCode: region.code,
        title: files.length === 1 ? title : `${title} (${at + 1})`,
        file: { name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) },
        personalData,
      },
      visit,
    )
    if (personalData && !evidence.personalData) throw openAlready(evidence.title)
    ids.push(evidence.id)
  }
  return ids
}

const tooMany = () =>
  invalid({
    field: 'berkas',
    sentence: {
      id: `Paling banyak ${MOST_SCANS} berkas sekali kirim. Satukan lembarnya dalam satu PDF.`,
      en: `At most ${MOST_SCANS} files at a time. Put the sheets into one PDF.`,
    },
  })

const openAlready = (title: string) =>
  invalid({
    field: 'berkas',
    sentence: {
      id: `Berkas ini sudah ada di pustaka sebagai “${title}” tanpa tanda data pribadi. Tandai dahulu di pustaka bukti, lalu lampirkan lagi.`,
      en: `This file is in the library already as “${title}” without the mark of personal data. Mark it in the library of evidence first, then attach it again.`,
    },
  })
