import { dayIn, formatTime } from '#kit/format.ts'
import { mayNot } from '#kit/problem.ts'
import type { Page, Retry, Visit } from '#platform/http/door.ts'
import type { View } from '#platform/http/visit.ts'
import { listRegions, type Region } from '#modules/region/index.ts'
import { Button } from '#ui/button.tsx'
import { Empty } from '#ui/empty.tsx'
import { ErrorSummary } from '#ui/error-summary.tsx'
import { FilterBar } from '#ui/filter-bar.tsx'
import { Icon } from '#ui/icon.tsx'
import { Table } from '#ui/table.tsx'
import { mayWritePortfolio, refuseRead, refuseWrite } from '../../access.ts'
import { getIndicatorStand } from '../../actions/indicator/indicator-stand.ts'
import type { Entry } from '../../actions/indicator/read-entries.ts'
import { saveReadings } from '../../actions/indicator/save-readings.ts'
import { noSuchPortfolio } from '../../actions/stand.ts'
import { CODE_LENGTH, type Indicator, readingId } from '../../model-indicator.ts'
import { indicatorPhrases } from '../../phrases/indicator.ts'
import { readingPhrases } from '../../phrases/reading.ts'
import { endedPeriod, isPeriod, periodBefore, periodOf, periodsUpTo } from '../../rules/indicator/period.ts'
import { listReadings } from '../../store/indicator/readings.ts'
import { portfolioCrumbs } from '../nav.tsx'
import { readEntryForm, type Typed, typedOf, withFormFields } from './entry-form.ts'
import { FigureInputs, problemsOf, rowErrors, RowFacts } from './entry-parts.tsx'
import { indicatorHref, indicatorPlace, listHref, partNames, periodName, section, showReading } from './words.ts'

/** `/portofolio/:code/indikator/:indicator/isi`: every place of one indicator in one period, for who keeps it. */
export const placesEntryPage: Page = {
  path: `${indicatorPlace}/isi`,
  permission: 'portfolio.reading.write',
  may: mayWritePortfolio,
  show: placesView,
  submit: {
    permission: 'portfolio.reading.write',
    may: mayWritePortfolio,
    limit: 'write',
    audit: ['portfolio.readings.saved'],
    maxBytes: 2 * 1024 * 1024,
    async handle(visit, form) {
      const { c, platform, actor, writer, lang } = visit
      const { region, indicator } = await getOwn(visit)
      const read = readEntryForm(form, new Map([[indicator.id, indicator]]))
      const done = await withFormFields(read.ids, () =>
        saveReadings(platform, actor, { regionCode: region.code, readings: read.readings }, writer),
      )
      const query = new URLSearchParams({
        n: String(done.created + done.changed),
        pukul: formatTime(platform.clock.now(), lang, region.timezone),
      })
      for (const name of ['periode', 'kecamatan']) {
        const kept = form.text(name)
        if (kept !== undefined) query.set(name, kept)
      }
      return c.redirect(`${indicatorHref(region.code, indicator.id)}/isi?${query}`, 303)
    },
  },
}

/** The indicator, for who may enter it for at least one place. */
async function getOwn({ c, platform, actor }: Visit): Promise<{ region: Region; indicator: Indicator }> {
  const { stand, indicator } = await getIndicatorStand(
    platform.db.sql,
    actor,
    c.req.param('code') ?? '',
    c.req.param('indicator') ?? '',
  )
  const { code } = stand.region
  const here = refuseWrite(actor, code, [actor.membership?.organisationId ?? ''])
  if (here) throw mayNot(here)
  if (stand.sight !== 'all') throw noSuchPortfolio()
  const own = actor.membership?.regionCode ?? code
  const refusal = refuseRead(actor, code, { placeCode: own.startsWith(code) ? own : code, ownerId: indicator.ownerId })
  if (refusal) throw mayNot(refusal)
  return { region: stand.region, indicator }
}

/** Places of the entry level that the actor may enter. */
async function placesOf({ platform, actor }: Visit, region: Region, indicator: Indicator): Promise<Region[]> {
  const { code } = region
  if (indicator.level === 2) return [region]
  const all = await listRegions(platform.db.sql, { province: code, level: indicator.level })
  return all.filter(one => refuseRead(actor, code, { placeCode: one.code, ownerId: indicator.ownerId }) === undefined)
}

async function placesView(visit: Visit, retry?: Retry): Promise<View> {
  const { c, lang, platform, actor } = visit
  const t = readingPhrases(lang)
  const { region, indicator } = await getOwn(visit)
  const db = platform.db.sql
  const today = dayIn(platform.clock.now(), region.timezone)
  const asked = retry?.form.text('periode') ?? c.req.query('periode') ?? ''
  const running = periodOf(today, indicator.frequency)
  const fits = isPeriod(asked, indicator.frequency) && asked <= running
  const period = fits ? asked : endedPeriod(today, indicator.frequency)
  const places = await placesOf(visit, region, indicator)
  const districts = indicator.level === 4 ? await listRegions(db, { parentCode: region.code, level: 3 }) : []
  const wanted = retry?.form.text('kecamatan') ?? c.req.query('kecamatan')
  const district = districts.find(one => one.code === wanted)
  const shown = district ? places.filter(one => one.code.startsWith(`${district.code}.`)) : places
  const readings = await listReadings(db, region.code, {
    indicatorIds: [indicator.id],
    periods: [period, periodBefore(period)],
    placeCodes: shown.map(one => one.code),
  })
  const stored = new Map(readings.map(one => [readingId(one), one]))
  const rows = shown.map(({ code, name }): Entry & { name: string } => {
    const id = readingId({ indicatorId: indicator.id, placeCode: code, period })
    const before = stored.get(readingId({ indicatorId: indicator.id, placeCode: code, period: periodBefore(period) }))
    return { id, name, indicator, placeCode: code, period, reading: stored.get(id), before, asks: [] }
  })
  const path = indicatorHref(region.code, indicator.id)
  const n = /^\d{1,5}$/.exec(c.req.query('n') ?? '')?.[0]
  const time = /^[0-9.:]{4,5}\s?WI(B|TA|T)$/.exec(c.req.query('pukul') ?? '')?.[0]
  return {
    title: t.placesTitle(indicator.name),
    section,
    working: true,
    ...(retry || n === undefined || n === '0' || time === undefined ? {} : { flash: t.saved(n, time) }),
    crumbs: await portfolioCrumbs(
      db,
      region,
      lang,
      { label: indicator.name, href: path },
      { label: periodName(period, lang) },
    ),
    body: (
      <div class="pt-2">
        <ErrorSummary lang={lang} problems={problemsOf(retry, lang, new Map(rows.map(one => [one.id, one.name])))} />
        <p class="eyebrow">
          <a class="a" href={listHref(region.code)}>
            {indicator.code}
          </a>
        </p>
        <h1>{t.placesTitle(indicator.name)}</h1>
        <p class="lead mt-3 mb-6">{t.placesLead(periodName(period, lang))}</p>
        <FilterBar
          lang={lang}
          action={`${path}/isi`}
          selects={[
            {
              name: 'periode',
              label: indicatorPhrases(lang).choosePeriod,
              value: period,
              options: [...new Set([...periodsUpTo(running, 9), period])]
                .sort()
                .reverse()
                .map(one => ({ value: one, label: periodName(one, lang) })),
            },
            ...(districts.length > 1 && actor.membership?.regionCode?.length === CODE_LENGTH[2]
              ? [
                  {
                    name: 'kecamatan',
                    label: t.district,
                    value: district?.code ?? '',
                    options: [
                      { value: '', label: t.anyDistrict },
                      ...districts.map(one => ({ value: one.code, label: one.name })),
                    ],
                  },
                ]
              : []),
          ]}
        />
        {rows.length === 0 ? (
          <Empty fact={t.noPlaces} />
        ) : (
          <form method="post" action={`${path}/isi`} novalidate>
            <input type="hidden" name="periode" value={period} />
            {district && <input type="hidden" name="kecamatan" value={district.code} />}
            <PlaceRows visit={visit} rows={rows} typed={typedOf(retry, lang)} />
            <div class="dock-bar mt-4">
              <Button look="primary" icon="check">
                {t.savePlaces}
              </Button>
            </div>
          </form>
        )}
      </div>
    ),
  }
}

function PlaceRows({
  visit,
  rows,
  typed,
}: {
  visit: Visit
  rows: readonly (Entry & { name: string })[]
  typed: Typed
}) {
  const { lang } = visit
  const t = readingPhrases(lang)
  const parts = partNames(rows[0]?.indicator.formula)
  return (
    <Table<Entry & { name: string }>
      lang={lang}
      caption={t.placesTitle(rows[0]?.indicator.name ?? '')}
      rows={rows}
      columns={[
        {
          key: 'place',
          label: indicatorPhrases(lang).place,
          rowHeader: true,
          cell: row => (
            <>
              {row.name}
              <span class="note block mt-1 font-normal">
                {row.before
                  ? t.last(periodName(row.before.period, lang), showReading(row.before, row.indicator, lang))
                  : t.noneBefore}
              </span>
            </>
          ),
        },
        {
          key: 'value',
          label: parts ? `${parts.numerator} / ${parts.denominator.toLowerCase()}` : t.value,
          cell: row => {
            const errors = rowErrors(row, typed)
            const old = typed.conflict && typed.has(row.id) && row.reading !== undefined
            return (
              <div class={errors.length > 0 ? 'field bad mb-0!' : 'field mb-0!'}>
                {(old ? [t.conflictLead(showReading(row.reading ?? {}, row.indicator, lang))] : errors).map(words => (
                  <p class="err">
                    <Icon name="circle-alert" />
                    <span>{words}</span>
                  </p>
                ))}
                <RowFacts entry={row} />
                <div class="flex flex-wrap gap-2">
                  <FigureInputs visit={visit} entry={row} typed={typed} named={row.name} />
                </div>
              </div>
            )
          },
        },
      ]}
    />
  )
}
