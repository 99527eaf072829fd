import { notFound } from '#kit/problem.ts'
import type { Visit } from '#platform/http/door.ts'
import { getSeriesStand, type SeriesStand } from '../../actions/workshop/lock-series.ts'
import { type CardStand, getCardStand, noSuchCard } from '../../actions/worksheet/ground.ts'
import { type Sheet, SHEETS } from '../../model.ts'
import { worksheetPhrases } from '../../phrases/worksheet.ts'
import { planCrumbs, planHref, planPlace } from '../nav.tsx'

export const sheetsPlace = `${planPlace}/lembar`
export const seriesPlace = `${sheetsPlace}/:series{[0-9a-f-]{36}}`
export const sheetPlace = `${seriesPlace}/:sheet{[a-z-]+}`
export const cardPlace = `${sheetPlace}/:card{[0-9a-f-]{36}}`

/** The end of the address of each sheet. */
const slugs: Record<Sheet, string> = {
  readiness: 'kesiapan',
  swot: 'swot',
  strategy: 'strategi',
  profile: 'profil',
  vision: 'visi',
  mission: 'misi',
  target: 'sasaran',
  mapping: 'pemetaan',
  innovation: 'inovasi',
  action: 'rencana-aksi',
  roadmap: 'peta-jalan',
  canvas: 'kanvas',
  risk: 'risiko',
}

/** In which stage of the workshops each sheet is begun. */
export const STAGE_SHEETS: readonly (readonly Sheet[])[] = [
  ['readiness', 'swot', 'profile', 'vision'],
  ['strategy', 'mission', 'target', 'mapping'],
  ['innovation', 'action', 'roadmap', 'canvas'],
  ['risk'],
]
export const ROMAN = ['I', 'II', 'III', 'IV'] as const

/** The address of the worksheets of a series. */
export const seriesHref = (code: string, seriesId: string): string => `${planHref(code, 'lembar')}/${seriesId}`

/** The address of one worksheet, or of what lies below it. */
export const sheetHref = (code: string, seriesId: string, sheet: Sheet, end = ''): string =>
  `${seriesHref(code, seriesId)}/${slugs[sheet]}${end === '' ? '' : `/${end}`}`

/** The address of a card, or of one of its parts. */
export const cardHref = (card: { regionCode: string; seriesId: string; sheet: Sheet; id: string }, end = ''): string =>
  sheetHref(card.regionCode, card.seriesId, card.sheet, `${card.id}${end === '' ? '' : `/${end}`}`)

/** The sheet of an address: by its Indonesian name, or by its code as deliverables name it. */
export const sheetOf = (text: string): Sheet | undefined =>
  SHEETS.find(sheet => slugs[sheet] === text) ?? SHEETS.find(sheet => sheet === text)

/** The series of the address, for those who see the worksheets. */
export const seriesOf = async ({ platform, actor, c }: Visit): Promise<SeriesStand> =>
  await getSeriesStand(platform.db.sql, actor, c.req.param('code') ?? '', c.req.param('series') ?? '')

/** The series and the sheet of the address. */
export async function sheetStandOf(visit: Visit): Promise<SeriesStand & { sheet: Sheet }> {
  const stand = await seriesOf(visit)
  const sheet = sheetOf(visit.c.req.param('sheet') ?? '')
  if (sheet === undefined) throw noSuchSheet()
  return { ...stand, sheet }
}

/** The card of the address; it must stand on the sheet and in the series that the address names. */
export async function cardStandOf({ platform, actor, c }: Visit): Promise<CardStand> {
  const stand = await getCardStand(platform.db.sql, actor, c.req.param('code') ?? '', c.req.param('card') ?? '')
  if (stand.series.id !== c.req.param('series') || stand.card.sheet !== sheetOf(c.req.param('sheet') ?? '')) {
    throw noSuchCard()
  }
  return stand
}

/** … / Masterplan / Lembar kerja / the series / `last`. */
export async function sheetCrumbs(
  { platform, lang }: Visit,
  { region, series }: SeriesStand,
  ...last: { label: string; href?: string }[]
): Promise<{ label: string; href?: string }[]> {
  return await planCrumbs(
    platform.db.sql,
    region,
    lang,
    { label: worksheetPhrases(lang).sheets, href: seriesHref(region.code, series.id) },
    ...last,
  )
}

/** The sentence that says what was done, from the address. */
export function flashOf(visit: Visit): { flash?: string } {
  const { done } = worksheetPhrases(visit.lang)
  const key = visit.c.req.query('pesan') ?? ''
  return Object.hasOwn(done, key) ? { flash: done[key as keyof typeof done] } : {}
}

const noSuchSheet = () =>
  notFound(
    'Lembar kerja ini tidak ada. Pilih dari daftar lembar kerja.',
    'There is no such worksheet. Choose from the list of worksheets.',
  )
