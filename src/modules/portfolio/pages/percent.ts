import { formatDecimal, type Lang } from '#kit/format.ts'

/** A computed percentage as it stands in every table and sentence: "92.16" → "92,16%", "100.00" → "100,00%". */
export const percentWord = (percent: string, lang: Lang): string => `${formatDecimal(percent, lang)}%`
