import {
  formatCount,
  formatDate,
  formatDateTime,
  formatDue,
  formatPercent,
  formatRupiah,
  formatRupiahShort,
  type Lang,
} from '#kit/format.ts'
import { Absent } from '#ui/absent.tsx'
import { Chip } from '#ui/chip.tsx'
import { Empty } from '#ui/empty.tsx'
import { Meter } from '#ui/meter.tsx'
import { type Column, Table } from '#ui/table.tsx'
import { Timeline } from '#ui/timeline.tsx'
import type { Milestone } from '../../model.ts'
import { phrases } from '../../phrases/index.ts'
import { programmePhrases } from '../../phrases/programme.ts'
import { daysBetween } from '../../rules/programme/days-between.ts'
import { allMoney, moneyByYear, type YearOfMoney } from '../../rules/programme/money-by-year.ts'
import type { ProgrammeDetail } from './detail-data.ts'
import { milestoneHref, programmeHref } from './place.ts'

interface Props {
  lang: Lang
  detail: ProgrammeDetail
}

/** Planned and spent by year, with the sources below each; what was not reported is a dash. */
export function MoneyPart({ lang, detail: { budget, catalogue } }: Props) {
  const t = programmePhrases(lang).detail
  const years = moneyByYear(budget)
  const all = allMoney(budget)
  const source = (code: string) => catalogue.sources.find(one => one.code === code)?.name[lang] ?? code
  const columns: Column<YearOfMoney>[] = [
    {
      key: 'year',
      label: phrases(lang).field.year,
      rowHeader: true,
      cell: row => (
        <>
          {row.year}
          <small class="block font-normal text-muted">
            {row.lines.map(line => `${source(line.source)} ${formatRupiahShort(line.planned, lang)}`).join(', ')}
          </small>
        </>
      ),
    },
    {
      key: 'planned',
      label: phrases(lang).field.planned,
      align: 'right',
      cell: row => <Exact rupiah={row.planned} lang={lang} />,
    },
    {
      key: 'realised',
      label: phrases(lang).field.realised,
      align: 'right',
      cell: row =>
        row.realised === undefined ? (
          <Absent lang={lang} words={t.notReported} />
        ) : (
          <>
            <Exact rupiah={row.realised} lang={lang} />
            {row.unreported > 0 && (
              <small class="block text-muted">{t.linesSilent(formatCount(row.unreported, lang))}</small>
            )}
          </>
        ),
    },
    {
      key: 'percent',
      label: t.share,
      align: 'right',
      onlyWide: true,
      class: 'w-40',
      cell: row =>
        row.percent === undefined ? (
          <Absent lang={lang} />
        ) : (
          <>
            {formatPercent(row.percent, lang)}
            <Meter value={row.percent} max={100} />
          </>
        ),
    },
  ]
  return (
    <section aria-labelledby="uang">
      <h2 id="uang" class="mb-4">
        {t.money}
      </h2>
      <Table<YearOfMoney>
        lang={lang}
        caption={t.money}
        rows={years}
        columns={columns}
        foot={{
          year: t.total,
          planned: <Exact rupiah={all.planned} lang={lang} />,
          realised: all.realised === undefined ? <Absent lang={lang} /> : <Exact rupiah={all.realised} lang={lang} />,
          percent: all.percent === undefined ? <Absent lang={lang} /> : formatPercent(all.percent, lang),
        }}
        empty={{ fact: t.noMoney, reason: t.noMoneyWhy }}
      />
      {years.length > 0 && <p class="note mt-3">{t.moneyNote}</p>}
    </section>
  )
}

const Exact = ({ rupiah, lang }: { rupiah: bigint; lang: Lang }) => (
  <>
    <span class="only-wide">{formatRupiah(rupiah, lang)}</span>
    <span class="only-narrow">{formatRupiahShort(rupiah, lang)}</span>
  </>
)

/** What state a milestone is in, told by a chip: done, late, due soon, later. */
export function MilestoneChip({ milestone, today, lang }: { milestone: Milestone; today: string; lang: Lang }) {
  const t = programmePhrases(lang).detail
  if (milestone.doneOn !== undefined) return <Chip status="ok">{t.doneOn(formatDate(milestone.doneOn, lang))}</Chip>
  const days = daysBetween(today, milestone.dueOn)
  return (
    <Chip status={days < 0 ? 'late' : days <= 30 ? 'due' : 'idle'}>
      {days > 60 ? formatDate(milestone.dueOn, lang) : formatDue(days, lang)}
    </Chip>
  )
}

/** Milestones in the order of their days, each with its office, its proof and its state. */
export function MilestonePart({ lang, detail }: Props) {
  const t = programmePhrases(lang).detail
  const { milestones, programme, region, proof, today, sight, mayChange, mayReport } = detail
  return (
    <section class="sec" aria-labelledby="tonggak">
      <h2 id="tonggak">{t.milestones}</h2>
      {milestones.length === 0 ? (
        <Empty
          fact={t.noMilestones}
          reason={t.noMilestonesWhy}
          action={
            mayChange ? (
              <a class="a" href={programmeHref(region.code, programme.id, 'tonggak')}>
                {t.addMilestone}
              </a>
            ) : undefined
          }
        />
      ) : (
        <ul class="todo mt-4">
          {milestones.map(one => {
            const shown = proof.get(one.id)
            return (
              <li>
                <div>
                  {mayReport.has(one.id) ? (
                    <a class="a" href={milestoneHref(region.code, programme.id, one.id)}>
                      {one.title}
                    </a>
                  ) : (
                    <strong>{one.title}</strong>
                  )}
                  <p>{t.owes(one.ownerName, formatDate(one.dueOn, lang))}</p>
                  {sight === 'all' && one.note && <p class="whitespace-pre-line">{one.note}</p>}
                  {shown && (
                    <p>
                      {shown.seen.length === 0
                        ? t.proof(formatCount(shown.count, lang))
                        : shown.seen.map((use, at) => (
                            <>
                              {at > 0 && ', '}
                              <a class="a" href={`/bukti/${use.evidence.id}`}>
                                {use.evidence.title}
                              </a>
                            </>
                          ))}
                    </p>
                  )}
                </div>
                <MilestoneChip milestone={one} today={today} lang={lang} />
              </li>
            )
          })}
        </ul>
      )}
    </section>
  )
}

/** Every status it has had, the latest first. */
export function StatusPart({ lang, detail: { statuses, catalogue, region, programme } }: Props) {
  const t = programmePhrases(lang).detail
  const reason = (code: string | undefined) => catalogue.reasons.find(one => one.code === code)?.name[lang]
  return (
    <section class="mt-10" aria-labelledby="perjalanan">
      <h2 id="perjalanan" class="side-title">
        {t.statuses}
      </h2>
      <Timeline
        moments={statuses.toReversed().map(one => ({
          when: formatDate(one.since, lang),
          datetime: one.since,
          fact: phrases(lang).status[one.status],
          line: [reason(one.reason), one.note].filter(Boolean).join(': ') || undefined,
        }))}
      />
      <p class="mt-4">
        <a class="a" href={programmeHref(region.code, programme.id, 'riwayat')}>
          {t.history}
        </a>
      </p>
    </section>
  )
}

/** What it came from and what was made of it. */
export function TracePart({ lang, detail }: Props) {
  const t = programmePhrases(lang).detail
  const { neighbours, programme, region } = detail
  const others = (list: { id: string; code: string; name: string }[]) =>
    list.map(one => (
      <a class="a block" href={programmeHref(region.code, one.id)}>
        {one.code}, {one.name}
      </a>
    ))
  return (
    <section class="mt-10" aria-labelledby="jejak">
      <h2 id="jejak" class="side-title">
        {t.trace}
      </h2>
      {neighbours.before.length > 0 && (
        <p class="mt-3">
          {t.before} {others(neighbours.before)}
        </p>
      )}
      {neighbours.after.length > 0 && (
        <p class="mt-3">
          {t.after} {others(neighbours.after)}
        </p>
      )}
      {neighbours.snapshots.length > 0 && (
        <>
          <p class="mt-3">{t.counted}</p>
          <ul class="mt-1 grid gap-1">
            {neighbours.snapshots.map(one => (
              <li>
                <a class="a" href={`/trace/snapshot/${one.id}`}>
                  {t.frozen(formatDateTime(one.takenAt, lang, region.timezone))}
                </a>
              </li>
            ))}
          </ul>
        </>
      )}
      <p class="mt-3">
        <a class="a" href={`/trace/programme/${programme.id}`}>
          {t.toTrace}
        </a>
      </p>
    </section>
  )
}
