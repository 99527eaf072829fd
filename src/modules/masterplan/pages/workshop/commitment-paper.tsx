import { dayIn, formatBytes } from '#kit/format.ts'
import { largestFile } from '#modules/evidence/index.ts'
import type { Retry, Visit } from '#platform/http/door.ts'
import { Button } from '#ui/button.tsx'
import { Field } from '#ui/field.tsx'
import type { SeriesStand } from '../../actions/workshop/lock-series.ts'
import type { Signature } from '../../model-workshop.ts'
import { workshopPhrases } from '../../phrases/workshop.ts'
import { errorOf, typedOr } from './retry.tsx'

interface PaperProps {
  visit: Visit
  stand: SeriesStand
  retry: Retry | undefined
  signatures: readonly Signature[]
  here: string
}

/** Signatures on paper with the scan of the sheet. */
export function Paper({ visit: { lang, platform }, stand, retry, signatures, here }: PaperProps) {
  const t = workshopPhrases(lang).commitment
  return (
    <details class="plain-fold mt-8" open={retry !== undefined}>
      <summary>{t.paper}</summary>
      <form method="post" action={here} enctype="multipart/form-data" novalidate class="mt-4 max-w-[40rem]">
        <Field
          kind="checks"
          name="signatures"
          lang={lang}
          label={t.paperWho}
          error={errorOf(retry, lang, 'signatures')}
          values={retry?.form.all('signatures') ?? []}
          options={signatures
            .filter(one => one.how === undefined)
            .map(one => ({ value: one.id, label: one.title, note: one.name }))}
        />
        <Field
          kind="date"
          name="signedOn"
          lang={lang}
          label={t.paperDay}
          short
          error={errorOf(retry, lang, 'signedOn')}
          value={typedOr(retry, 'signedOn', dayIn(platform.clock.now(), stand.region.timezone))}
        />
        <Field
          kind="file"
          name="berkas"
          lang={lang}
          label={t.scan}
          hint={t.scanHint(formatBytes(largestFile, lang))}
          error={errorOf(retry, lang, 'berkas') ?? errorOf(retry, lang, 'bukti')}
          optional
        />
        <Button name="aksi" value="kertas">
          {t.paperDo}
        </Button>
      </form>
    </details>
  )
}
