import { formatCount, formatDate, type Lang } from '#kit/format.ts'
import { EvidenceList, type EvidenceUse, listUses, refuseSeeEvidence } from '#modules/evidence/index.ts'
import { listRegionOffices, type RegionOffice } from '#modules/people/index.ts'
import { sheetResponse, type SheetFormat } from '#platform/documents/sheet.ts'
import type { Form, Page, Retry, View, Visit } from '#platform/http/door.ts'
import { Button } from '#ui/button.tsx'
import { Call } from '#ui/call.tsx'
import { Facts } from '#ui/facts.tsx'
import { Field } from '#ui/field.tsx'
import { FilterBar } from '#ui/filter-bar.tsx'
import { Meter } from '#ui/meter.tsx'
import { Pager } from '#ui/pager.tsx'
import { Table } from '#ui/table.tsx'
import { mayKeepMeetings, mayOpenMeetings, refuseKeep } from '../../access.ts'
import { remindItems } from '../../actions/preparation/report-item.ts'
import { addItems } from '../../actions/preparation/save-board.ts'
import { PREPARATION_SUBJECT } from '../../model.ts'
import { type Board, type Item, ITEM_STATES, LONGEST_BOARD } from '../../model-preparation.ts'
import { preparationPhrases } from '../../phrases/preparation.ts'
import { type ItemFilter, listItems } from '../../store/preparation/boards.ts'
import { meetingCrumbs, meetingHref, MeetingNav, meetingsHref } from '../nav.tsx'
import { flashOf, section } from '../task/place.tsx'
import { errorOf, Refused, typedOr, wholeIn } from '../task/retry.tsx'
import { readTaskCursor, readTaskQuery, taskCursor, taskQueryText } from '../task/task-query.ts'
import { boardHref, boardPlace, ItemChip, itemHref, keptOf, standOf } from './place.tsx'

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

const itemFilter = (visit: Visit): ItemFilter => ({
  officeId: readTaskQuery(visit.c.req.query()).opd,
  state: ITEM_STATES.find(one => one === visit.c.req.query('keadaan')),
})

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
        <p class="lead mt-3">{t.progress(count(board.ready + board.checked), count(board.items))}</p>
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
            visit={visit}
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

function Letter({ board, seen, lang }: { board: Board; seen: readonly EvidenceUse[]; lang: Lang }) {
  const t = preparationPhrases(lang)
  const date = board.letterDate === undefined ? '' : formatDate(board.letterDate, lang)
  const noted = board.letterFrom ?? board.letterNumber ?? board.letterDate
  return (
    <div class="mt-6 max-w-[44rem]">
      <Facts
        facts={[
          { label: t.due, value: formatDate(board.dueOn, lang) },
          ...(noted === undefined
            ? []
            : [{ label: t.letterFile, value: t.letter(board.letterFrom ?? '', board.letterNumber ?? '', date) }]),
          ...(board.what === undefined ? [] : [{ label: t.asks, value: board.what }]),
          ...(board.meetingId === undefined
            ? []
            : [
                {
                  label: t.forMeeting,
                  value: (
                    <a class="a" href={meetingHref(board.regionCode, board.meetingId)}>
                      {board.meetingTitle}
                    </a>
                  ),
                },
              ]),
        ]}
      />
      {seen.length === 0 ? (
        <p class="note mt-3">{t.noLetterFile}</p>
      ) : (
        <EvidenceList lang={lang} uses={seen} hrefOf={item => `/bukti/${item.id}`} />
      )}
    </div>
  )
}

function Items(given: {
  board: Board
  items: Item[]
  today: string
  lang: Lang
  files: string
  filtered: string
  path: string
}) {
  const { board, items, today, lang, files, filtered, path } = given
  const t = preparationPhrases(lang)
  return (
    <Table<Item>
      lang={lang}
      caption={t.items}
      rows={items}
      csvHref={`${files}.csv${filtered}`}
      xlsxHref={`${files}.xlsx${filtered}`}
      empty={
        filtered === ''
          ? { fact: t.noItems, reason: t.noItemsWhy }
          : {
              fact: t.noMatch,
              action: (
                <a class="a" href={path}>
                  {t.showAll}
                </a>
              ),
            }
      }
      columns={[
        {
          key: 'what',
          label: t.itemColumns.what,
          rowHeader: true,
          class: 'align-top',
          cell: item => (
            <>
              <a class="a" href={itemHref(board.regionCode, board.id, item.id)}>
                {item.what}
              </a>
              <small class="only-narrow block font-normal">{item.organisationName}</small>
              {item.proofs > 0 && (
                <small class="block font-normal text-muted">{t.proofs(formatCount(item.proofs, lang))}</small>
              )}
            </>
          ),
        },
        {
          key: 'office',
          label: t.itemColumns.office,
          onlyWide: true,
          class: 'align-top',
          cell: item => item.organisationName,
        },
        {
          key: 'due',
          label: t.itemColumns.due,
          onlyWide: true,
          class: 'align-top',
          cell: item => <span class="whitespace-nowrap">{formatDate(item.dueOn, lang)}</span>,
        },
        {
          key: 'state',
          label: t.itemColumns.state,
          class: 'align-top',
          cell: item => <ItemChip item={item} today={today} lang={lang} />,
        },
      ]}
    />
  )
}

function Keeping({
  visit: { lang },
  retry,
  path,
  board,
  offices,
  officeId,
}: {
  visit: Visit
  retry: Retry | undefined
  path: string
  board: Board
  offices: readonly RegionOffice[]
  officeId: string | undefined
}) {
  const t = preparationPhrases(lang)
  return (
    <>
      <section class="sec no-print" aria-labelledby="ingatkan">
        <h2 id="ingatkan">{t.remind}</h2>
        <p class="note mt-1 mb-4">{t.remindLead}</p>
        <form method="post" action={path}>
          {officeId !== undefined && <input type="hidden" name="opd" value={officeId} />}
          <Button name="aksi" value="ingatkan">
            {officeId === undefined ? t.remindAll : t.remind}
          </Button>
        </form>
      </section>
      <section class="sec no-print" aria-labelledby="tambah-butir">
        <h2 id="tambah-butir" class="mb-4">
          {t.addItems}
        </h2>
        <form method="post" action={path} novalidate>
          <Field
            name="what"
            lang={lang}
            label={t.what}
            hint={t.whatHint}
            error={errorOf(retry, lang, 'what')}
            value={typedOr(retry, 'what', '')}
            maxlength={LONGEST_BOARD.item}
          />
          <Field
            kind="date"
            name="dueOn"
            lang={lang}
            label={t.due}
            error={errorOf(retry, lang, 'dueOn')}
            value={typedOr(retry, 'dueOn', board.dueOn)}
            short
          />
          <Field
            kind="checks"
            name="organisationId"
            lang={lang}
            label={t.offices}
            hint={t.officesHint}
            error={errorOf(retry, lang, 'organisationId')}
            values={retry?.form.all('organisationId') ?? []}
            options={offices
              .filter(one => one.kind !== 'village-office')
              .map(one => ({ value: one.id, label: one.name }))}
          />
          <Button look="primary">{t.addDo}</Button>
        </form>
      </section>
    </>
  )
}

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
