import { dayIn, formatCount, formatDateTime } from '#kit/format.ts'
import type { Page, Retry, Visit } from '#platform/http/door.ts'
import type { View } from '#platform/http/visit.ts'
import { namesOfAccounts } from '#modules/people/index.ts'
import { Button } from '#ui/button.tsx'
import { Dim } from '#ui/dim.tsx'
import { ErrorSummary } from '#ui/error-summary.tsx'
import { Facts } from '#ui/facts.tsx'
import { Figures } from '#ui/figures.tsx'
import { Table } from '#ui/table.tsx'
import { Timeline } from '#ui/timeline.tsx'
import { mayOpenPortfolio, refuseRead, refuseWrite } from '../../access.ts'
import { getIndicatorStand, officesOf } from '../../actions/indicator/indicator-stand.ts'
import { latestOf, listFigures, type PeriodFigure } from '../../actions/indicator/read-figures.ts'
import { readPlaces } from '../../actions/indicator/read-places.ts'
import type { Indicator, Target } from '../../model-indicator.ts'
import { indicatorPhrases } from '../../phrases/indicator.ts'
import { endedPeriod, isPeriod, yearOf } from '../../rules/indicator/period.ts'
import { listChanges } from '../../store/changes.ts'
import { listMeasured, listTargets } from '../../store/indicator/indicators.ts'
import { PortfolioNav, portfolioCrumbs } from '../nav.tsx'
import { LineChart } from './line-chart.tsx'
import { MeasuredProgrammes } from './measured.tsx'
import { PlacesPart } from './places-part.tsx'
import {
  eventWords,
  indicatorHref,
  indicatorPlace,
  listHref,
  periodName,
  section,
  showFigure,
  showNumber,
} from './words.ts'

const periodsShown = 12

/** `/portofolio/:code/indikator/:indicator`: the figure, how it came about, its course, every place, and who is missing. */
export const indicatorPage: Page = {
  path: indicatorPlace,
  permission: 'portfolio.read',
  may: mayOpenPortfolio,
  show: indicatorView,
}

export async function indicatorView(visit: Visit, retry?: Retry): Promise<View> {
  const { c, lang, platform, actor } = visit
  const t = indicatorPhrases(lang)
  const db = platform.db.read
  const { stand, indicator } = await getIndicatorStand(
    db,
    actor,
    c.req.param('code') ?? '',
    c.req.param('indicator') ?? '',
  )
  const { region, sight } = stand
  const { code } = region
  const today = dayIn(platform.clock.now(), region.timezone)
  const verifiedOnly = sight === 'public'
  const [byIndicator, targetsById, programmes, changes, crumbs] = await Promise.all([
    listFigures(db, code, [indicator], { verifiedOnly, until: today, periods: periodsShown }),
    listTargets(db, code, [indicator.id]),
    listMeasured(db, code, indicator.id),
    sight === 'all' ? listChanges(db, code, 'indicator', indicator.id, { limit: 8 }) : Promise.resolve([]),
    portfolioCrumbs(db, region, lang, { label: t.title, href: listHref(code) }, { label: indicator.name }),
  ])
  const figures = byIndicator.get(indicator.id) ?? []
  const targets = targetsById.get(indicator.id) ?? []
  const latest = latestOf(figures, today)
  const asked = c.req.query('periode') ?? ''
  const period = isPeriod(asked, indicator.frequency)
    ? asked
    : (latest?.period ?? endedPeriod(today, indicator.frequency))
  const places = await readPlaces(db, code, indicator, period, verifiedOnly)
  const names = await namesOfAccounts(
    db,
    changes.flatMap(one => one.accountId ?? []),
  )
  const writes = refuseWrite(actor, code, officesOf(indicator)) === undefined
  const enters = refuseRead(actor, code, { placeCode: code, ownerId: indicator.ownerId }) === undefined
  const said = c.req.query('pesan')
  return {
    title: indicator.name,
    section,
    crumbs,
    ...(said === 'kait' ? { flash: t.linked } : said === 'lepas' ? { flash: t.unlinked } : {}),
    body: (
      <div class="pt-2">
        {retry && <ErrorSummary lang={lang} problems={[{ field: 'program', message: retry.problem.sentence[lang] }]} />}
        <p class="eyebrow">
          {indicator.code}
          {indicator.ownerName && `, ${indicator.ownerName}`}
        </p>
        <h1>{indicator.name}</h1>
        <div class="mt-3 mb-6 flex flex-wrap items-center gap-x-5 gap-y-2">
          {indicator.dimension && <Dim dimension={indicator.dimension} lang={lang} />}
          <span class="note">{t.direction[indicator.direction]}</span>
        </div>
        <PortfolioNav lang={lang} code={code} current="indikator" sight={sight} actor={actor} />
        {(writes || enters) && (
          <p class="mt-6 flex flex-wrap gap-3 no-print">
            {enters && <Button href={`${indicatorHref(code, indicator.id)}/isi`}>{t.enterPlaces}</Button>}
            {writes && <Button href={`${indicatorHref(code, indicator.id)}/ubah`}>{t.edit}</Button>}
            <Button href={`/trace/indicator/${indicator.id}`}>{t.trace}</Button>
          </p>
        )}
        <div class="mt-8">
          <Headline visit={visit} indicator={indicator} latest={latest} targets={targets} year={yearOf(today)} />
        </div>
        <CoursePart visit={visit} indicator={indicator} figures={figures} targets={targets} />
        <PlacesPart
          visit={visit}
          stand={stand}
          indicator={indicator}
          period={period}
          periods={[...new Set([period, ...figures.map(one => one.period)])].sort().reverse()}
          places={places}
        />
        <MeasuredProgrammes
          visit={visit}
          code={code}
          indicator={indicator}
          programmes={programmes}
          writes={writes}
          retry={retry}
        />
        <About visit={visit} indicator={indicator} />
        {changes.length > 0 && (
          <section class="sec" aria-labelledby="riwayat">
            <h2 id="riwayat">{t.history}</h2>
            <div class="mt-4">
              <Timeline
                moments={changes.map(change => ({
                  when: formatDateTime(change.changedAt, lang, region.timezone),
                  datetime: change.changedAt.toISOString(),
                  fact: eventWords(change, names, lang),
                  line: [
                    change.reason,
                    ...(change.event === 'created' ? [] : change.fields).map(({ field, before, after }) =>
                      t.fieldChange(
                        field.startsWith('target-') ? t.targetYear(field.slice(7)) : (t.labels[field] ?? field),
                        before ?? t.nothing,
                        after ?? t.nothing,
                      ),
                    ),
                  ]
                    .filter(Boolean)
                    .join('; '),
                }))}
              />
            </div>
          </section>
        )}
      </div>
    ),
  }
}

function Headline({
  visit: { lang },
  indicator,
  latest,
  targets,
  year,
}: {
  visit: Visit
  indicator: Indicator
  latest: PeriodFigure | undefined
  targets: readonly Target[]
  year: number
}) {
  const t = indicatorPhrases(lang)
  const wanted = latest === undefined ? year : yearOf(latest.period)
  const target = targets.find(one => one.year === wanted) ?? targets.find(one => one.year > wanted)
  const isPercent = indicator.unit === '%'
  const number = (value: string) => `${showNumber(value, indicator, lang)}${isPercent ? '%' : ''}`
  return (
    <Figures
      figures={[
        {
          label: latest ? `${t.latest} ${periodName(latest.period, lang)}` : t.latest,
          number: latest?.value === undefined ? '–' : number(latest.value),
          ...(isPercent || latest?.value === undefined ? {} : { unit: indicator.unit }),
          line: latest === undefined ? t.noReading : undefined,
        },
        {
          label: target ? t.targetYear(String(target.year)) : t.target,
          number: target ? number(target.value) : '–',
          ...(isPercent || !target ? {} : { unit: indicator.unit }),
          line: target ? undefined : t.noTarget,
        },
        ...(latest === undefined || indicator.level === 2
          ? []
          : [
              {
                label: t.reported,
                number: formatCount(latest.reported, lang),
                unit: t.of('', formatCount(latest.expected, lang), t.levelWord[indicator.level]).trim(),
              },
            ]),
        ...(indicator.baselineYear === undefined || indicator.baselineValue === undefined
          ? []
          : [
              {
                label: `${t.baseline} ${indicator.baselineYear}`,
                number: number(indicator.baselineValue),
                ...(isPercent ? {} : { unit: indicator.unit }),
              },
            ]),
      ]}
    />
  )
}

function CoursePart({
  visit: { lang },
  indicator,
  figures,
  targets,
}: {
  visit: Visit
  indicator: Indicator
  /** Newest first. */
  figures: readonly PeriodFigure[]
  targets: readonly Target[]
}) {
  const t = indicatorPhrases(lang)
  if (figures.length === 0) return null
  return (
    <section class="sec" aria-labelledby="perkembangan">
      <h2 id="perkembangan">{t.chart}</h2>
      <figure class="mt-4 mb-6">
        <LineChart
          lang={lang}
          indicator={indicator}
          figures={figures.toReversed()}
          targets={targets}
          label={t.chartLabel(indicator.name)}
        />
        <figcaption class="note mt-2">
          <span aria-hidden="true">●</span> {t.legendActual}
          {'   '}
          <span aria-hidden="true">○</span> {t.legendPart}
          {targets.length > 0 && (
            <>
              {'   '}
              <span aria-hidden="true">╌</span> {t.legendTarget}
            </>
          )}
        </figcaption>
      </figure>
      <Table<PeriodFigure>
        lang={lang}
        caption={t.perPeriod}
        rows={figures}
        columns={[
          {
            key: 'period',
            label: t.period,
            rowHeader: true,
            cell: row => (
              <a class="a" href={`?periode=${row.period}#tempat`}>
                {periodName(row.period, lang)}
              </a>
            ),
          },
          {
            key: 'value',
            label: t.latest,
            align: 'right',
            cell: row => (row.value === undefined ? '–' : showFigure(row.value, indicator, lang)),
          },
          {
            key: 'target',
            label: t.target,
            align: 'right',
            cell: row => {
              const target = targets.find(one => one.year === yearOf(row.period))
              return target ? showFigure(target.value, indicator, lang) : '–'
            },
          },
          ...(indicator.level === 2
            ? []
            : [
                {
                  key: 'reported',
                  label: t.reported,
                  align: 'right' as const,
                  cell: (row: PeriodFigure) =>
                    t.of(
                      formatCount(row.reported, lang),
                      formatCount(row.expected, lang),
                      t.levelWord[indicator.level],
                    ),
                },
              ]),
        ]}
      />
    </section>
  )
}

function About({ visit: { lang }, indicator }: { visit: Visit; indicator: Indicator }) {
  const t = indicatorPhrases(lang)
  const bound = (text: string | undefined) => (text === undefined ? undefined : showFigure(text, indicator, lang))
  const [least, most] = [bound(indicator.least), bound(indicator.most)]
  return (
    <section class="sec max-w-3xl" aria-labelledby="tentang">
      <h2 id="tentang" class="mb-4">
        {t.about}
      </h2>
      {indicator.definition && <p class="mb-4">{indicator.definition}</p>}
      <Facts
        facts={[
          ...(indicator.formula ? [{ label: t.formula, value: indicator.formula }] : []),
          ...(indicator.source ? [{ label: t.source, value: indicator.source }] : []),
          { label: t.read, value: `${t.level[indicator.level]}, ${t.frequency[indicator.frequency].toLowerCase()}` },
          ...(indicator.level === 2 ? [] : [{ label: t.rolled, value: t.rollup[indicator.rollup] }]),
          ...(least === undefined && most === undefined ? [] : [{ label: t.bounds, value: t.boundsOf(least, most) }]),
          ...(indicator.externalCode ? [{ label: t.external, value: indicator.externalCode }] : []),
          { label: t.keeper, value: indicator.ownerName ?? t.secretariat },
        ]}
      />
    </section>
  )
}
