import type { Actor } from '#kit/actor.ts'
import { mayNot, notFound, Problem } from '#kit/problem.ts'
import type { Sql, Tx } from '#platform/db/database.ts'
import type { Platform } from '#platform/platform.ts'
import type { Writer } from '#platform/db/database.ts'
import { refuseWrite } from '../../access.ts'
import type { Card } from '../../model-card.ts'
import { findCard } from '../../store/worksheet/cards.ts'
import { getSeriesStand, refuseArchived, type SeriesStand } from '../workshop/lock-series.ts'

/** A card, its series and how the region's plan is seen. */
export interface CardStand extends SeriesStand {
  card: Card
}

/** A card in a series that the actor may see, in at most five statements; throws `not-found`. With `lock` both rows are held. */
export async function getCardStand(
  db: Sql | Tx,
  actor: Actor,
  regionCode: string,
  cardId: string,
  lock = false,
): Promise<CardStand> {
  const card = await findCard(db, regionCode, cardId)
  const stand = await getSeriesStand(db, actor, regionCode, card?.seriesId ?? '', lock)
  if (!card) throw noSuchCard()
  if (!lock) return { ...stand, card }
  const held = await findCard(db, regionCode, cardId, true)
  if (!held) throw noSuchCard()
  return { ...stand, card: held }
}

/** The same for who may change a living card of a running series; asked before the body and again with `lock`. */
export async function getWritableCard(
  db: Sql | Tx,
  actor: Actor,
  regionCode: string,
  cardId: string,
  lock = false,
): Promise<CardStand> {
  const stand = await getCardStand(db, actor, regionCode, cardId, lock)
  refuseCard(actor, stand, stand.card)
  if (stand.card.archivedAt !== undefined) throw cardArchived()
  return stand
}

/** Throws `may-not` or `conflict` unless the actor may write on the sheets of this series, in this card when there is one. */
export function refuseCard(actor: Actor, { region, series }: SeriesStand, card: Card | undefined): void {
  const refusal = refuseWrite(actor, region.code, card?.organisationId)
  if (refusal) throw mayNot(refusal)
  refuseArchived(series)
  if (series.state === 'done') throw seriesDone()
}

export const mayWriteCard = (actor: Actor, { region, series }: SeriesStand, card: Card | undefined): boolean =>
  refuseWrite(actor, region.code, card?.organisationId) === undefined &&
  series.state !== 'done' &&
  series.archived === undefined

class AlreadySo<T> extends Error {
  readonly value: T
  constructor(value: T) {
    super('What is asked for stands so already')
    this.value = value
  }
}

/** A transaction that may find nothing to write: `same(value)` ends it with that answer, so an answer lost may be asked again. */
export async function transactUnlessSame<T>(
  platform: Platform,
  writer: Writer,
  work: (tx: Tx, same: (value: T) => never) => Promise<T>,
): Promise<T> {
  try {
    return await platform.db.transact(writer, tx =>
      work(tx, value => {
        throw new AlreadySo(value)
      }),
    )
  } catch (error) {
    if (error instanceof AlreadySo) return error.value as T
    throw error
  }
}

export const noSuchCard = () =>
  notFound(
    'Kartu ini tidak ada di lembar kerja daerah ini. Kembali ke lembarnya.',
    'There is no such card on the worksheets of this region. Go back to the sheet.',
  )

export const cardArchived = () =>
  new Problem('conflict', {
    id: 'Kartu ini sudah diarsipkan. Kembalikan dahulu, baru ubah.',
    en: 'This card was archived. Bring it back first, then change it.',
  })

const seriesDone = () =>
  new Problem('conflict', {
    id: 'Rangkaian bimtek ini sudah selesai, jadi lembar kerjanya tetap seperti saat itu. Minta sekretariat membukanya lagi.',
    en: 'This series of workshops is done and its worksheets stay as they are. Ask the secretariat to open it again.',
  })
