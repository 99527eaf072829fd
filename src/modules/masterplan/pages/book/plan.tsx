import { dayIn, formatCount, formatDateShort, type Lang } from '#kit/format.ts'
import type { Page, Visit } from '#platform/http/door.ts'
import type { View } from '#platform/http/visit.ts'
import { Button } from '#ui/button.tsx'
import { Empty } from '#ui/empty.tsx'
import { FilterBar } from '#ui/filter-bar.tsx'
import { Meter } from '#ui/meter.tsx'
import { Table } from '#ui/table.tsx'
import { mayReadInside, refuseKeep } from '../../access.ts'
import { filledSources, measured } from '../../actions/book/filled-sources.ts'
import { BOOKS } from '../../model.ts'
import { type LiveSource, type Plan, SECTION_STATES, type SectionLine, type SectionState } from '../../model-book.ts'
import { bookPhrases } from '../../phrases/book.ts'
import { phrases } from '../../phrases/index.ts'
import { type Arranged, arrange, flatten } from '../../rules/book/arrange.ts'
import { type BookCompleteness, bookCompleteness, completeness } from '../../rules/book/completeness.ts'
import { owedByOffice } from '../../rules/book/owed.ts'
import { listSectionLines } from '../../store/book/sections.ts'
import { planHref, PlanNav, planSection } from '../nav.tsx'
import { bookCrumbs, bookHref, bookName, flashOf, onePlanPlace, planOf, sectionHref } from './place.ts'
import { StateChip } from './state-chip.tsx'

/** `/masterplan/:code/buku/:plan`: the three books of a plan, their sections with state, owner and meter, and who owes what. */
export const onePlanPage: Page = {
  path: onePlanPlace,
  permission: 'masterplan.inside.read',
  may: mayReadInside,
  show: planView,
}

async function planView(visit: Visit): Promise<View> {
  const { c, lang, platform, actor } = visit
  const { sql } = platform.db
  const t = bookPhrases(lang).plan
  const stand = await planOf(visit)
  const { plan, region, sight } = stand
  const today = dayIn(platform.clock.now(), region.timezone)
  const lines = await listSectionLines(sql, region.code, plan.id)
  const filled = await filledSources(sql, plan, today)
  const office = c.req.query('opd') || undefined
  const state = SECTION_STATES.find(one => one === c.req.query('keadaan'))
  const filtered = office !== undefined || state !== undefined
  const shown = (line: SectionLine) =>
    (office === undefined || line.ownerId === office) && (state === undefined || line.state === state)
  const keeps = refuseKeep(actor, region.code) === undefined
  const meter = (book: number) =>
    bookCompleteness(lines.filter(one => one.book === book).map(one => measured(one, filled)))
  const all = bookCompleteness(lines.map(one => measured(one, filled)))
  const offices = [...new Map(lines.flatMap(one => (one.ownerId ? [[one.ownerId, one.ownerName ?? '']] : [])))].sort(
    (a, b) => a[1].localeCompare(b[1], 'id'),
  ) as [string, string][]
  const own = actor.membership?.organisationId
  return {
    title: `${plan.title}, ${region.shortName}`,
    section: planSection,
    crumbs: await bookCrumbs(visit, stand),
    ...flashOf(visit),
    body: (
      <div class="pt-2">
        <h1>{plan.title}</h1>
        <p class="lead mt-3 mb-6">
          {t.lead(formatCount(all.states.accepted + all.states.locked, lang), formatCount(all.sections, lang))}
        </p>
        <PlanNav lang={lang} code={region.code} current="buku" sight={sight} actor={actor} />
        {plan.vision !== undefined && (
          <p class="mt-6 max-w-[66ch]">
            <strong>{t.vision}:</strong> {plan.vision}
          </p>
        )}
        {keeps && (
          <p class="mt-6 flex flex-wrap gap-3 no-print">
            <Button href={bookHref(plan, 'pemilik')} icon="users">
              {t.owners}
            </Button>
            <Button href={bookHref(plan, 'tambah')} icon="plus">
              {t.add}
            </Button>
            <Button href={bookHref(plan, 'atur')} icon="settings">
              {t.settings}
            </Button>
            <Button href={planHref(region.code, 'edisi')} icon="printer">
              {t.print}
            </Button>
          </p>
        )}
        <section class="sec" aria-labelledby="buku">
          <h2 id="buku">{t.books}</h2>
          <ul class="mt-4 grid gap-6">
            {BOOKS.map(book => (
              <li class="border-t border-base-300 pt-4">
                <BookMeter lang={lang} plan={plan} book={book} meter={meter(book)} />
              </li>
            ))}
          </ul>
        </section>
        <section class="sec" aria-labelledby="bagian">
          <h2 id="bagian">{t.section}</h2>
          <div class="mt-4 no-print">
            <FilterBar
              lang={lang}
              action={bookHref(plan)}
              selects={[
                {
                  name: 'opd',
                  label: t.owner,
                  value: office,
                  options: [
                    { value: '', label: t.allOffices },
                    ...(own !== undefined && !offices.some(([id]) => id === own)
                      ? [{ value: own, label: t.mine }]
                      : []),
                    ...offices.map(([value, label]) => ({
                      value,
                      label: value === own ? `${label} (${t.mine})` : label,
                    })),
                  ],
                },
                {
                  name: 'keadaan',
                  label: t.state,
                  value: state,
                  options: [
                    { value: '', label: t.allStates },
                    ...SECTION_STATES.map(value => ({ value, label: phrases(lang).sectionState[value] })),
                  ],
                },
              ]}
              active={[
                ...(office === undefined
                  ? []
                  : [
                      {
                        label: offices.find(([id]) => id === office)?.[1] ?? t.mine,
                        removeHref: `${bookHref(plan)}${state === undefined ? '' : `?keadaan=${state}`}#bagian`,
                      },
                    ]),
                ...(state === undefined
                  ? []
                  : [
                      {
                        label: phrases(lang).sectionState[state],
                        removeHref: `${bookHref(plan)}${office === undefined ? '' : `?opd=${encodeURIComponent(office)}`}#bagian`,
                      },
                    ]),
              ]}
            />
          </div>
          {BOOKS.map(book => {
            const rows = flatten(arrange(lines.filter(one => one.book === book))).filter(one => shown(one.section))
            if (rows.length === 0 && filtered) return null
            return (
              <div class="mt-8">
                <h3 class="mb-2">{bookName(lang, book)}</h3>
                <SectionTable lang={lang} book={book} rows={rows} filled={filled} today={today} />
              </div>
            )
          })}
          {filtered && !lines.some(shown) && <Empty fact={t.none} reason={t.noneWhy} />}
        </section>
        <Owed lang={lang} plan={plan} lines={lines} today={today} />
      </div>
    ),
  }
}

function BookMeter({ lang, plan, book, meter }: { lang: Lang; plan: Plan; book: 1 | 2 | 3; meter: BookCompleteness }) {
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

function SectionTable({
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
            if (section.wordsWanted === 0 && section.sources.length === 0 && section.words === 0) {
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

function Owed({ lang, plan, lines, today }: { lang: Lang; plan: Plan; lines: readonly SectionLine[]; today: string }) {
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
