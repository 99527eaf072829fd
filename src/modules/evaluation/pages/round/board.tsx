import { formatDate, formatDateShort, formatDue, formatOf } from '#kit/format.ts'
import { shortName } from '#modules/region/index.ts'
import type { Page, Visit } from '#platform/http/door.ts'
import type { View } from '#platform/http/visit.ts'
import { Chip } from '#ui/chip.tsx'
import { Figures } from '#ui/figures.tsx'
import { Pager } from '#ui/pager.tsx'
import { type Column, Table } from '#ui/table.tsx'
import { mayOpenAssessment, mayReadBoard, mayRunRounds } from '../../access.ts'
import { boardScope, getSeenRound, readBoard, type SeenRegion, todayInZones } from '../../actions/round/read-board.ts'
import type { Round } from '../../model-round.ts'
import { roundPagePhrases, roundPhrases } from '../../phrases/round.ts'
import { questionsOf } from '../../rules/instrument-questions.ts'
import { findInstrument } from '../../store/instruments.ts'
import { type BoardCounts, countBoard, listRoundProvinces } from '../../store/round/board.ts'
import { count } from '../words.ts'
import { boardQueryOf, orderWords, pageSize, readRegionsQuery, regionsHref, stateWords } from './query.ts'
import { RegionFilter } from './round.tsx'
import { crumbsOf, roundTitle, section } from './words.ts'

/** How many questions the instrument of a round asks. */
export async function questionCountOf(visit: Visit, round: Round): Promise<number> {
  const instrument = await findInstrument(visit.platform.db.sql, round.instrumentId)
  return instrument?.content.dimensions.reduce((sum, dimension) => sum + questionsOf(dimension).length, 0) ?? 0
}

/** `/putaran/:round/papan`: where each region stands and whom to call, filtered, sorted and paged by address. */
export const boardPage: Page = {
  path: '/putaran/:round/papan',
  permission: 'evaluation.board.read',
  may: mayReadBoard,
  show: boardView,
}

async function boardView(visit: Visit): Promise<View> {
  const { c, lang, platform, actor } = visit
  const t = roundPagePhrases(lang)
  const sql = platform.db.sql
  const now = platform.clock.now()
  const round = await getSeenRound(sql, actor, c.req.param('round') ?? '')
  const query = readRegionsQuery(c.req.query())
  const scope = boardScope(actor)
  const [{ rows, next }, counts, matching, allProvinces, questions] = await Promise.all([
    readBoard(sql, actor, round, { ...boardQueryOf(query), limit: pageSize }, now),
    countBoard(sql, { ...scope, roundId: round.id, today: todayInZones(now) }),
    countBoard(sql, { ...boardQueryOf(query), ...scope, roundId: round.id, today: todayInZones(now) }),
    listRoundProvinces(sql, round.id),
    questionCountOf(visit, round),
  ])
  const provinces = allProvinces.filter(({ code }) => scope.within === undefined || scope.within.startsWith(code))
  const path = `/putaran/${round.id}/papan`
  const href = (change = {}) => regionsHref(path, query, change)
  return {
    title: `${t.board.title}: ${roundTitle(round, lang)}`,
    section,
    working: true,
    crumbs: crumbsOf(round, lang, t.board.title),
    body: (
      <div class="pt-2">
        <h1>{t.board.title}</h1>
        <p class="lead mt-3 mb-8">
          {roundTitle(round, lang)}.
          {scope.within !== undefined && ` ${t.board.province(shortName(provinces[0]?.name ?? scope.within))}`}
        </p>
        <Head lang={lang} counts={counts} questions={questions} panels={scope.within === undefined} />
        <div class="mt-10">
          <RegionFilter
            lang={lang}
            path={path}
            query={query}
            provinces={provinces}
            more={[
              {
                name: 'keadaan',
                label: t.board.state,
                value: query.state,
                options: [
                  { value: '', label: t.board.anyState },
                  ...stateWords.map(value => ({ value, label: t.board.states[value] ?? value })),
                ],
              },
              {
                name: 'urut',
                label: t.board.sort,
                value: query.order,
                options: orderWords.map(value => ({ value, label: t.board.sorts[value] ?? value })),
              },
            ]}
          />
          <Table<SeenRegion>
            lang={lang}
            caption={t.board.caption}
            rows={rows}
            count={t.board.matches(count(matching.regions, lang))}
            csvHref={regionsHref(`${path}.csv`, query)}
            xlsxHref={regionsHref(`${path}.xlsx`, query)}
            columns={columns(visit, round, questions, scope.within === undefined)}
            empty={{
              fact: t.board.noMatch,
              reason: t.board.noMatchReason,
              action: (
                <a class="a" href={path}>
                  {t.public.all}
                </a>
              ),
            }}
          />
          <Pager
            lang={lang}
            previousHref={query.after === undefined ? undefined : href()}
            previousLabel={t.board.first}
            nextHref={next && href({ after: next })}
            nextLabel={t.board.next(pageSize)}
          />
        </div>
      </div>
    ),
  }
}

function Head({
  lang,
  counts,
  questions,
  panels,
}: {
  lang: Visit['lang']
  counts: BoardCounts
  questions: number
  panels: boolean
}) {
  const t = roundPagePhrases(lang).board
  const all = count(counts.regions, lang)
  return (
    <Figures
      figures={[
        {
          label: t.figure.submitted,
          number: count(counts.submitted + counts.closed, lang),
          line: t.ofQuestions(`${all} ${t.figure.regions.toLowerCase()}`),
        },
        { label: t.figure.late, number: count(counts.late, lang), line: t.lateLine },
        {
          label: t.figure.answered,
          number: count(counts.answered, lang),
          line: t.ofQuestions(count(counts.regions * questions, lang)),
        },
        ...(panels
          ? [
              {
                label: t.figure.sheets,
                number: formatOf(counts.handedIn, counts.members, lang),
                line: counts.withoutPanel > 0 ? t.withoutPanel(count(counts.withoutPanel, lang)) : t.allHavePanel,
              },
            ]
          : []),
      ]}
    />
  )
}

/** One chip that says where a region stands and whether it is late. */
export function StateChip({ lang, row }: { lang: Visit['lang']; row: SeenRegion }) {
  const { progress } = row
  if (!progress) return null
  const { phase, due } = progress
  if (phase === 'filling' && due) {
    return (
      <Chip status={due.days < 0 ? 'late' : due.days <= 7 ? 'due' : 'idle'}>
        {due.days <= 7 ? formatDue(due.days, lang) : roundPhrases(lang).phase.filling}
      </Chip>
    )
  }
  const looks = { planned: 'idle', filling: 'idle', submitted: 'info', closed: 'ok' } as const
  return <Chip status={looks[phase]}>{roundPhrases(lang).phase[phase]}</Chip>
}

function columns(visit: Visit, round: Round, questions: number, panels: boolean): Column<SeenRegion>[] {
  const { lang, actor } = visit
  const t = roundPagePhrases(lang)
  const runs = mayRunRounds(actor) === undefined
  const opens = mayOpenAssessment(actor) === undefined
  const path = `/putaran/${round.id}`
  const list: (Column<SeenRegion> | false)[] = [
    {
      key: 'region',
      label: t.column.region,
      rowHeader: true,
      cell: row => (
        <>
          <a class="a" href={opens ? `${path}/${row.regionCode}` : `/daerah/${row.regionCode}`}>
            {shortName(row.regionName)}
          </a>
          <small class="block font-normal text-muted">{shortName(row.provinceName)}</small>
          <small class="only-narrow block font-normal">
            <Callee lang={lang} row={row} />
          </small>
        </>
      ),
    },
    {
      key: 'state',
      label: t.column.phase,
      cell: row => (
        <>
          <StateChip lang={lang} row={row} />
          <small class="block mt-1 text-muted">{whenOf(row, lang)}</small>
        </>
      ),
    },
    {
      key: 'answered',
      label: t.column.answered,
      align: 'right',
      cell: ({ progress }) => progress && formatOf(progress.answered, questions, lang),
    },
    {
      key: 'signed',
      label: t.column.signed,
      align: 'right',
      onlyWide: true,
      cell: ({ progress }) => progress && count(progress.signed, lang),
    },
    {
      key: 'verified',
      label: t.column.verified,
      align: 'right',
      onlyWide: true,
      cell: ({ progress }) => progress && count(progress.verified, lang),
    },
    panels && {
      key: 'panel',
      label: t.column.panel,
      onlyWide: true,
      cell: ({ panel }) =>
        panel &&
        (panel.members === 0 ? (
          <span class="text-muted">{t.board.panelNone}</span>
        ) : (
          <>
            {formatOf(panel.handedIn, panel.members, lang)}
            <small class="block text-muted">{t.board.scoreOf(count(panel.scores, lang))}</small>
          </>
        )),
    },
    { key: 'call', label: t.column.call, onlyWide: true, cell: row => <Callee lang={lang} row={row} /> },
    runs &&
      round.state !== 'closed' && {
        key: 'todo',
        label: t.column.todo,
        onlyWide: true,
        cell: row => (
          <a class="a" href={`${path}/daerah?daerah=${row.regionCode}`}>
            {row.progress?.due && row.progress.due.days <= 7 ? t.board.extend : t.board.manage}
            <span class="sr-only">, {shortName(row.regionName)}</span>
          </a>
        ),
      },
  ]
  return list.filter(column => column !== false)
}

/** "sampai 8 Juni" while it fills in, "sudah dikirim 5 Juni" after. */
function whenOf({ progress }: SeenRegion, lang: Visit['lang']): string {
  if (!progress) return ''
  const t = roundPagePhrases(lang).board
  const { due, region } = progress
  if (due) {
    const extended = region.extensions['self-assessment'] !== undefined
    return `${formatDate(due.date, lang)}${extended ? `, ${t.extended}` : ''}`
  }
  return region.submittedAt ? `${t.sent} ${formatDateShort(region.submittedAt, lang, region.zone)}` : ''
}

/** The contact with telephone, else who holds the role of secretariat. */
function Callee({ lang, row: { progress } }: { lang: Visit['lang']; row: SeenRegion }) {
  if (!progress) return null
  const { contact } = progress.region
  if (contact.name !== undefined || contact.phone !== undefined || contact.office !== undefined) {
    return (
      <>
        {contact.name ?? contact.office}
        {contact.phone !== undefined && (
          <small class="block">
            <a class="a" href={`tel:${contact.phone.replace(/[^+\d]/g, '')}`}>
              {contact.phone}
            </a>
          </small>
        )}
      </>
    )
  }
  const [first] = progress.secretariat
  if (!first) return <span class="text-muted">{roundPagePhrases(lang).board.callNobody}</span>
  return (
    <>
      {first.name}
      <small class="block break-all">
        <a class="a" href={`mailto:${first.email}`}>
          {first.email}
        </a>
      </small>
    </>
  )
}
