import type { OfficeWork } from '../../model-notices.ts'
import type { NewNotice, Phase, Round, RoundRegion } from '../../model-round.ts'
import { daysLeft } from '../round/step-window.ts'
import { isReminderDay } from './reminder-day.ts'
import { toVerify } from './to-verify.ts'

/** Who can be reminded in a region. */
export interface RegionPeople {
  secretariat: readonly string[]
  regionalHead: readonly string[]
  /** Accounts by office. */
  officers: ReadonlyMap<string, readonly string[]>
  officeHeads: ReadonlyMap<string, readonly string[]>
}

export interface RegionState {
  round: Round
  region: RoundRegion
  phase: Phase
  work: readonly OfficeWork[]
  people: RegionPeople
  /** Assessors on the panel who have not handed in their sheet. */
  scoring: readonly string[]
}

/**
 * Who owes something in a region today, from what is stored: officers their answers, heads of offices their signature, the
 * secretariat its verification, the regional head the submission, assessors their sheets. Empty on days without reminder.
 */
export function owingIn({ round, region, phase, work, people, scoring }: RegionState, now: Date): NewNotice[] {
  const roundId = round.id
  const { regionCode } = region
  const tell = (
    accounts: readonly string[] | undefined,
    kind: NewNotice['kind'],
    subjectKey: string,
    data: NewNotice['data'] = {},
  ): NewNotice[] => (accounts ?? []).map(accountId => ({ accountId, roundId, regionCode, kind, subjectKey, data }))

  if (phase === 'submitted') {
    const step = round.steps.scoring ? 'scoring' : 'review'
    const days = daysLeft(round, region, step, now)
    return isReminderDay(days) ? tell(scoring, 'scores-due', regionCode, { days: days ?? 0 }) : []
  }
  if (phase !== 'filling') return []
  const days = daysLeft(round, region, 'self-assessment', now)
  const verifying = daysLeft(round, region, 'verification', now)
  const owed = (left: number | undefined) => ({ days: left ?? 0 })
  const notices: NewNotice[] = []
  if (isReminderDay(days)) {
    for (const { organisationId, due, ready } of work) {
      if (organisationId === undefined) {
        if (due > 0) notices.push(...tell(people.secretariat, 'answers-due', '', owed(days)))
        continue
      }
      const heads = people.officeHeads.get(organisationId)
      const officers = people.officers.get(organisationId) ?? heads
      if (due > 0) notices.push(...tell(officers, 'answers-due', organisationId, owed(days)))
      if (ready > 0) notices.push(...tell(heads, 'answers-ready', organisationId, owed(days)))
    }
  }
  if (isReminderDay(days) || isReminderDay(verifying)) {
    const left = isReminderDay(verifying) ? verifying : days
    for (const office of work) {
      if (toVerify(office) === 0) continue
      notices.push(...tell(people.secretariat, 'office-signed', office.organisationId ?? '', owed(left)))
    }
    const open = work.reduce((sum, { due, ready, signed }) => sum + due + ready + signed, 0)
    if (open === 0 && work.length > 0) notices.push(...tell(people.regionalHead, 'ready-to-submit', '', owed(left)))
  }
  return notices
}
