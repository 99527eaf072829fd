import { listRegionsByCodes } from '#modules/region/index.ts'
import { sheetResponse, type SheetFormat } from '#platform/documents/sheet.ts'
import type { Page } from '#platform/http/door.ts'
import type { Visit } from '#platform/http/visit.ts'
import { FilterBar } from '#ui/filter-bar.tsx'
import { Pager } from '#ui/pager.tsx'
import { Table, type Column } from '#ui/table.tsx'
import { refuseListOrganisations } from '../access.ts'
import { organisationFilter, organisationKinds, type Organisation } from '../model.ts'
import { phrases } from '../phrases/index.ts'
import { readMark, writeMark } from '../rules/list-mark.ts'
import { listOrganisationRegions, listOrganisations } from '../store/organisation.ts'

const pageSize = 25

function readFilter(visit: Visit) {
  const query = visit.c.req.query()
  const given = organisationFilter.parse(Object.fromEntries(Object.entries(query).filter(([, value]) => value !== '')))
  return { words: given.q, kind: given.jenis, regionCode: given.daerah, after: readMark(given.setelah) }
}

type Filter = ReturnType<typeof readFilter>

function address(
  filter: Filter,
  change: Partial<Record<'q' | 'jenis' | 'daerah' | 'setelah', string | undefined>> = {},
) {
  const all = { q: filter.words, jenis: filter.kind, daerah: filter.regionCode, setelah: undefined, ...change }
  const given = Object.entries(all).filter((pair): pair is [string, string] => pair[1] !== undefined)
  return given.length === 0 ? '' : `?${new URLSearchParams(given)}`
}

/** `/organisasi`: all organisations, filtered and paged by address. */
export const organisationsPage: Page = {
  path: '/organisasi',
  permission: 'people.organisations.read',
  may: refuseListOrganisations,
  async show(visit) {
    const t = phrases(visit.lang)
    const { db } = visit.platform
    const filter = readFilter(visit)
    const [found, regions] = await Promise.all([
      listOrganisations(db.read, { ...filter, limit: pageSize + 1 }),
      listOrganisationRegions(db.read),
    ])
    const rows = found.slice(0, pageSize)
    const last = rows.at(-1)
    const next = found.length > pageSize && last ? address(filter, { setelah: writeMark(last) }) : undefined
    const active = [
      ...(filter.words === undefined
        ? []
        : [{ label: filter.words, removeHref: `/organisasi${address(filter, { q: undefined })}` }]),
      ...(filter.kind === undefined
        ? []
        : [{ label: t.kinds[filter.kind], removeHref: `/organisasi${address(filter, { jenis: undefined })}` }]),
      ...(filter.regionCode === undefined
        ? []
        : [
            {
              label: regions.find(region => region.code === filter.regionCode)?.name ?? filter.regionCode,
              removeHref: `/organisasi${address(filter, { daerah: undefined })}`,
            },
          ]),
    ]
    return {
      title: t.organisationsTitle,
      section: '/organisasi',
      body: (
        <div class="pt-6">
          <h1>{t.organisationsTitle}</h1>
          <p class="lead mt-3">{t.organisationsLead}</p>
          <FilterBar
            lang={visit.lang}
            action="/organisasi"
            search={{ name: 'q', label: t.search, value: filter.words }}
            selects={[
              {
                name: 'jenis',
                label: t.kind,
                value: filter.kind,
                options: [
                  { value: '', label: t.anyKind },
                  ...organisationKinds.map(kind => ({ value: kind, label: t.kinds[kind] })),
                ],
              },
              {
                name: 'daerah',
                label: t.region,
                value: filter.regionCode,
                options: [
                  { value: '', label: t.anyRegion },
                  ...regions.map(({ code, name }) => ({ value: code, label: name })),
                ],
              },
            ]}
            active={active}
            clearHref="/organisasi"
          />
          <Table
            lang={visit.lang}
            caption={t.organisationsTitle}
            columns={columns(visit)}
            rows={rows}
            csvHref={`/organisasi/unduh.csv${address(filter)}`}
            xlsxHref={`/organisasi/unduh.xlsx${address(filter)}`}
            empty={{
              fact: t.noOrganisations,
              reason: t.noOrganisationsWhy,
              action: (
                <a class="a" href="/organisasi">
                  {t.allOrganisations}
                </a>
              ),
            }}
          />
          <Pager
            lang={visit.lang}
            previousHref={filter.after && `/organisasi${address(filter)}`}
            previousLabel={t.firstPage}
            nextHref={next && `/organisasi${next}`}
            nextLabel={t.nextOnes(pageSize)}
          />
        </div>
      ),
    }
  },
}

function columns(visit: Visit): Column<Organisation>[] {
  const t = phrases(visit.lang)
  return [
    {
      key: 'name',
      label: t.organisation,
      rowHeader: true,
      cell: row => (
        <a class="a" href={`/organisasi/${row.id}`}>
          {row.name}
          {row.example && ` (${t.example})`}
        </a>
      ),
    },
    { key: 'kind', label: t.kind, onlyWide: true, cell: row => t.kinds[row.kind] },
    { key: 'region', label: t.region, cell: row => row.regionName ?? t.worksNationally },
  ]
}

/** The filtered list as a file; the two addresses are two pages. */
const download = (format: SheetFormat): Page => ({
  path: `/organisasi/unduh.${format}`,
  permission: 'people.organisations.read',
  may: refuseListOrganisations,
  async show(visit) {
    const t = phrases(visit.lang)
    const { db } = visit.platform
    const rows = await listOrganisations(db.read, { ...readFilter(visit), after: undefined, limit: 100_000 })
    const codes = rows.map(row => row.regionCode?.slice(0, 5)).filter(code => code !== undefined)
    const regencies = await listRegionsByCodes(db.read, codes)
    return await sheetResponse<Organisation>(
      {
        name: 'organisasi',
        rows,
        columns: [
          { key: 'id', label: 'ID', width: 38, value: row => row.id },
          { key: 'name', label: t.organisation, width: 50, value: row => row.name },
          { key: 'kind', label: t.kind, width: 24, value: row => (format === 'csv' ? row.kind : t.kinds[row.kind]) },
          { key: 'region_code', label: t.region, width: 16, value: row => row.regionCode },
          { key: 'region_name', label: t.region, width: 30, value: row => row.regionName },
          {
            key: 'regency_name',
            label: t.regency,
            width: 30,
            value: row => regencies.get(row.regionCode?.slice(0, 5) ?? '')?.name,
          },
          { key: 'parent_name', label: t.parent, width: 40, value: row => row.parentName },
          { key: 'example', label: t.example, width: 10, value: row => (row.example ? t.yes : t.no) },
        ],
      },
      format,
    )
  },
})

export const organisationDownloads: Page[] = [download('csv'), download('xlsx')]
