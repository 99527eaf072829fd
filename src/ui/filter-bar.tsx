import type { Lang } from '#kit/format.ts'
import type { Option } from './field.tsx'
import { fieldId } from './field-id.ts'
import { Icon } from './icon.tsx'
import { say } from './phrases/say.ts'

export type FilterSelect = { name: string; label: string; options: readonly Option[]; value?: string | undefined }

export type FilterBarProps = {
  lang: Lang
  /** Path of the list. */
  action: string
  search?: { name: string; label: string; value?: string | undefined } | undefined
  /** At most three. Give the first option an empty value for "all". */
  selects: readonly FilterSelect[]
  /** Further ones behind a fold, which is open while one of them is in use. */
  more?: { label: string; selects: readonly FilterSelect[] } | undefined
  /** Kept as they are, e.g. the year. */
  hidden?: Readonly<Record<string, string>> | undefined
  /** What is being filtered by now; `removeHref` is the list without it. */
  active?: readonly { label: string; removeHref: string }[] | undefined
  clearHref?: string | undefined
}

/** A GET form above a list, and the active filters below it as removable links. */
export function FilterBar({ lang, action, search, selects, more, hidden, active = [], clearHref }: FilterBarProps) {
  const t = say(lang)
  return (
    <>
      <form class={`filter n${selects.length}${search ? '' : ' plain'}`} method="get" action={action} role="search">
        {Object.entries(hidden ?? {}).map(([name, value]) => (
          <input type="hidden" name={name} value={value} />
        ))}
        {search && (
          <div class="wide">
            <label for={fieldId(search.name)}>{search.label}</label>
            <input
              class="input"
              id={fieldId(search.name)}
              name={search.name}
              type="search"
              autocomplete="off"
              value={search.value ?? ''}
            />
          </div>
        )}
        {selects.map(({ name, label, options, value = '' }, index) => (
          <Choice
            {...{ name, label, options, value }}
            wide={selects.length % 2 === 1 && index === selects.length - 1}
          />
        ))}
        <div class="wide">
          <button type="submit" class="btn btn-primary w-full">
            {t.apply}
          </button>
        </div>
        {more && (
          <details class="more" open={more.selects.some(({ value }) => value !== undefined && value !== '')}>
            <summary>{more.label}</summary>
            <div>
              {more.selects.map(select => (
                <Choice {...select} />
              ))}
              <div class="self-end">
                <button type="submit" class="btn btn-line w-full">
                  {t.apply}
                </button>
              </div>
            </div>
          </details>
        )}
      </form>
      {active.length > 0 && (
        <ul class="filters-on" aria-label={t.activeFilters}>
          {active.map(({ label, removeHref }) => (
            <li>
              <a href={removeHref}>
                <span class="sr-only">{t.remove(label)}</span>
                <span aria-hidden="true">{label}</span>
                <Icon name="x" />
              </a>
            </li>
          ))}
          {clearHref && active.length > 1 && (
            <li>
              <a class="all" href={clearHref}>
                {t.clearAll}
              </a>
            </li>
          )}
        </ul>
      )}
    </>
  )
}

function Choice({ name, label, options, value = '', wide }: FilterSelect & { wide?: boolean }) {
  return (
    <div class={wide ? 'wide' : undefined}>
      <label for={fieldId(name)}>{label}</label>
      <select class="select" id={fieldId(name)} name={name}>
        {options.map(option => (
          <option value={option.value} selected={option.value === value}>
            {option.label}
          </option>
        ))}
      </select>
    </div>
  )
}
