import type { Language } from '#platform/i18n/language.ts'
import cohortFile from '../../../../db/reference/cohorts.json' with { type: 'json' }
import type { Cohort, Edition } from '../model.ts'
import { phrases } from '../phrases/index.ts'

const addresses: Readonly<Record<string, readonly string[]>> = cohortFile.sources

/** Where the facts of a region's page come from; each year of entry with a link to the page that names it. */
export function Sources(props: { lang: Language; edition: Edition | undefined; cohorts: readonly Cohort[] }) {
  const { lang, edition, cohorts } = props
  const t = phrases(lang)
  return (
    <div class="note mt-8">
      {edition && <p>{t.sourceOf(edition.name)}</p>}
      {cohorts.map(({ year, source }) => (
        <p class="mt-1">
          {t.cohortSource(String(year))}{' '}
          {source
            .split(' ')
            .flatMap(mark => addresses[mark] ?? [])
            .map((address, i) => (
              <>
                {i > 0 && ', '}
                <a class="a" href={address} rel="external">
                  {new URL(address).hostname.replace(/^www\./, '')}
                </a>
              </>
            ))}
          .
        </p>
      ))}
    </div>
  )
}
