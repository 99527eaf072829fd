import { formatCount, formatDateTime, regionInList } from '#kit/format.ts'
import { namesOfAccounts } from '#modules/people/index.ts'
import { sheetResponse, type SheetFormat } from '#platform/documents/sheet.ts'
import type { Page, Visit } from '#platform/http/door.ts'
import { Chip } from '#ui/chip.tsx'
import { FilterBar } from '#ui/filter-bar.tsx'
import { Pager } from '#ui/pager.tsx'
import { type Column, Table } from '#ui/table.tsx'
import { mayReadNotices } from '../../access.ts'
import { getSeenRound } from '../../actions/round/read-board.ts'
import { NOTICE_STATES } from '../../model-notices.ts'
import { NOTICE_KINDS, type Round, type RoundRegion } from '../../model-round.ts'
import { noticesPhrases } from '../../phrases/notices.ts'
import { roundPhrases } from '../../phrases/round.ts'
import { type ListedNotice, listNotices } from '../../store/notices/list-notices.ts'
import { listRoundRegions } from '../../store/round/rounds.ts'
import { crumbsOf, section } from '../round/words.ts'
import { noticesQueryText, pageSize, readNoticesQuery } from './query.ts'

const zone = 'WIB'

type NamedNotice = ListedNotice & { recipient: string }

async function named(visit: Visit, notices: readonly ListedNotice[]): Promise<NamedNotice[]> {
  const ids = [...new Set(notices.map(({ accountId }) => accountId))]
  const names = await namesOfAccounts(visit.platform.db.sql, ids)
  return notices.map(notice => ({ ...notice, recipient: names.get(notice.accountId) ?? '' }))
}

/** `/putaran/:round/pemberitahuan`: who is told what, whether the letter went, and which regions were not written to. */
export const noticesPage: Page = {
  path: '/putaran/:round/pemberitahuan',
  permission: 'evaluation.notices.read',
  may: mayReadNotices,
  async show(visit) {
    const { c, lang, platform, actor } = visit
    const t = noticesPhrases(lang)
    const sql = platform.db.sql
    const round = await getSeenRound(sql, actor, c.req.param('round') ?? '')
    const query = readNoticesQuery(c.req.query())
    const [regions, found] = await Promise.all([
      listRoundRegions(sql, round.id),
      listNotices(sql, { ...query, roundId: round.id, limit: pageSize + 1 }),
    ])
    const rows = await named(visit, found.slice(0, pageSize))
    const path = `/putaran/${round.id}/pemberitahuan`
    const next = found.length > pageSize ? noticesQueryText(query, { after: rows.at(-1)?.id }) : undefined
    const filtered = noticesQueryText(query)
    const without = (key: 'state' | 'kind' | 'regionCode') => `${path}${noticesQueryText(query, { [key]: undefined })}`
    const regionName = regions.find(({ regionCode }) => regionCode === query.regionCode)?.regionName
    return {
      title: t.title,
      section,
      crumbs: crumbsOf(round, lang, t.title),
      body: (
        <div class="pt-2">
          <h1>{t.title}</h1>
          <p class="lead mt-3">{t.lead}</p>
          {round.state !== 'draft' && <Uninvited visit={visit} round={round} regions={regions} />}
          <FilterBar
            lang={lang}
            action={path}
            selects={[
              {
                name: 'keadaan',
                label: t.state,
                value: query.state,
                options: [
                  { value: '', label: t.anyState },
                  ...NOTICE_STATES.map(state => ({ value: state, label: t.states[state] })),
                ],
              },
              {
                name: 'jenis',
                label: t.kind,
                value: query.kind,
                options: [
                  { value: '', label: t.anyKind },
                  ...NOTICE_KINDS.map(kind => ({ value: kind, label: roundPhrases(lang).notice[kind] })),
                ],
              },
              {
                name: 'daerah',
                label: t.region,
                value: query.regionCode,
                options: [
                  { value: '', label: t.anyRegion },
                  ...regions.map(region => ({ value: region.regionCode, label: region.regionName })),
                ],
              },
            ]}
            active={[
              ...(query.state ? [{ label: t.states[query.state], removeHref: without('state') }] : []),
              ...(query.kind ? [{ label: roundPhrases(lang).notice[query.kind], removeHref: without('kind') }] : []),
              ...(query.regionCode
                ? [{ label: regionName ?? query.regionCode, removeHref: without('regionCode') }]
                : []),
            ]}
            clearHref={path}
          />
          <Table<NamedNotice>
            lang={lang}
            caption={t.title}
            rows={rows}
            columns={columns(visit)}
            csvHref={`${path}.csv${filtered}`}
            xlsxHref={`${path}.xlsx${filtered}`}
            empty={
              filtered === ''
                ? { fact: t.none, reason: t.noneWhy }
                : {
                    fact: t.noneMatch,
                    reason: t.noneMatchWhy,
                    action: (
                      <a class="a" href={path}>
                        {t.showAll}
                      </a>
                    ),
                  }
            }
          />
          <Pager
            lang={lang}
            previousHref={query.after && `${path}${filtered}`}
            previousLabel={t.firstPage}
            nextHref={next && `${path}${next}`}
            nextLabel={t.nextOnes(pageSize)}
          />
        </div>
      ),
    }
  },
}

interface UninvitedProps {
  visit: Visit
  round: Round
  regions: readonly RoundRegion[]
}

/** Regions that were not written to: nobody there has an account, or the letters are still going out. */
function Uninvited({ visit: { lang, platform }, round, regions }: UninvitedProps) {
  const t = noticesPhrases(lang)
  const missing = regions.filter(({ letterSentAt }) => letterSentAt === undefined)
  const opened = round.openedAt?.getTime() ?? 0
  const stillGoing = platform.clock.now().getTime() - opened < 10 * 60_000
  return (
    <section class="sec mb-10" aria-labelledby="surat">
      <h2 id="surat">{t.invitations}</h2>
      {missing.length === 0 ? (
        <p class="mt-3">{t.allInvited}</p>
      ) : (
        <>
          <p class="mt-3 font-bold">{t.notInvited(formatCount(missing.length, lang))}</p>
          <p class="note mt-2">{stillGoing ? t.notInvitedYet : t.notInvitedWhy}</p>
          <ul class="mt-3 columns-1 sm:columns-2">
            {missing.map(({ regionCode, regionName }) => (
              <li class="py-1">
                <a
                  class="a"
                  href={`/putaran/${round.id}/surat.pdf?daerah=${regionCode}`}
                  aria-label={t.letterOf(regionName)}
                >
                  {regionName}
                </a>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  )
}

const looks = { waiting: 'info', sent: 'ok', dropped: 'idle' } as const

function columns({ lang }: Visit): Column<NamedNotice>[] {
  const t = noticesPhrases(lang)
  return [
    { key: 'recipient', label: t.recipient, rowHeader: true, cell: row => row.recipient },
    { key: 'kind', label: t.kind, cell: row => roundPhrases(lang).notice[row.kind] },
    {
      key: 'region',
      label: t.region,
      onlyWide: true,
      cell: row => (row.regionName === undefined ? t.wholeRound : regionInList(row.regionName)),
    },
    {
      key: 'state',
      label: t.state,
      cell: row => (
        <>
          <Chip status={row.mailState === 'failed' ? 'late' : looks[row.state]}>{t.states[row.state]}</Chip>
          <span class="note block mt-1">{whyOf(row, lang)}</span>
        </>
      ),
    },
    {
      key: 'when',
      label: t.when,
      onlyWide: true,
      cell: row => formatDateTime(row.settledAt ?? row.createdAt, lang, zone),
    },
  ]
}

/** What stands behind the state: the reason, the state of the mail, or when it may go. */
function whyOf(row: ListedNotice, lang: Visit['lang']): string {
  const t = noticesPhrases(lang)
  if (row.dropReason !== undefined) return t.reasons[row.dropReason]
  if (row.state === 'sent') return row.mailState === undefined ? '' : (t.mailStates[row.mailState] ?? row.mailState)
  return row.notBefore > row.createdAt ? t.waitsUntil(formatDateTime(row.notBefore, lang, zone)) : ''
}

/** The filtered list as a file; the two addresses are two pages. */
const download = (format: SheetFormat): Page => ({
  path: `/putaran/:round/pemberitahuan.${format}`,
  permission: 'evaluation.notices.read',
  may: mayReadNotices,
  async show(visit) {
    const { c, lang, platform, actor } = visit
    const t = noticesPhrases(lang)
    const round = await getSeenRound(platform.db.sql, actor, c.req.param('round') ?? '')
    const query = { ...readNoticesQuery(c.req.query()), after: undefined }
    const rows = await named(visit, await listNotices(platform.db.sql, { ...query, roundId: round.id, limit: 100_000 }))
    const csv = format === 'csv'
    return await sheetResponse<NamedNotice>(
      {
        name: `pemberitahuan-${round.id}`,
        rows,
        columns: [
          { key: 'recipient', label: t.recipient, width: 36, value: row => row.recipient },
          {
            key: 'kind',
            label: t.kind,
            width: 28,
            value: row => (csv ? row.kind : roundPhrases(lang).notice[row.kind]),
          },
          { key: 'region_code', label: t.region, width: 10, value: row => row.regionCode },
          { key: 'region_name', label: t.region, width: 30, value: row => row.regionName },
          { key: 'state', label: t.state, width: 14, value: row => (csv ? row.state : t.states[row.state]) },
          {
            key: 'reason',
            label: t.why,
            width: 36,
            value: row => (csv || row.dropReason === undefined ? row.dropReason : t.reasons[row.dropReason]),
          },
          {
            key: 'mail_state',
            label: t.mail,
            width: 22,
            value: row => (csv || row.mailState === undefined ? row.mailState : t.mailStates[row.mailState]),
          },
          { key: 'created_at', label: t.created, width: 26, value: row => row.createdAt.toISOString() },
          { key: 'settled_at', label: t.settled, width: 26, value: row => row.settledAt?.toISOString() },
        ],
      },
      format,
    )
  },
})

export const noticesFiles: Page[] = [download('csv'), download('xlsx')]
