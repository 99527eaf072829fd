import { sheetResponse, type SheetFormat } from '#platform/documents/sheet.ts'
import type { Page, Visit } from '#platform/http/door.ts'
import { mayOpenMeetings } from '../../access.ts'
import { ITEM_STATES } from '../../model-preparation.ts'
import { preparationPhrases } from '../../phrases/preparation.ts'
import { type ItemFilter, listItems } from '../../store/preparation/boards.ts'
import { readTaskQuery } from '../task/task-query.ts'
import { boardPlace, standOf } from './place.tsx'

/** Which items the address asks for. */
export const itemFilter = (visit: Visit): ItemFilter => ({
  officeId: readTaskQuery(visit.c.req.query()).opd,
  state: ITEM_STATES.find(one => one === visit.c.req.query('keadaan')),
})

/** The items of the filter as a file; the two addresses are two pages. */
const download = (format: SheetFormat): Page => ({
  path: `${boardPlace}/butir.${format}`,
  permission: 'meeting.inside.read',
  may: mayOpenMeetings,
  async show(visit) {
    const { lang, platform } = visit
    const t = preparationPhrases(lang)
    const { region, board, today } = await standOf(visit)
    const { items } = await listItems(platform.db.read, region.code, board.id, itemFilter(visit), { limit: 100_001 })
    return await sheetResponse(
      {
        name: `persiapan-${region.code}-${today}`,
        rows: items,
        columns: [
          { key: 'office', label: t.sheet.office, width: 40, value: row => row.organisationName },
          { key: 'what', label: t.sheet.what, width: 60, value: row => row.what },
          { key: 'due_on', label: t.sheet.due, kind: 'date', width: 12, value: row => row.dueOn },
          {
            key: 'state',
            label: t.sheet.state,
            width: 18,
            value: row => (format === 'csv' ? row.state : t.states[row.state]),
          },
          { key: 'note', label: t.sheet.note, width: 40, value: row => row.note },
          { key: 'proofs', label: t.sheet.proofs, kind: 'integer', width: 8, value: row => row.proofs },
        ],
      },
      format,
    )
  },
})

export const boardFiles: Page[] = [download('csv'), download('xlsx')]
