import type { Retry, Visit } from '#platform/http/door.ts'
import type { Region } from '#modules/region/index.ts'
import { Button } from '#ui/button.tsx'
import { Field } from '#ui/field.tsx'
import { refuseVerify } from '../../access.ts'
import type { Entry } from '../../actions/indicator/read-entries.ts'
import type { Stand } from '../../actions/stand.ts'
import { readingPhrases } from '../../phrases/reading.ts'
import { typedOf } from './entry-form.ts'
import { FigureInputs, RowFacts } from './entry-parts.tsx'
import { readingHref } from './words.ts'

/** One reading on its page: whose portfolio, which place, and the figure with what is asked about it. */
export interface Loaded {
  stand: Stand
  place: Region
  entry: Entry
}

/** The figure to write or correct, why it jumps, and its proof. */
export function WriteForm({
  visit,
  loaded: { stand, entry },
  retry,
  verifies,
}: {
  visit: Visit
  loaded: Loaded
  retry: Retry | undefined
  verifies: boolean
}) {
  const { lang } = visit
  const t = readingPhrases(lang)
  const typed = typedOf(retry?.form.values['baris'] ? retry : undefined, lang)
  const words = (name: 'explanation' | 'note') => `${name}:${entry.id}`
  return (
    <form
      method="post"
      action={readingHref(stand.region.code, entry.id)}
      enctype="multipart/form-data"
      class="mb-8"
      novalidate
    >
      <RowFacts entry={entry} />
      <input type="hidden" name={`lama:${entry.id}`} value="1" />
      <div class="field flex flex-wrap items-end gap-3">
        <FigureInputs visit={visit} entry={entry} typed={typed} />
        {entry.before && !entry.reading && (
          <Button name="sama" value={entry.id} icon="check">
            {t.same}
          </Button>
        )}
      </div>
      <Field
        name={words('explanation')}
        lang={lang}
        optional
        label={t.explain}
        hint={t.explainHint}
        value={typed.value(words('explanation')) ?? entry.reading?.explanation}
        error={typed.error(words('explanation'))}
        maxlength={500}
      />
      <Field
        name={words('note')}
        lang={lang}
        optional
        label={t.note}
        value={typed.value(words('note')) ?? entry.reading?.note}
        error={typed.error(words('note'))}
        maxlength={500}
      />
      <Field kind="file" name="berkas" lang={lang} optional label={t.proof} hint={t.proofHint} />
      <Field kind="checkbox" name="pribadi" lang={lang} label={t.proofPersonal} />
      <Button look={verifies ? 'line' : 'primary'}>{t.saveOne}</Button>
    </form>
  )
}

/** Verifying, or asking back what must be explained; who may not is told so. */
export function VerdictForm({
  visit,
  loaded: { stand, entry },
  retry,
}: {
  visit: Visit
  loaded: Loaded
  retry: Retry | undefined
}) {
  const { lang, actor } = visit
  const t = readingPhrases(lang)
  const { reading, indicator } = entry
  const refusal = refuseVerify(actor, stand.region.code, {
    ownerId: indicator.ownerId,
    reportedBy: reading?.reportedBy,
  })
  if (refusal) return <p class="note mb-8">{refusal[lang]}</p>
  const question = retry?.problem.fields.find(one => one.field === 'question')?.sentence[lang]
  return (
    <form method="post" action={`${readingHref(stand.region.code, entry.id)}/periksa`} class="mb-8" novalidate>
      <input type="hidden" name="versi" value={String(reading?.version ?? 0)} />
      <p class="mb-6">
        <Button look="primary" name="aksi" value="periksa" icon="check">
          {t.verifyOne}
        </Button>
      </p>
      <Field
        kind="textarea"
        rows={3}
        name="question"
        lang={lang}
        label={t.askLabel}
        hint={t.askHint}
        value={retry?.form.text('question')}
        error={question}
        maxlength={500}
      />
      <Button name="aksi" value="tanya">
        {t.ask}
      </Button>
    </form>
  )
}
