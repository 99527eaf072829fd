import type { Actor } from '#kit/actor.ts'
import { notFound, Problem } from '#kit/problem.ts'
import type { Sql, Tx } from '#platform/db/database.ts'
import type { Indicator } from '../../model-indicator.ts'
import { findIndicator } from '../../store/indicator/indicators.ts'
import { getStand, type Stand } from '../stand.ts'

export const noSuchIndicator = () =>
  notFound(
    'Indikator ini tidak ada di portofolio daerah ini. Periksa alamatnya.',
    'There is no such indicator in this portfolio. Check the address.',
  )

export const noSuchReading = () =>
  notFound(
    'Tempat atau periode ini tidak punya capaian untuk indikator ini. Periksa alamatnya.',
    'This place or period has no reading of this indicator. Check the address.',
  )

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** A living indicator and where the actor stands to its portfolio. Throws `not-found` for both. */
export async function getIndicatorStand(
  db: Sql | Tx,
  actor: Actor,
  regionCode: string,
  id: string,
  lock: 'update' | 'share' | false = false,
): Promise<{ stand: Stand; indicator: Indicator }> {
  const stand = await getStand(db, actor, regionCode)
  const indicator = uuid.test(id) ? await findIndicator(db, regionCode, id, lock) : undefined
  if (!indicator || indicator.archivedAt !== undefined) throw noSuchIndicator()
  return { stand, indicator }
}

/** Offices to which an indicator belongs, for `refuseWrite`. */
export const officesOf = (indicator: Pick<Indicator, 'ownerId'>): string[] =>
  indicator.ownerId === undefined ? [] : [indicator.ownerId]

export const indicatorChangedMeanwhile = () =>
  new Problem('changed-meanwhile', {
    id: 'Indikator ini diubah dari tab, perangkat, atau orang lain sesudah Anda membukanya. Bandingkan keduanya, lalu simpan lagi; ketikan Anda tidak hilang.',
    en: 'This indicator was changed in another tab, on another device or by somebody else after you opened it. Compare both and save again; what you typed is not lost.',
  })

export const readingChangedMeanwhile = (fields: Problem['fields'] = []) =>
  new Problem(
    'changed-meanwhile',
    {
      id: 'Capaian ini diisi dari tab, perangkat, atau orang lain sesudah Anda membukanya. Bandingkan keduanya, lalu simpan lagi; ketikan Anda tidak hilang.',
      en: 'This reading was entered in another tab, on another device or by somebody else after you opened it. Compare both and save again; what you typed is not lost.',
    },
    { fields },
  )
