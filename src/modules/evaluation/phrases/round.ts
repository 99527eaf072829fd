import type { Language } from '#platform/i18n/language.ts'
import type { Round, StepName } from '../model-round.ts'
import { roundEn } from './round-en.ts'
import { roundId } from './round-id.ts'
import { roundPagesEn } from './round-pages-en.ts'
import { roundPagesId } from './round-pages-id.ts'

/** Words that all pages, letters and files of a round share. */
export const roundPhrases = (lang: Language): typeof roundId => (lang === 'en' ? roundEn : roundId)

/** The name of a step; the review is called by its kind: "Tinjauan lapangan". */
export const stepWord = (step: StepName, round: Pick<Round, 'reviewKind'>, lang: Language): string =>
  step === 'review' ? roundPhrases(lang).reviewKind[round.reviewKind] : roundPhrases(lang).step[step]

/** Sentences of the pages of rounds. */
export const roundPagePhrases = (lang: Language): typeof roundPagesId => (lang === 'en' ? roundPagesEn : roundPagesId)
