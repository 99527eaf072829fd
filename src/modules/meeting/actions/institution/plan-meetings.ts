import { dayIn, formatMonth, type Zone } from '#kit/format.ts'
import { type Holder, listHolders } from '#modules/people/index.ts'
import { audit } from '#platform/audit/audit.ts'
import type { Tx } from '#platform/db/database.ts'
import type { Platform } from '#platform/platform.ts'
import { type Institution, TERM_WARNING_DAYS } from '../../model-institution.ts'
import type { Seat } from '../../model-plan.ts'
import type { Meeting } from '../../model.ts'
import { type Occurrence, occurrences } from '../../rules/institution/monthly.ts'
import { gatherInvitees } from '../../rules/plan/gather-invitees.ts'
import { called, WHY } from '../../rules/plan/seats.ts'
import { addDays } from '../../rules/task/days.ts'
import { insertAgendaItems } from '../../store/institution/agenda.ts'
import {
  findInstitution,
  lastSeriesKey,
  listEndingTerms,
  listMonthly,
  listPlannedMonths,
} from '../../store/institution/institutions.ts'
import { insertInvitees } from '../../store/plan/invitees.ts'
import { listMembersOf, type SittingMember } from '../../store/plan/members.ts'
import { insertMeeting } from '../../store/plan/write-meetings.ts'
import { insertNotices, type NewNotice } from '../../store/task/notices.ts'
import { peopleAsked } from '../task/people-asked.ts'

/**
 * Plans the monthly meetings that are due to be planned: for each living institution with a rule, that of this month while it
 * is still to come, and that of the next. Each is a draft with the members as invitees; a month that was planned, also one
 * whose meeting was cancelled since, is not planned again. Gives the meetings it made.
 */
export async function planMeetings(platform: Platform): Promise<Meeting[]> {
  const now = platform.clock.now()
  const all = await listMonthly(platform.db.sql)
  const planned = await listPlannedMonths(
    platform.db.sql,
    all.map(one => one.institution.id),
  )
  const made: Meeting[] = []
  for (const { institution, zone } of all) {
    for (const one of due(institution, zone, now)) {
      if (planned.has(`${institution.id} ${one.month}`)) continue
      const meeting = await planOne(platform, institution, zone, one.month, now)
      if (meeting) made.push(meeting)
    }
  }
  return made
}

const due = ({ monthly, termUntil }: Institution, zone: Zone, now: Date): Occurrence[] =>
  monthly === undefined ? [] : occurrences(monthly, { now, today: dayIn(now, zone), zone, termUntil })

class NotPlanned extends Error {}

/** One meeting in one transaction; undefined when somebody else planned that month or the rule changed meanwhile. */
async function planOne(
  platform: Platform,
  { regionCode, id }: Institution,
  zone: Zone,
  month: string,
  now: Date,
): Promise<Meeting | undefined> {
  try {
    return await platform.db.transact({ accountId: undefined }, async tx => {
      const institution = await findInstitution(tx, regionCode, id, true)
      if (!institution || institution.archivedAt !== undefined) throw new NotPlanned()
      const one = due(institution, zone, now).find(occurrence => occurrence.month === month)
      if (!one) throw new NotPlanned()
      const withIds = institution.monthly?.withIds ?? []
      const meeting = await insertMeeting(tx, {
        regionCode,
        plannedFor: month,
        accountId: undefined,
        now,
        input: {
          kind: institution.kind === 'council' || withIds.length > 0 ? 'council' : 'other',
          title: `Rapat bulanan ${institution.name}, ${formatMonth(month, 'id')}`,
          institutionId: id,
          seriesKey: (await lastSeriesKey(tx, institution)) ?? id,
          startsAt: one.startsAt,
          endsAt: one.endsAt,
          zone,
          place: institution.monthly?.place,
        },
      })
      if (!meeting) throw new NotPlanned()
      const seats = await seatsOf(tx, regionCode, [id, ...withIds], now)
      await insertInvitees(tx, regionCode, meeting.id, seats)
      await insertAgendaItems(tx, regionCode, meeting.id, AGENDA)
      await audit(tx, {
        event: 'meeting.meeting.planned',
        subject: { kind: 'meeting', id: meeting.id },
        regionCode,
        data: { title: meeting.title, institution: id, month, invited: seats.length },
      })
      return meeting
    })
  } catch (error) {
    if (error instanceof NotPlanned) return undefined
    throw error
  }
}

/** Open tasks stand on the agenda by themselves; these frame them. */
const AGENDA = ['Kemajuan program dan quick win', 'Tugas rapat yang belum selesai', 'Keputusan dan tugas baru']

const CONTACTS = ['opd-head', 'opd-officer', 'village-officer'] as const

/** The members of institutions as invitees, each once, with an address where somebody of their office has one. */
async function seatsOf(tx: Tx, regionCode: string, institutionIds: readonly string[], now: Date): Promise<Seat[]> {
  const members = await listMembersOf(tx, regionCode, institutionIds, now)
  const inOffices = await listHolders(
    tx,
    { roles: CONTACTS, organisationIds: [...new Set(members.flatMap(one => one.organisationId ?? []))] },
    now,
  )
  const accounts = await listHolders(
    tx,
    {
      roles: [...CONTACTS, 'regional-head', 'council', 'regional-secretariat', 'dimension-coordinator', 'mentor'],
      accountIds: [...new Set(members.flatMap(one => one.accountId ?? []))],
    },
    now,
  )
  const byOffice = Map.groupBy(inOffices, one => one.organisationId)
  const byAccount = new Map(accounts.map(one => [one.accountId, one]))
  return gatherInvitees(
    [],
    members.map(one => seatOf(one, byOffice, byAccount)),
  )
}

function seatOf(
  member: SittingMember,
  byOffice: ReadonlyMap<string | undefined, Holder[]>,
  byAccount: ReadonlyMap<string, Holder>,
): Seat {
  const { organisationId, accountId } = member
  const title = member.title ?? (organisationId === undefined ? member.position : undefined)
  const contacts = organisationId === undefined ? [] : (byOffice.get(organisationId) ?? [])
  const contact = CONTACTS.flatMap(role => contacts.find(one => one.role === role) ?? [])[0]
  const account = accountId === undefined ? undefined : byAccount.get(accountId)
  return called({
    accountId,
    organisationId: accountId === undefined ? organisationId : undefined,
    name: member.name ?? account?.name,
    title,
    email: member.email ?? account?.email ?? contact?.email,
    why: WHY.institution(member.institutionName),
  })
}

/** Days between two warnings of one term. */
const WARN_AGAIN_HOURS = 30 * 24

/** Asks the secretariats whose institutions have a term that ends within 60 days or has ended, once a month. */
export async function warnOfTerms(platform: Platform): Promise<number> {
  const now = platform.clock.now()
  const ending = await listEndingTerms(platform.db.sql, addDays(dayIn(now, 'WIB'), TERM_WARNING_DAYS))
  if (ending.length === 0) return 0
  return await platform.db.transact({ accountId: undefined }, async tx => {
    const asked = await peopleAsked(
      tx,
      [],
      ending.map(one => one.regionCode),
      now,
    )
    const notices = ending.flatMap(({ regionCode, id }) =>
      asked
        .secretariat(regionCode)
        .map(({ accountId }): NewNotice => ({ regionCode, accountId, kind: 'term', subjectId: id, level: 'owner' })),
    )
    const added = await insertNotices(tx, notices, { askedBy: undefined, now, hours: WARN_AGAIN_HOURS })
    await audit(tx, {
      event: 'meeting.terms.warned',
      subject: { kind: 'meeting.terms', id: now.toISOString() },
      data: { terms: ending.length, notices: added.length },
    })
    return added.length
  })
}
