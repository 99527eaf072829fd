import type { Lang } from '#kit/format.ts'
import { programmeEn } from './programme-en.ts'
import { programmeId } from './programme-id.ts'

/** Words of a programme, its money and milestones, of the handover and of moving to another office. */
export const programmePhrases = (lang: Lang): typeof programmeId => (lang === 'en' ? programmeEn : programmeId)
