import { actsAs, type Actor } from '#kit/actor.ts'
import type { Lang } from '#kit/format.ts'
import type { RegionOffice } from '#modules/people/index.ts'
import type { Region } from '#modules/region/index.ts'
import type { Retry } from '#platform/http/visit.ts'
import { Button } from '#ui/button.tsx'
import { dimensionName } from '#ui/dim.tsx'
import { Field, type Option } from '#ui/field.tsx'
import { LONGEST } from '../../rules/check-programme.ts'
import { type Catalogue, TERMS } from '../../model.ts'
import { phrases } from '../../phrases/index.ts'
import { programmePhrases } from '../../phrases/programme.ts'
import { type ProgrammeValues, typedValues } from './form-values.ts'
import { PlaceChoice } from './place-choice.tsx'
import { errorOf } from './retry.tsx'

interface Props {
  lang: Lang
  actor: Actor
  action: string
  cancelHref: string
  values: ProgrammeValues
  retry: Retry | undefined
  catalogue: Catalogue
  offices: readonly RegionOffice[]
  /** Districts and villages of the region in the order of their codes. */
  places: readonly Region[]
  /** The version that is changed; absent for a new one. */
  version?: number | undefined
  /** What somebody else stored meanwhile, told beside what was typed. */
  stored?: ProgrammeValues | undefined
}

/** The long form of a programme in five parts, one column; after a refusal with all that was typed. */
export function ProgrammeForm(props: Props) {
  const { lang, retry, catalogue, stored } = props
  const t = programmePhrases(lang).form
  const { field } = phrases(lang)
  const values = retry ? typedValues(retry.form) : props.values
  const typed = (name: string) => values.texts[name] ?? ''
  const common = (name: keyof typeof field, hint?: string) => {
    const now = stored?.texts[name] ?? ''
    const told = stored && now !== typed(name) ? t.stored(wordOf(props, name, now) || t.empty) : undefined
    const hints = [hint, told].filter(one => one !== undefined).join(' ')
    return {
      name,
      lang,
      label: field[name] as string,
      error: errorOf(retry, lang, name),
      ...(hints === '' ? {} : { hint: hints }),
    }
  }
  const text = (name: keyof typeof field, more: { hint?: string; optional?: boolean; most?: number } = {}) => (
    <Field {...common(name, more.hint)} value={typed(name)} optional={more.optional} maxlength={more.most} />
  )
  const select = (name: keyof typeof field, options: readonly Option[], hint?: string) => (
    <Field kind="select" {...common(name, hint)} options={options} value={typed(name)} />
  )
  return (
    <form method="post" action={props.action} novalidate class="mt-8">
      {props.version !== undefined && <input type="hidden" name="version" value={String(props.version)} />}
      <section aria-labelledby="apa">
        <h2 id="apa" class="mb-6">
          {t.what}
        </h2>
        <Field {...common('code', t.codeHint)} value={typed('code')} maxlength={30} short />
        {text('name', { most: LONGEST.name })}
        <Field kind="textarea" {...common('problem', t.problemHint)} value={typed('problem')} rows={5} />
        {select('subDimension', subDimensionOptions(catalogue, lang), t.subDimensionHint)}
        {select('sector', entries(catalogue.sectors, lang))}
        {select('stream', entries(catalogue.streams, lang))}
      </section>
      <section aria-labelledby="siapa" class="mt-12">
        <h2 id="siapa" class="mb-6">
          {t.who}
        </h2>
        <Offices {...props} values={values} common={common} />
        <Field kind="textarea" {...common('partners', t.partnersHint)} value={typed('partners')} rows={3} optional />
      </section>
      <section aria-labelledby="di-mana" class="mt-12">
        <h2 id="di-mana">{t.where}</h2>
        <PlaceChoice
          lang={lang}
          places={props.places}
          chosen={values.places}
          error={errorOf(retry, lang, 'places')}
          told={
            stored && stored.places.join() !== [...values.places].sort().join()
              ? t.stored(stored.places.join(', ') || phrases(lang).wholeRegion)
              : undefined
          }
        />
      </section>
      <section aria-labelledby="kapan" class="mt-12">
        <h2 id="kapan" class="mb-6">
          {t.when}
        </h2>
        <div class="grid max-w-[40rem] gap-x-6 sm:grid-cols-2">
          <Field {...common('startYear')} value={typed('startYear')} inputmode="numeric" maxlength={4} short />
          <Field {...common('endYear')} value={typed('endYear')} inputmode="numeric" maxlength={4} short />
        </div>
        <Field
          kind="radio"
          {...common('term')}
          value={typed('term')}
          options={TERMS.map(term => ({ value: String(term), label: phrases(lang).term[term] }))}
        />
        {text('rpjmd', { hint: t.rpjmdHint, optional: true, most: LONGEST.reference })}
        {text('renstra', { optional: true, most: LONGEST.reference })}
      </section>
      <section aria-labelledby="janji" class="mt-12">
        <h2 id="janji" class="mb-6">
          {t.promised}
        </h2>
        <Field kind="textarea" {...common('promise', t.promiseHint)} value={typed('promise')} rows={3} optional />
        <Field kind="date" {...common('promiseDue')} value={typed('promiseDue')} short optional />
        <Field kind="checkbox" {...common('quickWin', t.quickWinHint)} label={t.quickWin} checked={values.quickWin} />
        {props.version !== undefined && (
          <Field
            name="alasan"
            lang={lang}
            label={t.why}
            hint={t.whyHint}
            value={retry?.form.values['alasan']?.[0] ?? ''}
            error={errorOf(retry, lang, 'alasan')}
            maxlength={500}
            optional
          />
        )}
      </section>
      <div class="mt-8 flex flex-wrap gap-3">
        <Button look="primary">{props.version === undefined ? t.create : t.save}</Button>
        <Button href={props.cancelHref}>{t.cancel}</Button>
      </div>
    </form>
  )
}

const entries = (list: Catalogue['sectors'], lang: Lang): Option[] =>
  list.map(({ code, name }) => ({ value: code, label: name[lang] }))

const subDimensionOptions = (catalogue: Catalogue, lang: Lang): Option[] =>
  catalogue.subDimensions.map(({ code, dimension, name }) => ({
    value: code,
    label: `${dimensionName(dimension, lang)}: ${name[lang]} (${code})`,
  }))

/** What a stored value is called: the name of an office, a sub-dimension, a sector. */
function wordOf({ lang, catalogue, offices }: Props, name: string, value: string): string {
  if (name === 'leadId') return offices.find(one => one.id === value)?.name ?? value
  const options =
    name === 'subDimension'
      ? subDimensionOptions(catalogue, lang)
      : name === 'sector'
        ? entries(catalogue.sectors, lang)
        : name === 'stream'
          ? entries(catalogue.streams, lang)
          : []
  return options.find(one => one.value === value)?.label ?? value
}

interface OfficesProps extends Props {
  common: (
    name: 'leadId' | 'supportingIds',
    hint?: string,
  ) => { name: string; lang: Lang; label: string; hint?: string }
}

/** The office that leads: the own one for officers; those that help are ticked. */
function Offices({ lang, actor, offices, values, common, retry }: OfficesProps) {
  const t = programmePhrases(lang).form
  const lead = values.texts['leadId'] ?? ''
  const living = offices.filter(one => !one.archived || one.id === lead)
  const fixed = !actsAs(actor, 'regional-secretariat')
  const own = offices.find(one => one.id === lead)
  const helpers = offices.filter(
    one => values.supportingIds.includes(one.id) || (!one.archived && one.kind !== 'village-office' && one.id !== lead),
  )
  return (
    <>
      {fixed && own ? (
        <div class="field">
          <p class="font-semibold">{common('leadId').label}</p>
          <p>{own.name}</p>
          <span class="hint">{t.leadFixed}</span>
          <input type="hidden" name="leadId" value={own.id} />
        </div>
      ) : (
        <Field
          kind="select"
          {...common('leadId')}
          value={lead}
          options={living.map(one => ({
            value: one.id,
            label: one.archived ? t.archivedOffice(one.name) : one.name,
          }))}
        />
      )}
      <details
        class="plain-fold mb-6"
        open={values.supportingIds.length > 0 || errorOf(retry, lang, 'supportingIds') !== undefined}
      >
        <summary>{t.supporting(values.supportingIds.length)}</summary>
        <Field
          kind="checks"
          {...common('supportingIds')}
          values={values.supportingIds}
          options={helpers.map(one => ({ value: one.id, label: one.name }))}
        />
      </details>
    </>
  )
}
