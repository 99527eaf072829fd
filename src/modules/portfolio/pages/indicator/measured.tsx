import type { Retry, Visit } from '#platform/http/door.ts'
import { Button } from '#ui/button.tsx'
import { Dim } from '#ui/dim.tsx'
import { Field } from '#ui/field.tsx'
import type { Dimension } from '../../model.ts'
import type { Indicator } from '../../model-indicator.ts'
import { indicatorPhrases } from '../../phrases/indicator.ts'
import { indicatorHref } from './words.ts'

/** Programmes that the indicator measures, each to be opened or taken off, and a field to link another by its code. */
export function MeasuredProgrammes({
  visit: { lang },
  code,
  indicator,
  programmes,
  writes,
  retry,
}: {
  visit: Visit
  code: string
  indicator: Indicator
  programmes: readonly { id: string; code: string; name: string; dimension: Dimension }[]
  writes: boolean
  retry: Retry | undefined
}) {
  const t = indicatorPhrases(lang)
  const action = `${indicatorHref(code, indicator.id)}/program`
  return (
    <section class="sec" aria-labelledby="program">
      <h2 id="program">{t.programmes}</h2>
      {programmes.length === 0 ? (
        <p class="note mt-3">{t.programmesNone}</p>
      ) : (
        <ul class="todo mt-4 max-w-3xl">
          {programmes.map(one => (
            <li>
              <div>
                <a class="a" href={`/portofolio/${code}/program/${one.id}`}>
                  {one.name}
                </a>
                <p>
                  <span class="mr-3">{one.code}</span> <Dim dimension={one.dimension} lang={lang} />
                </p>
              </div>
              {writes && (
                <form method="post" action={action} class="no-print">
                  <input type="hidden" name="program" value={one.code} />
                  <Button name="aksi" value="lepas">
                    {t.programmeUnlink(one.code)}
                  </Button>
                </form>
              )}
            </li>
          ))}
        </ul>
      )}
      {writes && (
        <form method="post" action={action} class="mt-6 no-print" novalidate>
          <Field
            name="program"
            lang={lang}
            short
            label={t.programmeCode}
            value={retry?.form.text('program')}
            error={retry?.problem.fields.find(one => one.field === 'program')?.sentence[lang]}
          />
          <Button name="aksi" value="kait">
            {t.programmeLink}
          </Button>
        </form>
      )}
    </section>
  )
}
