import type { Page, Visit } from '#platform/http/door.ts'
import { formatDateRange, type Lang } from '#kit/format.ts'
import { type Stage, STAGES } from '../../model.ts'
import type { DeliverableState, Workshop, WorkshopState } from '../../model-workshop.ts'
import type { Status } from '#ui/chip.tsx'
import { getSeriesStand, type SeriesStand } from '../../actions/workshop/lock-series.ts'
import { noSuchSeries } from '../../actions/workshop/lock-series.ts'
import { roman } from '../../rules/workshop/check-workshop.ts'
import { keepPhrases } from '../../phrases/keep.ts'
import { workshopPhrases } from '../../phrases/workshop.ts'
import { planCrumbs, planHref, planPlace } from '../nav.tsx'

export const seriesPlace = `${planPlace}/bimtek/:series{[0-9a-f-]{36}}`
export const stagePlace = `${seriesPlace}/:stage{[1-4]}`
export const resultPlace = `${stagePlace}/hasil/:result{[0-9a-f-]{36}}`

export type SeriesPart = 'pembimbing' | 'kelompok' | 'kemajuan' | 'komitmen'

export const seriesHref = (code: string, series: string, part?: SeriesPart): string =>
  `${planHref(code, 'bimtek')}/${series}${part === undefined ? '' : `/${part}`}`

export const stageHref = (code: string, series: string, stage: Stage): string => `${seriesHref(code, series)}/${stage}`

export const resultHref = (code: string, result: { seriesId: string; stage: Stage; id: string }): string =>
  `${stageHref(code, result.seriesId, result.stage)}/hasil/${result.id}`

export const codeOf = ({ c }: Visit): string => c.req.param('code') ?? ''

/** The series of the address and how the visitor stands to it. */
export const getPlacedSeries = async (visit: Visit): Promise<SeriesStand> =>
  await getSeriesStand(visit.platform.db.sql, visit.actor, codeOf(visit), visit.c.req.param('series') ?? '')

export function stageIn(visit: Visit): Stage {
  const stage = STAGES.find(one => String(one) === visit.c.req.param('stage'))
  if (stage === undefined) throw noSuchSeries()
  return stage
}

/** Indonesia / province / region / Masterplan / series / …; the last has no address. */
export const seriesCrumbs = async (
  { platform, lang }: Visit,
  { region, series }: SeriesStand,
  ...last: { label: string; href?: string }[]
) =>
  await planCrumbs(
    platform.db.sql,
    region,
    lang,
    { label: series.title, href: seriesHref(region.code, series.id) },
    ...last,
  )

export const workshopStatus: Record<WorkshopState, Status> = {
  planned: 'idle',
  running: 'info',
  held: 'due',
  accepted: 'ok',
}

export const resultStatus: Record<DeliverableState, Status> = {
  owed: 'idle',
  submitted: 'info',
  returned: 'late',
  accepted: 'ok',
}

export function daysOf({ startsOn, endsOn }: Workshop, lang: Lang): string {
  if (startsOn === undefined) return workshopPhrases(lang).stage.noDay
  return formatDateRange(startsOn, endsOn ?? startsOn, lang)
}

export const stageName = (stage: Stage, lang: Lang): string => workshopPhrases(lang).stage.title(roman[stage])

/** The sentence that says what was done, from the address. */
export function flashOf(visit: Visit): { flash?: string } {
  const done = { ...workshopPhrases(visit.lang).done, ...keepPhrases(visit.lang).archive.done }
  const key = visit.c.req.query('pesan') ?? ''
  return Object.hasOwn(done, key) ? { flash: done[key as keyof typeof done] } : {}
}

export type Submit = NonNullable<Page['submit']>
