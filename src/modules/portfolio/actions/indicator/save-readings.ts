import type { Actor } from '#kit/actor.ts'
import { compare, decimal } from '#kit/decimal.ts'
import { dayIn } from '#kit/format.ts'
import { type FieldError, invalid, mayNot } from '#kit/problem.ts'
import { audit } from '#platform/audit/audit.ts'
import type { Tx, Writer } from '#platform/db/database.ts'
import type { Platform } from '#platform/platform.ts'
import { listRegionsByCodes } from '#modules/region/index.ts'
import { refuseRead } from '../../access.ts'
import { READING_SUBJECT } from '../../model.ts'
import { type Indicator, MOST_READINGS, type Reading, type ReadingInput, readingId } from '../../model-indicator.ts'
import { checkReading } from '../../rules/indicator/check-reading.ts'
import { isPeriod, periodBefore } from '../../rules/indicator/period.ts'
import { type NewChange, recordChanges } from '../../store/changes.ts'
import { listIndicators } from '../../store/indicator/indicators.ts'
import { insertReadings, lockReadings, type NewReading, updateReadings } from '../../store/indicator/readings.ts'
import { transactUnlessSame } from '../already-so.ts'
import { changeUses, type UseChange } from '../change-uses.ts'
import { getStand } from '../stand.ts'
import { noSuchIndicator, readingChangedMeanwhile } from './indicator-stand.ts'

export interface SavedReadings {
  created: number
  changed: number
  /** Said what is stored already. */
  same: number
}

/** Rows of one statement. */
const chunk = 2000
/** Faults that are told; who sends thousands of wrong rows mends the first ones first. */
const mostFaults = 100

/**
 * Stores readings, one or thousands, all or none, in a number of statements that does not grow with them. A reading that says
 * what is stored writes nothing. With `unchanged` and no number it takes those of the period before, and says so. What was
 * verified is reported again when it changes. `proof` attaches evidence to the one reading that is sent with it.
 *
 * Throws `not-found` (portfolio, indicator), `may-not`, `invalid` with fields such as `readings.0.value`, and
 * `changed-meanwhile` with the fields of those whose `version` is no longer stored.
 */
export async function saveReadings(
  platform: Platform,
  actor: Actor,
  save: { regionCode: string; readings: readonly ReadingInput[]; proof?: UseChange | undefined },
  writer: Writer,
): Promise<SavedReadings> {
  const { regionCode, readings } = save
  const now = platform.clock.now()
  return await transactUnlessSame<SavedReadings>(platform, writer, async (tx, same) => {
    const { region } = await getStand(tx, actor, regionCode)
    const today = dayIn(now, region.timezone)
    const indicators = await indicatorsOf(tx, regionCode, readings)
    for (const one of readings) {
      const ownerId = indicators.get(one.indicatorId)?.ownerId
      const refusal = refuseRead(actor, regionCode, { placeCode: one.placeCode, ownerId })
      if (refusal) throw mayNot(refusal)
    }
    checkKeys(readings)
    const stored = await lockReadings(tx, regionCode, [...readings, ...readings.flatMap(keyBefore(indicators))])
    const asked = readings.map(one => withFiguresBefore(one, indicators, stored))
    await check(tx, regionCode, asked, indicators, today)
    const { created, changed } = sort(asked, stored)
    const moved =
      save.proof !== undefined && asked[0] !== undefined
        ? await changeUses(
            tx,
            platform,
            actor,
            { regionCode, kind: READING_SUBJECT, id: readingId(asked[0]) },
            save.proof,
          )
        : false
    const done = {
      created: created.length,
      changed: changed.length,
      same: readings.length - created.length - changed.length,
    }
    if (created.length + changed.length === 0 && !moved) same(done)
    for (const some of chunks(created)) {
      const n = await insertReadings(tx, regionCode, some, writer.accountId, now)
      if (n < some.length) throw readingChangedMeanwhile()
    }
    for (const some of chunks(changed)) await updateReadings(tx, regionCode, some, writer.accountId, now)
    const changes = [...created, ...changed].map(one => historyOf(regionCode, actor, stored.get(readingId(one)), one))
    for (const some of chunks(changes)) await recordChanges(tx, some)
    const first = readings.length === 1 ? readings[0] : undefined
    await audit(tx, {
      event: 'portfolio.readings.saved',
      subject: { kind: READING_SUBJECT, id: first ? readingId(first) : regionCode },
      regionCode,
      data: { ...done, indicators: [...indicators.keys()], periods: [...new Set(readings.map(one => one.period))] },
    })
    return done
  })
}

function* chunks<T>(all: readonly T[]): Generator<T[]> {
  for (let at = 0; at < all.length; at += chunk) yield all.slice(at, at + chunk)
}

async function indicatorsOf(
  tx: Tx,
  regionCode: string,
  readings: readonly ReadingInput[],
): Promise<Map<string, Indicator>> {
  const ids = [...new Set(readings.map(one => one.indicatorId))]
  const found = await listIndicators(tx, regionCode, { ids }, { lock: 'share' })
  if (found.length < ids.length) throw noSuchIndicator()
  return new Map(found.map(one => [one.id, one]))
}

function checkKeys(readings: readonly ReadingInput[]): void {
  if (readings.length === 0 || readings.length > MOST_READINGS) {
    throw invalid({
      field: 'readings',
      sentence: {
        id: `Kirim 1 sampai ${MOST_READINGS} capaian sekaligus.`,
        en: `Send 1 to ${MOST_READINGS} readings at a time.`,
      },
    })
  }
  const seen = new Set<string>()
  const twice: FieldError[] = []
  readings.forEach((one, at) => {
    if (seen.has(readingId(one))) {
      twice.push({
        field: `readings.${at}.placeCode`,
        sentence: {
          id: `${one.placeCode} periode ${one.period} ada dua kali.`,
          en: `${one.placeCode} of ${one.period} stands there twice.`,
        },
      })
    }
    seen.add(readingId(one))
  })
  if (twice.length > 0) throw invalid(...twice.slice(0, mostFaults))
}

const hasFigures = (one: ReadingInput) =>
  one.value !== undefined || one.numerator !== undefined || one.denominator !== undefined

/** The key of the period before, for readings that say "unchanged" and nothing else. */
const keyBefore = (indicators: ReadonlyMap<string, Indicator>) => (one: ReadingInput) => {
  const frequency = indicators.get(one.indicatorId)?.frequency
  const takes = one.unchanged === true && !hasFigures(one) && frequency !== undefined && isPeriod(one.period, frequency)
  return takes ? [{ indicatorId: one.indicatorId, placeCode: one.placeCode, period: periodBefore(one.period) }] : []
}

function withFiguresBefore(
  one: ReadingInput,
  indicators: ReadonlyMap<string, Indicator>,
  stored: ReadonlyMap<string, Reading>,
): ReadingInput {
  const [key] = keyBefore(indicators)(one)
  const before = key && stored.get(readingId(key))
  if (!before) return one
  const { value, numerator, denominator, weight } = before
  return { ...one, value, numerator, denominator, weight }
}

async function check(
  tx: Tx,
  regionCode: string,
  readings: readonly ReadingInput[],
  indicators: ReadonlyMap<string, Indicator>,
  today: string,
): Promise<void> {
  const places = await listRegionsByCodes(tx, [...new Set(readings.map(one => one.placeCode))])
  const errors: FieldError[] = []
  readings.forEach((one, at) => {
    const indicator = indicators.get(one.indicatorId)
    if (!indicator || errors.length >= mostFaults) return
    const place = places.get(one.placeCode)
    const inside = one.placeCode === regionCode || one.placeCode.startsWith(`${regionCode}.`)
    const found =
      !place || !inside || place.archivedAt !== undefined
        ? [placeWrong(one.placeCode, regionCode)]
        : one.unchanged === true && !hasFigures(one)
          ? [nothingBefore(one)]
          : checkReading(indicator, one, today)
    errors.push(...found.map(({ field, sentence }) => ({ field: `readings.${at}.${field}`, sentence })))
  })
  if (errors.length > 0) throw invalid(...errors.slice(0, mostFaults))
}

const placeWrong = (code: string, regionCode: string): FieldError => ({
  field: 'placeCode',
  sentence: {
    id: `${code.slice(0, 20)} bukan tempat di daerah ${regionCode}. Pakai kode wilayah daerah ini.`,
    en: `${code.slice(0, 20)} is no place of region ${regionCode}. Use a code of this region.`,
  },
})

const nothingBefore = (one: ReadingInput): FieldError => ({
  field: 'value',
  sentence: {
    id: `Periode sebelum ${one.period} tidak punya capaian, jadi tidak ada yang sama dengannya. Isi angkanya.`,
    en: `The period before ${one.period} has no reading, so nothing can be the same. Enter the number.`,
  },
})

/** What is new, what differs from what is stored; what is the same falls out. */
function sort(
  readings: readonly ReadingInput[],
  stored: ReadonlyMap<string, Reading>,
): { created: NewReading[]; changed: NewReading[] } {
  const created: NewReading[] = []
  const changed: NewReading[] = []
  const old: FieldError[] = []
  readings.forEach((one, at) => {
    const before = stored.get(readingId(one))
    const next = nextOf(one, before)
    if (before && sameReading(before, next)) return
    if (one.version !== undefined && one.version !== (before?.version ?? 0)) {
      old.push({ field: `readings.${at}.value`, sentence: readingChangedMeanwhile().sentence })
    }
    if (before) changed.push(next)
    else created.push(next)
  })
  if (old.length > 0) throw readingChangedMeanwhile(old.slice(0, mostFaults))
  return { created, changed }
}

const text = (given: string | undefined, before: string | undefined) =>
  given === undefined ? before : given.trim() || undefined

const nextOf = (one: ReadingInput, before: Reading | undefined): NewReading => ({
  indicatorId: one.indicatorId,
  placeCode: one.placeCode,
  period: one.period,
  value: one.value,
  numerator: one.numerator,
  denominator: one.denominator,
  weight: one.weight,
  unchanged: one.unchanged ?? false,
  explanation: text(one.explanation, before?.explanation),
  note: text(one.note, before?.note),
})

const figures = ['value', 'numerator', 'denominator', 'weight'] as const
const words = ['explanation', 'note'] as const

const sameNumber = (a: string | undefined, b: string | undefined) =>
  a === undefined || b === undefined ? a === b : compare(decimal(a), decimal(b)) === 0

const sameReading = (a: NewReading, b: NewReading): boolean =>
  figures.every(name => sameNumber(a[name], b[name])) && words.every(name => a[name] === b[name])

function historyOf(regionCode: string, actor: Actor, before: Reading | undefined, after: NewReading): NewChange {
  const fields = [
    ...figures.filter(name => !sameNumber(before?.[name], after[name])),
    ...words.filter(name => before?.[name] !== after[name]),
  ]
  return {
    regionCode,
    subjectKind: 'reading',
    subjectId: readingId(after),
    event: after.unchanged ? 'unchanged' : before ? 'changed' : 'reported',
    fields: fields.map(field => ({ field, before: before?.[field], after: after[field] })),
    office: actor.membership?.organisationName,
  }
}

/** Says with one tap that a place stands as in the period before: the same numbers, marked as unchanged. */
export const confirmUnchanged = (
  platform: Platform,
  actor: Actor,
  {
    regionCode,
    ...reading
  }: Pick<ReadingInput, 'indicatorId' | 'placeCode' | 'period' | 'version'> & { regionCode: string },
  writer: Writer,
): Promise<SavedReadings> =>
  saveReadings(platform, actor, { regionCode, readings: [{ ...reading, unchanged: true }] }, writer)
