import type { Actor } from '#kit/actor.ts'
import { type FieldError, invalid } from '#kit/problem.ts'
import { audit } from '#platform/audit/audit.ts'
import type { Writer } from '#platform/db/database.ts'
import type { Platform } from '#platform/platform.ts'
import { FULL_WEIGHT } from '../../rules/worksheet/choice.ts'
import { listCriteria, replaceWeights } from '../../store/worksheet/choice.ts'
import { getSeriesStand } from '../workshop/lock-series.ts'
import { refuseVoting } from './vote-card.ts'

export interface GiveWeights {
  regionCode: string
  seriesId: string
  /** Points by criterion; what is missing is 0. */
  weights: Readonly<Record<string, number>>
}

/**
 * Stores how much the voter holds each criterion to be worth; everybody in the series sees it. Throws `not-found`, `may-not`,
 * `conflict` when voting is closed, and `invalid` on `weights` or `weights.<criterion>` unless they are whole and sum to 100.
 */
export async function giveWeights(
  platform: Platform,
  actor: Actor,
  { regionCode, seriesId, weights }: GiveWeights,
  writer: Writer,
): Promise<void> {
  await platform.db.transact(writer, async tx => {
    const stand = await getSeriesStand(tx, actor, regionCode, seriesId, true)
    refuseVoting(actor, stand, regionCode)
    const codes = (await listCriteria(tx, regionCode, seriesId)).map(one => one.code)
    const errors = faultsOf(codes, weights)
    if (errors.length > 0) throw invalid(...errors)
    if (writer.accountId === undefined) throw new Error('Weights need an account')
    const given = new Map(codes.map(code => [code, weights[code] ?? 0]))
    await replaceWeights(
      tx,
      { regionCode, seriesId, accountId: writer.accountId },
      actor.membership?.organisationId,
      given,
      platform.clock.now(),
    )
    await audit(tx, {
      event: 'masterplan.weights.given',
      subject: { kind: 'masterplan.series', id: seriesId },
      regionCode,
      data: { weights: Object.fromEntries(given) },
    })
  })
}

function faultsOf(codes: readonly string[], weights: Readonly<Record<string, number>>): FieldError[] {
  const errors: FieldError[] = []
  for (const [code, points] of Object.entries(weights)) {
    if (codes.includes(code) && Number.isInteger(points) && points >= 0 && points <= FULL_WEIGHT) continue
    errors.push({
      field: `weights.${code}`,
      sentence: codes.includes(code)
        ? { id: 'Tulis bobot 0 sampai 100, angka bulat.', en: 'Write a weight of 0 to 100, a whole number.' }
        : { id: 'Kriteria ini tidak dipakai lagi. Buka halaman ini lagi.', en: 'This criterion is not used any more.' },
    })
  }
  const sum = codes.reduce((total, code) => total + (weights[code] ?? 0), 0)
  if (errors.length === 0 && sum !== FULL_WEIGHT) {
    const [id, en] =
      sum < FULL_WEIGHT
        ? [`masih ${FULL_WEIGHT - sum} untuk dibagikan`, `${FULL_WEIGHT - sum} are left to share`]
        : [`kelebihan ${sum - FULL_WEIGHT}`, `${sum - FULL_WEIGHT} too many`]
    errors.push({
      field: 'weights',
      sentence: {
        id: `Bobot Anda berjumlah ${sum}, harus tepat ${FULL_WEIGHT}: ${id}.`,
        en: `Your weights sum to ${sum} and must be exactly ${FULL_WEIGHT}: ${en}.`,
      },
    })
  }
  return errors
}
