import { formatBytes, type Lang } from '#kit/format.ts'
import { type EvidenceUse, largestFile } from '#modules/evidence/index.ts'
import type { Retry } from '#platform/http/visit.ts'
import { Field } from '#ui/field.tsx'
import { taskPhrases } from '../../phrases/task.ts'
import { errorOf, typedOr } from './retry.tsx'

/** Files and links that prove something, and what to take off again; read by `saveFiles` and the field `lepas`. */
export function ProofFields({
  lang,
  retry,
  seen,
  labels,
}: {
  lang: Lang
  retry: Retry | undefined
  seen: readonly EvidenceUse[]
  /** Where the file is no proof of work: a decree, a letter. */
  labels?: { files: string; link: string }
}) {
  const t = { ...taskPhrases(lang).report, ...labels }
  return (
    <>
      <Field
        kind="file"
        name="berkas"
        lang={lang}
        label={t.files}
        hint={t.filesHint(formatBytes(largestFile, lang))}
        error={errorOf(retry, lang, 'berkas') ?? errorOf(retry, lang, 'bukti')}
        multiple
        optional
      />
      <Field
        kind="url"
        name="alamat"
        lang={lang}
        label={t.link}
        error={errorOf(retry, lang, 'alamat')}
        value={typedOr(retry, 'alamat', '')}
        optional
      />
      <Field
        kind="checkbox"
        name="pribadi"
        lang={lang}
        label={t.personal}
        checked={retry?.form.text('pribadi') !== undefined}
      />
      {seen.length > 0 && (
        <Field
          kind="checks"
          name="lepas"
          lang={lang}
          label={t.take}
          values={retry?.form.all('lepas') ?? []}
          options={seen.map(use => ({ value: use.evidence.id, label: use.evidence.title }))}
        />
      )}
    </>
  )
}
