import type { View, Visit } from '#platform/http/visit.ts'
import type { FormerRegion } from '../model.ts'
import { phrases } from '../phrases/index.ts'
import { ancestorsOf } from '../rules/region-code.ts'
import { listRegionsByCodes } from '../store/regions.ts'
import { SearchForm } from './search-form.tsx'

/** 404 that says what is wrong with the code and offers the nearest region above it and the search. */
export async function unknownRegion(visit: Visit, code: string | undefined, former?: FormerRegion): Promise<View> {
  const { lang } = visit
  const t = phrases(lang)
  const above = code === undefined ? [] : ancestorsOf(code)
  const known = await listRegionsByCodes(visit.platform.db.read, above)
  const nearest = above.map(one => known.get(one)).findLast(region => region !== undefined)
  const reason =
    former !== undefined
      ? t.formerGone(former.code, former.name)
      : code === undefined
        ? t.unknownText
        : t.unknownCode(code)
  const body = (
    <>
      <h1>{t.unknownTitle}</h1>
      <p class="lead mt-3">{reason}</p>
      {nearest && (
        <p class="mt-4">
          <a class="a" href={`/daerah/${nearest.code}`}>
            {t.nearest(nearest.name)}
          </a>
        </p>
      )}
      <div class="mt-8">
        <SearchForm lang={lang} />
      </div>
    </>
  )
  return {
    title: t.unknownTitle,
    body,
    status: 404,
    section: '/daerah',
    crumbs: [{ label: t.indonesia, href: '/daerah' }, { label: t.unknownTitle }],
  }
}
