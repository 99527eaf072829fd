import { formatDate, type Lang } from '#kit/format.ts'
import type { Visit } from '#platform/http/door.ts'
import { refuseKeep } from '../../access.ts'
import { getInstitutionStand } from '../../actions/institution/save-institution.ts'
import type { Institution, MonthlyRule } from '../../model-institution.ts'
import { institutionPhrases } from '../../phrases/institution.ts'
import { meetingsHref } from '../nav.tsx'
import { regionPlace } from '../task/place.tsx'
import { refuse } from '../task/retry.tsx'

export const institutionPlace = `${regionPlace}/lembaga/:institution{[0-9a-f-]{36}}`

export type Below = 'ubah' | 'anggota' | 'masa-tugas'

/** The address of an institution, or of a form below it. */
export const institutionHref = (code: string, id: string, below?: Below): string =>
  `${meetingsHref(code, 'lembaga')}/${id}${below === undefined ? '' : `/${below}`}`

/** The institution of the address, for those who see all meetings of its region. */
export const standOf = ({ c, platform, actor }: Visit) =>
  getInstitutionStand(platform.db.sql, actor, c.req.param('code') ?? '', c.req.param('institution') ?? '')

/** The same for who keeps it. */
export async function keptOf(visit: Visit) {
  const stand = await standOf(visit)
  refuse(refuseKeep(visit.actor, stand.region.code))
  return stand
}

/** "188.4/12/2027, 4 Januari 2027", or that there is none yet. */
export function decreeLine({ decreeNumber, decreeDate }: Institution, lang: Lang): string {
  const t = institutionPhrases(lang)
  if (decreeNumber === undefined && decreeDate === undefined) return t.noDecree
  return t.decree(decreeNumber ?? '–', decreeDate === undefined ? '' : formatDate(decreeDate, lang))
}

/** "1 Januari 2026 sampai 31 Desember 2027". */
export function termLine({ termFrom, termUntil }: Institution, lang: Lang): string {
  const t = institutionPhrases(lang)
  const [from, until] = [termFrom, termUntil].map(day => (day === undefined ? undefined : formatDate(day, lang)))
  if (from !== undefined && until !== undefined) return t.range(from, until)
  return until !== undefined ? t.until(until) : from !== undefined ? t.from(from) : t.terms.none
}

/** "Senin pertama setiap bulan pukul 09.00 WITA, 120 menit". */
export function ruleLine(rule: MonthlyRule, zone: string, lang: Lang): string {
  const t = institutionPhrases(lang)
  const at = `${lang === 'id' ? rule.at.replace(':', '.') : rule.at} ${zone}`
  return t.rule(t.weekdays[rule.weekday - 1] ?? '', t.weeks[rule.week - 1] ?? '', at, String(rule.minutes))
}
