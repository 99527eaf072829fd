import { dayIn } from '#kit/format.ts'
import { sheetResponse, type SheetFormat } from '#platform/documents/sheet.ts'
import type { Page } from '#platform/http/door.ts'
import { dimensionName } from '#ui/dim.tsx'
import { mayOpenMeetings } from '../../access.ts'
import { getInsideStand } from '../../actions/stand.ts'
import { taskPhrases } from '../../phrases/task.ts'
import { listTasks } from '../../store/task/list-tasks.ts'
import { placeOf, regionPlace } from './place.tsx'
import { readTaskQuery, taskFilter } from './task-query.ts'

/** All tasks of the filter; the two addresses are two pages. */
const download = (format: SheetFormat): Page => ({
  path: `${regionPlace}/tugas.${format}`,
  permission: 'meeting.inside.read',
  may: mayOpenMeetings,
  async show(visit) {
    const { c, lang, platform, actor } = visit
    const t = taskPhrases(lang)
    const { region } = await getInsideStand(platform.db.read, actor, placeOf(visit).regionCode)
    const today = dayIn(platform.clock.now(), region.timezone)
    const filter = taskFilter(readTaskQuery(c.req.query()), today)
    const { tasks } = await listTasks(platform.db.read, region.code, filter, { limit: 100_001 })
    const csv = format === 'csv'
    return await sheetResponse(
      {
        name: `tugas-rapat-${region.code}-${today}`,
        rows: tasks,
        columns: [
          { key: 'task', label: t.sheet.task, width: 60, value: row => row.text },
          { key: 'owner', label: t.sheet.owner, width: 40, value: row => row.ownerName },
          {
            key: 'dimension',
            label: t.sheet.dimension,
            width: 16,
            value: row => (row.dimension === undefined || csv ? row.dimension : dimensionName(row.dimension, lang)),
          },
          { key: 'due_on', label: t.sheet.due, kind: 'date', width: 12, value: row => row.dueOn },
          { key: 'first_due_on', label: t.sheet.first, kind: 'date', width: 12, value: row => row.firstDueOn },
          { key: 'state', label: t.sheet.state, width: 14, value: row => (csv ? row.state : t.states[row.state]) },
          { key: 'done_on', label: t.sheet.doneOn, kind: 'date', width: 12, value: row => row.doneOn },
          { key: 'times_overdue', label: t.sheet.overdue, kind: 'integer', width: 10, value: row => row.timesOverdue },
          { key: 'level', label: t.sheet.level, width: 20, value: row => (csv ? row.level : t.levels[row.level]) },
          { key: 'meeting', label: t.sheet.meeting, width: 40, value: row => row.meetingTitle },
          {
            key: 'meeting_day',
            label: t.sheet.meetingDay,
            kind: 'date',
            width: 12,
            value: row => dayIn(row.meetingStartsAt, region.timezone),
          },
          { key: 'note', label: t.sheet.note, width: 40, value: row => row.note },
        ],
      },
      format,
    )
  },
})

export const taskFiles: Page[] = [download('csv'), download('xlsx')]
