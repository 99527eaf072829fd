import { formatBytes } from '#kit/format.ts'
import { type EvidenceUse, largestFile } from '#modules/evidence/index.ts'
import type { RegionOffice } from '#modules/people/index.ts'
import type { Retry, Visit } from '#platform/http/door.ts'
import { Button } from '#ui/button.tsx'
import { Call } from '#ui/call.tsx'
import { Field } from '#ui/field.tsx'
import { type Deliverable, LONGEST_WORKSHOP } from '../../model-workshop.ts'
import { workshopPhrases } from '../../phrases/workshop.ts'
import { errorOf, meanwhile, typedOr } from './retry.tsx'
import { ResultFields } from './stage-forms.tsx'

interface Shared {
  visit: Visit
  /** What was refused, when it was this form. */
  retry: Retry | undefined
  result: Deliverable
  here: string
}

/** The verdict of a mentor. */
export function JudgeResult({ visit: { lang }, retry, result, here }: Shared) {
  const t = workshopPhrases(lang).result
  return (
    <section class="sec" aria-labelledby="nilai">
      <h2 id="nilai">{t.judge}</h2>
      <form method="post" action={`${here}/nilai`} novalidate class="mt-4 max-w-[40rem]">
        <input type="hidden" name="version" value={String(result.version)} />
        <Field
          kind="textarea"
          name="verdict"
          lang={lang}
          label={t.verdict}
          hint={t.verdictHint}
          rows={3}
          maxlength={LONGEST_WORKSHOP.note}
          error={errorOf(retry, lang, 'verdict')}
          value={typedOr(retry, 'verdict', '')}
        />
        <div class="flex flex-wrap gap-3">
          {result.state === 'submitted' && (
            <Button look="primary" name="aksi" value="terima">
              {t.accept}
            </Button>
          )}
          <Button name="aksi" value="kembali">
            {result.state === 'submitted' ? t.return : t.takeBack}
          </Button>
        </div>
      </form>
    </section>
  )
}

/** Note, files and links of who submits it. */
export function SubmitResult({
  visit: { lang },
  retry,
  result,
  seen,
  here,
}: Shared & { seen: readonly EvidenceUse[] }) {
  const t = workshopPhrases(lang).result
  return (
    <section class="sec" aria-labelledby="serah">
      <h2 id="serah">{result.state === 'owed' ? t.submit : t.submitAgain}</h2>
      {meanwhile(retry) && (
        <div class="mt-4 max-w-[40rem]">
          <Call tone="due">{result.note ?? t.states[result.state]}</Call>
        </div>
      )}
      <form method="post" action={here} enctype="multipart/form-data" novalidate class="mt-4 max-w-[40rem]">
        <input type="hidden" name="version" value={String(result.version)} />
        <Field
          kind="textarea"
          name="note"
          lang={lang}
          label={t.note}
          rows={3}
          optional
          maxlength={LONGEST_WORKSHOP.note}
          error={errorOf(retry, lang, 'note')}
          value={typedOr(retry, 'note', result.note)}
        />
        <Field
          kind="file"
          name="berkas"
          lang={lang}
          label={t.file}
          hint={t.fileHint(formatBytes(largestFile, lang))}
          multiple
          optional
          error={errorOf(retry, lang, 'berkas') ?? errorOf(retry, lang, 'bukti')}
        />
        <Field
          kind="url"
          name="alamat"
          lang={lang}
          label={t.link}
          optional
          error={errorOf(retry, lang, 'alamat')}
          value={typedOr(retry, 'alamat', '')}
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
            label={t.detach}
            values={retry?.form.all('lepas') ?? []}
            options={seen.map(use => ({ value: use.evidence.id, label: use.evidence.title }))}
          />
        )}
        <Button look="primary">{result.state === 'owed' ? t.submit : t.submitAgain}</Button>
      </form>
    </section>
  )
}

/** What the secretariat changes, and taking it off. */
export function EditResult({ visit, retry, result, offices, here }: Shared & { offices: readonly RegionOffice[] }) {
  const { lang } = visit
  const t = workshopPhrases(lang).result
  return (
    <details class="plain-fold mt-10" open={retry !== undefined}>
      <summary>{t.edit}</summary>
      <form method="post" action={`${here}/ubah`} novalidate class="mt-4 max-w-[40rem]">
        <input type="hidden" name="version" value={String(result.version)} />
        <ResultFields visit={visit} retry={retry} offices={offices} stored={result} />
        <div class="flex flex-wrap gap-3">
          <Button name="aksi" value="ubah">
            {workshopPhrases(lang).save}
          </Button>
          <Button look="danger" name="aksi" value="hapus">
            {t.archive}
          </Button>
        </div>
      </form>
    </details>
  )
}
