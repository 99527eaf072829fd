import { dayIn, formatDateShort } from '#kit/format.ts'
import type { Panel, Visit } from '#platform/http/door.ts'
import { Button } from '#ui/button.tsx'
import { Chip, type Status } from '#ui/chip.tsx'
import { Empty } from '#ui/empty.tsx'
import { TodoRow } from '#ui/todo-row.tsx'
import { mayRunRounds } from '../../access.ts'
import { todayInZones } from '../../actions/round/read-board.ts'
import type { Round } from '../../model-round.ts'
import { roundPagePhrases } from '../../phrases/round.ts'
import { dayNumber } from '../../rules/round/days.ts'
import { daysLeft } from '../../rules/round/step-window.ts'
import { type BoardCounts, countBoards } from '../../store/round/board.ts'
import { listRounds } from '../../store/round/rounds.ts'
import { count } from '../words.ts'
import { roundTitle, stepsNow } from './words.ts'

/** For the ministry after signing in: rounds that are drafts or open, who is late, and what comes next. */
export const roundHomePanel: Panel = {
  place: 'home',
  order: 10,
  async render(visit) {
    const { actor, platform, lang } = visit
    if (mayRunRounds(actor)) return null
    const t = roundPagePhrases(lang).home
    const sql = platform.db.sql
    const now = platform.clock.now()
    const rounds = (await listRounds(sql)).filter(({ state }) => state !== 'closed')
    const counts = await countBoards(
      sql,
      rounds.map(({ id }) => id),
      todayInZones(now),
    )
    const rows = rounds.flatMap(round => rowsOf(visit, round, counts.get(round.id), now))
    return (
      <section class="sec" aria-labelledby="beranda-putaran">
        <h2 id="beranda-putaran" class="mb-4">
          {t.title}
        </h2>
        {rows.length === 0 ? (
          <Empty
            fact={t.none}
            reason={t.noneReason}
            action={<Button href="/putaran/baru">{roundPagePhrases(lang).make}</Button>}
          />
        ) : (
          <>
            <ul class="todo max-w-3xl">
              {rows.map(({ href, title, line, status, chip }) => (
                <TodoRow href={href} title={title} line={line}>
                  <Chip status={status}>{chip}</Chip>
                </TodoRow>
              ))}
            </ul>
            <p class="mt-5">
              <Button href="/putaran">{t.all}</Button>
            </p>
          </>
        )}
      </section>
    )
  },
}

interface Row {
  href: string
  title: string
  line: string
  status: Status
  chip: string
}

/** What a round asks of the ministry, the most urgent first. */
function rowsOf({ lang }: Visit, round: Round, counts: BoardCounts | undefined, now: Date): Row[] {
  if (!counts) return []
  const t = roundPagePhrases(lang)
  const title = roundTitle(round, lang)
  const path = `/putaran/${round.id}`
  const regions = count(counts.regions, lang)
  const western = { extensions: {}, zone: 'WIB' as const }
  if (round.state === 'draft') {
    return [
      {
        href: path,
        title: t.home.draft(title),
        line: t.home.draftLine(regions),
        status: 'idle',
        chip: stepsNow(round, now, lang),
      },
    ]
  }
  const rows: Row[] = []
  const missing = counts.members - counts.handedIn
  const begins = ({ steps }: Round) =>
    dayNumber(steps.scoring?.startsOn ?? dayIn(now, 'WIB')) - dayNumber(dayIn(now, 'WIB'))
  const scoringOver = (daysLeft(round, western, 'scoring', now) ?? 0) < 0
  if (counts.late > 0) {
    rows.push({
      href: `${path}/papan?keadaan=late`,
      title: t.home.late(count(counts.late, lang), title),
      line: t.home.lateLine,
      status: 'late',
      chip: t.home.chipLate(count(counts.late, lang)),
    })
  }
  if (counts.withoutPanel > 0) {
    rows.push({
      href: `${path}/panel`,
      title: t.home.panel(count(counts.withoutPanel, lang), title),
      line: t.home.panelLine,
      status: begins(round) <= 14 ? 'due' : 'info',
      chip: roundPagePhrases(lang).home.scoringFrom(formatDateShort(round.steps.scoring?.startsOn ?? '', lang)),
    })
  }
  if (counts.submitted > 0 && missing > 0) {
    rows.push({
      href: `${path}/papan?keadaan=submitted`,
      title: t.home.sheets(count(missing, lang), title),
      line: t.home.sheetsLine,
      status: scoringOver ? 'late' : 'info',
      chip: t.panel.handedIn(count(counts.handedIn, lang), count(counts.members, lang)),
    })
  }
  if (scoringOver) {
    rows.push({
      href: `${path}/tutup`,
      title: t.home.close(title),
      line: t.home.closeLine,
      status: 'due',
      chip: t.over,
    })
  }
  rows.push({
    href: `${path}/papan`,
    title: t.home.running(title),
    line: t.home.runningLine(count(counts.submitted, lang), regions),
    status: 'info',
    chip: stepsNow(round, now, lang).split('; ')[0] ?? '',
  })
  return rows
}
