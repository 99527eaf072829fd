import type { Actor } from '#kit/actor.ts'
import { dayIn } from '#kit/format.ts'
import { mayNot, notFound, Problem } from '#kit/problem.ts'
import { type Holder, listHolders as listPeople } from '#modules/people/index.ts'
import { audit } from '#platform/audit/audit.ts'
import type { Sql, Tx, Writer } from '#platform/db/database.ts'
import type { Platform } from '#platform/platform.ts'
import { refuseRemind } from '../../access.ts'
import { type HolderKey, REMIND_HOURS } from '../../model-owing.ts'
import { holdersOfRoles, isPlaceKey, OFFICE_ROLES, scopeOf } from '../../rules/view/owing.ts'
import { countOwed, type OwingFilter } from '../../store/view/owing.ts'
import { insertReminders, type NewReminder } from '../../store/view/reminders.ts'
import { getInsideStand } from '../stand.ts'

export interface RemindInput {
  regionCode: string
  /** Those to be reminded; everybody in the filter when absent. */
  holders?: readonly HolderKey[] | undefined
  filter?: Pick<OwingFilter, 'kinds' | 'holderKind'> | undefined
}

/** How a reminding went; who was reminded shortly before is counted in none of them. */
export interface Reminded {
  /** Holders that owe something. */
  holders: number
  /** People who get a letter. */
  people: number
  /** Holders where nobody has a role yet. */
  unreachable: HolderKey[]
}

/** People who are asked for what these holders of a region owe, by holder, in at most two statements. */
export async function peopleOf(
  db: Sql | Tx,
  regionCode: string,
  keys: readonly HolderKey[],
  now: Date,
): Promise<Map<HolderKey, Holder[]>> {
  const offices = keys.filter(key => !isPlaceKey(key))
  const places = keys.filter(isPlaceKey)
  const found = [
    ...(await listPeople(db, { roles: OFFICE_ROLES, organisationIds: offices }, now)),
    ...(await listPeople(db, { roles: ['regional-secretariat', 'village-officer'], regionCodes: places }, now)),
  ]
  const wanted = new Set(keys)
  const byKey = new Map<HolderKey, Holder[]>()
  for (const person of found) {
    for (const { regionCode: region, key } of holdersOfRoles([person])) {
      const there = byKey.get(key) ?? []
      if (region !== regionCode || !wanted.has(key) || there.some(one => one.accountId === person.accountId)) continue
      byKey.set(key, [...there, person])
    }
  }
  return byKey
}

/**
 * Asks the people of offices and villages for what they owe: reminders that go out later, gathered in one letter a person,
 * counted again when sent. Who waits for a letter or had one in the last hours is not asked twice. Throws `may-not` to those
 * who may not remind, `not-found` for a portfolio they may not see or a holder that owes nothing, and `conflict` when nobody
 * there can be reached.
 */
export async function remind(
  platform: Platform,
  actor: Actor,
  { regionCode, holders, filter = {} }: RemindInput,
  writer: Writer,
): Promise<Reminded> {
  const now = platform.clock.now()
  return await platform.db.transact(writer, async tx => {
    const { region } = await getInsideStand(tx, actor, regionCode)
    const refusal = refuseRemind(actor, regionCode)
    if (refusal) throw mayNot(refusal)
    const scope = scopeOf(regionCode, dayIn(now, region.timezone))
    const owed = await countOwed(tx, [scope], { ...filter, ...(holders === undefined ? {} : { holders }) })
    const keys = [...new Set(owed.map(({ holder }) => holder))]
    if (keys.length === 0) throw nothingOwed()
    const people = await peopleOf(tx, regionCode, keys, now)
    const unreachable = keys.filter(key => !people.has(key))
    if (unreachable.length === keys.length) throw nobodyThere()
    const reminders = [...people].flatMap(([holder, there]) =>
      there.map(({ accountId }): NewReminder => ({ regionCode, accountId, holder })),
    )
    const added = await insertReminders(tx, reminders, { askedBy: actor.accountId, now, hours: REMIND_HOURS })
    const told = new Set(added.map(({ accountId }) => accountId)).size
    await audit(tx, {
      event: 'portfolio.owing.reminded',
      subject: { kind: 'portfolio.region', id: regionCode },
      regionCode,
      data: { holders: keys.length, people: told, unreachable: unreachable.length },
    })
    return { holders: keys.length, people: told, unreachable }
  })
}

const nothingOwed = () =>
  notFound(
    'Tidak ada lagi yang ditagih di sini. Muat ulang halaman tagihan.',
    'Nothing is owed here any more. Reload the page of what is owed.',
  )

const nobodyThere = () =>
  new Problem('conflict', {
    id: 'Belum ada orang yang memegang peran di kantor itu, jadi tidak ada yang dapat diingatkan. Undang petugasnya di halaman organisasi.',
    en: 'Nobody holds a role in that office yet, so nobody can be reminded. Invite its officers on the page of the organisation.',
  })
