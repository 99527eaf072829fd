import { formatCount, formatDate, type Lang } from '#kit/format.ts'
import { LETTER_TIMES } from '#kit/send-time.ts'
import { OWED_KINDS, type OwedCount } from '../../model-owing.ts'
import { owingPhrases } from '../../phrases/owing.ts'
import { isPlaceKey } from '../../rules/view/owing.ts'

/** What one holder owes, with the name of its region. */
export interface OwedHere {
  regionName: string
  regionCode: string
  holderKey: string
  /** Undefined for the secretariat. */
  holderName: string | undefined
  /** In the zone of the region. */
  today: string
  owed: readonly OwedCount[]
}

interface Given {
  name: string
  owed: readonly OwedHere[]
  publicUrl: string
}

/**
 * One letter with everything that somebody owes, in Indonesian and below it in English. It holds counts, names of offices,
 * days and links: never a figure, a name of a programme or a reason.
 */
export function writeReminder(given: Given): { subject: string; text: string } {
  const count = given.owed.flatMap(({ owed }) => owed).reduce((sum, one) => sum + one.count, 0)
  const regions = [...new Set(given.owed.map(({ regionName }) => regionName))].join(', ')
  const [first, second] = (['id', 'en'] as const).map(lang => letterText(given, lang))
  return {
    subject: owingPhrases('id').letter.subject(regions, formatCount(count, 'id')),
    text: `${first}\n\n---\n\n${second}\n`,
  }
}

function letterText({ name, owed, publicUrl }: Given, lang: Lang): string {
  const t = owingPhrases(lang).letter
  const hour = (of: number) => String(of).padStart(2, '0')
  const { mostADay, quietFrom, quietUntil } = LETTER_TIMES
  return [
    t.greeting(name),
    t.opening,
    ...owed.map(one => holderText(one, lang, publicUrl)),
    t.foot(formatCount(mostADay, lang), hour(quietFrom), hour(quietUntil)),
  ].join('\n\n')
}

function holderText(
  { regionCode, regionName, holderKey, holderName, today, owed }: OwedHere,
  lang: Lang,
  publicUrl: string,
) {
  const t = owingPhrases(lang)
  const secretariat = isPlaceKey(holderKey) && holderKey.length === 5
  const name = secretariat ? t.secretariat(regionName) : (holderName ?? holderKey)
  const lines = OWED_KINDS.flatMap(kind => owed.filter(one => one.kind === kind)).map(({ kind, count, oldest }) =>
    t.letter.line(
      t.counted[kind](formatCount(count, lang)),
      oldest < today ? t.since(formatDate(oldest, lang)) : t.until(formatDate(oldest, lang)),
    ),
  )
  const link = `${publicUrl}/portofolio/${regionCode}/tagihan?kantor=${encodeURIComponent(holderKey)}`
  return [t.letter.holder(name), ...lines, link].join('\n')
}
