import type { SectionState } from '../../model-book.ts'

interface Owing {
  ownerId: string | undefined
  ownerName: string | undefined
  state: SectionState
  dueOn: string | undefined
  words: number
  wordsWanted: number
  sources: readonly unknown[]
}

/** What one office still has to write. */
export interface OwedByOffice {
  ownerId: string | undefined
  ownerName: string | undefined
  empty: number
  draft: number
  review: number
  /** Empty or in writing after their due day. */
  late: number
}

/** Is this section only a heading for those below it? */
export const isHeading = (section: Pick<Owing, 'words' | 'wordsWanted' | 'sources'>): boolean =>
  section.wordsWanted === 0 && section.words === 0 && section.sources.length === 0

/** Offices with sections that are not written yet, those with most late and then most open ones first; headings do not count. */
export function owedByOffice(sections: readonly Owing[], today: string): OwedByOffice[] {
  const offices = new Map<string, OwedByOffice>()
  for (const one of sections) {
    if (isHeading(one) || one.state === 'accepted' || one.state === 'locked') continue
    const key = one.ownerId ?? ''
    const office = offices.get(key) ?? {
      ownerId: one.ownerId,
      ownerName: one.ownerName,
      empty: 0,
      draft: 0,
      review: 0,
      late: 0,
    }
    office[one.state]++
    if (one.state !== 'review' && one.dueOn !== undefined && one.dueOn < today) office.late++
    offices.set(key, office)
  }
  return [...offices.values()]
    .filter(one => one.empty + one.draft > 0)
    .sort(
      (a, b) =>
        b.late - a.late ||
        b.empty + b.draft - (a.empty + a.draft) ||
        (a.ownerName ?? '').localeCompare(b.ownerName ?? '', 'id'),
    )
}
