import { dayIn, formatCount, formatDate } from '#kit/format.ts'
import { listRegionOffices } from '#modules/people/index.ts'
import type { Page, View, Visit } from '#platform/http/door.ts'
import { Figures } from '#ui/figures.tsx'
import { FilterBar } from '#ui/filter-bar.tsx'
import { Pager } from '#ui/pager.tsx'
import { Table } from '#ui/table.tsx'
import { mayOpenMeetings, refuseKeep } from '../../access.ts'
import { getInsideStand } from '../../actions/stand.ts'
import { type Task, TASK_LEVELS, TASK_STATES } from '../../model-task.ts'
import { taskPhrases } from '../../phrases/task.ts'
import { countTasks, listTasks } from '../../store/task/list-tasks.ts'
import { meetingCrumbs, MeetingNav, meetingsHref } from '../nav.tsx'
import { flashOf, placeOf, regionPlace, section, TaskChip, taskHref, timesOf } from './place.tsx'
import { readTaskCursor, readTaskQuery, taskCursor, taskFilter, taskQueryText } from './task-query.ts'

const tasksAPage = 25

/** `/rapat/:code/tugas`: what meetings asked of whom, by due day; open ones first, others by the filter. */
export const tasksPage: Page = {
  path: `${regionPlace}/tugas`,
  permission: 'meeting.inside.read',
  may: mayOpenMeetings,
  show: listView,
}

async function listView(visit: Visit): Promise<View> {
  const { c, lang, platform, actor } = visit
  const { sql } = platform.db
  const t = taskPhrases(lang)
  const { region, sight } = await getInsideStand(sql, actor, placeOf(visit).regionCode)
  const today = dayIn(platform.clock.now(), region.timezone)
  const asked = readTaskQuery(c.req.query())
  const { all, ...query } = asked
  const inAddress = { ...query, keadaan: all ? 'semua' : query.keadaan }
  const after = readTaskCursor(c.req.query('setelah'))
  const [{ tasks, next }, counts, offices, crumbs] = await Promise.all([
    listTasks(sql, region.code, taskFilter(asked, today), { after, limit: tasksAPage }),
    countTasks(sql, region.code, query.opd, today),
    listRegionOffices(sql, region.code),
    meetingCrumbs(sql, region, lang, { label: t.title }),
  ])
  const path = meetingsHref(region.code, 'tugas')
  const filtered = taskQueryText(inAddress)
  const without = (...names: string[]) =>
    `${path}${taskQueryText(Object.fromEntries(Object.entries(inAddress).filter(([name]) => !names.includes(name))))}`
  const office = offices.find(one => one.id === query.opd)
  const count = (n: number) => formatCount(n, lang)
  return {
    title: `${t.title}, ${region.name}`,
    crumbs,
    section,
    working: true,
    ...flashOf(visit, t.done),
    body: (
      <div class="pt-2">
        <h1>{t.title}</h1>
        <p class="lead mt-3 mb-6">{t.lead}</p>
        <MeetingNav lang={lang} code={region.code} current="tugas" sight={sight} actor={actor} />
        <div class="mt-6 mb-8">
          <Figures
            figures={[
              { label: t.figures.open, number: count(counts.open) },
              { label: t.figures.late, number: count(counts.late) },
              { label: t.figures.risen, number: count(counts.risen), line: t.figures.risenLine },
              { label: t.figures.done, number: count(counts.done) },
            ]}
          />
        </div>
        <FilterBar
          lang={lang}
          action={path}
          selects={[
            {
              name: 'opd',
              label: t.filter.office,
              value: query.opd ?? '',
              options: [
                { value: '', label: t.filter.anyOffice },
                ...offices.map(one => ({ value: one.id, label: one.archived ? t.gone(one.name) : one.name })),
              ],
            },
            {
              name: 'keadaan',
              label: t.filter.state,
              value: inAddress.keadaan ?? 'open',
              options: [
                ...TASK_STATES.map(state => ({ value: state, label: t.states[state] })),
                { value: 'semua', label: t.filter.anyState },
              ],
            },
            {
              name: 'tingkat',
              label: t.filter.level,
              value: query.tingkat ?? '',
              options: [
                { value: '', label: t.filter.anyLevel },
                ...TASK_LEVELS.map(level => ({ value: level, label: t.levels[level] })),
              ],
            },
            {
              name: 'lewat',
              label: t.filter.late,
              value: query.lewat ?? '',
              options: [
                { value: '', label: t.filter.anyLate },
                { value: '1', label: t.filter.onlyLate },
              ],
            },
          ]}
          active={[
            ...(office ? [{ label: office.name, removeHref: without('opd') }] : []),
            ...(inAddress.keadaan === undefined || inAddress.keadaan === 'open'
              ? []
              : [
                  {
                    label: query.keadaan === undefined ? t.filter.anyState : t.states[query.keadaan],
                    removeHref: without('keadaan'),
                  },
                ]),
            ...(query.tingkat ? [{ label: t.levels[query.tingkat], removeHref: without('tingkat') }] : []),
            ...(query.lewat ? [{ label: t.filter.onlyLate, removeHref: without('lewat') }] : []),
          ]}
          clearHref={path}
        />
        <Table<Task>
          lang={lang}
          caption={t.caption}
          rows={tasks}
          csvHref={`${path}.csv${filtered}`}
          xlsxHref={`${path}.xlsx${filtered}`}
          empty={
            filtered === ''
              ? counts.done > 0
                ? { fact: t.noneOpen, reason: t.noneOpenWhy }
                : { fact: t.none, reason: t.noneWhy }
              : {
                  fact: t.noneMatch,
                  action: (
                    <a class="a" href={path}>
                      {t.showAll}
                    </a>
                  ),
                }
          }
          columns={[
            {
              key: 'task',
              label: t.columns.task,
              rowHeader: true,
              class: 'align-top',
              cell: task => (
                <>
                  <a class="a" href={taskHref(region.code, task.id)}>
                    {task.text}
                  </a>
                  <small class="block font-normal text-muted">
                    {t.from(task.meetingTitle, formatDate(task.meetingStartsAt, lang, region.timezone))}
                  </small>
                  <small class="only-narrow block font-normal">{task.ownerName}</small>
                </>
              ),
            },
            {
              key: 'owner',
              label: t.columns.owner,
              class: 'align-top',
              onlyWide: true,
              cell: task => (task.ownerArchived ? t.gone(task.ownerName) : task.ownerName),
            },
            {
              key: 'due',
              label: t.columns.due,
              class: 'align-top',
              cell: task => (
                <>
                  <span class="whitespace-nowrap">{formatDate(task.dueOn, lang)}</span>
                  <span class="mt-1 block">
                    <TaskChip task={task} today={today} lang={lang} />
                  </span>
                </>
              ),
            },
            {
              key: 'asked',
              label: t.columns.asked,
              class: 'align-top',
              onlyWide: true,
              cell: task => (
                <>
                  {t.levels[task.level]}
                  <small class="block text-muted">{timesOf(task, today, lang)}</small>
                </>
              ),
            },
          ]}
        />
        <Pager
          lang={lang}
          previousHref={after && `${path}${filtered}`}
          nextHref={next && `${path}${taskQueryText({ ...inAddress, setelah: taskCursor(next) })}`}
        />
        {refuseKeep(actor, region.code) === undefined && (
          <p class="no-print mt-8">
            <a class="a" href={`${path}/pindah-opd${query.opd === undefined ? '' : `?dari=${query.opd}`}`}>
              {t.transferLink}
            </a>
          </p>
        )}
      </div>
    ),
  }
}
