import { type Lang } from '#kit/format.ts'
import type { Visit } from '#platform/http/door.ts'
import { Chip } from '#ui/chip.tsx'
import { refuseKeep } from '../../access.ts'
import { getBoardStand } from '../../actions/preparation/save-board.ts'
import type { Item } from '../../model-preparation.ts'
import { preparationPhrases } from '../../phrases/preparation.ts'
import { meetingsHref } from '../nav.tsx'
import { regionPlace } from '../task/place.tsx'
import { refuse } from '../task/retry.tsx'

export const boardPlace = `${regionPlace}/persiapan/:preparation{[0-9a-f-]{36}}`
export const itemPlace = `${boardPlace}/butir/:item{[0-9a-f-]{36}}`

export const boardHref = (code: string, id: string, below?: 'ubah'): string =>
  `${meetingsHref(code, 'persiapan')}/${id}${below === undefined ? '' : `/${below}`}`

export const itemHref = (code: string, boardId: string, id: string): string => `${boardHref(code, boardId)}/butir/${id}`

export const placeOf = ({ c }: Visit) => ({
  regionCode: c.req.param('code') ?? '',
  boardId: c.req.param('preparation') ?? '',
  itemId: c.req.param('item') ?? '',
})

/** The board of the address, for those who see all meetings of its region. */
export async function standOf(visit: Visit) {
  const { regionCode, boardId } = placeOf(visit)
  const { platform, actor } = visit
  return await getBoardStand(platform.db.sql, actor, { regionCode, id: boardId, now: platform.clock.now() })
}

/** The same for who keeps it. */
export async function keptOf(visit: Visit) {
  const stand = await standOf(visit)
  refuse(refuseKeep(visit.actor, stand.region.code))
  return stand
}

/** One word on an item: how far it is, late in red when its day passed and it is not ready. */
export function ItemChip({ item, today, lang }: { item: Pick<Item, 'state' | 'dueOn'>; today: string; lang: Lang }) {
  const late = item.dueOn < today && (item.state === 'not-started' || item.state === 'preparing')
  const status = { 'not-started': 'idle', preparing: 'due', ready: 'info', checked: 'ok' } as const
  return <Chip status={late ? 'late' : status[item.state]}>{preparationPhrases(lang).states[item.state]}</Chip>
}
