import type { RegionOffice } from '#modules/people/index.ts'
import type { Retry, Visit } from '#platform/http/door.ts'
import { Button } from '#ui/button.tsx'
import { Field } from '#ui/field.tsx'
import { type Stage } from '../../model.ts'
import { LONGEST_WORKSHOP, type Workshop } from '../../model-workshop.ts'
import { workshopPhrases } from '../../phrases/workshop.ts'
import { roman } from '../../rules/workshop/check-workshop.ts'
import type { Gate } from '../../rules/workshop/stage-gate.ts'
import { errorOf, meanwhile, typedOr } from './retry.tsx'

interface Shared {
  visit: Visit
  retry: Retry | undefined
  here: string
}

/** What was typed in `field`, unless the form that was refused is another one. */
const typed = (retry: Retry | undefined, field: string, stored: string | undefined) => typedOr(retry, field, stored)

/** The stage gate: what the last workshop produced, in words, and why this one begins all the same. */
export function OpenStage({ visit: { lang }, retry, here, one, gate }: Shared & { one: Workshop; gate: Gate }) {
  const t = workshopPhrases(lang).stage
  if (gate.tooEarly) {
    return <p class="note mt-6">{t.tooEarly(roman[(one.stage - 1) as Stage])}</p>
  }
  return (
    <form method="post" action={here} novalidate class="mt-6 max-w-[44rem]">
      <input type="hidden" name="version" value={String(one.version)} />
      {gate.needsReview ? (
        <Field
          kind="textarea"
          name="review"
          lang={lang}
          label={t.review}
          hint={t.reviewHint}
          rows={4}
          maxlength={LONGEST_WORKSHOP.note}
          error={errorOf(retry, lang, 'review')}
          value={typed(retry, 'review', '')}
        />
      ) : (
        <p class="note mb-3">{t.openFirst}</p>
      )}
      {gate.needsReason && (
        <Field
          kind="textarea"
          name="despite"
          lang={lang}
          label={t.despite}
          hint={t.despiteHint}
          rows={2}
          maxlength={LONGEST_WORKSHOP.note}
          error={errorOf(retry, lang, 'despite')}
          value={typed(retry, 'despite', '')}
        />
      )}
      <Button look="primary" name="aksi" value="buka">
        {t.open(roman[one.stage])}
      </Button>
    </form>
  )
}

/** Days, place and theme. */
export function EditWorkshop({ visit: { lang }, retry, here, one }: Shared & { one: Workshop }) {
  const t = workshopPhrases(lang).stage
  // A refused "make its meeting" brings no fields along.
  const typing = retry?.form.text('aksi') === 'ubah' ? retry : undefined
  return (
    <details class="plain-fold mt-6" open={retry !== undefined || one.startsOn === undefined}>
      <summary>{t.edit}</summary>
      <form method="post" action={here} novalidate class="mt-4 max-w-[40rem]">
        <input type="hidden" name="version" value={String(one.version)} />
        {meanwhile(retry) && (
          <p class="note mb-4">
            {[one.theme, one.startsOn, one.endsOn, one.place].filter(part => part !== undefined).join(' · ')}
          </p>
        )}
        <Field
          name="theme"
          lang={lang}
          label={t.theme}
          optional
          maxlength={LONGEST_WORKSHOP.theme}
          error={errorOf(retry, lang, 'theme')}
          value={typed(typing, 'theme', one.theme)}
        />
        <Field
          kind="date"
          name="startsOn"
          lang={lang}
          label={t.startsOn}
          short
          optional
          error={errorOf(retry, lang, 'startsOn')}
          value={typed(typing, 'startsOn', one.startsOn)}
        />
        <Field
          kind="date"
          name="endsOn"
          lang={lang}
          label={t.endsOn}
          hint={t.endsHint}
          short
          optional
          error={errorOf(retry, lang, 'endsOn')}
          value={typed(typing, 'endsOn', one.endsOn)}
        />
        <Field
          name="place"
          lang={lang}
          label={t.place}
          optional
          maxlength={LONGEST_WORKSHOP.place}
          error={errorOf(retry, lang, 'place')}
          value={typed(typing, 'place', one.place)}
        />
        <Button name="aksi" value="ubah">
          {workshopPhrases(lang).save}
        </Button>
      </form>
    </details>
  )
}

interface ResultFieldsProps {
  visit: Visit
  retry: Retry | undefined
  offices: readonly RegionOffice[]
  stored: {
    title?: string | undefined
    ownerId?: string | undefined
    dueOn?: string | undefined
    required: boolean
  }
}

/** What shall be there, who owes it, by when. */
export function ResultFields({ visit: { lang }, retry, offices, stored }: ResultFieldsProps) {
  const t = workshopPhrases(lang).result
  return (
    <>
      <Field
        name="title"
        lang={lang}
        label={t.title}
        maxlength={LONGEST_WORKSHOP.title}
        error={errorOf(retry, lang, 'title')}
        value={typed(retry, 'title', stored.title)}
      />
      <Field
        kind="select"
        name="ownerId"
        lang={lang}
        label={t.owner}
        optional
        placeholder={workshopPhrases(lang).unset}
        error={errorOf(retry, lang, 'ownerId')}
        value={typed(retry, 'ownerId', stored.ownerId)}
        options={offices
          .filter(one => !one.archived || one.id === stored.ownerId)
          .map(one => ({ value: one.id, label: one.name }))}
      />
      <Field
        kind="date"
        name="dueOn"
        lang={lang}
        label={t.due}
        short
        optional
        error={errorOf(retry, lang, 'dueOn')}
        value={typed(retry, 'dueOn', stored.dueOn)}
      />
      <Field
        kind="checkbox"
        name="required"
        lang={lang}
        label={t.required}
        checked={retry ? retry.form.text('required') !== undefined : stored.required}
      />
    </>
  )
}

export function AddResult({ visit, retry, here, offices }: Shared & { offices: readonly RegionOffice[] }) {
  const { lang } = visit
  const { stage: t, result } = workshopPhrases(lang)
  return (
    <details class="plain-fold mt-6" open={retry !== undefined}>
      <summary>{t.addResult}</summary>
      <form method="post" action={here} novalidate class="mt-4 max-w-[40rem]">
        <ResultFields visit={visit} retry={retry} offices={offices} stored={{ required: true }} />
        <Field
          kind="select"
          name="sheet"
          lang={lang}
          label={result.proofBy}
          placeholder={result.document}
          error={errorOf(retry, lang, 'sheet')}
          value={typed(retry, 'sheet', '')}
          options={Object.entries(result.sheets).map(([value, label]) => ({ value, label }))}
        />
        <Button name="aksi" value="hasil">
          {t.addResultDo}
        </Button>
      </form>
    </details>
  )
}
