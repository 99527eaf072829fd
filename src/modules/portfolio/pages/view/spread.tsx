import { formatCount, formatDateTime, type Lang } from '#kit/format.ts'
import type { Page, Visit } from '#platform/http/door.ts'
import { Call } from '#ui/call.tsx'
import { Dim, dimensionName } from '#ui/dim.tsx'
import { Empty } from '#ui/empty.tsx'
import { FilterBar, type FilterSelect } from '#ui/filter-bar.tsx'
import { mayOpenPortfolio } from '../../access.ts'
import { getStand } from '../../actions/stand.ts'
import { readSpread, type Spread, type SpreadEntry } from '../../actions/view/read-spread.ts'
import { type Catalogue, DIMENSIONS, type Dimension, type ProgrammeFilter } from '../../model.ts'
import { spreadPhrases } from '../../phrases/spread.ts'
import { AXES, type Axis } from '../../rules/view/spread.ts'
import { currentCatalogue } from '../../store/catalogues.ts'
import { PortfolioNav, portfolioCrumbs, portfolioHref } from '../nav.tsx'
import { filterWords, readFilterNames } from './filter-words.ts'
import { FILTER_NAMES, filterParameters, filterQuery, readProgrammeFilter } from './read-filter.ts'
import { Steps } from './steps.tsx'

const axisWords: Record<Axis, string> = {
  district: 'kecamatan',
  dimension: 'dimensi',
  sector: 'sektor',
  'sub-dimension': 'subdimensi',
}

/** The two sides that an address asks for; districts by dimension when it does not say, and never one side twice. */
export function readAxes(query: Record<string, string | undefined>): { row: Axis; column: Axis } {
  const read = (name: string) => AXES.find(axis => axisWords[axis] === query[name])
  const row = read('baris') ?? (read('kolom') === 'district' ? 'dimension' : 'district')
  const column = read('kolom')
  return {
    row,
    column: column === undefined || column === row ? (row === 'dimension' ? 'sector' : 'dimension') : column,
  }
}

/** `/portofolio/:code/sebaran`: programmes by two of dimension, sector, district and sub-dimension, and who is left out. */
export const spreadPage: Page = {
  path: '/portofolio/:code{[0-9]{2}\\.[0-9]{2}}/sebaran',
  permission: 'portfolio.read',
  may: mayOpenPortfolio,
  async show(visit) {
    const { c, lang, platform, actor } = visit
    const sql = platform.db.read
    const t = spreadPhrases(lang)
    const now = platform.clock.now()
    const { region, sight } = await getStand(sql, actor, c.req.param('code') ?? '')
    const axes = readAxes(c.req.query())
    const filter = readProgrammeFilter(c.req.query())
    const [catalogue, crumbs] = await Promise.all([
      currentCatalogue(sql, now),
      portfolioCrumbs(sql, region, lang, { label: t.title }),
    ])
    const spread = await readSpread(sql, region.code, catalogue, axes, filter)
    const path = portfolioHref(region.code, 'sebaran')
    const sides = { baris: axisWords[axes.row], kolom: axisWords[axes.column] }
    const chosen = filterWords(filter, catalogue, lang, await readFilterNames(sql, filter))
    return {
      title: `${t.title}, ${region.name}`,
      crumbs,
      section: '/portofolio',
      body: (
        <div class="pt-2">
          <h1>{t.title}</h1>
          <p class="lead mt-3 mb-6">{t.lead(formatCount(spread.table.total, lang))}</p>
          <PortfolioNav lang={lang} code={region.code} current="sebaran" sight={sight} actor={actor} />
          <div class="mt-6">
            <FilterBar
              lang={lang}
              action={path}
              selects={[
                axisSelect('baris', t.rows, axes.row, lang),
                axisSelect('kolom', t.columns, axes.column, lang),
                narrowing(visit, axes, filter, catalogue),
              ]}
              hidden={hiddenParts(axes, filter)}
              active={chosen.map(({ part, label }) => ({
                label,
                removeHref: `${path}${filterQuery({ ...filter, [part]: undefined }, sides)}`,
              }))}
              clearHref={`${path}${filterQuery({}, sides)}`}
            />
          </div>
          {spread.table.total === 0 ? (
            <Empty
              fact={chosen.length > 0 ? t.noneMatch : t.none}
              reason={chosen.length > 0 ? t.noneMatchWhy : t.noneWhy}
              action={
                chosen.length > 0 && (
                  <a class="a" href={path}>
                    {t.showAll}
                  </a>
                )
              }
            />
          ) : (
            <>
              <LeftOut spread={spread} lang={lang} />
              <Heat spread={spread} lang={lang} code={region.code} filter={filter} />
              <p class="note mt-4">{t.totalNote}</p>
              <p class="note mt-2">{t.source(formatDateTime(now, lang, region.timezone))}</p>
            </>
          )}
        </div>
      ),
    }
  },
}

const axisSelect = (name: string, label: string, value: Axis, lang: Lang): FilterSelect => ({
  name,
  label,
  value: axisWords[value],
  options: AXES.map(axis => ({ value: axisWords[axis], label: spreadPhrases(lang).axis[axis] })),
})

/** The side that is not drawn narrows instead; of several the first. */
function unused(axes: { row: Axis; column: Axis }): 'dimension' | 'sector' {
  return axes.row !== 'dimension' && axes.column !== 'dimension' && axes.row !== 'sub-dimension'
    ? 'dimension'
    : 'sector'
}

function narrowing(
  { lang }: Visit,
  axes: { row: Axis; column: Axis },
  filter: ProgrammeFilter,
  catalogue: Catalogue,
): FilterSelect {
  const t = spreadPhrases(lang)
  const side = unused(axes)
  const options =
    side === 'dimension'
      ? DIMENSIONS.map(value => ({ value, label: dimensionName(value, lang) }))
      : catalogue.sectors.map(({ code, name }) => ({ value: code, label: name[lang] }))
  return {
    name: FILTER_NAMES[side],
    label: t.axis[side],
    value: filter[side],
    options: [{ value: '', label: t.all }, ...options],
  }
}

/** Parts of the filter that have no select here are kept as they are. */
function hiddenParts(axes: { row: Axis; column: Axis }, filter: ProgrammeFilter): Record<string, string> {
  return Object.fromEntries(filterParameters({ ...filter, [unused(axes)]: undefined }))
}

const nameOf = (entry: SpreadEntry, lang: Lang): string => {
  if (entry.whole) return spreadPhrases(lang).wholeRegion
  return entry.name?.[lang] ?? dimensionName(entry.key as Dimension, lang)
}

/** A side's line: the sign of a dimension, or a name. */
function Head({ entry, lang, upright }: { entry: SpreadEntry; lang: Lang; upright?: boolean }) {
  if (!entry.whole && entry.name === undefined) return <Dim dimension={entry.key as Dimension} lang={lang} />
  return upright ? <span class="upright">{nameOf(entry, lang)}</span> : <>{nameOf(entry, lang)}</>
}

/** In words, before the picture: which lines nothing reaches, and how many cells are empty. */
function LeftOut({ spread: { axes, rows, columns, table }, lang }: { spread: Spread; lang: Lang }) {
  const t = spreadPhrases(lang)
  const count = (n: number) => formatCount(n, lang)
  const sides = [
    { axis: axes.row, entries: rows, missing: table.missingRows },
    { axis: axes.column, entries: columns, missing: table.missingColumns },
  ].filter(({ missing }) => missing.length > 0)
  const whole = table.rows.find(({ key }) => rows.get(key)?.whole)?.total
  return (
    <section class="mt-8 mb-8" aria-labelledby="tersisa">
      <Call title={undefined}>
        <h2 id="tersisa" class="text-lg font-bold">
          {t.leftOut}
        </h2>
        {sides.length === 0 && <p class="mt-2">{t.noneLeftOut}</p>}
        {sides.map(({ axis, entries, missing }) => {
          const all = count([...entries.values()].filter(entry => !entry.whole).length)
          return (
            <p class="mt-2">
              <b>
                {axis === 'district'
                  ? t.missingDistricts(count(missing.length), all)
                  : t.missing(count(missing.length), all, t.axisMany[axis])}
              </b>
              {': '}
              {missing
                .flatMap(key => (entries.get(key) ? [nameOf(entries.get(key) as SpreadEntry, lang)] : []))
                .join(', ')}
              {'. '}
              {axis === 'district' && whole !== undefined && whole > 0 && t.onlyWhole(count(whole))}
            </p>
          )
        })}
        <p class="mt-2">{t.emptyCells(count(table.empty), count(table.cells))}</p>
      </Call>
    </section>
  )
}

interface HeatProps {
  spread: Spread
  lang: Lang
  code: string
  filter: ProgrammeFilter
}

/** The picture is the table: each cell has its colour, its number and the address of its programmes. */
function Heat({ spread: { axes, rows, columns, table }, lang, code, filter }: HeatProps) {
  const t = spreadPhrases(lang)
  const open = (part: ProgrammeFilter) => `${portfolioHref(code, 'program')}${filterQuery({ ...filter, ...part })}`
  const total = (count: number, part: ProgrammeFilter) => (
    <td class="sum">{count === 0 ? formatCount(0, lang) : <a href={open(part)}>{formatCount(count, lang)}</a>}</td>
  )
  return (
    <>
      <Steps lang={lang} most={table.most} class="mb-4" />
      <section class="scroll-x" aria-label={t.scroll} tabindex={0}>
        <table class={table.columns.length <= 7 ? 'heat few' : 'heat'}>
          <caption>{t.caption(t.axisMany[axes.row], t.axisMany[axes.column])}</caption>
          <thead>
            <tr>
              <th scope="col">{t.axis[axes.row]}</th>
              {[...columns.values()].map(entry => (
                <th scope="col">
                  <Head entry={entry} lang={lang} upright />
                </th>
              ))}
              <th scope="col">
                <span class="upright">{t.total}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {table.rows.map(row => {
              const entry = rows.get(row.key) as SpreadEntry
              return (
                <tr>
                  <th scope="row">
                    <Head entry={entry} lang={lang} />
                  </th>
                  {row.cells.map(({ count, step }, at) => {
                    const column = columns.get(table.columns[at]?.key ?? '') as SpreadEntry
                    if (step === undefined) return <td class="w0">{formatCount(0, lang)}</td>
                    return (
                      <td class={`w${step}`}>
                        <a href={open({ ...entry.filter, ...column.filter })}>
                          {formatCount(count, lang)}
                          <span class="sr-only">
                            {' '}
                            {nameOf(entry, lang)}, {nameOf(column, lang)}
                          </span>
                        </a>
                      </td>
                    )
                  })}
                  {total(row.total, entry.filter)}
                </tr>
              )
            })}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">{t.total}</th>
              {table.columns.map(({ key, total: count }) => total(count, columns.get(key)?.filter ?? {}))}
              {total(table.total, {})}
            </tr>
          </tfoot>
        </table>
      </section>
    </>
  )
}
