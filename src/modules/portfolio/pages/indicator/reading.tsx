import { dayIn, formatDateTime, formatTime } from '#kit/format.ts'
import { mayNot } from '#kit/problem.ts'
import type { Form, Page, Retry, Visit } from '#platform/http/door.ts'
import type { View } from '#platform/http/visit.ts'
import { EvidenceList, largestFile, listUses, refuseSeeEvidence, saveEvidence } from '#modules/evidence/index.ts'
import { namesOfAccounts } from '#modules/people/index.ts'
import { findRegion } from '#modules/region/index.ts'
import { Call } from '#ui/call.tsx'
import { ErrorSummary } from '#ui/error-summary.tsx'
import { Timeline } from '#ui/timeline.tsx'
import { mayOpenPortfolio, mayVerifyReadings, mayWritePortfolio, refuseRead, refuseWrite } from '../../access.ts'
import { getIndicatorStand, noSuchReading, readingChangedMeanwhile } from '../../actions/indicator/indicator-stand.ts'
import { judgeReadings } from '../../actions/indicator/judge-readings.ts'
import { addAsks, type Entry } from '../../actions/indicator/read-entries.ts'
import { saveReadings } from '../../actions/indicator/save-readings.ts'
import { READING_SUBJECT } from '../../model.ts'
import { readingId } from '../../model-indicator.ts'
import { indicatorPhrases } from '../../phrases/indicator.ts'
import { readingPhrases } from '../../phrases/reading.ts'
import { takesReadings } from '../../rules/indicator/check-reading.ts'
import { daysOf, isPeriod, periodBefore } from '../../rules/indicator/period.ts'
import { listChanges } from '../../store/changes.ts'
import { findReading } from '../../store/indicator/readings.ts'
import { portfolioCrumbs } from '../nav.tsx'
import { StateChip } from './entry.tsx'
import { readEntryForm, withFormFields } from './entry-form.ts'
import { problemsOf } from './entry-parts.tsx'
import { type Loaded, VerdictForm, WriteForm } from './reading-forms.tsx'
import { getVerifyStand } from './verify.tsx'
import {
  askWords,
  eventWords,
  indicatorHref,
  periodName,
  readingHref,
  readingPlace,
  section,
  showReading,
} from './words.ts'

/** One figure of one place: what was said, with which proof, what is asked about it, and its history. */
export const readingPage: Page = {
  path: readingPlace,
  permission: 'portfolio.read',
  may: mayOpenPortfolio,
  show: readingView,
  submit: {
    permission: 'portfolio.reading.write',
    may: mayWritePortfolio,
    limit: 'write',
    audit: ['portfolio.readings.saved', 'evidence.uses.changed', 'evidence.item.added', 'evidence.item.found_again'],
    maxBytes: largestFile + 512 * 1024,
    async handle(visit, form) {
      return await saveOne(visit, form)
    },
  },
}

/** The verdict on one figure: verified, or a question. */
export const verdictPage: Page = {
  path: `${readingPlace}/periksa`,
  permission: 'portfolio.read',
  may: mayOpenPortfolio,
  show: readingView,
  submit: {
    permission: 'portfolio.reading.verify',
    may: mayVerifyReadings,
    limit: 'write',
    audit: ['portfolio.readings.verified', 'portfolio.readings.questioned'],
    async handle(visit, form) {
      const { c, platform, actor, writer } = visit
      await getVerifyStand(visit)
      const { regionCode, key } = keyOf(visit)
      const version = /^\d{1,9}$/.test(form.text('versi') ?? '') ? Number(form.text('versi')) : undefined
      // A verdict is on the figure that was read, never on another that came since.
      if (version === undefined) throw readingChangedMeanwhile()
      const asks = form.text('aksi') === 'tanya'
      await judgeReadings(
        platform,
        actor,
        {
          regionCode,
          readings: [{ ...key, version }],
          ...(asks
            ? { verdict: 'questioned' as const, question: form.text('question') ?? '' }
            : { verdict: 'verified' as const }),
        },
        writer,
      )
      return c.redirect(`${readingHref(regionCode, readingId(key))}?pesan=${asks ? 'tanya' : 'periksa'}`, 303)
    },
  },
}

function keyOf({ c }: Visit) {
  return {
    regionCode: c.req.param('code') ?? '',
    key: {
      indicatorId: c.req.param('indicator') ?? '',
      placeCode: c.req.param('place') ?? '',
      period: c.req.param('period') ?? '',
    },
  }
}

async function load(visit: Visit): Promise<Loaded> {
  const { platform, actor } = visit
  const { regionCode, key } = keyOf(visit)
  const db = platform.db.sql
  const { stand, indicator } = await getIndicatorStand(db, actor, regionCode, key.indicatorId)
  const inside = key.placeCode === regionCode || key.placeCode.startsWith(`${regionCode}.`)
  const fits = inside && takesReadings(indicator, key.placeCode) && isPeriod(key.period, indicator.frequency)
  const place = fits ? await findRegion(db, key.placeCode) : undefined
  if (!place) throw noSuchReading()
  const reading = await findReading(db, regionCode, key)
  // The public reads what was verified, and does not learn of anything else.
  if (stand.sight === 'public' && reading?.state !== 'verified') throw noSuchReading()
  const before = await findReading(db, regionCode, { ...key, period: periodBefore(key.period) })
  const entry: Entry = {
    id: readingId(key),
    indicator,
    placeCode: key.placeCode,
    period: key.period,
    reading,
    before: stand.sight === 'public' && before?.state !== 'verified' ? undefined : before,
    asks: [],
  }
  if (stand.sight === 'all') await addAsks(db, regionCode, [entry])
  return { stand, place, entry }
}

async function saveOne(visit: Visit, form: Form): Promise<Response> {
  const { c, platform, actor, writer } = visit
  const { regionCode, key } = keyOf(visit)
  const { stand, indicator } = await getIndicatorStand(platform.db.sql, actor, regionCode, key.indicatorId)
  const door = refuseWrite(actor, stand.region.code, [actor.membership?.organisationId ?? ''])
  const refusal = door ?? refuseRead(actor, regionCode, { placeCode: key.placeCode, ownerId: indicator.ownerId })
  if (refusal) throw mayNot(refusal)
  const read = readEntryForm(form, new Map([[indicator.id, indicator]]))
  const file = form.file('berkas')
  const added =
    file && file.size > 0
      ? await saveEvidence(
          platform,
          {
            regionCode,
            title: form.text('judul'),
            personalData: form.text('pribadi') !== undefined,
            file: { name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) },
          },
          { actor, writer },
        )
      : undefined
  const proof = { attach: added ? [added.evidence.id] : [], detach: form.all('lepas') }
  await withFormFields(read.ids, () =>
    saveReadings(platform, actor, { regionCode, readings: read.readings.slice(0, 1), proof }, writer),
  )
  return c.redirect(`${readingHref(regionCode, readingId(key))}?pesan=tersimpan`, 303)
}

async function readingView(visit: Visit, retry?: Retry): Promise<View> {
  const { c, lang, platform, actor } = visit
  const t = readingPhrases(lang)
  const { stand, place, entry } = await load(visit)
  const { region, sight } = stand
  const { indicator, reading } = entry
  const db = platform.db.sql
  const inside = sight === 'all'
  const [uses, changes, crumbs] = await Promise.all([
    inside ? listUses(db, region.code, READING_SUBJECT, [entry.id]) : Promise.resolve(new Map<string, never[]>()),
    inside ? listChanges(db, region.code, 'reading', entry.id, { limit: 20 }) : Promise.resolve([]),
    portfolioCrumbs(
      db,
      region,
      lang,
      { label: indicator.name, href: indicatorHref(region.code, indicator.id) },
      { label: `${place.name}, ${periodName(entry.period, lang)}` },
    ),
  ])
  const people = [reading?.reportedBy, reading?.verifiedBy, ...changes.map(one => one.accountId)]
  const names = inside
    ? await namesOfAccounts(
        db,
        people.filter(one => one !== undefined),
      )
    : new Map<string, string>()
  const proofs = (uses.get(entry.id) ?? []).filter(use => refuseSeeEvidence(actor, use.evidence) === undefined)
  const today = dayIn(platform.clock.now(), region.timezone)
  const writes =
    refuseRead(actor, region.code, { placeCode: place.code, ownerId: indicator.ownerId }) === undefined &&
    daysOf(entry.period).from <= today
  const verifies = inside && reading?.state === 'reported' && mayVerifyReadings(actor) === undefined
  const said = c.req.query('pesan')
  const flash =
    said === 'periksa'
      ? t.verified('1')
      : said === 'tanya'
        ? t.asked
        : said === 'tersimpan' && reading
          ? t.saved('1', formatTime(reading.reportedAt, lang, region.timezone))
          : undefined
  const when = (moment: Date | undefined) => (moment ? formatDateTime(moment, lang, region.timezone) : '')
  return {
    title: t.oneTitle(indicator.name, place.name),
    section,
    crumbs,
    ...(retry || flash === undefined ? {} : { flash }),
    body: (
      <div class="pt-2">
        <ErrorSummary lang={lang} problems={problemsOf(retry, lang, new Map())} />
        <p class="eyebrow">
          {place.name}, {periodName(entry.period, lang)}
        </p>
        <h1>{indicator.name}</h1>
        <p class="mt-4 text-3xl font-bold">{reading ? showReading(reading, indicator, lang) : t.noReading}</p>
        <p class="mt-2 mb-6 flex flex-wrap items-center gap-3">
          <StateChip lang={lang} state={reading?.state} />
          {entry.before && (
            <span class="note">
              {t.last(periodName(entry.before.period, lang), showReading(entry.before, indicator, lang))}
            </span>
          )}
        </p>
        {inside && reading && (
          <p class="note mb-6">
            {t.reportedBy(names.get(reading.reportedBy ?? '') ?? t.someone, when(reading.reportedAt))}
            {reading.unchanged && `. ${t.same}.`}
            {reading.verifiedAt && (
              <>
                <br />
                {t.verifiedBy(names.get(reading.verifiedBy ?? '') ?? t.someone, when(reading.verifiedAt))}
              </>
            )}
          </p>
        )}
        {inside && (reading?.question !== undefined || entry.asks.length > 0) && (
          <div class="mb-6 max-w-3xl">
            <Call tone="due" title={t.asks}>
              {reading?.question !== undefined && <p>{t.askPerson(reading.question)}</p>}
              {entry.asks.map(ask => (
                <p>{askWords(ask, indicator, lang)}</p>
              ))}
            </Call>
          </div>
        )}
        {reading?.explanation !== undefined && inside && (
          <p class="mb-6 max-w-3xl">{t.explained(reading.explanation)}</p>
        )}
        {inside && proofs.length > 0 && (
          <section class="mb-8" aria-labelledby="bukti">
            <h2 id="bukti" class="text-xl">
              {t.proof}
            </h2>
            <EvidenceList lang={lang} uses={proofs} warnings={new Map()} hrefOf={item => `/bukti/${item.id}`} />
          </section>
        )}
        <div class="two wide-left">
          <div class="min-w-0">
            {writes && <WriteForm visit={visit} loaded={{ stand, place, entry }} retry={retry} verifies={verifies} />}
          </div>
          <div class="min-w-0">
            {verifies && <VerdictForm visit={visit} loaded={{ stand, place, entry }} retry={retry} />}
            {changes.length > 0 && (
              <section aria-labelledby="riwayat">
                <h2 id="riwayat" class="text-xl mb-3">
                  {indicatorPhrases(lang).history}
                </h2>
                <Timeline
                  moments={changes.map(change => ({
                    when: when(change.changedAt),
                    datetime: change.changedAt.toISOString(),
                    fact: eventWords(change, names, lang),
                    line: [
                      change.reason,
                      ...change.fields
                        .filter(one => one.field !== 'state')
                        .map(one =>
                          indicatorPhrases(lang).fieldChange(
                            indicatorPhrases(lang).labels[one.field] ?? one.field,
                            one.before ?? indicatorPhrases(lang).nothing,
                            one.after ?? indicatorPhrases(lang).nothing,
                          ),
                        ),
                    ]
                      .filter(Boolean)
                      .join('; '),
                  }))}
                />
              </section>
            )}
          </div>
        </div>
      </div>
    ),
  }
}
