import { formatArea, formatCount } from '#kit/format.ts'
import type { Language } from '#platform/i18n/language.ts'
import type { Visit } from '#platform/http/visit.ts'
import { Pager } from '#ui/pager.tsx'
import { Table, type Column } from '#ui/table.tsx'
import type { Region, RegionKind, Tally } from '../model.ts'
import { phrases } from '../phrases/index.ts'
import { isRegionCode } from '../rules/region-code.ts'
import { ChildrenMap } from './region-map.tsx'

export interface ChildrenPage {
  after: string | undefined
  before: string | undefined
  limit: number
}

const perPage = 100

/** Which part of the children is asked for: `?setelah=CODE` or `?sebelum=CODE`. */
export function childrenPage(visit: Visit): ChildrenPage {
  const code = (name: string) => {
    const typed = visit.c.req.query(name)
    return typed !== undefined && isRegionCode(typed) ? typed : undefined
  }
  return { after: code('setelah'), before: code('sebelum'), limit: perPage }
}

interface Props {
  lang: Language
  region: Region
  /** One more than a page holds when there are more. */
  rows: readonly Region[]
  tallies: ReadonlyMap<string, Tally>
  total: number
  query: ChildrenPage
}

/** The regions directly below, a hundred to a page. */
export function Children({ lang, region, rows, tallies, total, query }: Props) {
  const t = phrases(lang)
  const back = query.before !== undefined
  const more = rows.length > query.limit
  const shown = back ? rows.slice(more ? 1 : 0) : rows.slice(0, query.limit)
  const papua = region.level === 2 && rows.some(child => child.kind === 'distrik')
  const what = papua ? t.childrenPapua : (t.children[region.level - 1] ?? '')
  const href = `/daerah/${region.code}`
  const first = shown[0]
  const last = shown.at(-1)
  const hasNext = back ? true : more
  const hasPrevious = back ? more : query.after !== undefined
  return (
    <section class="sec" aria-labelledby="anak">
      <h2 id="anak">{t.childrenOf(what, region.shortName)}</h2>
      <div class={region.level < 3 ? 'mt-6 grid gap-8 lg:grid-cols-[1fr_24rem] lg:gap-16' : 'mt-6'}>
        <div class="lg:order-2">
          <ChildrenMap lang={lang} region={region} children={shown} />
        </div>
        <div>
          <Table
            lang={lang}
            caption={t.childrenOf(what, region.name)}
            columns={columnsOf(lang, region, tallies)}
            rows={shown}
            count={`${formatCount(total, lang)} ${what.toLowerCase()}`}
            csvHref={`${href}/anak.csv`}
            xlsxHref={`${href}/anak.xlsx`}
            empty={{ fact: t.noChildren(region.name) }}
          />
        </div>
      </div>
      <Pager
        lang={lang}
        previousHref={hasPrevious && first ? `${href}?sebelum=${first.code}#anak` : undefined}
        nextHref={hasNext && last ? `${href}?setelah=${last.code}#anak` : undefined}
      />
    </section>
  )
}

function columnsOf(lang: Language, region: Region, tallies: ReadonlyMap<string, Tally>): Column<Region>[] {
  const t = phrases(lang)
  const number = (label: string, kinds: RegionKind[], onlyWide = false): Column<Region> => ({
    key: label,
    label,
    align: 'right',
    onlyWide,
    cell: child => {
      const tally = tallies.get(child.code) ?? {}
      return formatCount(
        kinds.reduce((total, kind) => total + (tally[kind] ?? 0), 0),
        lang,
      )
    },
  })
  const name: Column<Region> = {
    key: 'name',
    label: t.columns.name,
    rowHeader: true,
    cell: child => (
      <a class="a inline-flex min-h-7 items-center" href={`/daerah/${child.code}`}>
        {child.shortName}
      </a>
    ),
  }
  const code: Column<Region> = { key: 'code', label: t.columns.code, class: 'text-muted', cell: child => child.code }
  const place: Column<Region> = {
    key: 'number',
    label: t.columns.number,
    labelHidden: true,
    align: 'right',
    class: 'text-muted w-8',
    cell: (_, index) => index + 1,
  }
  const villages = [number(t.columns.villages, ['desa', 'desa adat']), number(t.columns.kelurahan, ['kelurahan'])]
  if (region.level === 1) {
    return [
      place,
      name,
      { ...code, onlyWide: true },
      number(t.columns.districts, ['kecamatan', 'distrik'], true),
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
    ]
  }
  if (region.level === 2) return [place, name, { ...code, onlyWide: true }, ...villages]
  return [name, code, { key: 'kind', label: t.columns.kind, cell: child => t.kinds[child.kind] }]
}
