import type { Lang } from '#kit/format.ts'
import { sittingMinutesEn } from './sitting-minutes-en.ts'
import { sittingMinutesId } from './sitting-minutes-id.ts'

/** Words of the minutes, decisions, and their verification. */
export const minutesPhrases = (lang: Lang): typeof sittingMinutesId =>
  lang === 'en' ? sittingMinutesEn : sittingMinutesId
