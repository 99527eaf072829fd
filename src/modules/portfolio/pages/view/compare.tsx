import {
  formatCount,
  formatDecimal,
  formatOf,
  formatPercent,
  formatRupiahShort,
  type Lang,
  regionInList,
} from '#kit/format.ts'
import type { Page, View, Visit } from '#platform/http/door.ts'
import { Button } from '#ui/button.tsx'
import { type Bar, ChartBars } from '#ui/chart-bars.tsx'
import { Dim } from '#ui/dim.tsx'
import { Empty } from '#ui/empty.tsx'
import { Table } from '#ui/table.tsx'
import { mayReadInside, refuseOpenToPublic } from '../../access.ts'
import { getInsideStand } from '../../actions/stand.ts'
import {
  type ComparedRegion,
  type Comparison,
  MOST_COMPARED,
  readComparison,
} from '../../actions/view/read-comparison.ts'
import { DIMENSIONS } from '../../model.ts'
import { comparePhrases } from '../../phrases/compare.ts'
import { PortfolioNav, portfolioCrumbs, portfolioHref } from '../nav.tsx'

/** `/portofolio/:code/banding`: totals beside those of other regions, among regions that all share. */
export const comparePage: Page = {
  path: '/portofolio/:code{[0-9]{2}\\.[0-9]{2}}/banding',
  permission: 'portfolio.inside.read',
  may: mayReadInside,
  show: compareView,
}

async function compareView(visit: Visit): Promise<View> {
  const { c, lang, platform, actor } = visit
  const sql = platform.db.read
  const t = comparePhrases(lang)
  const stand = await getInsideStand(sql, actor, c.req.param('code') ?? '')
  const { region, sight } = stand
  const wanted = (c.req.queries('daerah') ?? []).filter(code => /^\d\d\.\d\d$/.test(code))
  const comparison = await readComparison(sql, stand, wanted, platform.clock.now())
  const crumbs = await portfolioCrumbs(sql, region, lang, { label: t.title })
  return {
    title: `${t.title}, ${region.name}`,
    crumbs,
    section: '/portofolio',
    body: (
      <div class="pt-2">
        <h1>{t.title}</h1>
        <p class="lead mt-3 mb-6">{t.lead}</p>
        <PortfolioNav lang={lang} code={region.code} current="banding" sight={sight} actor={actor} />
        {comparison.shared ? (
          <Compared comparison={comparison} path={portfolioHref(region.code, 'banding')} lang={lang} />
        ) : (
          <Empty
            fact={t.notShared}
            reason={t.notSharedWhy}
            action={
              refuseOpenToPublic(actor, region.code) === undefined && (
                <Button href={`${portfolioHref(region.code)}/buka`}>{t.share}</Button>
              )
            }
          />
        )}
      </div>
    ),
  }
}

function Compared({ comparison, path, lang }: { comparison: Comparison; path: string; lang: Lang }) {
  const t = comparePhrases(lang)
  const { regions, others, year } = comparison
  return (
    <>
      <div class="mt-6">
        {others.length === 0 && <Empty fact={t.alone} reason={t.aloneWhy} />}
        {others.length > 0 && <Choice comparison={comparison} path={path} lang={lang} />}
      </div>
      <section class="sec mt-10" aria-labelledby="realisasi">
        <h2 id="realisasi">{t.realisation(String(year))}</h2>
        <div class="two mt-6">
          <ChartBars
            lang={lang}
            id="jalan"
            label={t.realisationChart}
            max={100}
            absent={t.noProgramme}
            bars={regions.map((one, at) => bar(one, one.percent, at === 0, lang))}
          />
          <div>
            <Table<ComparedRegion>
              lang={lang}
              caption={t.realisationCaption}
              rows={regions}
              columns={[
                { key: 'name', label: t.region, rowHeader: true, cell: ({ name }) => regionInList(name) },
                {
                  key: 'planned',
                  label: t.planned,
                  align: 'right',
                  onlyWide: true,
                  cell: one => formatCount(one.planned, lang),
                },
                {
                  key: 'running',
                  label: t.running,
                  align: 'right',
                  cell: one => (
                    <>
                      <span class="only-wide">{formatCount(one.running, lang)}</span>
                      <span class="only-narrow">{formatOf(one.running, one.planned, lang)}</span>
                    </>
                  ),
                },
                {
                  key: 'percent',
                  label: t.percent,
                  align: 'right',
                  cell: ({ percent }) => (percent === undefined ? t.noProgramme : `${formatDecimal(percent, lang)}%`),
                },
              ]}
            />
          </div>
        </div>
      </section>
      <Money comparison={comparison} lang={lang} />
      <ByDimension comparison={comparison} lang={lang} />
      <Indicators comparison={comparison} lang={lang} />
    </>
  )
}

const bar = ({ name }: ComparedRegion, value: string | undefined, mark: boolean, lang: Lang): Bar => ({
  label: name,
  value,
  mark,
  ...(value === undefined ? {} : { shown: formatPercent(value, lang, 1) }),
})

/** Which others to stand beside: those of the provinces that have any, as boxes to tick. */
function Choice({ comparison: { others, regions }, path, lang }: { comparison: Comparison; path: string; lang: Lang }) {
  const t = comparePhrases(lang)
  const chosen = new Set(regions.map(({ code }) => code))
  const provinces = [...Map.groupBy(others, ({ provinceName }) => provinceName)]
  return (
    <details class="more" open={regions.length === 1}>
      <summary class="a">{t.choose}</summary>
      <form method="get" action={path} class="mt-4">
        <p class="note">{t.chooseHint(formatCount(MOST_COMPARED - 1, lang))}</p>
        {provinces.map(([name, there]) => (
          <fieldset class="mt-4">
            <legend class="font-bold">{t.province(name)}</legend>
            <div class="columns-1 sm:columns-2 mt-2">
              {there.map(({ code, name: region }) => (
                <label class="flex items-center gap-3 py-2 min-h-11">
                  <input type="checkbox" class="checkbox" name="daerah" value={code} checked={chosen.has(code)} />
                  {region}
                </label>
              ))}
            </div>
          </fieldset>
        ))}
        <div class="mt-4">
          <Button look="primary">{t.apply}</Button>
        </div>
      </form>
    </details>
  )
}

function Money({ comparison: { regions, year }, lang }: { comparison: Comparison; lang: Lang }) {
  const t = comparePhrases(lang)
  return (
    <section class="sec mt-10" aria-labelledby="serapan">
      <h2 id="serapan">{t.money(String(year - 1))}</h2>
      <div class="two mt-6">
        <ChartBars
          lang={lang}
          id="serap"
          label={t.moneyChart}
          max={100}
          absent={t.noReport}
          bars={regions.map((one, at) => bar(one, one.money?.percent, at === 0, lang))}
        />
        <div>
          <Table<ComparedRegion>
            lang={lang}
            caption={t.moneyCaption}
            rows={regions}
            columns={[
              { key: 'name', label: t.region, rowHeader: true, cell: ({ name }) => regionInList(name) },
              {
                key: 'planned',
                label: t.budget,
                align: 'right',
                cell: ({ money }) => (money ? formatRupiahShort(money.planned, lang) : t.noMoney),
              },
              {
                key: 'realised',
                label: t.realised,
                align: 'right',
                onlyWide: true,
                cell: ({ money }) => {
                  if (!money) return t.noMoney
                  return money.realised === undefined ? t.noReport : formatRupiahShort(money.realised, lang)
                },
              },
              {
                key: 'absorbed',
                label: t.absorbed,
                align: 'right',
                cell: ({ money }) =>
                  money?.percent === undefined ? t.noReport : `${formatDecimal(money.percent, lang)}%`,
              },
            ]}
          />
          <p class="note mt-3">{t.moneyNote}</p>
        </div>
      </div>
    </section>
  )
}

function ByDimension({ comparison: { regions, year }, lang }: { comparison: Comparison; lang: Lang }) {
  const t = comparePhrases(lang)
  return (
    <section class="sec mt-10" aria-labelledby="dimensi">
      <h2 id="dimensi">{t.dimensions(String(year))}</h2>
      <table class="tbl mt-4">
        <caption class="sr-only">{t.dimensionsCaption}</caption>
        <thead>
          <tr>
            <th scope="col">
              <span class="sr-only">{t.region}</span>
            </th>
            {regions.map(({ name }) => (
              <th scope="col" class="r whitespace-normal">
                {regionInList(name)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {DIMENSIONS.map(dimension => (
            <tr>
              <th scope="row">
                <Dim dimension={dimension} lang={lang} />
              </th>
              {regions.map(({ dimensions }) => (
                <td class="r">{formatCount(dimensions[dimension], lang)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

function Indicators({ comparison: { regions, indicators }, lang }: { comparison: Comparison; lang: Lang }) {
  const t = comparePhrases(lang)
  return (
    <section class="sec mt-10" aria-labelledby="indikator">
      <h2 id="indikator">{t.indicators}</h2>
      {indicators.length === 0 ? (
        <p class="mt-4">{t.noIndicators}</p>
      ) : (
        <section class="scroll-x mt-4" aria-label={t.scroll} tabindex={0}>
          <table class="tbl">
            <caption class="sr-only">{t.indicatorsCaption}</caption>
            <thead>
              <tr>
                <th scope="col">{t.indicator}</th>
                {regions.map(({ name }) => (
                  <th scope="col" class="r">
                    {regionInList(name)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {indicators.map(({ externalCode, name }) => (
                <tr>
                  <th scope="row">{name[lang]}</th>
                  {regions.map(({ figures }) => {
                    const figure = figures.get(externalCode)
                    if (!figure) return <td class="r text-muted">{t.none}</td>
                    return (
                      <td class="r">
                        {formatDecimal(figure.value, lang, figure.decimals)}
                        {figure.unit === '%' ? '%' : ` ${figure.unit}`}
                        <span class="note block">
                          {figure.period}
                          {!figure.complete && `, ${t.partial}`}
                        </span>
                      </td>
                    )
                  })}
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
    </section>
  )
}
