import type { Language } from '#platform/i18n/language.ts'
import { fieldId } from '#ui/field-id.ts'
import { searchLimit } from '../model.ts'
import { phrases } from '../phrases/index.ts'

/** One box and a button; a GET form to /cari. */
export function SearchForm({
  lang,
  value,
  error,
}: {
  lang: Language
  value?: string | undefined
  error?: string | undefined
}) {
  const t = phrases(lang)
  const id = fieldId('q')
  return (
    <form method="get" action="/cari" role="search" class="max-w-2xl">
      <div class={error ? 'field bad' : 'field'}>
        <label for={id}>{t.searchLabel}</label>
        <span class="hint" id={`${id}-h`}>
          {t.searchHint}
        </span>
        {error && (
          <p class="err" id={`${id}-e`}>
            {error}
          </p>
        )}
        <span class="flex gap-3">
          <input
            class="input grow"
            type="search"
            id={id}
            name="q"
            autocomplete="off"
            value={(value ?? '').slice(0, searchLimit)}
            aria-describedby={error ? `${id}-h ${id}-e` : `${id}-h`}
            {...(error ? { 'aria-invalid': 'true' as const } : {})}
          />
          <button type="submit" class="btn btn-primary">
            {t.search}
          </button>
        </span>
      </div>
    </form>
  )
}
