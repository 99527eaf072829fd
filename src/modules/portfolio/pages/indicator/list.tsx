import { regencyOfRole } from '#kit/actor.ts'
import { dayIn, formatCount } from '#kit/format.ts'
import { sheetResponse, type SheetFormat } from '#platform/documents/sheet.ts'
import type { Page, Visit } from '#platform/http/door.ts'
import type { View } from '#platform/http/visit.ts'
import { listRegionOffices } from '#modules/people/index.ts'
import { Absent } from '#ui/absent.tsx'
import { Button } from '#ui/button.tsx'
import { Dim, dimensionKeys, dimensionName } from '#ui/dim.tsx'
import { FilterBar } from '#ui/filter-bar.tsx'
import { Pager } from '#ui/pager.tsx'
import { type Column, Table } from '#ui/table.tsx'
import { mayKeepPortfolio, mayOpenPortfolio, mayVerifyReadings, mayWritePortfolio } from '../../access.ts'
import { addReadySet } from '../../actions/indicator/add-ready-set.ts'
import { latestOf, listFigures, type PeriodFigure } from '../../actions/indicator/read-figures.ts'
import { getStand, type Stand } from '../../actions/stand.ts'
import type { Indicator, Target } from '../../model-indicator.ts'
import { indicatorPhrases } from '../../phrases/indicator.ts'
import { yearOf } from '../../rules/indicator/period.ts'
import { listIndicators, listTargets } from '../../store/indicator/indicators.ts'
import { readReadySet } from '../../store/indicator/ready-set.ts'
import { PortfolioNav, portfolioCrumbs } from '../nav.tsx'
import { Sparkline } from './line-chart.tsx'
import { type ListQuery, listQueryText, pageSize, readListQuery } from './list-query.ts'
import { entryHref, indicatorHref, listHref, periodName, place, section, showFigure } from './words.ts'

interface Row {
  indicator: Indicator
  latest: PeriodFigure | undefined
  /** Oldest first. */
  figures: PeriodFigure[]
  target: Target | undefined
}

/** The rows of a page with their figures, in three statements. */
async function loadRows(visit: Visit, stand: Stand, query: ListQuery, limit: number): Promise<Row[]> {
  const { platform } = visit
  const { code, timezone } = stand.region
  const db = platform.db.read
  const until = dayIn(platform.clock.now(), timezone)
  const indicators = await listIndicators(db, code, query, { after: query.after, limit })
  const [figures, targets] = await Promise.all([
    listFigures(db, code, indicators, { verifiedOnly: stand.sight === 'public', until, periods: 8 }),
    listTargets(
      db,
      code,
      indicators.map(one => one.id),
    ),
  ])
  return indicators.map(indicator => {
    const own = figures.get(indicator.id) ?? []
    const latest = latestOf(own, until)
    const year = latest === undefined ? yearOf(until) : yearOf(latest.period)
    return {
      indicator,
      latest,
      figures: own.toReversed(),
      target: targets.get(indicator.id)?.find(one => one.year === year),
    }
  })
}

/** `/portofolio/:code/indikator`: every indicator with its latest figure, target and course. */
export const indicatorListPage: Page = {
  path: `${place}/indikator`,
  permission: 'portfolio.read',
  may: mayOpenPortfolio,
  show: listView,
}

async function listView(visit: Visit): Promise<View> {
  const { c, lang, platform, actor } = visit
  const t = indicatorPhrases(lang)
  const stand = await getStand(platform.db.read, actor, c.req.param('code') ?? '')
  const { region, sight } = stand
  const query = readListQuery(c.req.query())
  const [found, offices, ready, have] = await Promise.all([
    loadRows(visit, stand, query, pageSize + 1),
    listRegionOffices(platform.db.read, region.code),
    readReadySet(),
    listIndicators(platform.db.read, region.code),
  ])
  const rows = found.slice(0, pageSize)
  const path = listHref(region.code)
  const filtered = listQueryText(query)
  const next = found.length > pageSize ? listQueryText(query, { after: rows.at(-1)?.indicator.code }) : undefined
  const here = regencyOfRole(actor) === region.code
  const writes = here && mayWritePortfolio(actor) === undefined
  const missing = ready.indicators.filter(one => !have.some(there => there.externalCode === one.externalCode)).length
  const offersReady = here && mayKeepPortfolio(actor) === undefined && missing > 0
  const without = (key: 'words' | 'dimension' | 'ownerId') => `${path}${listQueryText(query, { [key]: undefined })}`
  const owner = offices.find(one => one.id === query.ownerId)?.name
  const added = /^\d{1,3}$/.exec(c.req.query('ditambah') ?? '')?.[0]
  return {
    title: `${t.title}, ${region.shortName}`,
    section,
    crumbs: await portfolioCrumbs(platform.db.read, region, lang, { label: t.title }),
    ...(added ? { flash: t.readyAdded(Number(added)) } : c.req.query('pesan') === 'arsip' ? { flash: t.archived } : {}),
    body: (
      <div class="pt-2">
        <h1>{t.title}</h1>
        <p class="lead mt-3 mb-6">
          {have.length > 0 && t.lead(formatCount(have.length, lang), region.name)} {sight === 'public' && t.leadPublic}
        </p>
        <PortfolioNav lang={lang} code={region.code} current="indikator" sight={sight} actor={actor} />
        {writes && (
          <p class="mt-6 flex flex-wrap gap-3 no-print">
            <Button look="primary" href={entryHref(region.code)}>
              {t.enter}
            </Button>
            {mayVerifyReadings(actor) === undefined && (
              <Button href={`/portofolio/${region.code}/periksa`}>{t.verify}</Button>
            )}
            <Button href={`${path}/baru`} icon="plus">
              {t.add}
            </Button>
          </p>
        )}
        {offersReady && (
          <form method="post" action={`${path}/siap`} class="mt-4 no-print">
            <p class="note mb-2">{t.addReadyWhy}</p>
            <Button icon="plus">{t.addReady(missing)}</Button>
          </form>
        )}
        {have.length > 0 && (
          <div class="mt-6">
            <FilterBar
              lang={lang}
              action={path}
              search={{ name: 'cari', label: t.search, value: query.words }}
              selects={[
                {
                  name: 'dimensi',
                  label: t.dimension,
                  value: query.dimension,
                  options: [
                    { value: '', label: t.anyDimension },
                    ...dimensionKeys.map(key => ({ value: key, label: dimensionName(key, lang) })),
                  ],
                },
                {
                  name: 'opd',
                  label: t.owner,
                  value: query.ownerId,
                  options: [
                    { value: '', label: t.anyOwner },
                    ...offices
                      .filter(one => have.some(there => there.ownerId === one.id))
                      .map(one => ({ value: one.id, label: one.name })),
                  ],
                },
              ]}
              active={[
                ...(query.words ? [{ label: query.words, removeHref: without('words') }] : []),
                ...(query.dimension
                  ? [{ label: dimensionName(query.dimension, lang), removeHref: without('dimension') }]
                  : []),
                ...(query.ownerId ? [{ label: owner ?? query.ownerId, removeHref: without('ownerId') }] : []),
              ]}
              clearHref={path}
            />
          </div>
        )}
        <Table<Row>
          lang={lang}
          caption={t.title}
          rows={rows}
          columns={columns(visit, region.code)}
          csvHref={`${path}.csv${filtered}`}
          xlsxHref={`${path}.xlsx${filtered}`}
          empty={
            filtered === ''
              ? { fact: t.none, reason: sight === 'public' ? t.nonePublic : t.noneWhy }
              : {
                  fact: t.noneMatch,
                  reason: t.noneMatchWhy,
                  action: (
                    <a class="a" href={path}>
                      {t.showAll}
                    </a>
                  ),
                }
          }
        />
        <Pager
          lang={lang}
          previousHref={query.after && `${path}${filtered}`}
          previousLabel={t.first}
          nextHref={next && `${path}${next}`}
          nextLabel={t.next(pageSize)}
        />
      </div>
    ),
  }
}

function columns({ lang }: Visit, code: string): Column<Row>[] {
  const t = indicatorPhrases(lang)
  return [
    {
      key: 'name',
      label: t.name,
      rowHeader: true,
      cell: ({ indicator }) => (
        <>
          <a class="a" href={indicatorHref(code, indicator.id)}>
            {indicator.name}
          </a>
          <span class="note block mt-1">
            {indicator.code}, {t.direction[indicator.direction].toLowerCase()}
          </span>
        </>
      ),
    },
    {
      key: 'dimension',
      label: t.dimension,
      onlyWide: true,
      cell: ({ indicator }) =>
        indicator.dimension ? <Dim dimension={indicator.dimension} lang={lang} /> : <Absent lang={lang} />,
    },
    {
      key: 'trend',
      label: t.trend,
      onlyWide: true,
      cell: ({ figures }) => <Sparkline figures={figures} />,
    },
    {
      key: 'latest',
      label: t.latest,
      align: 'right',
      cell: ({ indicator, latest }) =>
        latest?.value === undefined ? (
          <span class="text-muted">{t.noReading}</span>
        ) : (
          <>
            <b class="whitespace-nowrap">{showFigure(latest.value, indicator, lang)}</b>
            <span class="note block mt-1">
              {periodName(latest.period, lang)}
              {!latest.complete && (
                <>
                  {', '}
                  {t.of(
                    formatCount(latest.reported, lang),
                    formatCount(latest.expected, lang),
                    t.levelWord[indicator.level],
                  )}
                </>
              )}
            </span>
          </>
        ),
    },
    {
      key: 'target',
      label: t.target,
      align: 'right',
      onlyWide: true,
      cell: ({ indicator, target }) =>
        target === undefined ? (
          <Absent lang={lang} words={t.noTarget} />
        ) : (
          <>
            {showFigure(target.value, indicator, lang)}
            <span class="note block mt-1">{target.year}</span>
          </>
        ),
    },
  ]
}

/** The filtered list as a file; the two addresses are two pages. */
const download = (format: SheetFormat): Page => ({
  path: `${place}/indikator.${format}`,
  permission: 'portfolio.read',
  may: mayOpenPortfolio,
  async show(visit) {
    const { c, lang, platform, actor } = visit
    const t = indicatorPhrases(lang)
    const stand = await getStand(platform.db.read, actor, c.req.param('code') ?? '')
    const query = { ...readListQuery(c.req.query()), after: undefined }
    const rows = await loadRows(visit, stand, query, 10_000)
    const words = format === 'xlsx'
    return await sheetResponse<Row>(
      {
        name: `indikator-${stand.region.code}`,
        rows,
        columns: [
          { key: 'code', label: t.code, width: 14, value: row => row.indicator.code },
          { key: 'name', label: t.name, width: 50, value: row => row.indicator.name },
          {
            key: 'dimension',
            label: t.dimension,
            width: 20,
            value: ({ indicator }) =>
              words && indicator.dimension ? dimensionName(indicator.dimension, lang) : indicator.dimension,
          },
          { key: 'owner', label: t.owner, width: 36, value: row => row.indicator.ownerName },
          { key: 'unit', label: t.unit, width: 14, value: row => row.indicator.unit },
          { key: 'period', label: t.period, width: 12, value: row => row.latest?.period },
          { key: 'value', label: t.latest, kind: 'decimal', width: 14, value: row => row.latest?.value },
          { key: 'reported', label: t.reported, kind: 'integer', width: 10, value: row => row.latest?.reported },
          { key: 'expected', label: t.place, kind: 'integer', width: 10, value: row => row.latest?.expected },
          { key: 'target', label: t.target, kind: 'decimal', width: 14, value: row => row.target?.value },
        ],
      },
      format,
    )
  },
})

export const indicatorFiles: Page[] = [download('csv'), download('xlsx')]

/** One tap for the secretariat: the external indicators of the instrument. */
export const readySetPage: Page = {
  path: `${place}/indikator/siap`,
  permission: 'portfolio.keep',
  may: mayKeepPortfolio,
  submit: {
    permission: 'portfolio.keep',
    may: mayKeepPortfolio,
    limit: 'write',
    audit: ['portfolio.indicators.added'],
    async handle({ c, platform, actor, writer }) {
      const regionCode = c.req.param('code') ?? ''
      const { added } = await addReadySet(platform, actor, { regionCode }, writer)
      return c.redirect(`${listHref(regionCode)}?ditambah=${added.length}`, 303)
    },
  },
}
