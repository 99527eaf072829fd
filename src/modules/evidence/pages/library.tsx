import { formatDate } from '#kit/format.ts'
import type { Page } from '#platform/http/door.ts'
import type { View, Visit } from '#platform/http/visit.ts'
import { Button } from '#ui/button.tsx'
import { Empty } from '#ui/empty.tsx'
import { FilterBar, type FilterSelect } from '#ui/filter-bar.tsx'
import { Icon } from '#ui/icon.tsx'
import { Pager } from '#ui/pager.tsx'
import { Table, type Column } from '#ui/table.tsx'
import { refuseAddEvidence, refuseReadLibrary } from '../access.ts'
import { warningsOf } from '../actions/warnings.ts'
import { evidenceKinds, evidenceStates, type Evidence, type Warning } from '../model.ts'
import { phrases } from '../phrases/index.ts'
import { countItems, listItems, listOwners } from '../store/items.ts'
import { countUsesOf } from '../store/uses.ts'
import { EvidenceChip, evidenceLine, iconOf } from './evidence-list.tsx'
import { readLibrary, type LibraryQuery } from './library-query.ts'

const pageSize = 25

/** `/bukti`: the library of the region of the role in use; the auditor chooses one. */
export const libraryPage: Page = {
  path: '/bukti',
  permission: 'evidence.library.read',
  may: refuseReadLibrary,
  async show(visit) {
    const t = phrases(visit.lang)
    const library = await readLibrary(visit)
    const saved = /^[1-9]\d?$/.exec(visit.c.req.query('tersimpan') ?? '')?.[0]
    const view = {
      title: t.title,
      section: '/bukti',
      ...(saved === undefined ? {} : { flash: t.savedMany(Number(saved)) }),
    }
    if (library === undefined) {
      return { ...view, body: <Empty fact={t.noLibraries} reason={t.lead} /> }
    }
    return { ...view, body: await libraryBody(visit, library) }
  },
}

async function libraryBody(visit: Visit, library: LibraryQuery): Promise<View['body']> {
  const { lang } = visit
  const t = phrases(lang)
  const { read } = visit.platform.db
  const { filter, sight, today, href } = library
  const found = await listItems(read, { ...filter, limit: pageSize + 1 }, sight, today)
  const rows = found.slice(0, pageSize)
  const ids = rows.map(row => row.id)
  const [count, owners, warnings, uses] = [
    await countItems(read, filter, sight, today),
    await listOwners(read, filter.regionCode, sight),
    await warningsOf(read, ids, today),
    await countUsesOf(read, filter.regionCode, ids),
  ]
  const last = found.length > pageSize ? rows.at(-1) : undefined
  return (
    <div class="pt-6">
      <div class="flex flex-wrap items-end justify-between gap-4">
        <h1>{t.titleOf(library.region.name)}</h1>
        {refuseAddEvidence(visit.actor, filter.regionCode) === undefined && (
          <Button href="/bukti/baru" look="primary" icon="plus">
            {t.add}
          </Button>
        )}
      </div>
      <p class="lead mt-3">{t.lead}</p>
      <FilterBar
        lang={lang}
        action="/bukti"
        search={{ name: 'q', label: t.search, value: filter.words }}
        selects={selects(visit, library, owners)}
        active={activeFilters(visit, library, owners)}
        clearHref={href({ q: undefined, jenis: undefined, opd: undefined, keadaan: undefined })}
      />
      <Table
        lang={lang}
        caption={t.titleOf(library.region.name)}
        columns={columns(visit, warnings, uses)}
        rows={rows}
        count={t.count(count)}
        csvHref={href({}, '/unduh.csv')}
        xlsxHref={href({}, '/unduh.xlsx')}
        empty={{
          fact: t.none,
          reason: t.noneWhy,
          action: (
            <a class="a" href="/bukti">
              {t.all}
            </a>
          ),
        }}
      />
      <Pager
        lang={lang}
        previousHref={filter.after && href()}
        previousLabel={t.firstPage}
        nextHref={last && href({ setelah: last.id })}
        nextLabel={t.nextOnes}
      />
    </div>
  )
}

type Named = { id: string; name: string }

function selects({ lang }: Visit, library: LibraryQuery, owners: readonly Named[]): FilterSelect[] {
  const t = phrases(lang)
  const { filter, libraries } = library
  const place =
    libraries.length > 0
      ? {
          name: 'daerah',
          label: t.region,
          value: filter.regionCode,
          options: libraries.map(({ code, name }) => ({ value: code, label: name })),
        }
      : {
          name: 'opd',
          label: t.owner,
          value: filter.organisationId,
          options: [{ value: '', label: t.anyOwner }, ...owners.map(({ id, name }) => ({ value: id, label: name }))],
        }
  return [
    {
      name: 'jenis',
      label: t.kind,
      value: filter.kind,
      options: [{ value: '', label: t.anyKind }, ...evidenceKinds.map(kind => ({ value: kind, label: t.kinds[kind] }))],
    },
    place,
    {
      name: 'keadaan',
      label: t.state,
      value: filter.state,
      options: [
        { value: '', label: t.anyState },
        ...evidenceStates.map(state => ({ value: state, label: t.states[state] })),
      ],
    },
  ]
}

function activeFilters({ lang }: Visit, { filter, href }: LibraryQuery, owners: readonly Named[]) {
  const t = phrases(lang)
  const { words, kind, organisationId, state } = filter
  return [
    ...(words === undefined ? [] : [{ label: words, removeHref: href({ q: undefined }) }]),
    ...(kind === undefined ? [] : [{ label: t.kinds[kind], removeHref: href({ jenis: undefined }) }]),
    ...(organisationId === undefined
      ? []
      : [
          {
            label: owners.find(({ id }) => id === organisationId)?.name ?? t.owner,
            removeHref: href({ opd: undefined }),
          },
        ]),
    ...(state === undefined ? [] : [{ label: t.states[state], removeHref: href({ keadaan: undefined }) }]),
  ]
}

function columns(
  { lang }: Visit,
  warnings: ReadonlyMap<string, readonly Warning[]>,
  uses: ReadonlyMap<string, number>,
): Column<Evidence>[] {
  const t = phrases(lang)
  return [
    {
      key: 'title',
      label: t.evidence,
      rowHeader: true,
      cell: row => (
        <span class="ev-name">
          <Icon name={iconOf[row.kind]} />
          <span class="min-w-0">
            <a class="a" href={`/bukti/${row.id}`}>
              {row.title}
            </a>
            <small>{evidenceLine(row, lang)}</small>
          </span>
        </span>
      ),
    },
    { key: 'owner', label: t.owner, onlyWide: true, cell: row => row.organisationName ?? '–' },
    {
      key: 'added',
      label: t.added,
      onlyWide: true,
      cell: row => formatDate(row.createdAt, lang),
    },
    { key: 'used', label: t.used, onlyWide: true, cell: row => t.usedTimes(uses.get(row.id) ?? 0) },
    {
      key: 'state',
      label: t.state,
      cell: row => <EvidenceChip lang={lang} evidence={row} warnings={warnings.get(row.id)} />,
    },
  ]
}
