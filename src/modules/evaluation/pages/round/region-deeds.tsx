import { formatDate } from '#kit/format.ts'
import { shortName } from '#modules/region/index.ts'
import type { Retry } from '#platform/http/visit.ts'
import type { Language } from '#platform/i18n/language.ts'
import { Button } from '#ui/button.tsx'
import { Field } from '#ui/field.tsx'
import { Stages } from '#ui/stages.tsx'
import { EXTENSION_STEPS } from '../../actions/round/give-extension.ts'
import type { Round, RoundRegion } from '../../model-round.ts'
import { roundPagePhrases, stepWord } from '../../phrases/round.ts'
import { stepDates } from '../../rules/round/step-window.ts'
import { stagesOf } from './words.ts'

interface RegionDeedsProps {
  lang: Language
  round: Round
  region: RoundRegion
  retry: Retry | undefined
  now: Date
}

/** What the ministry does for one region: whom to call, more time, taking it out again. */
export function RegionDeeds({ lang, round, region, retry, now }: RegionDeedsProps) {
  const t = roundPagePhrases(lang).regions
  const name = shortName(region.regionName)
  const path = `/putaran/${round.id}/daerah?daerah=${region.regionCode}`
  const typed = (field: string, stored = '') => (retry ? (retry.form.values[field]?.[0] ?? stored) : stored)
  const errorOf = (field: string) => retry?.problem.fields.find(error => error.field === field)?.sentence[lang]
  const text = (field: string, label: string, stored: string | undefined, hint?: string) => (
    <Field
      name={field}
      lang={lang}
      label={label}
      hint={hint}
      error={errorOf(field)}
      value={typed(field, stored)}
      optional
    />
  )
  const steps = EXTENSION_STEPS.filter(step => round.steps[step])
  return (
    <>
      <h1>{region.regionName}</h1>
      <div class="mt-8">
        <Stages lang={lang} row stages={stagesOf(round, region, now, lang)} />
      </div>
      <section class="sec" aria-labelledby="narahubung">
        <h2 id="narahubung">{t.contact}</h2>
        <p class="note mt-2 mb-6">{t.contactHint}</p>
        <form method="post" action={path} novalidate>
          <input type="hidden" name="aksi" value="narahubung" />
          {text('contact.name', t.contactName, region.contact.name)}
          {text('contact.office', t.contactOffice, region.contact.office)}
          <Field
            kind="tel"
            name="contact.phone"
            lang={lang}
            label={t.contactPhone}
            error={errorOf('contact.phone')}
            value={typed('contact.phone', region.contact.phone)}
            short
            optional
          />
          {text('letter_number', t.letterNumber, region.letterNumber, t.letterNumberHint)}
          <Button look="primary">{t.contactDo}</Button>
        </form>
      </section>
      <section class="sec" aria-labelledby="perpanjangan">
        <h2 id="perpanjangan">{t.extension}</h2>
        <p class="note mt-2 mb-4">{round.state === 'open' ? t.extensionHint : t.extensionDraft}</p>
        <ul class="mb-6 grid gap-1">
          {EXTENSION_STEPS.flatMap(step => {
            const given = region.extensions[step]
            return given
              ? [<li>{t.given(stepWord(step, round, lang), formatDate(given.endsOn, lang), given.reason)}</li>]
              : []
          })}
        </ul>
        {round.state === 'open' && (
          <form method="post" action={path} novalidate>
            <input type="hidden" name="aksi" value="perpanjangan" />
            <Field
              kind="select"
              name="step"
              lang={lang}
              label={t.extensionStep}
              error={errorOf('step')}
              value={typed('step', 'self-assessment')}
              options={steps.map(step => ({
                value: step,
                label: t.extensionNow(
                  stepWord(step, round, lang),
                  formatDate(stepDates(round, region, step)?.endsOn ?? '', lang),
                ),
              }))}
            />
            <Field
              kind="date"
              name="ends_on"
              lang={lang}
              label={t.extensionEnds}
              error={errorOf('ends_on')}
              value={typed('ends_on')}
              short
            />
            <Field
              kind="textarea"
              name="reason"
              lang={lang}
              label={t.extensionReason}
              error={errorOf('reason')}
              value={typed('reason')}
              rows={2}
            />
            <Button>{t.extensionDo}</Button>
          </form>
        )}
      </section>
      {round.state !== 'closed' && (
        <section class="sec" aria-labelledby="keluarkan">
          <h2 id="keluarkan">{t.remove}</h2>
          <p class="note mt-2 mb-4">{t.removeHint}</p>
          <form method="post" action={path}>
            <input type="hidden" name="aksi" value="keluarkan" />
            <Button look="danger">{t.removeDo(name)}</Button>
          </form>
        </section>
      )}
    </>
  )
}
