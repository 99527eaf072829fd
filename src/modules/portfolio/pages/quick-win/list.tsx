import { formatCount, formatOf } from '#kit/format.ts'
import type { Page, Visit } from '#platform/http/door.ts'
import type { View } from '#platform/http/visit.ts'
import { dimensionKeys } from '#ui/dim.tsx'
import { Figures } from '#ui/figures.tsx'
import { FilterBar } from '#ui/filter-bar.tsx'
import { Pager } from '#ui/pager.tsx'
import { mayOpenPortfolio } from '../../access.ts'
import { yearIn as calendarYear } from '../../actions/quick-win/ground.ts'
import { getStand, type Stand } from '../../actions/stand.ts'
import { quickWinPhrases } from '../../phrases/quick-win.ts'
import { countQuickWins, listQuickWins, type QuickWinCounts, type QuickWinFilter } from '../../store/quick-win/list.ts'
import { portfolioCrumbs, PortfolioNav } from '../nav.tsx'
import { QuickWinTable } from './list-table.tsx'
import { listHref, listPlace, yearIn } from './place.ts'

const pageSize = 50

/** `/portofolio/:code/quick-win`: the quick wins of a region, how each stands in a year, and which wait for a verdict. */
export const quickWinListPage: Page = {
  path: listPlace,
  permission: 'portfolio.read',
  may: mayOpenPortfolio,
  show: listView,
}

async function listView(visit: Visit): Promise<View> {
  const { c, lang, platform, actor } = visit
  const t = quickWinPhrases(lang)
  const db = platform.db.read
  const stand = await getStand(db, actor, c.req.param('code') ?? '')
  const { region, sight } = stand
  const thisYear = calendarYear(platform.clock.now(), stand)
  const asked = yearIn(c.req.query('tahun'))
  const filter: QuickWinFilter = {
    year: asked === undefined || asked > thisYear ? thisYear : asked,
    dimension: dimensionKeys.find(key => key === c.req.query('dimensi')),
    due: c.req.query('validasi') === 'menunggu',
  }
  const [counts, rows, crumbs] = await Promise.all([
    countQuickWins(db, region.code, { year: filter.year }),
    listQuickWins(db, region.code, filter, { after: c.req.query('sesudah'), limit: pageSize + 1 }),
    portfolioCrumbs(db, region, lang, { label: t.title }),
  ])
  const shown = rows.slice(0, pageSize)
  const year = String(filter.year)
  const living = formatCount(counts.living, lang)
  const title =
    counts.living === 0
      ? t.headlineNone
      : sight === 'all'
        ? t.headline(living, formatCount(counts.due, lang))
        : t.headlinePublic(living)
  return {
    title: `${t.title}, ${region.shortName}`,
    section: '/portofolio',
    crumbs,
    body: (
      <div class="pt-2">
        <h1>{title}</h1>
        <p class="lead mt-3 mb-6">{t.lead(region.name, year)}</p>
        <PortfolioNav lang={lang} code={region.code} current="quick-win" sight={sight} actor={actor} />
        {counts.living > 0 && (
          <div class="mt-8">
            <QuickWinFigures visit={visit} counts={counts} year={year} inside={sight === 'all'} />
          </div>
        )}
        <div class="mt-8">
          <Filters visit={visit} stand={stand} filter={filter} thisYear={thisYear} first={counts.firstYear} />
        </div>
        <QuickWinTable
          visit={visit}
          stand={stand}
          rows={shown}
          year={filter.year}
          thisYear={thisYear}
          filtered={filter.due === true || filter.dimension !== undefined}
        />
        <Pager
          lang={lang}
          nextHref={
            rows.length > pageSize
              ? `${listHref(region.code)}?${queryOf({ ...filter, after: shown.at(-1)?.code })}`
              : undefined
          }
          nextLabel={t.next}
        />
      </div>
    ),
  }
}

function queryOf(filter: QuickWinFilter & { after?: string | undefined }): string {
  const query = new URLSearchParams({ tahun: String(filter.year) })
  if (filter.dimension !== undefined) query.set('dimensi', filter.dimension)
  if (filter.due) query.set('validasi', 'menunggu')
  if (filter.after !== undefined) query.set('sesudah', filter.after)
  return query.toString()
}

function QuickWinFigures({
  visit: { lang },
  counts,
  year,
  inside,
}: {
  visit: Visit
  counts: QuickWinCounts
  year: string
  inside: boolean
}) {
  const t = quickWinPhrases(lang).figure
  const n = (count: number) => formatCount(count, lang)
  return (
    <Figures
      figures={[
        { label: t.living, number: n(counts.living), line: t.livingLine(n(counts.fresh)) },
        { label: t.kept, number: n(counts.kept), line: t.keptLine(n(counts.changed), n(counts.ended)) },
        { label: t.due, number: n(counts.due), line: t.dueLine(year) },
        ...(inside
          ? [{ label: t.risk, number: formatOf(counts.riskReady, counts.living, lang), line: t.riskLine }]
          : []),
      ]}
    />
  )
}

function Filters({
  visit: { lang },
  stand: { region },
  filter,
  thisYear,
  first,
}: {
  visit: Visit
  stand: Stand
  filter: QuickWinFilter
  thisYear: number
  first: number | undefined
}) {
  const t = quickWinPhrases(lang)
  const from = Math.min(first ?? thisYear, filter.year)
  const years = Array.from({ length: Math.min(thisYear - from + 1, 30) }, (_, at) => String(thisYear - at))
  return (
    <FilterBar
      lang={lang}
      action={listHref(region.code)}
      selects={[
        {
          name: 'tahun',
          label: t.year,
          value: String(filter.year),
          options: years.map(year => ({ value: year, label: year })),
        },
        {
          name: 'dimensi',
          label: t.column.dimension,
          value: filter.dimension ?? '',
          options: [
            { value: '', label: t.allDimensions },
            ...dimensionKeys.map(key => ({ value: key, label: t.dimension[key] })),
          ],
        },
        {
          name: 'validasi',
          label: t.validations,
          value: filter.due ? 'menunggu' : '',
          options: [
            { value: '', label: t.all },
            { value: 'menunggu', label: t.onlyDue },
          ],
        },
      ]}
    />
  )
}
