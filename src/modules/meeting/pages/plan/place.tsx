import type { Lang, Zone } from '#kit/format.ts'
import type { Visit } from '#platform/http/door.ts'
import { Chip, type Status } from '#ui/chip.tsx'
import type { Meeting, MeetingState } from '../../model.ts'
import { phrases } from '../../phrases/index.ts'
import { planPagePhrases } from '../../phrases/plan-page.ts'
import { timeWords, whenOf } from '../../rules/plan/moments.ts'

export const regionPlace = '/rapat/:code{[0-9]{2}\\.[0-9]{2}}'

const statusOf: Record<MeetingState, Status> = {
  draft: 'idle',
  invited: 'info',
  running: 'due',
  closed: 'ok',
  cancelled: 'late',
}

export function StateChip({ state, lang }: { state: MeetingState; lang: Lang }) {
  return <Chip status={statusOf[state]}>{phrases(lang).state[state]}</Chip>
}

/** "Senin, 30 November 2026, 09.00–11.00 WITA (08.00–10.00 WIB)" */
export function whenWords(meeting: Pick<Meeting, 'startsAt' | 'endsAt' | 'zone'>, lang: Lang, reader: Zone): string {
  const when = whenOf(meeting, lang, reader)
  return `${when.date}, ${timeWords(when)}`
}

/** "Aula, Jalan Contoh 1" or that it is online. */
export const whereWords = (meeting: Pick<Meeting, 'place' | 'address' | 'link'>, lang: Lang): string =>
  [meeting.place, meeting.address].filter(part => part !== undefined).join(', ') ||
  (meeting.link === undefined ? '' : planPagePhrases(lang).list.online)

/** The sentence that says what was done, from the address. */
export function flashOf(visit: Visit): { flash?: string } {
  const { done } = planPagePhrases(visit.lang)
  const key = visit.c.req.query('pesan') ?? ''
  return Object.hasOwn(done, key) ? { flash: done[key as keyof typeof done] } : {}
}

/** A choice of the address, if it is one of those. */
export const oneOf = <T extends string>(choices: readonly T[], text: string | undefined): T | undefined =>
  choices.find(one => one === text)

/** An id of the address; undefined for what is none. */
export const idIn = (text: string | undefined): string | undefined =>
  text !== undefined && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text) ? text : undefined
