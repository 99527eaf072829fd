import { dayIn, formatCount, formatDate, formatDue } from '#kit/format.ts'
import type { Page, View, Visit } from '#platform/http/door.ts'
import { Button } from '#ui/button.tsx'
import { Meter } from '#ui/meter.tsx'
import { Table } from '#ui/table.tsx'
import { mayOpenMeetings, refuseKeep } from '../../access.ts'
import { getInsideStand } from '../../actions/stand.ts'
import type { Board } from '../../model-preparation.ts'
import { preparationPhrases } from '../../phrases/preparation.ts'
import { daysBetween } from '../../rules/task/days.ts'
import { listBoards } from '../../store/preparation/boards.ts'
import { meetingCrumbs, MeetingNav, meetingsHref } from '../nav.tsx'
import { flashOf, regionPlace, section } from '../task/place.tsx'
import { boardHref } from './place.tsx'

/** `/rapat/:code/persiapan`: the boards of a region and how far each is. */
export const boardsPage: Page = {
  path: `${regionPlace}/persiapan`,
  permission: 'meeting.inside.read',
  may: mayOpenMeetings,
  show: listView,
}

async function listView(visit: Visit): Promise<View> {
  const { c, lang, platform, actor } = visit
  const { sql } = platform.db
  const t = preparationPhrases(lang)
  const { region, sight } = await getInsideStand(sql, actor, c.req.param('code') ?? '')
  const today = dayIn(platform.clock.now(), region.timezone)
  const [living, former, crumbs] = await Promise.all([
    listBoards(sql, region.code, today),
    listBoards(sql, region.code, today, { archived: true }),
    meetingCrumbs(sql, region, lang, { label: t.title }),
  ])
  const keeps = refuseKeep(actor, region.code) === undefined
  const path = meetingsHref(region.code, 'persiapan')
  const count = (n: number) => formatCount(n, lang)
  const table = (rows: Board[], caption: string) => (
    <Table<Board>
      lang={lang}
      caption={caption}
      rows={rows}
      empty={{
        fact: t.none,
        reason: t.noneWhy,
        ...(keeps ? { action: <Button href={`${path}/baru`}>{t.add}</Button> } : {}),
      }}
      columns={[
        {
          key: 'board',
          label: t.columns.board,
          rowHeader: true,
          cell: one => (
            <>
              <a class="a" href={boardHref(region.code, one.id)}>
                {one.title}
              </a>
              <small class="only-narrow mt-1 block font-normal text-muted">
                {t.until(formatDate(one.dueOn, lang))}
              </small>
            </>
          ),
        },
        {
          key: 'due',
          label: t.columns.due,
          onlyWide: true,
          cell: one => (
            <>
              <span class="whitespace-nowrap">{formatDate(one.dueOn, lang)}</span>
              {one.archivedAt === undefined && one.ready + one.checked < one.items && (
                <small class="block text-muted">{formatDue(daysBetween(today, one.dueOn), lang)}</small>
              )}
            </>
          ),
        },
        {
          key: 'progress',
          label: t.columns.progress,
          cell: one => (
            <>
              <span class="mb-1 block">{t.progress(count(one.ready + one.checked), count(one.items))}</span>
              {one.items > 0 && <Meter value={one.ready + one.checked} max={one.items} />}
              {one.late > 0 && <small class="down block">{t.lateCount(count(one.late))}</small>}
            </>
          ),
        },
      ]}
    />
  )
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
        <MeetingNav lang={lang} code={region.code} current="persiapan" sight={sight} actor={actor} />
        <div class="mt-8">{table(living, t.caption)}</div>
        {keeps && living.length > 0 && (
          <p class="no-print mt-6">
            <Button href={`${path}/baru`}>{t.add}</Button>
          </p>
        )}
        {former.length > 0 && (
          <section class="sec" aria-labelledby="diarsipkan">
            <h2 id="diarsipkan" class="mb-4">
              {t.former}
            </h2>
            {table(former, t.former)}
          </section>
        )}
      </div>
    ),
  }
}
