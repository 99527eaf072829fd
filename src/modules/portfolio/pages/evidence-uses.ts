import type { Actor } from '#kit/actor.ts'
import { Problem } from '#kit/problem.ts'
import type { EvidenceUseLabels } from '#platform/http/door.ts'
import type { Platform } from '#platform/platform.ts'
import { listRegionsByCodes } from '#modules/region/index.ts'
import { getInsideStand } from '../actions/stand.ts'
import { MILESTONE_SUBJECT, QUICK_WIN_SUBJECT, READING_SUBJECT } from '../model.ts'
import { programmePhrases } from '../phrases/programme.ts'
import { nameIndicators, nameMilestones, nameProgrammes } from '../store/programme/subject-names.ts'
import { portfolioHref } from './nav.tsx'

/** What of the portfolio evidence is used for; told only to those who see everything of the region. */
export const evidenceUses: EvidenceUseLabels[] = [
  {
    subjectKind: MILESTONE_SUBJECT,
    async label(platform, actor, { regionCode, subjectIds, lang }) {
      if (!(await seesAll(platform, actor, regionCode))) return new Map()
      const found = await nameMilestones(platform.db.sql, regionCode, subjectIds)
      return new Map(
        found.map(one => [
          one.id,
          {
            label: programmePhrases(lang).uses.milestone(one.of, one.title),
            href: `${portfolioHref(regionCode, 'program')}/${one.programmeId}`,
          },
        ]),
      )
    },
  },
  {
    // `${programmeId}/${year}/${indicator}`
    subjectKind: QUICK_WIN_SUBJECT,
    async label(platform, actor, { regionCode, subjectIds, lang }) {
      if (!(await seesAll(platform, actor, regionCode))) return new Map()
      const ids = [...new Set(subjectIds.map(one => one.split('/')[0] ?? ''))]
      const names = await nameProgrammes(platform.db.sql, regionCode, ids)
      return new Map(
        subjectIds.flatMap(subject => {
          const [id = '', year = '', indicator = ''] = subject.split('/')
          const name = names.get(id)
          if (name === undefined) return []
          const href = `${portfolioHref(regionCode, 'quick-win')}/${id}?tahun=${year}`
          return [[subject, { label: programmePhrases(lang).uses.quickWin(name, year, indicator), href }]]
        }),
      )
    },
  },
  {
    // `${indicatorId}/${placeCode}/${period}`
    subjectKind: READING_SUBJECT,
    async label(platform, actor, { regionCode, subjectIds, lang }) {
      if (!(await seesAll(platform, actor, regionCode))) return new Map()
      const parts = subjectIds.map(one => one.split('/'))
      const names = await nameIndicators(platform.db.sql, regionCode, [...new Set(parts.map(([id = '']) => id))])
      const places = await listRegionsByCodes(platform.db.sql, [...new Set(parts.map(([, code = '']) => code))])
      return new Map(
        subjectIds.flatMap(subject => {
          const [id = '', code = '', period = ''] = subject.split('/')
          const name = names.get(id)
          if (name === undefined) return []
          const place = places.get(code)?.name ?? code
          const href = `${portfolioHref(regionCode, 'indikator')}/${id}`
          return [[subject, { label: programmePhrases(lang).uses.reading(name, place, period), href }]]
        }),
      )
    },
  },
]

async function seesAll(platform: Platform, actor: Actor, regionCode: string): Promise<boolean> {
  try {
    await getInsideStand(platform.db.sql, actor, regionCode)
    return true
  } catch (error) {
    if (error instanceof Problem && error.code === 'not-found') return false
    throw error
  }
}
