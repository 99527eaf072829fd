import { formatCount, formatRupiahShort } from '#kit/format.ts'
import type { Page, Visit } from '#platform/http/door.ts'
import type { View } from '#platform/http/visit.ts'
import { Dim } from '#ui/dim.tsx'
import { Empty } from '#ui/empty.tsx'
import { Seg } from '#ui/switch-links.tsx'
import { type Column, Table } from '#ui/table.tsx'
import { mayOpenPortfolio } from '../../access.ts'
import { getStand } from '../../actions/stand.ts'
import { type Catalogue, type Dimension, DIMENSIONS, type ProgrammeFilter } from '../../model.ts'
import { viewPhrases } from '../../phrases/view.ts'
import { type Absorption, absorption, addMoney, type Money } from '../../rules/view/absorption.ts'
import { barOfMoney } from '../../rules/view/money-bar.ts'
import {
  BUDGET_CUTS,
  type BudgetCut,
  type BudgetSum,
  listBudgetYears,
  sumBudgets,
} from '../../store/view/sum-budgets.ts'
import { PortfolioNav, portfolioCrumbs, portfolioHref } from '../nav.tsx'
import { percentWord } from '../percent.ts'
import { section } from './board.tsx'
import { todayOf } from '../../actions/view/read-board.ts'
import { ProgrammeFilterBar, readFilterWords } from './filter-form.tsx'
import { filterQuery, readProgrammeFilter } from './read-filter.ts'

type Lang = Visit['lang']

/** The cuts as addresses name them. */
const cutWords: Record<BudgetCut, string> = { dimension: 'dimensi', office: 'opd', source: 'sumber', year: 'tahun' }
const allYears = 'semua'

/** What the address of the budget asks for; `year` undefined is all years. The year of a budget is not that of a filter. */
export interface BudgetQuery {
  cut: BudgetCut
  year: number | undefined
  filter: ProgrammeFilter
}

export function readBudgetQuery(query: Record<string, string | undefined>, thisYear: number): BudgetQuery {
  const { year, ...filter } = readProgrammeFilter(query)
  const cut = BUDGET_CUTS.find(one => cutWords[one] === query['menurut']) ?? 'dimension'
  return { cut, year: cut === 'year' || query['tahun'] === allYears ? undefined : (year ?? thisYear), filter }
}

/** `/portofolio/:code/anggaran`: planned and realised money by dimension, office, source or year. */
export const budgetPage: Page = {
  path: '/portofolio/:code{[0-9]{2}\\.[0-9]{2}}/anggaran',
  permission: 'portfolio.read',
  may: mayOpenPortfolio,
  show: budgetView,
}

type Row = BudgetSum & { share: Absorption }

async function budgetView(visit: Visit): Promise<View> {
  const { c, lang, platform, actor } = visit
  const t = viewPhrases(lang).budget
  const db = platform.db.read
  const stand = await getStand(db, actor, c.req.param('code') ?? '')
  const { code } = stand.region
  const thisYear = Number(todayOf(platform, stand).slice(0, 4))
  const { cut, year, filter } = readBudgetQuery(c.req.query(), thisYear)
  const [sums, years, words, crumbs] = await Promise.all([
    sumBudgets(db, code, cut, filter, year),
    listBudgetYears(db, code),
    readFilterWords(platform, code, filter),
    portfolioCrumbs(db, stand.region, lang, { label: t.plain }),
  ])
  if (cut === 'dimension') sums.sort((a, b) => dimensionAt(a) - dimensionAt(b))
  const total = addMoney(sums)
  const share = absorption(total)
  const action = portfolioHref(code, 'anggaran')
  const keep = (next: { cut?: BudgetCut; year?: number | undefined }) => {
    const to = { cut, year, ...next }
    return {
      menurut: to.cut === 'dimension' ? undefined : cutWords[to.cut],
      tahun: to.cut === 'year' ? undefined : to.year === undefined ? allYears : String(to.year),
    }
  }
  const href = (next: { cut?: BudgetCut; year?: number | undefined }) => `${action}${filterQuery(filter, keep(next))}`
  const whole = filterQuery(filter) === ''
  return {
    title: `${t.plain}, ${stand.region.shortName}`,
    section,
    crumbs,
    body: (
      <div class="pt-2">
        <h1>{year === undefined ? t.titleAll : t.title(String(year))}</h1>
        <p class="lead mt-3 mb-6">{leadOf(total, share, lang)}</p>
        <PortfolioNav lang={lang} code={code} current="anggaran" sight={stand.sight} actor={actor} />
        <div class="no-print mt-6 mb-6 flex flex-wrap gap-x-8 gap-y-3">
          <Seg
            label={t.cut}
            links={BUDGET_CUTS.map(one => ({
              href: href({ cut: one, year: one === 'year' ? undefined : (year ?? thisYear) }),
              label: t.cuts[one],
              current: one === cut,
            }))}
          />
          {cut !== 'year' && (
            <Seg
              label={t.year}
              links={[
                ...yearChoices(years, year ?? thisYear).map(one => ({
                  href: href({ year: one }),
                  label: String(one),
                  current: one === year,
                })),
                { href: href({ year: undefined }), label: t.allYears, current: year === undefined },
              ]}
            />
          )}
        </div>
        {!(whole && years.length === 0) && (
          <ProgrammeFilterBar
            lang={lang}
            action={action}
            filter={filter}
            words={words}
            keep={keep({})}
            without={['year']}
          />
        )}
        {sums.length === 0 ? (
          <Empty
            fact={whole ? t.none : t.noneFiltered}
            reason={t.noneWhy}
            action={
              <a class="a" href={portfolioHref(code, 'program')}>
                {t.toPrograms}
              </a>
            }
          />
        ) : (
          <>
            <Key lang={lang} />
            <BudgetTable
              lang={lang}
              cut={cut}
              rows={sums.map(sum => ({ ...sum, share: absorption(sum) }))}
              total={{ ...total, share }}
              catalogue={words.catalogue}
              hrefOf={row => rowHref(code, cut, row, filter, href)}
            />
            <p class="note mt-6">{t.source}</p>
          </>
        )}
      </div>
    ),
  }
}

const dimensionAt = ({ key }: BudgetSum) => DIMENSIONS.indexOf(key as Dimension)

/** The year shown and the two beside it, of those with money and this one. */
function yearChoices(years: readonly number[], shown: number): number[] {
  const all = [...new Set([...years, shown])].sort((a, b) => a - b)
  const at = all.indexOf(shown)
  const from = Math.max(0, Math.min(at - 1, all.length - 3))
  return all.slice(from, from + 3)
}

function leadOf(total: Money, share: Absorption, lang: Lang): string {
  const t = viewPhrases(lang).budget
  if (total.lines === 0) return ''
  const sentences = [t.planned(formatRupiahShort(total.planned, lang), formatCount(total.lines, lang))]
  if (share.realised === undefined || share.percent === undefined) sentences.push(t.nothing)
  else {
    sentences.push(
      t.spent(
        formatRupiahShort(share.realised, lang),
        formatRupiahShort(total.plannedReported, lang),
        percentWord(share.percent, lang),
      ),
    )
    if (share.unreported > 0) {
      sentences.push(t.open(formatRupiahShort(share.plannedUnreported, lang), formatCount(share.unreported, lang)))
    }
  }
  return sentences.join(' ')
}

function rowHref(
  code: string,
  cut: BudgetCut,
  row: BudgetSum,
  filter: ProgrammeFilter,
  href: (next: { cut?: BudgetCut; year?: number }) => string,
): string | undefined {
  const list = portfolioHref(code, 'program')
  if (cut === 'dimension') return `${list}${filterQuery({ ...filter, dimension: row.key as Dimension })}`
  if (cut === 'office') return `${list}${filterQuery({ ...filter, officeId: row.key })}`
  return cut === 'year' ? href({ cut: 'dimension', year: Number(row.key) }) : undefined
}

function Key({ lang }: { lang: Lang }) {
  const { key } = viewPhrases(lang).budget
  return (
    <ul class="mt-6 mb-2 flex flex-wrap gap-x-5 gap-y-1 text-sm">
      {(['realised', 'rest', 'open'] as const).map(part => (
        <li class="status-key">
          <svg viewBox="0 0 12 12" aria-hidden="true">
            <rect class={`money-${part}`} width="12" height="12" />
          </svg>
          {key[part]}
        </li>
      ))}
    </ul>
  )
}

function BudgetTable({
  lang,
  cut,
  rows,
  total,
  catalogue,
  hrefOf,
}: {
  lang: Lang
  cut: BudgetCut
  rows: readonly Row[]
  total: Money & { share: Absorption }
  catalogue: Catalogue
  hrefOf: (row: Row) => string | undefined
}) {
  const t = viewPhrases(lang).budget
  const most = rows.reduce((most, row) => [most, row.planned, row.realised].reduce((a, b) => (b > a ? b : a)), 1n)
  const money = (amount: bigint) => formatRupiahShort(amount, lang)
  const spent = (share: Absorption) =>
    share.realised === undefined ? <span class="font-normal text-muted">{t.notReported}</span> : money(share.realised)
  const percent = (share: Absorption) =>
    share.percent === undefined ? (
      <span class="font-normal text-muted">{t.notReported}</span>
    ) : (
      percentWord(share.percent, lang)
    )
  const open = (one: { share: Absorption }) =>
    one.share.unreported === 0 ? (
      <span class="text-muted">{t.allReported}</span>
    ) : (
      <>
        {money(one.share.plannedUnreported)}
        <small class="block font-normal text-muted">{t.lines(formatCount(one.share.unreported, lang))}</small>
      </>
    )
  const columns: Column<Row>[] = [
    {
      key: 'key',
      label: t.cuts[cut],
      rowHeader: true,
      cell: row => (
        <>
          <Name lang={lang} cut={cut} row={row} catalogue={catalogue} href={hrefOf(row)} />
          <span class="only-narrow mt-2 block">
            <Bar row={row} most={most} />
            <small class="mt-1 block font-normal text-muted">
              {row.share.realised === undefined ? t.notReported : money(row.share.realised)} / {money(row.planned)}
            </small>
          </span>
        </>
      ),
    },
    { key: 'bar', label: t.column.bar, onlyWide: true, class: 'w-1/4', cell: row => <Bar row={row} most={most} /> },
    { key: 'planned', label: t.column.planned, align: 'right', onlyWide: true, cell: row => money(row.planned) },
    { key: 'realised', label: t.column.realised, align: 'right', onlyWide: true, cell: row => spent(row.share) },
    { key: 'percent', label: t.column.percent, align: 'right', class: 'font-bold', cell: row => percent(row.share) },
    { key: 'open', label: t.column.open, align: 'right', onlyWide: true, cell: open },
  ]
  return (
    <Table<Row>
      lang={lang}
      caption={`${t.plain}, ${t.cuts[cut]}`}
      rows={rows}
      columns={columns}
      foot={{
        key: t.total,
        planned: money(total.planned),
        realised: spent(total.share),
        percent: percent(total.share),
        open: open(total),
      }}
    />
  )
}

function Name({
  lang,
  cut,
  row,
  catalogue,
  href,
}: {
  lang: Lang
  cut: BudgetCut
  row: Row
  catalogue: Catalogue
  href: string | undefined
}) {
  if (cut === 'dimension') {
    return (
      <a class="dim-link" href={href}>
        <Dim dimension={row.key as Dimension} lang={lang} />
      </a>
    )
  }
  const words =
    cut === 'source'
      ? (catalogue.sources.find(one => one.code === row.key)?.name[lang] ?? row.key)
      : (row.name ?? row.key)
  return href === undefined ? (
    <>{words}</>
  ) : (
    <a class="a" href={href}>
      {words}
    </a>
  )
}

/** Spent, not spent and not reported, as long as the money of the group against the largest group. */
function Bar({ row, most }: { row: Row; most: bigint }) {
  const { realised, rest, open } = barOfMoney(row, most)
  return (
    <svg class="bar-money" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">
      <rect class="money-realised" width={String(realised)} height="8" />
      <rect class="money-rest" x={String(realised)} width={String(rest)} height="8" />
      <rect class="money-open" x={String(realised + rest)} y="2" width={String(open)} height="4" />
    </svg>
  )
}
