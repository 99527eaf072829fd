import { formatDate } from '#kit/format.ts'
import { type SheetFormat, sheetResponse } from '#platform/documents/sheet.ts'
import type { Page, Visit } from '#platform/http/door.ts'
import type { View } from '#platform/http/visit.ts'
import { Button } from '#ui/button.tsx'
import { Chip } from '#ui/chip.tsx'
import { Pager } from '#ui/pager.tsx'
import { type Column, Table } from '#ui/table.tsx'
import { mayOpenPlans, refuseKeep } from '../../access.ts'
import { getStand } from '../../actions/stand.ts'
import type { Edition } from '../../model-edition.ts'
import { editionPhrases } from '../../phrases/edition.ts'
import { editionCursor, listEditions } from '../../store/edition/editions.ts'
import { planHref, PlanNav, planSection } from '../nav.tsx'
import { editionCrumbs, editionHref, editionsPlace, regulationLine, stateChips } from './place.ts'

const pageSize = 25

/** `/masterplan/:code/edisi`: the editions of a region, the latest year first; the public sees those that are published. */
export const editionsPage: Page = {
  path: editionsPlace,
  permission: 'masterplan.read',
  may: mayOpenPlans,
  show: listView,
}

async function listView(visit: Visit): Promise<View> {
  const { c, lang, platform, actor } = visit
  const { sql } = platform.db
  const t = editionPhrases(lang)
  const { region, sight } = await getStand(sql, actor, c.req.param('code') ?? '')
  const after = c.req.query('setelah')
  const found = await listEditions(sql, region.code, { publishedOnly: sight !== 'all' }, { limit: pageSize + 1, after })
  const rows = found.slice(0, pageSize)
  const last = rows.at(-1)
  const here = planHref(region.code, 'edisi')
  const mayKeep = refuseKeep(actor, region.code) === undefined
  return {
    title: t.title,
    section: planSection,
    crumbs: await editionCrumbs(visit, region, undefined),
    body: (
      <div class="pt-2">
        <h1>{t.title}</h1>
        <p class="lead mt-3 mb-6">{t.lead}</p>
        <PlanNav lang={lang} code={region.code} current="edisi" sight={sight} actor={actor} />
        <div class="mt-6">
          <Table
            lang={lang}
            caption={t.listCaption}
            rows={rows}
            columns={columns(visit, region.timezone)}
            csvHref={rows.length > 0 ? `${here}.csv` : undefined}
            xlsxHref={rows.length > 0 ? `${here}.xlsx` : undefined}
            empty={{
              fact: t.none,
              reason: t.noneWhy,
              ...(mayKeep ? { action: <Button href={planHref(region.code, 'buku')}>{t.toPlans}</Button> } : {}),
            }}
          />
          <Pager
            lang={lang}
            previousHref={after ? here : undefined}
            nextHref={found.length > pageSize && last ? `${here}?setelah=${editionCursor(last)}` : undefined}
          />
        </div>
      </div>
    ),
  }
}

function columns(visit: Visit, zone: 'WIB' | 'WITA' | 'WIT'): Column<Edition>[] {
  const { lang } = visit
  const t = editionPhrases(lang)
  return [
    {
      key: 'edition',
      label: t.column.edition,
      rowHeader: true,
      cell: row => (
        <>
          <a class="a" href={editionHref(row)}>
            {t.of(row.year)}
          </a>
          <small class="block font-normal text-muted">{row.title}</small>
        </>
      ),
    },
    {
      key: 'state',
      label: t.column.state,
      cell: row => <Chip status={stateChips[row.state]}>{t.states[row.state]}</Chip>,
    },
    {
      key: 'regulation',
      label: t.column.regulation,
      onlyWide: true,
      cell: row => regulationLine(visit, row) ?? t.regulationNone,
    },
    { key: 'frozen', label: t.column.frozen, onlyWide: true, cell: row => formatDate(row.frozenAt, lang, zone) },
  ]
}

/** The same list as a file. */
const fileOf = (format: SheetFormat): Page => ({
  path: `${editionsPlace}.${format}`,
  permission: 'masterplan.read',
  may: mayOpenPlans,
  async show(visit) {
    const { c, lang, platform, actor } = visit
    const t = editionPhrases(lang)
    const { region, sight } = await getStand(platform.db.sql, actor, c.req.param('code') ?? '')
    const rows = await listEditions(platform.db.sql, region.code, { publishedOnly: sight !== 'all' }, { limit: 10_000 })
    return await sheetResponse<Edition>(
      {
        name: `edisi-masterplan-${region.code}`,
        rows,
        columns: [
          { key: 'year', label: t.column.edition, kind: 'integer', value: row => row.year },
          { key: 'title', label: t.freeze.name, value: row => row.title, width: 50 },
          { key: 'state', label: t.column.state, value: row => t.states[row.state], width: 24 },
          { key: 'regulation', label: t.column.regulation, value: row => regulationLine(visit, row), width: 40 },
          { key: 'frozen_at', label: t.column.frozen, value: row => row.frozenAt.toISOString(), width: 26 },
          { key: 'sha256', label: t.column.hash, value: row => row.sha256, width: 66 },
        ],
      },
      format,
    )
  },
})

export const editionFiles: Page[] = [fileOf('csv'), fileOf('xlsx')]
