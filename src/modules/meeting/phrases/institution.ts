import type { Lang } from '#kit/format.ts'
import { institutionEn } from './institution-en.ts'
import { institutionId } from './institution-id.ts'

/** Words of councils, teams, forums and working groups. */
export const institutionPhrases = (lang: Lang): typeof institutionId => (lang === 'en' ? institutionEn : institutionId)
