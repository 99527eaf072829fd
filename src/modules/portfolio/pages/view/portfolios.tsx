import { regencyOfRole, worksFor } from '#kit/actor.ts'
import { dayIn, formatCount } from '#kit/format.ts'
import { fold, shortName } from '#modules/region/index.ts'
import type { Page, Visit } from '#platform/http/door.ts'
import type { View } from '#platform/http/visit.ts'
import { FilterBar } from '#ui/filter-bar.tsx'
import { Meter } from '#ui/meter.tsx'
import { Pager } from '#ui/pager.tsx'
import { type Column, Table } from '#ui/table.tsx'
import { mayOpenPortfolio } from '../../access.ts'
import { scopeOf } from '../../actions/view/portfolio-scope.ts'
import { regencyCodeSchema } from '../../model.ts'
import { viewPhrases } from '../../phrases/view.ts'
import { percentOf } from '../../rules/realisation.ts'
import { countPortfolios, listPortfolios, type PortfolioRow } from '../../store/view/list-portfolios.ts'
import { portfolioHref } from '../nav.tsx'
import { percentWord } from '../percent.ts'
import { section } from './board.tsx'

export const pageSize = 50

/** What the address of the list of regions asks for. */
export const readPortfoliosQuery = (query: Record<string, string | undefined>) => ({
  words: fold((query['q'] ?? '').slice(0, 100))
    .split(' ')
    .filter(word => word !== '')
    .slice(0, 4),
  after: regencyCodeSchema.safeParse(query['setelah']).data,
})

/** `/portofolio`: people of a region come to its board; everybody else chooses a region. `?semua=ya` lists for them too. */
export const portfoliosPage: Page = {
  path: '/portofolio',
  permission: 'portfolio.read',
  may: mayOpenPortfolio,
  async show(visit) {
    const own = regencyOfRole(visit.actor)
    const asked = visit.c.req.query()
    return own !== undefined && worksFor(visit.actor, own) && Object.keys(asked).length === 0
      ? visit.c.redirect(portfolioHref(own), 303)
      : await portfoliosView(visit)
  },
}

async function portfoliosView({ c, lang, platform, actor }: Visit): Promise<View> {
  const t = viewPhrases(lang).index
  const db = platform.db.read
  const { words, after } = readPortfoliosQuery(c.req.query())
  const scope = scopeOf(actor)
  const year = Number(dayIn(platform.clock.now(), 'WITA').slice(0, 4))
  const [found, count] = await Promise.all([
    listPortfolios(db, { scope, words, year, after, limit: pageSize + 1 }),
    countPortfolios(db, { scope, words }),
  ])
  const rows = found.slice(0, pageSize)
  const search = words.join(' ')
  const href = (more: Record<string, string>) => {
    const query = new URLSearchParams({ semua: 'ya', ...(search === '' ? {} : { q: search }), ...more })
    return `/portofolio?${query}`
  }
  const wide = scope.all || scope.province !== undefined
  return {
    title: t.title,
    section,
    body: (
      <div class="pt-6">
        <h1>{t.title}</h1>
        <p class="lead mt-3 mb-8">{search === '' && (wide ? t.leadAll : t.lead)(formatCount(count, lang))}</p>
        <FilterBar
          lang={lang}
          action="/portofolio"
          search={{ name: 'q', label: t.search, value: search }}
          selects={[]}
          hidden={{ semua: 'ya' }}
        />
        <Table<PortfolioRow>
          lang={lang}
          caption={t.caption}
          rows={rows}
          columns={columns(lang, year)}
          empty={
            search === ''
              ? { fact: t.none, reason: t.noneWhy }
              : {
                  fact: t.noMatch,
                  reason: t.noMatchWhy,
                  action: (
                    <a class="a" href="/portofolio?semua=ya">
                      {t.all}
                    </a>
                  ),
                }
          }
        />
        <Pager
          lang={lang}
          previousHref={after === undefined ? undefined : href({})}
          previousLabel={t.first}
          nextHref={found.length > pageSize ? href({ setelah: rows.at(-1)?.regionCode ?? '' }) : undefined}
          nextLabel={t.next(String(pageSize))}
        />
      </div>
    ),
  }
}

function columns(lang: Visit['lang'], year: number): Column<PortfolioRow>[] {
  const t = viewPhrases(lang).index
  return [
    {
      key: 'region',
      label: t.region,
      rowHeader: true,
      cell: row => (
        <>
          <a class="a" href={portfolioHref(row.regionCode)}>
            {shortName(row.name)}
          </a>
          <small class="block font-normal text-muted">
            {shortName(row.provinceName)}
            {!row.public && `, ${t.closed}`}
          </small>
        </>
      ),
    },
    {
      key: 'bar',
      label: `${t.percent}, ${t.year(String(year))}`,
      onlyWide: true,
      class: 'w-1/4',
      cell: row => <Meter value={row.running} max={row.planned} />,
    },
    {
      key: 'planned',
      label: t.programmes,
      align: 'right',
      onlyWide: true,
      cell: row => formatCount(row.planned, lang),
    },
    { key: 'running', label: t.running, align: 'right', onlyWide: true, cell: row => formatCount(row.running, lang) },
    {
      key: 'percent',
      label: t.percent,
      align: 'right',
      class: 'font-bold',
      cell: row => {
        const percent = percentOf(row.running, row.planned)
        return percent === undefined ? (
          <span class="font-normal text-muted">{t.noneYet}</span>
        ) : (
          percentWord(percent, lang)
        )
      },
    },
  ]
}
