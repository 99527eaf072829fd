import { Problem } from '#kit/problem.ts'
import type { Page } from '#platform/http/door.ts'
import { Empty } from '#ui/empty.tsx'
import { ErrorSummary } from '#ui/error-summary.tsx'
import { mayReadRegions } from '../access.ts'
import { searchRegions } from '../actions/search-regions.ts'
import type { FoundRegion } from '../model.ts'
import { phrases } from '../phrases/index.ts'
import { SearchForm } from './search-form.tsx'

const most = 40

/** `/cari?q=`: regions by words or code, grouped by level, each with the regions above it. */
export const searchPage: Page = {
  path: '/cari',
  permission: 'region.read',
  may: mayReadRegions,
  limit: 'search',
  async show(visit) {
    const { lang } = visit
    const t = phrases(lang)
    const words = (visit.c.req.query('q') ?? '').trim()
    let found: FoundRegion[] = []
    let refused: string | undefined
    try {
      found = await searchRegions(visit.platform.db.read, words, { limit: most })
    } catch (error) {
      if (!(error instanceof Problem) || error.code !== 'invalid') throw error
      refused = error.sentence[lang]
    }
    const title = words === '' || refused ? t.searchTitle : t.searchFor(words)
    const body = (
      <>
        {refused && <ErrorSummary lang={lang} problems={[{ field: 'q', message: refused }]} />}
        <h1 class="break-words">{title}</h1>
        <div class="mt-6">
          <SearchForm lang={lang} value={words} error={refused} />
        </div>
        {found.length > 0 && (
          <p class="note mt-6" role="status">
            {t.found(found.length, found.length === most)}
          </p>
        )}
        {t.groups.map((label, i) => (
          <Group lang={lang} label={label} regions={found.filter(region => region.level === i + 1)} />
        ))}
        {found.length === 0 && !refused && words !== '' && (
          <div class="mt-8">
            <Empty
              fact={t.nothingFound(words)}
              reason={t.nothingFoundReason}
              action={
                <a class="btn btn-line" href="/daerah">
                  {t.seeAll}
                </a>
              }
            />
          </div>
        )}
      </>
    )
    return {
      title,
      body,
      section: '/daerah',
      status: refused ? 422 : 200,
      crumbs: [{ label: t.indonesia, href: '/daerah' }, { label: t.searchTitle }],
    }
  },
}

function Group({ lang, label, regions }: { lang: 'id' | 'en'; label: string; regions: readonly FoundRegion[] }) {
  if (regions.length === 0) return null
  const t = phrases(lang)
  return (
    <section class="mt-8">
      <h2 class="text-xl">{label}</h2>
      <ul class="mt-2">
        {regions.map(region => (
          <li class="rule py-2">
            <a class="a inline-flex min-h-7 items-center font-semibold" href={`/daerah/${region.code}`}>
              {region.name}
            </a>
            <span class="note block">
              {region.code}
              {region.level > 2 && `, ${t.kinds[region.kind]}`}
              {region.path.length > 0 &&
                `, ${[...region.path]
                  .reverse()
                  .map(above => above.shortName)
                  .join(', ')}`}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
