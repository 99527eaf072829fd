import { formatCount, formatOf } from '#kit/format.ts'
import type { Page, Visit } from '#platform/http/door.ts'
import type { View } from '#platform/http/visit.ts'
import { Button } from '#ui/button.tsx'
import { Chip, type Status as Look } from '#ui/chip.tsx'
import { Dim, dimensionKeys, type DimensionKey } from '#ui/dim.tsx'
import { Figures } from '#ui/figures.tsx'
import { FilterBar } from '#ui/filter-bar.tsx'
import { Pager } from '#ui/pager.tsx'
import { Table } from '#ui/table.tsx'
import { mayOpenPortfolio, refuseKeep } from '../../access.ts'
import { yearIn as calendarYear } from '../../actions/quick-win/ground.ts'
import { getStand, type Stand } from '../../actions/stand.ts'
import { quickWinPhrases } from '../../phrases/quick-win.ts'
import { type YearState, yearState } from '../../rules/quick-win/revalidation.ts'
import {
  countQuickWins,
  type ListedQuickWin,
  listQuickWins,
  type QuickWinCounts,
  type QuickWinFilter,
} from '../../store/quick-win/list.ts'
import { portfolioCrumbs, portfolioHref, PortfolioNav } from '../nav.tsx'
import { listHref, listPlace, quickWinHref, yearIn } from './place.ts'

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

export const stateLook: Record<YearState, Look> = {
  before: 'idle',
  first: 'info',
  kept: 'ok',
  changed: 'due',
  ended: 'idle',
  due: 'due',
  missed: 'late',
  over: 'idle',
}

/** How a listed quick win stands in a year. */
const stateOf = (row: ListedQuickWin, year: number, thisYear: number): YearState =>
  yearState(
    {
      sinceYear: row.sinceYear,
      years: [
        ...(row.verdict === undefined ? [] : [{ year, verdict: row.verdict }]),
        ...(row.endedYear === undefined ? [] : [{ year: row.endedYear, verdict: 'ended' as const }]),
      ],
    },
    year,
    thisYear,
  )

function QuickWinTable({
  visit: { lang, actor },
  stand: { region, sight },
  rows,
  year,
  thisYear,
  filtered,
}: {
  visit: Visit
  stand: Stand
  rows: readonly ListedQuickWin[]
  year: number
  thisYear: number
  filtered: boolean
}) {
  const t = quickWinPhrases(lang)
  const inside = sight === 'all'
  const n = (count: number) => formatCount(count, lang)
  return (
    <Table
      lang={lang}
      caption={t.caption(region.name, String(year))}
      rows={rows}
      empty={
        filtered
          ? {
              fact: t.noneFound,
              reason: t.noneFoundReason,
              action: <Button href={`${listHref(region.code)}?tahun=${year}`}>{t.all}</Button>,
            }
          : {
              fact: t.none,
              reason: t.noneReason,
              ...(refuseKeep(actor, region.code) === undefined
                ? { action: <Button href={portfolioHref(region.code, 'program')}>{t.choose}</Button> }
                : {}),
            }
      }
      columns={[
        {
          key: 'name',
          label: t.column.name,
          rowHeader: true,
          cell: row => (
            <>
              <a class="a" href={quickWinHref(region.code, row.programmeId, inside ? '' : 'unggulan')}>
                {row.name}
              </a>
              <span class="note block font-normal">
                {row.code}, {t.since(String(row.sinceYear))}, {row.leadName}
              </span>
            </>
          ),
        },
        {
          key: 'dimension',
          label: t.column.dimension,
          onlyWide: true,
          cell: row => <Dim dimension={row.dimension as DimensionKey} lang={lang} />,
        },
        {
          key: 'check',
          label: t.column.check,
          align: 'right',
          cell: row =>
            row.yes + row.partly + row.no === 0 ? <span class="note">{t.checkNone}</span> : t.checkOf(n(row.yes)),
        },
        ...(inside
          ? [
              {
                key: 'risks',
                label: t.column.risks,
                onlyWide: true,
                cell: (row: ListedQuickWin) => (
                  <a class="a font-normal" href={quickWinHref(region.code, row.programmeId, 'risiko')}>
                    {row.risks === 0 ? t.risksNone : t.risksOf(n(row.risks), n(row.mitigated))}
                  </a>
                ),
              },
            ]
          : []),
        {
          key: 'state',
          label: year === thisYear ? t.column.state : String(year),
          cell: row => {
            const state = stateOf(row, year, thisYear)
            const chip = <Chip status={stateLook[state]}>{t.state[state]}</Chip>
            return inside && (state === 'due' || state === 'missed') ? (
              <a href={`${quickWinHref(region.code, row.programmeId, 'validasi')}?tahun=${year}`}>{chip}</a>
            ) : (
              chip
            )
          },
        },
      ]}
    />
  )
}
