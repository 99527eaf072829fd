import { actsAs } from '#kit/actor.ts'
import { formatDate, formatDue } from '#kit/format.ts'
import { shortName } from '#modules/region/index.ts'
import type { Visit } from '#platform/http/door.ts'
import { Chip } from '#ui/chip.tsx'
import { TodoRow } from '#ui/todo-row.tsx'
import { mayReadBoard, mayReadNotices, mayReadPanels, mayRunRounds } from '../../access.ts'
import type { Round, RoundRegion } from '../../model-round.ts'
import { roundPagePhrases } from '../../phrases/round.ts'
import { phaseOf, relationTo } from '../../rules/round/relation.ts'
import { daysLeft, stepDates } from '../../rules/round/step-window.ts'
import type { BoardCounts } from '../../store/round/board.ts'
import { listPanelsOfAccount } from '../../store/round/panel.ts'
import { listRoundRegions } from '../../store/round/rounds.ts'
import { count } from '../words.ts'

interface TodoProps {
  visit: Visit
  round: Round
  /** The viewer's own region, if it is in the round. */
  region: RoundRegion | undefined
  /** Undefined for those who do not see the board. */
  counts: BoardCounts | undefined
  now: Date
}

/** What is there to do in this round for who looks; nothing for visitors. */
export async function Todo(props: TodoProps) {
  const { visit, round, region } = props
  const rows = [...staffRows(props), ...regionRows(props), ...(await assessorRows(props))]
  if (rows.length === 0) return null
  const t = roundPagePhrases(visit.lang).public
  return (
    <section class="sec" aria-labelledby="untuk-anda">
      <h2 id="untuk-anda" class="mb-4">
        {t.todo}
      </h2>
      <ul class="todo max-w-3xl">
        {rows.map(({ href, title, line, chip }) => (
          <TodoRow href={href} title={title} line={line}>
            {chip && <Chip status={chip.status}>{chip.words}</Chip>}
          </TodoRow>
        ))}
        {round.state === 'closed' && region && (
          <TodoRow
            href={`/putaran/${round.id}/${region.regionCode}/hasil`}
            title={t.todoResult(shortName(region.regionName))}
            line={t.todoResultLine}
          />
        )}
      </ul>
    </section>
  )
}

interface Row {
  href: string
  title: string
  line: string
  chip?: { status: 'due' | 'late' | 'ok' | 'info'; words: string } | undefined
}

function staffRows({ visit: { actor, lang }, round, counts }: TodoProps): Row[] {
  const t = roundPagePhrases(lang)
  const path = `/putaran/${round.id}`
  const runs = mayRunRounds(actor) === undefined && round.state !== 'closed'
  const rows: (Row | false | undefined)[] = [
    mayReadBoard(actor) === undefined &&
      counts && {
        href: `${path}/papan`,
        title: t.public.todoBoard,
        line: t.public.todoBoardLine(
          count(counts.regions, lang),
          count(counts.submitted, lang),
          count(counts.late, lang),
        ),
        chip:
          counts.late > 0 && round.state === 'open'
            ? { status: 'late' as const, words: t.home.chipLate(count(counts.late, lang)) }
            : undefined,
      },
    runs &&
      counts && {
        href: `${path}/daerah`,
        title: t.public.todoRegions,
        line: t.public.todoRegionsLine(count(counts.regions, lang)),
      },
    mayReadPanels(actor) === undefined &&
      counts && {
        href: `${path}/panel`,
        title: t.public.todoPanel,
        line:
          counts.withoutPanel === 0 && counts.regions > 0
            ? t.public.todoPanelDone
            : t.public.todoPanelLine(count(counts.withoutPanel, lang)),
      },
    runs && { href: `${path}/ubah`, title: t.public.todoEdit, line: t.public.todoEditLine },
    mayReadNotices(actor) === undefined &&
      round.state !== 'draft' && {
        href: `${path}/pemberitahuan`,
        title: t.public.todoNotices,
        line: t.public.todoNoticesLine,
      },
    runs &&
      round.state === 'open' && { href: `${path}/tutup`, title: t.public.todoClose, line: t.public.todoCloseLine },
  ]
  return rows.filter((row): row is Row => row !== false && row !== undefined)
}

const regional = ['secretariat', 'regional-head', 'region-reader', 'office-head', 'office-member']

function regionRows({ visit: { actor, lang }, round, region, now }: TodoProps): Row[] {
  if (!region || round.state !== 'open' || !regional.includes(relationTo(actor, region.regionCode, undefined)))
    return []
  const t = roundPagePhrases(lang).public
  const end = stepDates(round, region, 'self-assessment')?.endsOn
  const left = daysLeft(round, region, 'self-assessment', now)
  const sent = region.state !== 'invited'
  return [
    {
      href: `/putaran/${round.id}/${region.regionCode}`,
      title: t.todoAnswer(shortName(region.regionName)),
      line: sent || end === undefined ? t.todoAnswerSent : t.todoAnswerLine(formatDate(end, lang)),
      chip:
        sent || left === undefined ? undefined : { status: left < 0 ? 'late' : 'due', words: formatDue(left, lang) },
    },
  ]
}

async function assessorRows({ visit: { actor, lang, platform }, round, now }: TodoProps): Promise<Row[]> {
  if (!actsAs(actor, 'assessor') || actor.accountId === undefined || round.state === 'draft') return []
  const t = roundPagePhrases(lang).public
  const own = (await listPanelsOfAccount(platform.db.sql, actor.accountId)).filter(
    ({ roundId }) => roundId === round.id,
  )
  const regions = new Map((await listRoundRegions(platform.db.sql, round.id)).map(one => [one.regionCode, one]))
  return own.flatMap((member): Row[] => {
    const region = regions.get(member.regionCode)
    if (!region) return []
    const end = stepDates(round, region, 'scoring')?.endsOn ?? ''
    const left = daysLeft(round, region, 'scoring', now) ?? 0
    const waiting = phaseOf(round, region) === 'filling'
    return [
      {
        href: waiting ? `/daerah/${region.regionCode}` : `/putaran/${round.id}/${region.regionCode}/nilai`,
        title: t.todoScore(shortName(region.regionName)),
        line: waiting
          ? t.todoScoreWaiting
          : member.submittedAt
            ? t.todoScoreSent
            : t.todoScoreLine(end === '' ? '' : formatDate(end, lang)),
        chip:
          waiting || member.submittedAt
            ? undefined
            : { status: left < 0 ? ('late' as const) : ('due' as const), words: formatDue(left, lang) },
      },
    ]
  })
}
