import { formatCount, formatOf, type Lang } from '#kit/format.ts'
import { findRegion, listRegions, type Region } from '#modules/region/index.ts'
import type { Page, View, Visit } from '#platform/http/door.ts'
import { regencyDrawing } from '#ui/boundaries.ts'
import { Dim } from '#ui/dim.tsx'
import { Figures } from '#ui/figures.tsx'
import { Icon } from '#ui/icon.tsx'
import { MapCounted } from '#ui/map-counted.tsx'
import { Pager } from '#ui/pager.tsx'
import { Table } from '#ui/table.tsx'
import { mayOpenPortfolio } from '../../access.ts'
import { getStand, type Stand } from '../../actions/stand.ts'
import { readSpread, type Spread } from '../../actions/view/read-spread.ts'
import { DIMENSIONS, type Programme, type ProgrammeFilter } from '../../model.ts'
import { phrases } from '../../phrases/index.ts'
import { spreadPhrases } from '../../phrases/spread.ts'
import { stepOf } from '../../rules/view/spread.ts'
import { currentCatalogue } from '../../store/catalogues.ts'
import { listProgrammes } from '../../store/programmes.ts'
import { countProgrammes } from '../../store/view/count-statuses.ts'
import { countPlaces, WHOLE } from '../../store/view/spread.ts'
import { PortfolioNav, portfolioCrumbs, portfolioHref } from '../nav.tsx'
import { filterWords, readFilterNames } from './filter-words.ts'
import { filterQuery, readProgrammeFilter } from './read-filter.ts'
import { Steps } from './steps.tsx'

const pageSize = 25

type FilterWords = ReturnType<typeof filterWords>

/** One district with what is counted of it. */
export interface DistrictLine {
  code: string
  name: string
  number: number
  programmes: number
  /** Of the six dimensions, those with a programme here. */
  dimensions: number
  /** Villages that a programme names. */
  villages: number
}

/** Districts in their order, with programmes, dimensions and villages named, from a spread by district and dimension. */
export function districtLines(spread: Spread, places: ReadonlyMap<string, number>): DistrictLine[] {
  const named = [...places.keys()].filter(code => code.length > 8)
  return spread.table.rows
    .filter(({ key }) => key !== WHOLE)
    .map(({ key, total, cells }, at) => ({
      code: key,
      name: spread.rows.get(key)?.name?.id ?? key,
      number: at + 1,
      programmes: total,
      dimensions: cells.filter(({ count }) => count > 0).length,
      villages: named.filter(code => code.startsWith(`${key}.`)).length,
    }))
}

/** `/portofolio/:code/peta`: districts coloured by number of programmes; `?tempat=` opens one of them or a village. */
export const mapPage: Page = {
  path: '/portofolio/:code{[0-9]{2}\\.[0-9]{2}}/peta',
  permission: 'portfolio.read',
  may: mayOpenPortfolio,
  async show(visit) {
    const { c, actor, platform } = visit
    const stand = await getStand(platform.db.read, actor, c.req.param('code') ?? '')
    const { place, placed: _, ...filter } = readProgrammeFilter(c.req.query())
    const inside = place?.startsWith(`${stand.region.code}.`) ? await findRegion(platform.db.read, place) : undefined
    return inside ? await placeView(visit, stand, inside, filter) : await regionView(visit, stand, filter)
  },
}

async function regionView(visit: Visit, { region, sight }: Stand, filter: ProgrammeFilter): Promise<View> {
  const { lang, platform, actor } = visit
  const sql = platform.db.read
  const t = spreadPhrases(lang)
  const catalogue = await currentCatalogue(sql, platform.clock.now())
  const [spread, places, crumbs] = await Promise.all([
    readSpread(sql, region.code, catalogue, { row: 'district', column: 'dimension' }, filter),
    countPlaces(sql, region.code, filter),
    portfolioCrumbs(sql, region, lang, { label: t.map.title }),
  ])
  const words = filterWords(filter, catalogue, lang, await readFilterNames(sql, filter))
  const lines = districtLines(spread, places)
  const whole = spread.table.rows.find(({ key }) => key === WHOLE)?.total ?? 0
  const untouched = lines.filter(({ programmes }) => programmes === 0).length
  const path = portfolioHref(region.code, 'peta')
  const count = (n: number) => formatCount(n, lang)
  return {
    title: `${t.map.title}, ${region.name}`,
    crumbs,
    section: '/portofolio',
    body: (
      <div class="pt-2">
        <h1>{t.map.title}</h1>
        <p class="lead mt-3 mb-6">{t.map.lead}</p>
        <PortfolioNav lang={lang} code={region.code} current="peta" sight={sight} actor={actor} />
        <div class="mt-6">
          <Chosen words={words} path={path} filter={filter} />
          <Figures
            figures={[
              { label: t.map.placed, number: count(spread.table.total - whole), line: t.map.placedLine },
              {
                label: t.map.whole,
                number: (
                  <a href={`${portfolioHref(region.code, 'program')}${filterQuery({ ...filter, placed: false })}`}>
                    {count(whole)}
                  </a>
                ),
                line: t.map.wholeLine,
              },
              { label: t.map.untouched, number: count(untouched), line: t.map.untouchedLine(count(lines.length)) },
            ]}
          />
        </div>
        <div class="two mt-10">
          <Drawing region={region} lines={lines} lang={lang} filter={filter} />
          <Districts lines={lines} lang={lang} path={path} filter={filter} region={region} />
        </div>
        <p class="note mt-6">{t.map.origin}</p>
      </div>
    ),
  }
}

/** The filter that the figures are of, each part removable. */
function Chosen({ words, path, filter }: { words: FilterWords; path: string; filter: ProgrammeFilter }) {
  if (words.length === 0) return null
  return (
    <ul class="filters-on">
      {words.map(({ part, label }) => (
        <li>
          <a href={`${path}${filterQuery({ ...filter, [part]: undefined })}`}>
            {label} <Icon name="x" />
          </a>
        </li>
      ))}
    </ul>
  )
}

function Drawing(props: { region: Region; lines: readonly DistrictLine[]; lang: Lang; filter: ProgrammeFilter }) {
  const { region, lines, lang, filter } = props
  const t = spreadPhrases(lang)
  const drawing = regencyDrawing(region.code)
  if (!drawing) return <p class="note">{t.map.noOutline}</p>
  const most = Math.max(0, ...lines.map(({ programmes }) => programmes))
  const path = portfolioHref(region.code, 'peta')
  return (
    <figure>
      <MapCounted
        drawing={drawing}
        label={t.map.drawing(formatCount(lines.length, lang), region.name)}
        places={lines.map(({ code, name, number, programmes }) => ({
          code,
          number,
          step: stepOf(programmes, most),
          href: `${path}${filterQuery({ ...filter, place: code })}`,
          label: `${name}: ${formatCount(programmes, lang)} ${phrases(lang).programmes}`,
        }))}
      />
      <figcaption class="mt-4">
        <Steps lang={lang} most={most} />
      </figcaption>
    </figure>
  )
}

interface DistrictsProps {
  lines: readonly DistrictLine[]
  lang: Lang
  path: string
  filter: ProgrammeFilter
  region: Region
}

function Districts({ lines, lang, path, filter, region }: DistrictsProps) {
  const t = spreadPhrases(lang)
  return (
    <div>
      <Table<DistrictLine>
        lang={lang}
        caption={t.map.caption(region.name)}
        rows={lines}
        columns={[
          { key: 'number', label: t.map.number, align: 'right', cell: ({ number }) => formatCount(number, lang) },
          {
            key: 'name',
            label: t.map.district,
            rowHeader: true,
            cell: ({ code, name }) => (
              <a class="a" href={`${path}${filterQuery({ ...filter, place: code })}`}>
                {name}
              </a>
            ),
          },
          {
            key: 'programmes',
            label: t.map.programmes,
            align: 'right',
            cell: ({ programmes }) => formatCount(programmes, lang),
          },
          {
            key: 'dimensions',
            label: t.axis.dimension,
            align: 'right',
            onlyWide: true,
            cell: ({ dimensions }) => formatOf(dimensions, DIMENSIONS.length, lang),
          },
          {
            key: 'villages',
            label: t.map.villages,
            align: 'right',
            onlyWide: true,
            cell: ({ villages }) => formatCount(villages, lang),
          },
        ]}
      />
    </div>
  )
}

async function placeView(visit: Visit, { region, sight }: Stand, place: Region, filter: ProgrammeFilter) {
  const { c, lang, platform, actor } = visit
  const sql = platform.db.read
  const t = spreadPhrases(lang)
  const here = { ...filter, place: place.code, placed: true }
  const after = c.req.query('setelah')
  const [found, places, villages, crumbs, whole] = await Promise.all([
    listProgrammes(sql, region.code, here, { after, limit: pageSize + 1 }),
    countPlaces(sql, region.code, filter),
    place.level === 3 ? listRegions(sql, { parentCode: place.code, level: 4 }) : [],
    portfolioCrumbs(
      sql,
      region,
      lang,
      { label: t.map.title, href: portfolioHref(region.code, 'peta') },
      { label: place.name },
    ),
    countProgrammes(sql, region.code, { ...filter, placed: false }),
  ])
  const rows = found.slice(0, pageSize)
  const path = portfolioHref(region.code, 'peta')
  const at = { ...filter, place: place.code }
  return {
    title: `${t.map.open(place.name)}, ${region.name}`,
    crumbs,
    section: '/portofolio',
    body: (
      <div class="pt-2">
        <h1>{t.map.open(place.name)}</h1>
        <PortfolioNav lang={lang} code={region.code} current="peta" sight={sight} actor={actor} />
        <p class="mt-6">
          <a class="a" href={`${path}${filterQuery(filter)}`}>
            {t.map.back}
          </a>
        </p>
        <section class="mt-6">
          <Table<Programme>
            lang={lang}
            caption={t.map.programmeCaption(place.name)}
            captionShown
            rows={rows}
            empty={{ fact: t.map.noneHere, reason: t.map.noneHereWhy(formatCount(whole, lang)) }}
            columns={[
              {
                key: 'name',
                label: t.map.name,
                rowHeader: true,
                cell: ({ id, name }) => (
                  <a class="a" href={`${portfolioHref(region.code, 'program')}/${id}`}>
                    {name}
                  </a>
                ),
              },
              { key: 'code', label: t.map.code, onlyWide: true, cell: ({ code }) => code },
              {
                key: 'dimension',
                label: t.axis.dimension,
                onlyWide: true,
                cell: ({ dimension }) => <Dim dimension={dimension} lang={lang} />,
              },
              { key: 'status', label: t.map.status, cell: ({ status }) => phrases(lang).status[status] },
            ]}
          />
          <Pager
            lang={lang}
            previousHref={after && `${path}${filterQuery(at)}`}
            nextHref={found.length > pageSize ? `${path}${filterQuery(at, { setelah: rows.at(-1)?.code })}` : undefined}
          />
        </section>
        {villages.length > 0 && (
          <section class="sec mt-10">
            <Table<Region>
              lang={lang}
              caption={t.map.villageCaption(place.name)}
              captionShown
              rows={villages}
              columns={[
                {
                  key: 'name',
                  label: t.map.village,
                  rowHeader: true,
                  cell: ({ code, name }) => (
                    <a class="a" href={`${path}${filterQuery({ ...filter, place: code })}`}>
                      {name}
                    </a>
                  ),
                },
                {
                  key: 'own',
                  label: t.map.own,
                  align: 'right',
                  cell: ({ code }) => formatCount(places.get(code) ?? 0, lang),
                },
              ]}
            />
          </section>
        )}
      </div>
    ),
  }
}
