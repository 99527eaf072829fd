import type { Lang } from '#kit/format.ts'
import type { Region } from '#modules/region/index.ts'
import { fieldId } from '#ui/field-id.ts'
import { Icon } from '#ui/icon.tsx'
import { programmePhrases } from '../../phrases/programme.ts'

interface Props {
  lang: Lang
  /** Districts and villages in the order of their codes. */
  places: readonly Region[]
  chosen: readonly string[]
  error: string | undefined
  /** What somebody else stored meanwhile. */
  told: string | undefined
}

/** Districts to be ticked whole or opened for their villages; nothing ticked is the whole region. */
export function PlaceChoice({ lang, places, chosen, error, told }: Props) {
  const t = programmePhrases(lang).form
  const ticked = new Set(chosen)
  const districts = places.filter(one => one.level === 3)
  const villages = Map.groupBy(
    places.filter(one => one.level === 4),
    one => one.parentCode ?? '',
  )
  const tick = (one: Region, label: string, first: boolean) => (
    <label class="check">
      <input
        type="checkbox"
        class="checkbox"
        name="places"
        value={one.code}
        checked={ticked.has(one.code)}
        {...(first ? { id: fieldId('places') } : {})}
      />
      <span>{label}</span>
    </label>
  )
  return (
    <fieldset class={error ? 'field bad mt-2 max-w-none' : 'field mt-2 max-w-none'}>
      <legend class="sr-only">{t.where}</legend>
      <p class="note mb-4">{t.placesHint}</p>
      {told && <p class="hint mb-2">{told}</p>}
      {error && (
        <p class="err">
          <Icon name="circle-alert" />
          <span>{error}</span>
        </p>
      )}
      <div class="grid gap-x-8 sm:grid-cols-2 lg:grid-cols-3">
        {districts.map((district, at) => {
          const own = villages.get(district.code) ?? []
          const count = own.filter(one => ticked.has(one.code)).length
          const whole = ticked.has(district.code)
          return (
            <details class="plain-fold" open={whole || count > 0}>
              <summary>{t.district(district.name, whole ? t.all : count === 0 ? undefined : String(count))}</summary>
              <div class="mt-1 mb-3 ml-4 grid">
                {tick(district, t.wholeDistrict(district.name), at === 0)}
                {own.map(one => tick(one, one.name, false))}
              </div>
            </details>
          )
        })}
      </div>
    </fieldset>
  )
}
