import type { Child } from 'hono/jsx'
import { notFound } from '#kit/problem.ts'
import { listCohorts, shortName } from '#modules/region/index.ts'
import type { Page, Visit } from '#platform/http/door.ts'
import type { View } from '#platform/http/visit.ts'
import { Empty } from '#ui/empty.tsx'
import { Pager } from '#ui/pager.tsx'
import { Seg } from '#ui/switch-links.tsx'
import { mayImportResults, mayReadResults } from '../access.ts'
import { phrases } from '../phrases/index.ts'
import { countChanges } from '../store/change-counts.ts'
import { type Edition, listEditions } from '../store/editions.ts'
import { countResults, listFilterChoices, listMapValues, listResults } from '../store/list-results.ts'
import { cohortYears, Filters } from './national-filters.tsx'
import { NationalFigureRow } from './national-figures.tsx'
import { NationalMap } from './national-map.tsx'
import { filterOf, listOf, nationalHref, type NationalQuery, pageSize, readNationalQuery } from './national-query.ts'
import { NationalTable } from './national-table.tsx'
import { Source } from './source.tsx'
import { byName, count, editionBefore, editionWord, groupWords } from './words.ts'

/** The latest edition, at the address that people type. */
export const frontPage: Page = {
  path: '/',
  permission: 'evaluation.result.read',
  may: mayReadResults,
  show: async visit => {
    const editions = await listEditions(visit.platform.db.read)
    const [latest] = editions
    return latest ? await nationalView(visit, latest, editions) : noEditionView(visit)
  },
}

export const editionPage: Page = {
  path: '/hasil/:edition{20[0-9-]+}',
  permission: 'evaluation.result.read',
  may: mayReadResults,
  show: async visit => {
    const editions = await listEditions(visit.platform.db.read)
    const wanted = visit.c.req.param('edition') ?? ''
    const edition = editions.find(({ id }) => id === wanted)
    if (!edition) throw notFound(phrases('id').national.noEdition(wanted), phrases('en').national.noEdition(wanted))
    return await nationalView(visit, edition, editions)
  },
}

function noEditionView({ lang, actor }: Visit): View {
  const t = phrases(lang).national
  const action = mayImportResults(actor) ? undefined : (
    <a class="btn btn-primary" href="/hasil/impor">
      {t.noneDo}
    </a>
  )
  const body = (
    <div class="pt-8">
      <h1 class="mb-8">{phrases(lang).sections.results}</h1>
      <Empty fact={t.none} reason={t.noneWhy} action={action} />
    </div>
  )
  return { title: phrases(lang).sections.results, body, section: '/' }
}

async function nationalView(visit: Visit, edition: Edition, editions: readonly Edition[]): Promise<View> {
  const { lang } = visit
  const sql = visit.platform.db.read
  const query = readNationalQuery(visit.c.req.query())
  const [page, found, rows, absent, choices, changes, cohorts] = await Promise.all([
    listResults(sql, listOf(query, edition.id)),
    countResults(sql, filterOf(query, edition.id)),
    listMapValues(sql, { edition: edition.id }),
    listMapValues(sql, { edition: edition.id, tookPart: false }),
    listFilterChoices(sql, edition.id),
    countChanges(sql, edition.id),
    listCohorts(sql),
  ])
  const t = phrases(lang).national
  const word = editionWord(edition, lang)
  const before = editionBefore(edition, editions, lang)
  const latest = editions[0]?.id === edition.id
  const path = `/hasil/${edition.id}`
  const all = count(rows.length, lang)
  const present = count(rows.length - absent.length, lang)
  const names = new Map(choices.provinces.map(({ code, name }) => [code, shortName(name)]))
  const year = latest ? '' : `?tahun=${edition.id}`
  const body = (
    <>
      <div class="page-head">
        <div>
          <h1>{t.title(word)}</h1>
          <p class="lead mt-3">
            {absent.length === 0 ? t.leadAllPresent(all) : t.lead(all, present, count(absent.length, lang))}
          </p>
        </div>
        {editions.length > 1 && (
          <Seg
            label={phrases(lang).years}
            links={editions
              .slice(0, 4)
              .toReversed()
              .map(one => ({
                href: `/hasil/${one.id}`,
                label: editionWord(one, lang),
                current: one.id === edition.id,
              }))}
          />
        )}
      </div>
      <NationalFigureRow lang={lang} figures={{ rows, absent: absent.length, before, changes, year }} />
      <NationalMap lang={lang} edition={{ id: edition.id, word }} rows={rows} latest={latest} />
      <section class="sec" aria-labelledby="peringkat">
        <h2 id="peringkat">{t.ranking}</h2>
        <p class="note mt-2 mb-5">{rankNote(visit, query, choices.groups.length)}</p>
        <Filters visit={visit} path={path} query={query} choices={choices} cohorts={cohortYears(cohorts, rows)} />
        <NationalTable
          lang={lang}
          path={path}
          query={query}
          rows={page.items}
          edition={word}
          before={before}
          year={year}
          count={countWords(visit, query, page.items.length, found)}
          download={`${path}/unduh`}
        />
        <Pager
          lang={lang}
          where={
            found > pageSize ? t.page(count(query.page, lang), count(Math.ceil(found / pageSize), lang)) : undefined
          }
          previousHref={
            page.previous && `${nationalHref(path, query, { before: page.previous, page: query.page - 1 })}#peringkat`
          }
          previousLabel={t.previous(count(pageSize, lang))}
          nextHref={page.next && `${nationalHref(path, query, { after: page.next, page: query.page + 1 })}#peringkat`}
          nextLabel={t.next(count(pageSize, lang))}
        />
      </section>
      {absent.length > 0 && <AbsentList visit={visit} rows={absent} provinces={names} year={year} />}
      <Source lang={lang} source={edition.source}>
        {t.computedBy(present)} {t.openData}:{' '}
        {(['csv', 'xlsx', 'json'] as const).map((format, index) => (
          <>
            {index > 0 && ', '}
            <a class="a" href={`${path}/unduh.${format}`}>
              {format.toUpperCase()}
            </a>
          </>
        ))}
        .
      </Source>
    </>
  )
  return {
    title: t.tab(word),
    body,
    section: '/',
    crumbs: [{ label: phrases(lang).country, href: '/daerah' }, { label: t.crumb(word) }],
  }
}

function rankNote({ lang }: Visit, query: NationalQuery, groups: number): string {
  const t = phrases(lang).national
  if (query.group !== undefined) return t.rankNoteGroup(groupWords(query.group, lang).toLowerCase())
  return groups > 1 ? t.rankNoteTwo : t.rankNoteOne
}

function countWords({ lang }: Visit, query: NationalQuery, shown: number, found: number): string {
  const t = phrases(lang).national
  const from = (query.page - 1) * pageSize + 1
  const first = query.after === undefined && query.before === undefined
  if (found <= pageSize || shown === 0) return t.countAll(count(found, lang))
  // The number of a page deep in the list comes from its own link; a link that was made up gets no range.
  if (first !== (query.page === 1) || from + shown - 1 > found) return t.countAll(count(found, lang))
  return t.countPart(count(from, lang), count(from + shown - 1, lang), count(found, lang))
}

interface AbsentProps {
  visit: Visit
  rows: readonly { regionCode: string; regionName: string }[]
  provinces: ReadonlyMap<string, string>
  year: string
}

function AbsentList({ visit: { lang }, rows, provinces, year }: AbsentProps): Child {
  const t = phrases(lang).national
  return (
    <section class="sec" id="tidak-hadir" aria-labelledby="tidak-hadir-judul">
      <h2 id="tidak-hadir-judul">{t.absentHead(count(rows.length, lang))}</h2>
      <p class="note mt-2 mb-4">{t.absentNote}</p>
      <ul class="sm:columns-2 lg:columns-3 gap-12">
        {byName(rows).map(({ regionCode, regionName }) => (
          <li class="flex justify-between gap-3 py-2.5 border-b border-base-300 break-inside-avoid">
            <a class="a" href={`/daerah/${regionCode}/evaluasi${year}`}>
              {shortName(regionName)}
            </a>
            <span class="text-sm text-muted text-right">{provinces.get(regionCode.slice(0, 2))}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}
