import { decimal, exactText } from '#kit/decimal.ts'
import { formatCount } from '#kit/format.ts'
import type { Visit } from '#platform/http/door.ts'
import { Call } from '#ui/call.tsx'
import { Field } from '#ui/field.tsx'
import { Table } from '#ui/table.tsx'
import type { DistrictFigures, PlaceFigures } from '../../actions/indicator/read-places.ts'
import type { Stand } from '../../actions/stand.ts'
import { type Indicator, type Reading, readingId } from '../../model-indicator.ts'
import { indicatorPhrases } from '../../phrases/indicator.ts'
import type { Rolled } from '../../rules/indicator/rollup.ts'
import { StateChip } from './entry.tsx'
import { indicatorHref, periodName, readingHref, showFigure, showPart, showReading } from './words.ts'

interface PlacesProps {
  visit: Visit
  stand: Stand
  indicator: Indicator
  period: string
  /** Newest first. */
  periods: readonly string[]
  places: PlaceFigures
}

/** One period in full: how the figure of the region comes about, each district and village, and who has not reported. */
export function PlacesPart({ visit, stand, indicator, period, periods, places }: PlacesProps) {
  const { lang } = visit
  const t = indicatorPhrases(lang)
  const { code } = stand.region
  const path = indicatorHref(code, indicator.id)
  const { whole, districts, missing } = places
  const level = t.levelWord[indicator.level]
  return (
    <section class="sec" aria-labelledby="tempat">
      <h2 id="tempat">
        {t.perPlace}, {periodName(period, lang)}
      </h2>
      {periods.length > 1 && (
        <form
          class="mt-4 flex flex-wrap items-end gap-3 no-print"
          method="get"
          action={`${path}#tempat`}
          data-apply-on-change
        >
          <Field
            kind="select"
            name="periode"
            lang={lang}
            label={t.choosePeriod}
            value={period}
            options={periods.map(one => ({ value: one, label: periodName(one, lang) }))}
          />
          <button type="submit" class="btn btn-line mb-6">
            {t.show}
          </button>
        </form>
      )}
      {indicator.level === 2 ? (
        <p class="mt-4">
          <a class="a" href={readingHref(code, readingId({ indicatorId: indicator.id, placeCode: code, period }))}>
            {stand.region.name}
          </a>
          {': '}
          <b>{whole.value === undefined ? t.noReading : showFigure(whole.value, indicator, lang)}</b>
        </p>
      ) : (
        <>
          <p class="mt-4 mb-2">
            <b>{whole.value === undefined ? t.noReading : showFigure(whole.value, indicator, lang)}</b>{' '}
            <Arithmetic visit={visit} indicator={indicator} rolled={whole} />
          </p>
          {whole.value !== undefined && !whole.complete && (
            <Call tone="due">
              <p>{t.partial(formatCount(whole.reported, lang), formatCount(whole.expected, lang), level)}</p>
            </Call>
          )}
          <p class="note mt-2 mb-5">{t.rollupWhy[indicator.rollup]}</p>
          <Table<DistrictFigures>
            lang={lang}
            caption={t.byDistrict}
            rows={districts}
            csvHref={`${path}/capaian.csv?periode=${period}`}
            xlsxHref={`${path}/capaian.xlsx?periode=${period}`}
            columns={[
              {
                key: 'place',
                label: t.place,
                rowHeader: true,
                cell: row => <DistrictCell visit={visit} code={code} indicator={indicator} period={period} row={row} />,
              },
              {
                key: 'value',
                label: t.value,
                align: 'right',
                class: 'align-top',
                cell: row => (row.figure.value === undefined ? '–' : showFigure(row.figure.value, indicator, lang)),
              },
              {
                key: 'reported',
                label: t.reported,
                align: 'right',
                class: 'align-top',
                cell: row =>
                  indicator.level === 4 ? (
                    `${formatCount(row.figure.reported, lang)} / ${formatCount(row.figure.expected, lang)}`
                  ) : (
                    <StateChip lang={lang} state={row.reading?.state} />
                  ),
              },
            ]}
          />
          {missing.length === 0 ? (
            <p class="note mt-4">{t.missingNone(level)}</p>
          ) : (
            <details class="plain-fold mt-6">
              <summary>{t.missing(formatCount(missing.length, lang), level)}</summary>
              <p class="mt-2">{missing.map(one => one.name).join(', ')}</p>
            </details>
          )}
        </>
      )}
    </section>
  )
}

/** A district: its name, and its villages behind it. */
function DistrictCell({
  visit: { lang },
  code,
  indicator,
  period,
  row,
}: {
  visit: Visit
  code: string
  indicator: Indicator
  period: string
  row: DistrictFigures
}) {
  const t = indicatorPhrases(lang)
  const href = (placeCode: string) => readingHref(code, readingId({ indicatorId: indicator.id, placeCode, period }))
  if (row.villages.length === 0) {
    return row.reading ? (
      <a class="a" href={href(row.code)}>
        {row.name}
      </a>
    ) : (
      row.name
    )
  }
  return (
    <details class="plain-fold">
      <summary>
        {row.name} <span class="note font-normal">{t.villagesOf(formatCount(row.villages.length, lang))}</span>
      </summary>
      <ul class="font-normal">
        {row.villages.map(({ code: village, name, reading }) => (
          <li class="py-1">
            <VillageLine name={name} href={href(village)} reading={reading} indicator={indicator} lang={lang} />
          </li>
        ))}
      </ul>
    </details>
  )
}

function VillageLine({
  name,
  href,
  reading,
  indicator,
  lang,
}: {
  name: string
  href: string
  reading: Reading | undefined
  indicator: Indicator
  lang: 'id' | 'en'
}) {
  const t = indicatorPhrases(lang)
  if (!reading) {
    return (
      <>
        {name}: <span class="text-muted">{t.noReading}</span>
      </>
    )
  }
  return (
    <>
      <a class="a" href={href}>
        {name}
      </a>
      : {showReading(reading, indicator, lang)}
      {reading.unchanged && <span class="note">, {t.unchangedNote}</span>}
    </>
  )
}

/** "3.210 ÷ 4.000 × 100", "512 ÷ 125 desa": the sums behind a figure. */
function Arithmetic({ visit: { lang }, indicator, rolled }: { visit: Visit; indicator: Indicator; rolled: Rolled }) {
  const t = indicatorPhrases(lang)
  const { totals, reported } = rolled
  if (rolled.value === undefined) return null
  const places = `${formatCount(reported, lang)} ${t.levelWord[indicator.level]}`
  const say = (text: string) => showPart(exactText(decimal(text)), lang)
  const words =
    indicator.rollup === 'ratio'
      ? `= ${say(totals.numerator)} ÷ ${say(totals.denominator)}${exactText(decimal(indicator.ratioFactor)) === '1' ? '' : ` × ${say(indicator.ratioFactor)}`}`
      : indicator.rollup === 'mean'
        ? `= ${say(totals.value)} ÷ ${places}`
        : indicator.rollup === 'weighted'
          ? `= ${say(totals.weighted)} ÷ ${say(totals.weight)}`
          : indicator.rollup === 'sum'
            ? `= ${t.sumWords(formatCount(reported, lang), t.levelWord[indicator.level]).toLowerCase()}`
            : ''
  return <span class="note">{words}</span>
}
