import type { Actor } from '#kit/actor.ts'
import { invalid, mayNot } from '#kit/problem.ts'
import { audit } from '#platform/audit/audit.ts'
import type { Writer } from '#platform/db/database.ts'
import type { Platform } from '#platform/platform.ts'
import { refuseVerify } from '../../access.ts'
import { READING_SUBJECT } from '../../model.ts'
import { LONGEST_INDICATOR, type Reading, readingId } from '../../model-indicator.ts'
import { recordChanges } from '../../store/changes.ts'
import { listIndicators } from '../../store/indicator/indicators.ts'
import { judgeReadings as writeVerdict, lockReadings } from '../../store/indicator/readings.ts'
import { transactUnlessSame } from '../already-so.ts'
import { getStand } from '../stand.ts'
import { noSuchReading, readingChangedMeanwhile } from './indicator-stand.ts'

export type JudgedReading = Pick<Reading, 'indicatorId' | 'placeCode' | 'period'> & {
  /** The version that was read. */
  version: number | undefined
}
export type Verdict = { verdict: 'verified' } | { verdict: 'questioned'; question: string }

/**
 * Verifies readings, all or none, or asks back what must be explained; who entered one does not verify it. What is verified
 * already is left out. Gives how many were judged. Throws `not-found`, `may-not`, `invalid` with `question` or
 * `readings`, and `changed-meanwhile` when another number is stored than was read.
 */
export async function judgeReadings(
  platform: Platform,
  actor: Actor,
  save: { regionCode: string; readings: readonly JudgedReading[] } & Verdict,
  writer: Writer,
): Promise<{ judged: number }> {
  const { regionCode, readings } = save
  const now = platform.clock.now()
  return await transactUnlessSame<{ judged: number }>(platform, writer, async (tx, same) => {
    await getStand(tx, actor, regionCode)
    const door = refuseVerify(actor, regionCode, { ownerId: actor.membership?.organisationId, reportedBy: undefined })
    if (door) throw mayNot(door)
    const question = save.verdict === 'questioned' ? save.question.trim() : ''
    if (save.verdict === 'questioned' && (question === '' || question.length > LONGEST_INDICATOR.question)) {
      throw invalid(questionMissing)
    }
    if (readings.length === 0 || readings.length > 500) throw invalid(nothingChosen)
    const ids = [...new Set(readings.map(one => one.indicatorId))]
    const owners = new Map((await listIndicators(tx, regionCode, { ids })).map(one => [one.id, one.ownerId]))
    const stored = await lockReadings(tx, regionCode, readings)
    const judged: Reading[] = []
    for (const one of readings) {
      const reading = stored.get(readingId(one))
      if (!reading || !owners.has(one.indicatorId)) throw noSuchReading()
      const { reportedBy } = reading
      const refusal = refuseVerify(actor, regionCode, { ownerId: owners.get(one.indicatorId), reportedBy })
      if (refusal) throw mayNot(refusal)
      if (reading.state === save.verdict && (reading.question ?? '') === question) continue
      if (one.version !== undefined && one.version !== reading.version) throw readingChangedMeanwhile()
      judged.push(reading)
    }
    if (judged.length === 0) same({ judged: 0 })
    const verdict =
      save.verdict === 'verified' ? ({ state: 'verified' } as const) : ({ state: 'questioned', question } as const)
    await writeVerdict(tx, regionCode, judged, verdict, writer.accountId, now)
    await recordChanges(
      tx,
      judged.map(reading => ({
        regionCode,
        subjectKind: 'reading',
        subjectId: readingId(reading),
        event: save.verdict,
        fields: [{ field: 'state', before: reading.state, after: save.verdict }],
        reason: question || undefined,
        office: actor.membership?.organisationName,
      })),
    )
    const first = judged.length === 1 ? judged[0] : undefined
    await audit(tx, {
      event: `portfolio.readings.${save.verdict}`,
      subject: { kind: READING_SUBJECT, id: first ? readingId(first) : regionCode },
      regionCode,
      data: { count: judged.length, readings: judged.slice(0, 50).map(readingId) },
    })
    return { judged: judged.length }
  })
}

const questionMissing = {
  field: 'question',
  sentence: {
    id: `Tulis apa yang perlu dijelaskan, paling panjang ${LONGEST_INDICATOR.question} huruf.`,
    en: `Write what must be explained, in at most ${LONGEST_INDICATOR.question} letters.`,
  },
}
const nothingChosen = {
  field: 'readings',
  sentence: { id: 'Pilih 1 sampai 500 capaian.', en: 'Choose 1 to 500 readings.' },
}
