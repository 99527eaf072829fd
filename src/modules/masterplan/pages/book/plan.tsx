import { dayIn, formatCount } from '#kit/format.ts'
import type { Page, Visit } from '#platform/http/door.ts'
import type { View } from '#platform/http/visit.ts'
import { Button } from '#ui/button.tsx'
import { Empty } from '#ui/empty.tsx'
import { FilterBar } from '#ui/filter-bar.tsx'
import { mayReadInside, refuseKeep } from '../../access.ts'
import { filledSources, measured } from '../../actions/book/filled-sources.ts'
import { BOOKS } from '../../model.ts'
import { SECTION_STATES, type SectionLine } from '../../model-book.ts'
import { bookPhrases } from '../../phrases/book.ts'
import { checkPhrases } from '../../phrases/check.ts'
import { editionPhrases } from '../../phrases/edition.ts'
import { phrases } from '../../phrases/index.ts'
import { arrange, flatten } from '../../rules/book/arrange.ts'
import { bookCompleteness } from '../../rules/book/completeness.ts'
import { listSectionLines } from '../../store/book/sections.ts'
import { planHref, PlanNav, planSection } from '../nav.tsx'
import { bookCrumbs, bookHref, bookName, flashOf, onePlanPlace, planOf } from './place.ts'
import { BookMeter, Owed, SectionTable } from './plan-parts.tsx'

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
        <p class="mt-6 flex flex-wrap gap-3 no-print">
          {keeps && (
            <>
              <Button href={bookHref(plan, 'pemilik')} icon="users">
                {t.owners}
              </Button>
              <Button href={bookHref(plan, 'tambah')} icon="plus">
                {t.add}
              </Button>
              <Button href={bookHref(plan, 'atur')} icon="settings">
                {t.settings}
              </Button>
            </>
          )}
          <Button href={bookHref(plan, 'periksa')} icon="check">
            {checkPhrases(lang).title}
          </Button>
          {keeps && (
            <Button href={bookHref(plan, 'bekukan')} icon="lock">
              {editionPhrases(lang).freeze.button}
            </Button>
          )}
          <Button href={planHref(region.code, 'edisi')} icon="printer">
            {t.print}
          </Button>
        </p>
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
