import type { Visit } from '#platform/http/door.ts'
import type { Retry } from '#platform/http/visit.ts'
import type { Ground } from '../../actions/quick-win/ground.ts'
import { quickWinPhrases } from '../../phrases/quick-win.ts'
import { portfolioCrumbs, portfolioHref } from '../nav.tsx'

const code = ':code{[0-9]{2}\\.[0-9]{2}}'
/** The list of quick wins of a region, and one of them. */
export const listPlace = `/portofolio/${code}/quick-win`
export const quickWinPlace = `${listPlace}/:id{[0-9a-f-]{36}}`
export const riskPlace = `${quickWinPlace}/risiko/:risk{[0-9a-f-]{36}}`

export const listHref = (regionCode: string): string => portfolioHref(regionCode, 'quick-win')
export const quickWinHref = (regionCode: string, id: string, part = ''): string =>
  `${listHref(regionCode)}/${id}${part === '' ? '' : `/${part}`}`
export const programmeHref = (regionCode: string, id: string): string => `${portfolioHref(regionCode, 'program')}/${id}`

export const placeOf = ({ c }: Visit) => ({
  regionCode: c.req.param('code') ?? '',
  programmeId: c.req.param('id') ?? '',
})

/** A year in an address; undefined for anything else. */
export const yearIn = (text: string | undefined): number | undefined =>
  text !== undefined && /^20\d{2}$/.test(text) ? Number(text) : undefined

export const wholeIn = (text: string | undefined): number | undefined =>
  text !== undefined && /^\d{1,9}$/.test(text) ? Number(text) : undefined

/** Indonesia / province / region / Program / Quick win / name / part. */
export const crumbsOf = async ({ platform, lang }: Visit, { region, programme }: Ground, part?: string) =>
  await portfolioCrumbs(
    platform.db.read,
    region,
    lang,
    { label: quickWinPhrases(lang).title, href: listHref(region.code) },
    { label: programme.name, href: quickWinHref(region.code, programme.id) },
    ...(part === undefined ? [] : [{ label: part }]),
  )

/** What is wrong with one field after a refusal. */
export const errorIn = (retry: Retry | undefined, lang: Visit['lang'], field: string): string | undefined =>
  retry?.problem.fields.find(one => one.field === field)?.sentence[lang]

/** The list above the title: each bad field, or the one sentence of a refusal that names none. */
export function problemsOf(
  retry: Retry | undefined,
  lang: Visit['lang'],
  fieldOf: (field: string) => string = field => field,
): { field?: string; message: string }[] {
  if (!retry || retry.problem.code === 'changed-meanwhile') return []
  const { fields, sentence } = retry.problem
  return fields.length > 0
    ? fields.map(one => ({ field: fieldOf(one.field), message: one.sentence[lang] }))
    : [{ message: sentence[lang] }]
}
