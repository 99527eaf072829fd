import { actsAs, regencyOfRole, worksFor } from '#kit/actor.ts'
import { dayIn, formatCount, formatDate } from '#kit/format.ts'
import { regionOfVisit } from '#modules/region/index.ts'
import type { Panel } from '#platform/http/door.ts'
import { Button } from '#ui/button.tsx'
import { TodoRow } from '#ui/todo-row.tsx'
import { taskPhrases } from '../../phrases/task.ts'
import { readOpenTasks } from '../../store/task/list-tasks.ts'
import { listUnready } from '../../store/preparation/boards.ts'
import { meetingsHref } from '../nav.tsx'
import { ItemChip, itemHref } from '../preparation/place.tsx'
import { TaskChip, taskHref } from './place.tsx'

const most = 4

/** After signing in: what meetings ask of one's office, or of the region for who keeps it whole, and what is to be prepared. */
export const myTasksPanel: Panel = {
  place: 'home',
  order: 13,
  async render(visit) {
    const { actor, platform, lang } = visit
    const code = regencyOfRole(actor)
    if (code === undefined || !worksFor(actor, code)) return null
    const ofOffice = actsAs(actor, 'opd-officer', 'opd-head', 'village-officer')
    const officeId = ofOffice ? actor.membership?.organisationId : undefined
    if (ofOffice && officeId === undefined) return null
    const db = platform.db.read
    const region = await regionOfVisit(visit, code)
    if (!region) return null
    const today = dayIn(platform.clock.now(), region.timezone)
    const [{ counts, tasks }, items] = await Promise.all([
      readOpenTasks(db, code, officeId, today, most),
      listUnready(db, code, officeId, 100),
    ])
    if (counts.open === 0 && items.length === 0) return null
    const t = taskPhrases(lang).panel
    const count = (n: number) => formatCount(n, lang)
    const query = officeId === undefined ? '' : `?opd=${officeId}`
    return (
      <section class="sec" aria-labelledby="beranda-tugas">
        <h2 id="beranda-tugas">
          {officeId === undefined ? t.region(region.name) : t.mine(actor.membership?.organisationName ?? '')}
        </h2>
        <p class="note mt-1 mb-4">
          {t.line(count(counts.open), count(counts.late))} {items.length > 0 && t.items(count(items.length))}
        </p>
        <ul class="todo max-w-3xl">
          {tasks.map(task => (
            <TodoRow
              href={taskHref(code, task.id)}
              title={task.text}
              line={`${task.meetingTitle}, ${formatDate(task.dueOn, lang)}`}
            >
              <TaskChip task={task} today={today} lang={lang} />
            </TodoRow>
          ))}
          {items.slice(0, most).map(item => (
            <TodoRow
              href={itemHref(code, item.boardId, item.id)}
              title={item.what}
              line={`${item.organisationName}, ${formatDate(item.dueOn, lang)}`}
            >
              <ItemChip item={item} today={today} lang={lang} />
            </TodoRow>
          ))}
        </ul>
        <p class="mt-5 flex flex-wrap gap-3">
          <Button href={`${meetingsHref(code, 'tugas')}${query}`}>{t.toTasks}</Button>
          {items.length > 0 && <Button href={meetingsHref(code, 'persiapan')}>{t.toBoards}</Button>}
        </p>
      </section>
    )
  },
}
