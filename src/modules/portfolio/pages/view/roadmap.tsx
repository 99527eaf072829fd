import { formatCount, formatDate } from '#kit/format.ts'
import type { Page, Visit } from '#platform/http/door.ts'
import type { View } from '#platform/http/visit.ts'
import { Dim } from '#ui/dim.tsx'
import { Empty } from '#ui/empty.tsx'
import { Pager } from '#ui/pager.tsx'
import { type Column, Table } from '#ui/table.tsx'
import { mayOpenPortfolio } from '../../access.ts'
import { getStand } from '../../actions/stand.ts'
import { DIMENSIONS, type Dimension, type ProgrammeFilter, STATUSES, type Term, TERMS } from '../../model.ts'
import { phrases } from '../../phrases/index.ts'
import { viewPhrases } from '../../phrases/view.ts'
import { barOf, cutBar, placeOf, type Span, spanOf, ticksOf } from '../../rules/view/years.ts'
import { countRoadmap, listRoadmap, type RoadmapCount, type RoadmapLine } from '../../store/view/list-roadmap.ts'
import { PortfolioNav, portfolioCrumbs, portfolioHref } from '../nav.tsx'
import { StatusChip, StatusKey } from '../status.tsx'
import { section } from './board.tsx'
import { todayOf } from '../../actions/view/read-board.ts'
import { ProgrammeFilterBar, readFilterWords } from './filter-form.tsx'
import { filterQuery, readProgrammeFilter } from './read-filter.ts'

const pageSize = 60

type Lang = Visit['lang']

/** `/portofolio/:code/peta-jalan`: programmes as bars over the years, by term and dimension. */
export const roadmapPage: Page = {
  path: '/portofolio/:code{[0-9]{2}\\.[0-9]{2}}/peta-jalan',
  permission: 'portfolio.read',
  may: mayOpenPortfolio,
  show: roadmapView,
}

async function roadmapView(visit: Visit): Promise<View> {
  const { c, lang, platform, actor } = visit
  const t = viewPhrases(lang).roadmap
  const db = platform.db.read
  const stand = await getStand(db, actor, c.req.param('code') ?? '')
  const { code } = stand.region
  const filter = readProgrammeFilter(c.req.query())
  const after = c.req.query('setelah')?.slice(0, 60)
  const [found, counts, words, crumbs] = await Promise.all([
    listRoadmap(db, code, filter, { after, limit: pageSize + 1 }),
    countRoadmap(db, code, { ...filter, dimension: undefined, term: undefined }),
    readFilterWords(platform, code, filter),
    portfolioCrumbs(db, stand.region, lang, { label: t.plain }),
  ])
  // The table above the bars leads to every term and dimension; the bars show those that are chosen.
  const chosen = counts.filter(
    one => (filter.dimension ?? one.dimension) === one.dimension && (filter.term ?? one.term) === one.term,
  )
  const span = spanOf(chosen)
  const total = chosen.reduce((sum, one) => sum + one.count, 0)
  const shown = found.slice(0, pageSize)
  const action = portfolioHref(code, 'peta-jalan')
  const today = todayOf(platform, stand)
  const whole = filterQuery(filter) === ''
  return {
    title: `${t.plain}, ${stand.region.shortName}`,
    section,
    crumbs,
    body: (
      <div class="pt-2">
        <h1>{span ? t.title(String(span.from), String(span.to)) : t.plain}</h1>
        <p class="lead mt-3 mb-6">{t.lead(formatCount(total, lang))}</p>
        <PortfolioNav lang={lang} code={code} current="peta-jalan" sight={stand.sight} actor={actor} />
        {counts.length > 0 && (
          <section class="mt-8" aria-labelledby="jangka">
            <h2 id="jangka">{t.overview}</h2>
            <p class="note mt-1 mb-4">{t.overviewNote}</p>
            <Overview
              lang={lang}
              counts={counts}
              href={change => `${action}${filterQuery({ ...filter, ...change })}`}
            />
          </section>
        )}
        <section class="mt-12" aria-labelledby="tahun-program">
          <h2 id="tahun-program" class="mb-4">
            {t.timeline}
          </h2>
          {!(whole && total === 0) && <ProgrammeFilterBar lang={lang} action={action} filter={filter} words={words} />}
          {span && shown.length > 0 ? (
            <>
              <Key lang={lang} />
              <p class="note mt-2">{t.timelineNote(String(span.from), String(span.to))}</p>
              <Bars lang={lang} lines={shown} span={span} today={today} code={code} />
            </>
          ) : (
            <Empty
              fact={whole ? viewPhrases(lang).list.empty : viewPhrases(lang).list.none}
              reason={whole ? viewPhrases(lang).list.emptyWhy : viewPhrases(lang).list.noneWhy}
            />
          )}
          <Pager
            lang={lang}
            previousHref={after === undefined ? undefined : `${action}${filterQuery(filter)}`}
            previousLabel={t.first}
            nextHref={
              found.length > pageSize ? `${action}${filterQuery(filter, { setelah: shown.at(-1)?.place })}` : undefined
            }
            nextLabel={t.next(String(pageSize))}
          />
        </section>
      </div>
    ),
  }
}

/** Dimension × term in numbers; each narrows the bars. */
function Overview({
  lang,
  counts,
  href,
}: {
  lang: Lang
  counts: readonly RoadmapCount[]
  href: (change: ProgrammeFilter) => string
}) {
  const t = viewPhrases(lang).roadmap
  const of = (dimension: Dimension | undefined, term: Term | undefined) =>
    counts
      .filter(one => (dimension ?? one.dimension) === one.dimension && (term ?? one.term) === one.term)
      .reduce((sum, one) => sum + one.count, 0)
  const cell = (dimension: Dimension | undefined, term: Term | undefined) => {
    const count = of(dimension, term)
    return count === 0 ? (
      <span class="num text-muted">0</span>
    ) : (
      <a class="a num" href={href({ dimension, term })}>
        {formatCount(count, lang)}
      </a>
    )
  }
  const columns: Column<Dimension>[] = [
    {
      key: 'dimension',
      label: phrases(lang).field.dimension,
      rowHeader: true,
      cell: dimension => <Dim dimension={dimension} lang={lang} />,
    },
    ...TERMS.map((term): Column<Dimension> => ({
      key: String(term),
      label: t.termWord[term],
      align: 'right',
      cell: dimension => cell(dimension, term),
    })),
    {
      key: 'all',
      label: t.total,
      align: 'right',
      onlyWide: true,
      class: 'font-bold',
      cell: dimension => cell(dimension, undefined),
    },
  ]
  return (
    <Table<Dimension>
      lang={lang}
      caption={t.overview}
      rows={DIMENSIONS}
      columns={columns}
      foot={{
        dimension: t.total,
        ...Object.fromEntries(TERMS.map(term => [String(term), cell(undefined, term)])),
        all: cell(undefined, undefined),
      }}
    />
  )
}

function Key({ lang }: { lang: Lang }) {
  return (
    <ul class="roadmap-key mt-4 flex flex-wrap gap-x-5 gap-y-1 text-sm" aria-label={viewPhrases(lang).roadmap.key}>
      {STATUSES.map(status => (
        <li>
          <StatusKey status={status} lang={lang} />
        </li>
      ))}
    </ul>
  )
}

/** The bars: a table for each term, a heading row for each dimension, the years on top of each table. */
function Bars({
  lang,
  lines,
  span,
  today,
  code,
}: {
  lang: Lang
  lines: readonly RoadmapLine[]
  span: Span
  today: string
  code: string
}) {
  const t = viewPhrases(lang).roadmap
  return (
    <>
      {TERMS.filter(term => lines.some(line => line.term === term)).map(term => {
        const own = lines.filter(line => line.term === term)
        return (
          <table class="tbl roadmap mt-8">
            <caption>
              <strong class="text-lg">{phrases(lang).term[term]}</strong>
            </caption>
            <thead>
              <tr>
                <th scope="col">{viewPhrases(lang).list.column.programme}</th>
                <th scope="col" class="only-wide years">
                  <span class="sr-only">{t.barYears}</span>
                  <Axis span={span} />
                </th>
                <th scope="col">{viewPhrases(lang).list.column.status}</th>
              </tr>
            </thead>
            {DIMENSIONS.filter(dimension => own.some(line => line.dimension === dimension)).map(dimension => (
              <tbody>
                <tr class="group">
                  <th scope="rowgroup" colspan={3}>
                    <Dim dimension={dimension} lang={lang} />
                  </th>
                </tr>
                {own
                  .filter(line => line.dimension === dimension)
                  .map(line => (
                    <tr>
                      <th scope="row">
                        <a class="a" href={`${portfolioHref(code, 'program')}/${line.id}`}>
                          {line.name}
                        </a>
                        <small class="block font-normal text-muted">
                          {line.code}, {t.years(String(line.startYear), String(line.endYear))}, {line.leadName}
                        </small>
                        <span class="only-narrow mt-2 block">
                          <Bar line={line} span={span} today={today} />
                        </span>
                      </th>
                      <td class="only-wide years">
                        <Bar line={line} span={span} today={today} />
                      </td>
                      <td>
                        <StatusChip status={line.status} lang={lang} />
                        <small class="only-wide mt-1 block text-muted">
                          {t.since(formatDate(line.statusSince, lang))}
                        </small>
                      </td>
                    </tr>
                  ))}
              </tbody>
            ))}
          </table>
        )
      })}
    </>
  )
}

/** Years above the bars, as many as there is room for. */
function Axis({ span }: { span: Span }) {
  return (
    <svg class="axis-years" viewBox="0 0 480 16" aria-hidden="true">
      {ticksOf(span, 6).map(({ year, at }) => (
        <text x={String(at * 4.8)} y="12">
          {year}
        </text>
      ))}
    </svg>
  )
}

/** One programme over the years of the roadmap; its years and its status stand in words beside it. */
function Bar({ line, span, today }: { line: RoadmapLine; span: Span; today: string }) {
  const bar = barOf(line, span)
  const { done, dropped } = cutBar(
    bar,
    line.status === 'stopped' ? placeOf(line.statusSince, span) : bar.from + bar.width,
  )
  const year = Number(today.slice(0, 4))
  return (
    <svg class="bar-years" viewBox="0 0 100 16" preserveAspectRatio="none" aria-hidden="true">
      <rect class="rail" y="7" width="100" height="2" />
      <rect class={`st-${line.status}`} x={String(done.from)} width={String(done.width)} y="3" height="10" />
      {dropped.width > 0 && (
        <rect class="dropped" x={String(dropped.from)} width={String(dropped.width)} y="3" height="10" />
      )}
      {year >= span.from && year <= span.to && (
        <rect class="now" x={String(placeOf(today, span))} width="0.5" height="16" />
      )}
    </svg>
  )
}
