import { formatArea, formatCount, formatDate } from '#kit/format.ts'
import type { Page } from '#platform/http/door.ts'
import type { Visit } from '#platform/http/visit.ts'
import { Button } from '#ui/button.tsx'
import { Table, type Column } from '#ui/table.tsx'
import { mayImportRegions, mayReadRegions } from '../access.ts'
import type { Edition, Region, RegionKind, Tally } from '../model.ts'
import { phrases } from '../phrases/index.ts'
import { findEdition, listRegions, listTallies } from '../store/regions.ts'
import { DensityMap } from './density-map.tsx'
import { SearchForm } from './search-form.tsx'

/** `/daerah`: all provinces with their counts, and the search box. */
export const browsePage: Page = {
  path: '/daerah',
  permission: 'region.read',
  may: mayReadRegions,
  async show(visit) {
    const { lang } = visit
    const t = phrases(lang)
    const db = visit.platform.db.read
    const provinces = await listRegions(db, { level: 1 })
    const tallies = await listTallies(
      db,
      provinces.map(province => province.code),
    )
    const regencies = await listRegions(db, { level: 2 })
    const edition = await findEdition(db)
    const count = (...kinds: RegionKind[]) => formatCount(sum([...tallies.values()], kinds), lang)
    const body = (
      <>
        <h1>{t.browseTitle}</h1>
        {provinces.length > 0 && (
          <p class="lead mt-3">
            {t.browseLead(
              formatCount(provinces.length, lang),
              count('kabupaten'),
              count('kota'),
              count('kecamatan', 'distrik'),
              count('desa', 'desa adat', 'kelurahan'),
            )}
          </p>
        )}
        <div class="mt-6">
          <SearchForm lang={lang} />
        </div>
        {regencies.length > 0 && (
          <section class="mt-10">
            <DensityMap lang={lang} regencies={regencies} />
          </section>
        )}
        <section class="mt-10">
          <Provinces visit={visit} provinces={provinces} tallies={tallies} />
          {edition && <p class="note mt-4">{t.sourceOf(edition.name)}</p>}
        </section>
        {mayImportRegions(visit.actor) === undefined && <ImportForm visit={visit} edition={edition} />}
      </>
    )
    return { title: t.browseTitle, body, section: '/daerah', crumbs: [{ label: t.indonesia }] }
  },
}

const sum = (tallies: readonly Tally[], kinds: readonly RegionKind[]) =>
  tallies.reduce((total, tally) => total + kinds.reduce((n, kind) => n + (tally[kind] ?? 0), 0), 0)

function Provinces(props: { visit: Visit; provinces: readonly Region[]; tallies: ReadonlyMap<string, Tally> }) {
  const { visit, provinces, tallies } = props
  const { lang } = visit
  const t = phrases(lang)
  const number = (kinds: RegionKind[], label: string, onlyWide: boolean): Column<Region> => ({
    key: kinds.join(),
    label,
    align: 'right',
    onlyWide,
    cell: region => formatCount(sum([tallies.get(region.code) ?? {}], kinds), lang),
  })
  const numbers = [
    number(['kabupaten'], t.columns.regencies, false),
    number(['kota'], t.columns.cities, false),
    number(['kecamatan', 'distrik'], t.columns.districts, true),
    number(['desa', 'desa adat'], t.columns.villages, true),
    number(['kelurahan'], t.columns.kelurahan, true),
  ]
  const people = provinces.reduce((total, { people }) => total + (people ?? 0), 0)
  return (
    <Table
      lang={lang}
      caption={t.provinces}
      rows={provinces}
      csvHref="/daerah/provinsi.csv"
      xlsxHref="/daerah/provinsi.xlsx"
      count={t.provincesNote}
      columns={[
        {
          key: 'name',
          label: t.columns.name,
          rowHeader: true,
          cell: region => (
            <a class="a inline-flex min-h-7 items-center" href={`/daerah/${region.code}`}>
              {region.shortName}
            </a>
          ),
        },
        ...numbers,
        {
          key: 'people',
          label: t.columns.people,
          align: 'right',
          cell: ({ people }) => people !== undefined && formatCount(people, lang),
        },
        {
          key: 'area',
          label: t.columns.area,
          align: 'right',
          onlyWide: true,
          cell: ({ areaKm2 }) => areaKm2 !== undefined && formatArea(areaKm2, lang).replace(/\u00a0km²/, ''),
        },
      ]}
      foot={{
        name: t.columns.total,
        people: formatCount(people, lang),
        ...Object.fromEntries(
          numbers.map(({ key }) => [
            key,
            formatCount(sum([...tallies.values()], key.split(',') as RegionKind[]), lang),
          ]),
        ),
      }}
      empty={{ fact: t.emptyBrowse, reason: t.emptyBrowseReason }}
    />
  )
}

function ImportForm({ visit, edition }: { visit: Visit; edition: Edition | undefined }) {
  const t = phrases(visit.lang).imports
  return (
    <section class="sec">
      <h2>{t.title}</h2>
      <p class="mt-2">{edition ? t.text(edition.name, formatDate(edition.importedAt, visit.lang)) : t.never}</p>
      <form method="post" action="/daerah/impor-wilayah" class="mt-4">
        <Button icon="refresh-cw">{t.start}</Button>
      </form>
    </section>
  )
}
