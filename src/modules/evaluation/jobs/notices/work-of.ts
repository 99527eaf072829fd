import { listHolders } from '#modules/people/index.ts'
import type { Sql, Tx } from '#platform/db/database.ts'
import type { Platform } from '#platform/platform.ts'
import type { OfficeWork } from '../../model-notices.ts'
import type { Round } from '../../model-round.ts'
import { questionsOf } from '../../rules/instrument-questions.ts'
import { findInstrument } from '../../store/instruments.ts'
import { countWork, type Place } from '../../store/notices/work.ts'

/** How many answers of each office stand where, by `placeKey`, in two statements once the instruments are known. */
export async function workOf(
  platform: Platform,
  sql: Sql | Tx,
  places: readonly Place[],
  rounds: readonly Round[],
  now: Date,
): Promise<Map<string, OfficeWork[]>> {
  const questions = new Map<string, string[]>()
  for (const { id, instrumentId } of rounds) {
    // Asked outside of the transaction, so that a kept instrument serves.
    const instrument = await findInstrument(platform.db.sql, instrumentId)
    questions.set(id, instrument?.content.dimensions.flatMap(questionsOf).map(question => question.id) ?? [])
  }
  const counted = await countWork(sql, places, questions)
  const offices = [...counted.values()].flat().flatMap(({ organisationId }) => organisationId ?? [])
  const heads = await listHolders(sql, { roles: ['opd-head'], organisationIds: [...new Set(offices)] }, now)
  const headed = new Set(heads.map(({ organisationId }) => organisationId))
  return new Map(
    [...counted].map(([key, work]) => [
      key,
      work.map(office => ({
        ...office,
        hasHead: office.organisationId !== undefined && headed.has(office.organisationId),
      })),
    ]),
  )
}
