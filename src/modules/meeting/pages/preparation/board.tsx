import { formatCount } from '#kit/format.ts'
import { listUses, refuseSeeEvidence } from '#modules/evidence/index.ts'
import { listRegionOffices } from '#modules/people/index.ts'
import type { Form, Page, Retry, View, Visit } from '#platform/http/door.ts'
import { Button } from '#ui/button.tsx'
import { Call } from '#ui/call.tsx'
import { FilterBar } from '#ui/filter-bar.tsx'
import { Meter } from '#ui/meter.tsx'
import { Pager } from '#ui/pager.tsx'
import { mayKeepMeetings, mayOpenMeetings, refuseKeep } from '../../access.ts'
import { remindItems } from '../../actions/preparation/report-item.ts'
import { addItems } from '../../actions/preparation/save-board.ts'
import { PREPARATION_SUBJECT } from '../../model.ts'
import { ITEM_STATES } from '../../model-preparation.ts'
import { preparationPhrases } from '../../phrases/preparation.ts'
import { listItems } from '../../store/preparation/boards.ts'
import { meetingCrumbs, MeetingNav, meetingsHref } from '../nav.tsx'
import { flashOf, section } from '../task/place.tsx'
import { Refused, wholeIn } from '../task/retry.tsx'
import { readTaskCursor, taskCursor, taskQueryText } from '../task/task-query.ts'
import { itemFilter } from './files.ts'
import { Items } from './items.tsx'
import { Keeping } from './keeping.tsx'
import { Letter } from './letter.tsx'
import { boardHref, boardPlace, keptOf, standOf } from './place.tsx'

const itemsAPage = 50

/** `…/persiapan/:preparation`: who presents what, ready or not; below it, for who keeps it, more items and reminders. */
export const boardPage: Page = {
  path: boardPlace,
  permission: 'meeting.inside.read',
  may: mayOpenMeetings,
  show: boardView,
  submit: {
    permission: 'meeting.keep',
    may: mayKeepMeetings,
    limit: 'write',
    audit: ['meeting.preparation.items.added', 'meeting.preparation.reminded'],
    handle: submitBoard,
  },
}

async function submitBoard(visit: Visit, form: Form): Promise<Response> {
  const { platform, actor, writer, c } = visit
  const { region, board } = await keptOf(visit)
  const here = boardHref(region.code, board.id)
  const which = { regionCode: region.code, boardId: board.id }
  if (form.text('aksi') === 'ingatkan') {
    const done = await remindItems(platform, actor, { ...which, officeId: form.text('opd') }, writer)
    return c.redirect(`${here}?ingat=${done.people}.${done.items}`, 303)
  }
  const given = {
    what: form.text('what') ?? '',
    dueOn: form.text('dueOn') ?? '',
    organisationIds: form.all('organisationId'),
  }
  await addItems(platform, actor, { ...which, ...given }, writer)
  return c.redirect(`${here}?pesan=tambah#butir`, 303)
}

/** "3 orang akan menerima surat …" from `?ingat=3.5`. */
function remindedWords(visit: Visit): string | undefined {
  const [people, items] = (visit.c.req.query('ingat') ?? '').split('.').map(wholeIn)
  if (people === undefined || items === undefined) return undefined
  const t = preparationPhrases(visit.lang)
  return people === 0 ? t.remindedNone : t.reminded(formatCount(people, visit.lang), formatCount(items, visit.lang))
}

async function boardView(visit: Visit, retry?: Retry): Promise<View> {
  const { c, lang, platform, actor } = visit
  const { sql } = platform.db
  const t = preparationPhrases(lang)
  const { region, sight, board, today } = await standOf(visit)
  const filter = itemFilter(visit)
  const after = readTaskCursor(c.req.query('setelah'))
  const [{ items, next }, offices, uses, crumbs] = await Promise.all([
    listItems(sql, region.code, board.id, filter, { after, limit: itemsAPage }),
    listRegionOffices(sql, region.code),
    listUses(sql, region.code, PREPARATION_SUBJECT, [board.id]),
    meetingCrumbs(
      sql,
      region,
      lang,
      { label: t.title, href: meetingsHref(region.code, 'persiapan') },
      { label: board.title },
    ),
  ])
  const seen = (uses.get(board.id) ?? []).filter(use => refuseSeeEvidence(actor, use.evidence) === undefined)
  const keeps = refuseKeep(actor, region.code) === undefined && board.archivedAt === undefined
  const path = boardHref(region.code, board.id)
  const query = { opd: filter.officeId, keadaan: filter.state }
  const filtered = taskQueryText(query)
  const said = retry ? undefined : remindedWords(visit)
  const office = offices.find(one => one.id === filter.officeId)
  const count = (n: number) => formatCount(n, lang)
  return {
    title: board.title,
    crumbs,
    section,
    working: true,
    ...(said === undefined ? flashOf(visit, t.done) : { flash: said }),
    body: (
      <div class="pt-2">
        <Refused retry={retry} lang={lang} />
        <h1>{board.title}</h1>
        {board.items > 0 && (
          <p class="lead mt-3">{t.progress(count(board.ready + board.checked), count(board.items))}</p>
        )}
        {board.items > 0 && (
          <div class="mt-2 mb-6 max-w-[30rem]">
            <Meter value={board.ready + board.checked} max={board.items} />
            <p class="note mt-2">
              {t.checkedCount(count(board.checked))}
              {board.late > 0 && `, ${t.lateCount(count(board.late))}`}
            </p>
          </div>
        )}
        <div class="mt-6">
          <MeetingNav lang={lang} code={region.code} current="persiapan" sight={sight} actor={actor} />
        </div>
        {board.archivedAt !== undefined && (
          <div class="mt-6 max-w-[40rem]">
            <Call tone="due">{t.archived}</Call>
          </div>
        )}
        <Letter board={board} seen={seen} lang={lang} />
        {keeps && (
          <p class="no-print mt-4">
            <Button href={boardHref(region.code, board.id, 'ubah')}>{t.edit}</Button>
          </p>
        )}
        <section class="sec" aria-labelledby="butir">
          <h2 id="butir">{t.items}</h2>
          {board.items > 0 && (
            <FilterBar
              lang={lang}
              action={path}
              selects={[
                {
                  name: 'opd',
                  label: t.filter.office,
                  value: filter.officeId ?? '',
                  options: [
                    { value: '', label: t.filter.anyOffice },
                    ...offices.map(one => ({ value: one.id, label: one.name })),
                  ],
                },
                {
                  name: 'keadaan',
                  label: t.filter.state,
                  value: filter.state ?? '',
                  options: [
                    { value: '', label: t.filter.anyState },
                    ...ITEM_STATES.map(state => ({ value: state, label: t.states[state] })),
                  ],
                },
              ]}
              active={[
                ...(office
                  ? [{ label: office.name, removeHref: `${path}${taskQueryText({ ...query, opd: undefined })}` }]
                  : []),
                ...(filter.state
                  ? [
                      {
                        label: t.states[filter.state],
                        removeHref: `${path}${taskQueryText({ ...query, keadaan: undefined })}`,
                      },
                    ]
                  : []),
              ]}
              clearHref={path}
            />
          )}
          <Items
            board={board}
            items={items}
            today={today}
            lang={lang}
            files={`${path}/butir`}
            filtered={filtered}
            path={path}
          />
          <Pager
            lang={lang}
            previousHref={after && `${path}${filtered}`}
            nextHref={next && `${path}${taskQueryText({ ...query, setelah: taskCursor(next) })}`}
          />
        </section>
        {keeps && (
          <Keeping
            lang={lang}
            retry={retry}
            path={path}
            board={board}
            offices={offices.filter(one => !one.archived)}
            officeId={filter.officeId}
          />
        )}
      </div>
    ),
  }
}
