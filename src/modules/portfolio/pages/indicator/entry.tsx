import { dayIn, formatCount, formatDate, formatDue, formatTime } from '#kit/format.ts'
import { mayNot } from '#kit/problem.ts'
import type { Form, Page, Retry, Visit } from '#platform/http/door.ts'
import type { View } from '#platform/http/visit.ts'
import { findRegion, type Region } from '#modules/region/index.ts'
import { Button } from '#ui/button.tsx'
import { Chip } from '#ui/chip.tsx'
import { Empty } from '#ui/empty.tsx'
import { ErrorSummary } from '#ui/error-summary.tsx'
import { TodoRow } from '#ui/todo-row.tsx'
import { mayWritePortfolio, refuseWrite } from '../../access.ts'
import { type Entries, type Entry, readEntries } from '../../actions/indicator/read-entries.ts'
import { saveReadings } from '../../actions/indicator/save-readings.ts'
import { getInsideStand, noSuchPortfolio, type Stand } from '../../actions/stand.ts'
import { placeCodeSchema } from '../../model-indicator.ts'
import { readingPhrases } from '../../phrases/reading.ts'
import { dueOn, daysLeft } from '../../rules/indicator/period.ts'
import { listIndicators } from '../../store/indicator/indicators.ts'
import { PortfolioNav, portfolioCrumbs } from '../nav.tsx'
import { EntryOverview, loadOverview } from './entry-overview.tsx'
import { readEntryForm, type Typed, typedOf, withFormFields } from './entry-form.ts'
import { EntryField, problemsOf } from './entry-parts.tsx'
import { entryHref, periodName, place, readingHref, section, showReading } from './words.ts'

/**
 * `/portofolio/:code/isi`: what is due for one place. A village officer gets the own village, an office the figures of the
 * region that it keeps. `?tempat=` chooses another place that the reader may enter.
 */
export const entryPage: Page = {
  path: `${place}/isi`,
  permission: 'portfolio.reading.write',
  may: mayWritePortfolio,
  show: entryView,
  submit: {
    permission: 'portfolio.reading.write',
    may: mayWritePortfolio,
    limit: 'write',
    audit: ['portfolio.readings.saved'],
    maxBytes: 256 * 1024,
    async handle(visit, form) {
      return await saveEntries(visit, form)
    },
  },
}

/** Where the actor stands, refused before anything typed is looked at. */
export async function getEntryStand(visit: Visit): Promise<Stand> {
  const { c, platform, actor } = visit
  const stand = await getInsideStand(platform.db.sql, actor, c.req.param('code') ?? '')
  const refusal = refuseWrite(actor, stand.region.code, [actor.membership?.organisationId ?? ''])
  if (refusal) throw mayNot(refusal)
  return stand
}

/** The place whose figures are entered: of the address or form, else the own one. */
async function placeOf(visit: Visit, stand: Stand, given: string | undefined): Promise<Region> {
  const { code } = stand.region
  const own = visit.actor.membership?.regionCode ?? code
  const wanted = placeCodeSchema.safeParse(given).data ?? (own.startsWith(code) ? own : code)
  if (wanted === code) return stand.region
  const found = wanted.startsWith(`${code}.`) ? await findRegion(visit.platform.db.sql, wanted) : undefined
  if (!found) throw noSuchPortfolio()
  return found
}

async function saveEntries(visit: Visit, form: Form): Promise<Response> {
  const { platform, actor, writer, lang, c } = visit
  const stand = await getEntryStand(visit)
  const regionCode = stand.region.code
  const wanted = form.text('tempat')
  const ids = [...new Set(form.all('baris').map(id => id.slice(0, 36)))].filter(id => /^[0-9a-f-]{36}$/.test(id))
  const indicators = new Map((await listIndicators(platform.db.sql, regionCode, { ids })).map(one => [one.id, one]))
  const read = readEntryForm(form, indicators)
  const done = await withFormFields(read.ids, () =>
    saveReadings(platform, actor, { regionCode, readings: read.readings }, writer),
  )
  const query = new URLSearchParams()
  if (wanted !== undefined) query.set('tempat', wanted)
  query.set('n', String(done.created + done.changed))
  query.set('pukul', formatTime(platform.clock.now(), lang, stand.region.timezone))
  return c.redirect(`${entryHref(regionCode)}?${query}`, 303)
}

async function entryView(visit: Visit, retry?: Retry): Promise<View> {
  const { c, lang, platform, actor } = visit
  const t = readingPhrases(lang)
  const stand = await getEntryStand(visit)
  const { region } = stand
  const here = await placeOf(visit, stand, retry?.form.text('tempat') ?? c.req.query('tempat'))
  const today = dayIn(platform.clock.now(), region.timezone)
  const db = platform.db.sql
  const entries = await readEntries(db, actor, region.code, here.code, today)
  const overview = await loadOverview(visit, stand, here, today)
  const typed = typedOf(retry, lang)
  const open = openRows(entries, typed)
  const waiting = entries.due.length + entries.asked.length
  const all = [...entries.due, ...entries.asked, ...entries.early, ...entries.done]
  // Who keeps many places reads below how far each of them is.
  const many = overview.byPlace.length > 0 || overview.villages.length > 0
  const none = all.length === 0 && !many
  const title = waiting > 0 ? t.waiting(formatCount(waiting, lang)) : many ? t.of(here.name) : t.allDone(here.name)
  return {
    title: `${title}, ${here.shortName}`,
    section,
    crumbs: await portfolioCrumbs(platform.db.read, region, lang, { label: here.name }),
    ...flashOf(visit, waiting, retry),
    body: (
      <div class="pt-2">
        <ErrorSummary
          lang={lang}
          problems={problemsOf(retry, lang, new Map(all.map(one => [one.id, one.indicator.name])))}
        />
        <p class="eyebrow">{here.name}</p>
        <h1>{title}</h1>
        {entries.due.length > 0 && <p class="lead mt-3">{t.lead}</p>}
        {none ? (
          <div class="mt-6">
            <Empty fact={t.nothingAsked} reason={t.nothingAskedWhy} />
          </div>
        ) : (
          <>
            {(open.due.length > 0 || open.asked.length > 0 || open.early.length > 0) && (
              <form method="post" action={entryHref(region.code)} class="mt-6" novalidate>
                {here.code !== actor.membership?.regionCode && <input type="hidden" name="tempat" value={here.code} />}
                <Due visit={visit} entries={open.due} typed={typed} today={today} />
                <Asked visit={visit} entries={open.asked} typed={typed} />
                <Early visit={visit} entries={open.early} typed={typed} />
                <div class="dock-bar">
                  <Button look="primary" icon="check">
                    {t.saveAll}
                  </Button>
                </div>
              </form>
            )}
            <Done visit={visit} code={region.code} entries={entries.done.filter(one => !typed.has(one.id))} />
            <EntryOverview visit={visit} stand={stand} overview={overview} />
          </>
        )}
        <div class="mt-10">
          <PortfolioNav lang={lang} code={region.code} current="indikator" sight={stand.sight} actor={actor} />
        </div>
      </div>
    ),
  }
}

/** The rows of the form: what is due, asked or early, and whatever was typed, also when somebody else was faster. */
function openRows(entries: Entries, typed: Typed): Pick<Entries, 'due' | 'asked' | 'early'> {
  return {
    due: [...entries.due, ...entries.done.filter(one => typed.has(one.id))],
    asked: entries.asked,
    early: entries.early,
  }
}

function flashOf({ c, lang }: Visit, waiting: number, retry: Retry | undefined): { flash?: string } {
  const t = readingPhrases(lang)
  const n = /^\d{1,5}$/.exec(c.req.query('n') ?? '')?.[0]
  const time = /^[0-9.:]{4,5}\s?WI(B|TA|T)$/.exec(c.req.query('pukul') ?? '')?.[0]
  if (retry || n === undefined || time === undefined || n === '0') return {}
  const rest = waiting > 0 ? t.left(formatCount(waiting, lang)) : t.noneLeft
  return { flash: `${t.saved(n, time)}. ${rest}` }
}

interface PartProps {
  visit: Visit
  entries: readonly Entry[]
  typed: Typed
}

function Due({ visit, entries, typed, today }: PartProps & { today: string }) {
  const { lang } = visit
  if (entries.length === 0) return null
  const t = readingPhrases(lang)
  const first = entries.map(one => one.period).sort((a, b) => dueOn(a).localeCompare(dueOn(b)))[0] ?? ''
  const left = daysLeft(first, today)
  return (
    <section aria-labelledby="menunggu">
      <h2 id="menunggu" class="text-xl">
        {t.due}
      </h2>
      <p class="mt-2 mb-5">
        <Chip status={left < 0 ? 'late' : 'due'}>{formatDue(left, lang)}</Chip>{' '}
        <span class="note">{t.late(formatDate(dueOn(first), lang))}</span>
      </p>
      {entries.map(entry => (
        <EntryField visit={visit} entry={entry} typed={typed} />
      ))}
    </section>
  )
}

function Asked({ visit, entries, typed }: PartProps) {
  if (entries.length === 0) return null
  const t = readingPhrases(visit.lang)
  return (
    <section class="mt-8" aria-labelledby="ditanyakan">
      <h2 id="ditanyakan" class="text-xl">
        {t.questions}
      </h2>
      <p class="note mt-1 mb-5">{t.questionsLead}</p>
      {entries.map(entry => (
        <EntryField visit={visit} entry={entry} typed={typed} />
      ))}
    </section>
  )
}

function Early({ visit, entries, typed }: PartProps) {
  if (entries.length === 0) return null
  const t = readingPhrases(visit.lang)
  return (
    <details class="plain-fold mt-6" open={entries.some(one => typed.has(one.id))}>
      <summary>{t.early(formatCount(entries.length, visit.lang))}</summary>
      <p class="note mt-2 mb-5">{t.earlyLead}</p>
      {entries.map(entry => (
        <EntryField visit={visit} entry={entry} typed={typed} />
      ))}
    </details>
  )
}

const looks = { reported: 'info', questioned: 'due', verified: 'ok' } as const

function Done({ visit: { lang }, code, entries }: { visit: Visit; code: string; entries: readonly Entry[] }) {
  if (entries.length === 0) return null
  const t = readingPhrases(lang)
  return (
    <section class="sec" aria-labelledby="terisi">
      <h2 id="terisi" class="text-xl">
        {t.done}
      </h2>
      <ul class="todo mt-3 max-w-3xl">
        {entries.map(({ id, indicator, period, reading }) => (
          <TodoRow
            href={readingHref(code, id)}
            title={indicator.name}
            line={`${periodName(period, lang)}: ${reading ? showReading(reading, indicator, lang) : ''}`}
          >
            <StateChip lang={lang} state={reading?.state} />
          </TodoRow>
        ))}
      </ul>
    </section>
  )
}

/** State of a reading, or that there is none. */
export function StateChip({ lang, state }: { lang: 'id' | 'en'; state: keyof typeof looks | undefined }) {
  const words = stateWords[lang]
  return state === undefined ? (
    <Chip status="idle">{words.missing}</Chip>
  ) : (
    <Chip status={looks[state]}>{words[state]}</Chip>
  )
}

const stateWords = {
  id: { reported: 'dilaporkan', questioned: 'ditanyakan', verified: 'diperiksa', missing: 'belum' },
  en: { reported: 'reported', questioned: 'asked about', verified: 'verified', missing: 'missing' },
} as const
