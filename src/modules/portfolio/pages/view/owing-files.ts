import { sheetResponse, type SheetFormat } from '#platform/documents/sheet.ts'
import type { Page } from '#platform/http/door.ts'
import { mayReadInside } from '../../access.ts'
import { getOwingStand, readOwed } from '../../actions/view/read-owing.ts'
import { owingPhrases } from '../../phrases/owing.ts'
import { daysBetween } from '../../rules/view/owing.ts'
import { owingFilter, readOwingQuery } from './owing-query.ts'

/** Everything owed thing by thing, with the filter of the list; the two addresses are two pages. */
const download = (format: SheetFormat): Page => ({
  path: `/portofolio/:code{[0-9]{2}\\.[0-9]{2}}/tagihan.${format}`,
  permission: 'portfolio.inside.read',
  may: mayReadInside,
  async show(visit) {
    const { c, lang, platform, actor } = visit
    const t = owingPhrases(lang)
    const { region, scope } = await getOwingStand(platform, actor, c.req.param('code') ?? '')
    const query = readOwingQuery(c.req.query())
    const rows = await readOwed(platform, scope, owingFilter(query), { limit: 100_001 })
    const csv = format === 'csv'
    return await sheetResponse(
      {
        name: `tagihan-${region.code}-${scope.today}`,
        rows,
        columns: [
          { key: 'holder', label: t.sheet.holder, width: 44, value: row => row.holderName },
          { key: 'kind', label: t.sheet.kind, width: 34, value: row => (csv ? row.kind : t.kinds[row.kind]) },
          { key: 'code', label: t.sheet.code, width: 14, value: row => row.code },
          { key: 'name', label: t.sheet.name, width: 48, value: row => row.name },
          { key: 'detail', label: t.sheet.detail, width: 40, value: row => row.detail },
          { key: 'due_on', label: t.sheet.due, kind: 'date', width: 12, value: row => row.dueOn },
          {
            key: 'days_past',
            label: t.sheet.days,
            kind: 'integer',
            width: 10,
            value: row => Math.max(0, daysBetween(row.dueOn, scope.today)),
          },
        ],
      },
      format,
    )
  },
})

export const owingFiles: Page[] = [download('csv'), download('xlsx')]
