import { formatCount, formatDateShort, type Lang } from '#kit/format.ts'
import { Meter } from '#ui/meter.tsx'
import { Table } from '#ui/table.tsx'
import { measured } from '../../actions/book/filled-sources.ts'
import { type LiveSource, type Plan, SECTION_STATES, type SectionLine, type SectionState } from '../../model-book.ts'
import { bookPhrases } from '../../phrases/book.ts'
import { phrases } from '../../phrases/index.ts'
import type { Arranged } from '../../rules/book/arrange.ts'
import { type BookCompleteness, completeness } from '../../rules/book/completeness.ts'
import { isHeading, owedByOffice } from '../../rules/book/owed.ts'
import { bookHref, bookName, sectionHref } from './place.ts'
import { StateChip } from './state-chip.tsx'

/** One book: its name, meter, and what is there and missing. */
export function BookMeter({
  lang,
  plan,
  book,
  meter,
}: {
  lang: Lang
  plan: Plan
  book: 1 | 2 | 3
  meter: BookCompleteness
}) {
  const t = bookPhrases(lang)
  return (
    <>
      <h3>
        <a class="a" href={bookHref(plan, String(book))}>
          {bookName(lang, book)}
        </a>
      </h3>
      <div class="mt-2 flex max-w-[40rem] items-center gap-3">
        <Meter value={meter.percent} max={100} class="grow" />
        <strong>{t.percent(meter.percent)}</strong>
      </div>
      <p class="note mt-1">
        {t.plan.words(formatCount(meter.words, lang), formatCount(meter.wordsWanted, lang))}.{' '}
        {meter.liveEmpty > 0 && `${t.plan.liveEmpty(formatCount(meter.liveEmpty, lang))}. `}
        {SECTION_STATES.filter(state => meter.states[state] > 0)
          .map(state => t.plan.stateCount(formatCount(meter.states[state], lang), phrases(lang).sectionState[state]))
          .join(', ')}
        .
      </p>
    </>
  )
}

/** The sections of a book with owner, meter, due day and state. */
export function SectionTable({
  lang,
  book,
  rows,
  filled,
  today,
}: {
  lang: Lang
  book: 1 | 2 | 3
  rows: readonly Arranged<SectionLine>[]
  filled: ReadonlySet<LiveSource>
  today: string
}) {
  const t = bookPhrases(lang)
  const open = (state: SectionState) => state === 'empty' || state === 'draft'
  return (
    <Table
      lang={lang}
      caption={`${t.plan.section}, ${bookName(lang, book)}`}
      rows={rows}
      columns={[
        {
          key: 'section',
          label: t.plan.section,
          rowHeader: true,
          class: 'w-2/5',
          cell: ({ section, number, depth }) => (
            <span class={depth === 1 ? 'block' : depth === 2 ? 'block pl-4' : 'block pl-8'}>
              <span class="text-muted">{number}</span>{' '}
              <a class={depth === 1 ? 'a' : 'a font-normal'} href={sectionHref(section)}>
                {section.title}
              </a>
              {section.openComments > 0 && (
                <small class="block font-normal text-muted">
                  {t.plan.comments(formatCount(section.openComments, lang))}
                </small>
              )}
            </span>
          ),
        },
        {
          key: 'owner',
          label: t.plan.owner,
          onlyWide: true,
          cell: ({ section }) => section.ownerName ?? <span class="text-muted">{t.plan.noOwner}</span>,
        },
        {
          key: 'meter',
          label: t.plan.meter,
          align: 'right',
          cell: ({ section }) => {
            if (isHeading(section)) {
              return <span class="text-muted">{t.plan.heading}</span>
            }
            const { percent, liveEmpty } = completeness(measured(section, filled))
            return (
              <>
                {t.percent(percent)}
                <small class="block text-muted only-wide">
                  {section.wordsWanted > 0
                    ? t.plan.words(formatCount(section.words, lang), formatCount(section.wordsWanted, lang))
                    : t.plan.wordsOnly(formatCount(section.words, lang))}
                  {liveEmpty > 0 && `, ${t.plan.noData}`}
                </small>
              </>
            )
          },
        },
        {
          key: 'due',
          label: t.plan.due,
          onlyWide: true,
          cell: ({ section }) =>
            section.dueOn === undefined ? (
              <span class="text-muted">–</span>
            ) : (
              <>
                {formatDateShort(section.dueOn, lang)}
                {open(section.state) && section.dueOn < today && <small class="block text-error">{t.plan.late}</small>}
              </>
            ),
        },
        { key: 'state', label: t.plan.state, cell: ({ section }) => <StateChip lang={lang} state={section.state} /> },
      ]}
    />
  )
}

/** Who still has to write, by office. */
export function Owed({
  lang,
  plan,
  lines,
  today,
}: {
  lang: Lang
  plan: Plan
  lines: readonly SectionLine[]
  today: string
}) {
  const t = bookPhrases(lang).plan
  const owed = owedByOffice(lines, today)
  if (owed.length === 0) return null
  const count = (n: number) => (n === 0 ? <span class="text-muted">–</span> : formatCount(n, lang))
  return (
    <section class="sec" aria-labelledby="tagihan">
      <h2 id="tagihan">{t.owed}</h2>
      <p class="note mt-1 mb-4">{t.owedLead}</p>
      <Table
        lang={lang}
        caption={t.owed}
        rows={owed}
        columns={[
          {
            key: 'office',
            label: t.owedOffice,
            rowHeader: true,
            cell: one =>
              one.ownerId === undefined ? (
                t.noOwner
              ) : (
                <a class="a" href={`${bookHref(plan)}?opd=${one.ownerId}#bagian`}>
                  {one.ownerName}
                </a>
              ),
          },
          { key: 'empty', label: t.owedEmpty, align: 'right', cell: one => count(one.empty) },
          { key: 'draft', label: t.owedDraft, align: 'right', onlyWide: true, cell: one => count(one.draft) },
          { key: 'review', label: t.owedReview, align: 'right', onlyWide: true, cell: one => count(one.review) },
          { key: 'late', label: t.owedLate, align: 'right', cell: one => count(one.late) },
        ]}
      />
    </section>
  )
}
