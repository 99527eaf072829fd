import type { Retry, Visit } from '#platform/http/door.ts'
import { formatDate } from '#kit/format.ts'
import type { Region } from '#modules/region/index.ts'
import { getEditionStand } from '../../actions/edition/edition-stand.ts'
import type { Edition, EditionState } from '../../model-edition.ts'
import { editionPhrases } from '../../phrases/edition.ts'
import { planCrumbs, planHref, planPlace } from '../nav.tsx'

const uuid = '[0-9a-f-]{36}'
export const editionsPlace = `${planPlace}/edisi`
export const editionPlace = `${editionsPlace}/:edition{${uuid}}`

/** The address of an edition or of what is below it. */
export const editionHref = (edition: Pick<Edition, 'regionCode' | 'id'>, part = ''): string =>
  `${planHref(edition.regionCode, 'edisi')}/${edition.id}${part === '' ? '' : `/${part}`}`

export const placeOf = ({ c }: Visit) => ({
  regionCode: c.req.param('code') ?? '',
  editionId: c.req.param('edition') ?? '',
  planId: c.req.param('plan') ?? '',
})

/** The edition of the address, as far as the visitor sees it. */
export const editionOf = async (visit: Visit) => {
  const { regionCode, editionId } = placeOf(visit)
  return await getEditionStand(visit.platform.db.sql, visit.actor, regionCode, editionId)
}

/** Indonesia / province / region / Masterplan / Edisi / Edisi 2026 / more. */
export const editionCrumbs = async (
  { platform, lang }: Visit,
  region: Region,
  edition: Edition | undefined,
  ...last: { label: string; href?: string }[]
) => {
  const t = editionPhrases(lang)
  return await planCrumbs(
    platform.db.sql,
    region,
    lang,
    { label: t.title, href: planHref(region.code, 'edisi') },
    ...(edition ? [{ label: t.of(edition.year), href: editionHref(edition) }] : []),
    ...last,
  )
}

export const stateChips: Record<EditionState, 'ok' | 'due' | 'info' | 'idle'> = {
  frozen: 'due',
  signed: 'info',
  published: 'ok',
  withdrawn: 'idle',
}

/** "Peraturan Bupati Nomor 16 Tahun 2019, 4 Juni 2019"; undefined when there is none. */
export function regulationLine({ lang }: Visit, { regulation }: Edition): string | undefined {
  if (!regulation) return undefined
  const kind = editionPhrases(lang).regulationKinds[regulation.kind]
  return `${kind} ${editionPhrases(lang).regulationNumber} ${regulation.number}, ${formatDate(regulation.date, lang)}`
}

export function flashOf(visit: Visit): { flash?: string } {
  const { saved } = editionPhrases(visit.lang)
  const key = visit.c.req.query('pesan') ?? ''
  const flash = Object.hasOwn(saved, key) ? saved[key] : undefined
  return flash === undefined ? {} : { flash }
}

/** What was typed, else what is stored. */
export const typedOr = (retry: Retry | undefined, field: string, stored: string | undefined): string =>
  retry ? (retry.form.values[field]?.[0] ?? '') : (stored ?? '')

/** A hash in groups of eight, so that people can read it aloud. */
export const hashGroups = (sha256: string): string => (sha256.match(/.{8}/g) ?? []).join(' ')
