import { formatCount, formatDate, formatDateShort, formatDue, formatRupiahShort } from '#kit/format.ts'
import type { Visit } from '#platform/http/door.ts'
import { Chip } from '#ui/chip.tsx'
import { Dim } from '#ui/dim.tsx'
import { Empty } from '#ui/empty.tsx'
import { type Figure, Figures } from '#ui/figures.tsx'
import { type Column, Table } from '#ui/table.tsx'
import { TodoRow } from '#ui/todo-row.tsx'
import type { Stand } from '../../actions/stand.ts'
import { type ProgrammeFilter, type Status, STATUSES } from '../../model.ts'
import { phrases } from '../../phrases/index.ts'
import { viewPhrases } from '../../phrases/view.ts'
import type { Board, BoardLine } from '../../rules/view/board.ts'
import { portfolioHref } from '../nav.tsx'
import { percentWord } from '../percent.ts'
import { StatusChip, StatusKey } from '../status.tsx'
import type { BoardData } from '../../actions/view/read-board.ts'
import { filterQuery } from './read-filter.ts'

type Lang = Visit['lang']

/** Four figures that lead the board. */
export function BoardFigures({ lang, data }: { lang: Lang; data: BoardData }) {
  const t = viewPhrases(lang).board
  const { total } = data.board
  const dropped = total.statuses.changed + total.statuses.stopped
  const figures: Figure[] = [
    total.percent === undefined
      ? { label: t.figure.realisation, number: <Words>{t.figure.nonePlanned}</Words>, line: t.figure.nonePlannedLine }
      : {
          label: t.figure.realisation,
          number: percentWord(total.percent, lang),
          line: t.figure.realisationLine(formatCount(total.running, lang), formatCount(total.planned, lang)),
        },
    moneyFigure(lang, data),
  ]
  if (!data.past) {
    figures.push({ label: t.figure.late, number: formatCount(data.late.total, lang), line: t.figure.lateLine })
  }
  figures.push({
    label: t.figure.dropped,
    number: formatCount(dropped, lang),
    line: t.figure.droppedLine,
  })
  return <Figures figures={figures} />
}

function moneyFigure(lang: Lang, { money, year: counted }: BoardData): Figure {
  const t = viewPhrases(lang).board
  const year = String(counted)
  const label = t.figure.money(year)
  if (money.lines === 0) return { label, number: <Words>{t.figure.noMoney}</Words>, line: t.figure.noMoneyLine(year) }
  if (money.realised === undefined || money.percent === undefined) {
    const line = t.figure.notReportedLine(formatRupiahShort(money.planned, lang))
    return { label, number: <Words>{t.figure.notReported}</Words>, line }
  }
  const line = t.figure.moneyLine(
    formatRupiahShort(money.realised, lang),
    formatRupiahShort(money.plannedReported, lang),
  )
  const open = t.figure.moneyOpen(formatRupiahShort(money.plannedUnreported, lang))
  return { label, number: percentWord(money.percent, lang), line: money.unreported === 0 ? line : `${line}; ${open}` }
}

/** Where a figure has no number, its words stand smaller. */
const Words = ({ children }: { children: string }) => <span class="text-2xl">{children}</span>

/** The five statuses of one line as one bar; decoration beside the numbers. */
function StatusBar({ line }: { line: BoardLine }) {
  if (line.planned === 0) return null
  let x = 0
  return (
    <svg class="bar-status" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">
      {(['done', 'running', 'planned', 'changed', 'stopped'] as const).map(status => {
        const width = (line.statuses[status] / line.planned) * 100
        const from = x
        x += width
        return width > 0 ? (
          <rect class={`st-${status}`} x={short(from)} width={short(Math.max(width - 0.6, 0.4))} height="8" />
        ) : null
      })}
    </svg>
  )
}

const short = (n: number) => String(Math.round(n * 100) / 100)

type Row = Board['rows'][number]

/** Dimension × status: every number opens its list. A past year's statuses have no list of today. */
export function BoardTable({ lang, data, code }: { lang: Lang; data: BoardData; code: string }) {
  const t = viewPhrases(lang).board
  const { board, year, past } = data
  const href = (filter: ProgrammeFilter) => `${portfolioHref(code, 'program')}${filterQuery({ ...filter, year })}`
  const cell = (count: number, filter: ProgrammeFilter) =>
    count === 0 ? (
      <span class="num text-muted">0</span>
    ) : past && filter.status !== undefined ? (
      <span class="num">{formatCount(count, lang)}</span>
    ) : (
      <a class="a num" href={href(filter)}>
        {formatCount(count, lang)}
      </a>
    )
  const percent = (line: BoardLine) =>
    line.percent === undefined ? (
      <span class="font-normal text-muted">{t.noProgrammes}</span>
    ) : (
      <>
        {percentWord(line.percent, lang)}
        <small class="only-narrow block font-normal text-muted">
          {formatCount(line.running, lang)} / {formatCount(line.planned, lang)}
        </small>
      </>
    )
  const columns: Column<Row>[] = [
    {
      key: 'dimension',
      label: t.dimension,
      rowHeader: true,
      class: 'dim-cell',
      cell: row => (
        <>
          <Dim dimension={row.dimension} lang={lang} />
          <span class="only-narrow mt-2 block">
            <StatusBar line={row} />
            <StatusWords
              lang={lang}
              line={row}
              href={past ? undefined : status => href({ dimension: row.dimension, status })}
            />
          </span>
        </>
      ),
    },
    { key: 'share', label: t.share, onlyWide: true, class: 'w-1/4', cell: row => <StatusBar line={row} /> },
    ...STATUSES.map((status): Column<Row> => ({
      key: status,
      label: <StatusKey status={status} lang={lang} />,
      align: 'right',
      onlyWide: true,
      cell: row => cell(row.statuses[status], { dimension: row.dimension, status }),
    })),
    {
      key: 'plan',
      label: t.planned,
      align: 'right',
      onlyWide: true,
      cell: row => cell(row.planned, { dimension: row.dimension }),
    },
    { key: 'percent', label: t.percent, align: 'right', class: 'font-bold', cell: percent },
  ]
  return (
    <Table<Row>
      lang={lang}
      caption={t.dimensions}
      rows={board.rows}
      columns={columns}
      foot={{
        dimension: t.total,
        ...Object.fromEntries(STATUSES.map(status => [status, cell(board.total.statuses[status], { status })])),
        plan: cell(board.total.planned, {}),
        percent: percent(board.total),
      }}
    />
  )
}

/** On a phone: the numbers of the bar in words. */
function StatusWords({
  lang,
  line,
  href,
}: {
  lang: Lang
  line: BoardLine
  href: ((status: Status) => string) | undefined
}) {
  const shown = STATUSES.filter(status => line.statuses[status] > 0)
  if (shown.length === 0) return null
  return (
    <span class="status-words">
      {shown.map(status => {
        const words = `${formatCount(line.statuses[status], lang)} ${phrases(lang).status[status].toLowerCase()}`
        return href ? (
          <a class="a" href={href(status)}>
            {words}
          </a>
        ) : (
          <span>{words}</span>
        )
      })}
    </span>
  )
}

/** What is late: the longest overdue first. */
export function LatePart({ lang, data, stand }: { lang: Lang; data: BoardData; stand: Stand }) {
  const t = viewPhrases(lang).board
  const { late, day } = data
  const code = stand.region.code
  const rest = late.total - late.milestones.length
  return (
    <section aria-labelledby="terlambat">
      <h2 id="terlambat" class="mb-4">
        {t.late}
      </h2>
      {late.total === 0 ? (
        <Empty fact={t.lateNone} reason={t.lateNoneWhy} />
      ) : (
        <ul class="todo">
          {late.milestones.map(one => (
            <TodoRow
              href={`${portfolioHref(code)}/program/${one.programmeId}#tonggak`}
              title={one.title}
              line={`${one.programmeName}. ${one.ownerName}, ${formatDate(one.dueOn, lang)}`}
            >
              <Chip status="late">{formatDue(-daysBetween(one.dueOn, day), lang)}</Chip>
            </TodoRow>
          ))}
        </ul>
      )}
      {stand.sight === 'all'
        ? late.total > 0 && (
            <p class="mt-4">
              <a class="a" href={portfolioHref(code, 'tagihan')}>
                {t.lateMore(formatCount(late.total, lang))}
              </a>
            </p>
          )
        : rest > 0 && <p class="note mt-4">{t.lateRest(formatCount(rest, lang))}</p>}
    </section>
  )
}

const daysBetween = (from: string, to: string) => Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000)

/** Whose status changed last. */
export function RecentPart({ lang, data, stand }: { lang: Lang; data: BoardData; stand: Stand }) {
  const t = viewPhrases(lang).board
  const { code, timezone } = stand.region
  return (
    <section aria-labelledby="berubah">
      <h2 id="berubah" class="mb-4">
        {t.recent}
      </h2>
      {data.recent.length === 0 ? (
        <p class="note">{t.recentNone}</p>
      ) : (
        <ul class="todo">
          {data.recent.map(one => (
            <TodoRow
              href={`${portfolioHref(code)}/program/${one.programmeId}`}
              title={one.programmeName}
              line={
                one.before === undefined
                  ? `${formatDateShort(one.recordedAt, lang, timezone)}, ${t.newHere}`
                  : t.from(phrases(lang).status[one.before].toLowerCase(), formatDate(one.since, lang))
              }
            >
              <StatusChip status={one.status} lang={lang} />
            </TodoRow>
          ))}
        </ul>
      )}
    </section>
  )
}
