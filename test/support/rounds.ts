import type { Actor, Membership, Role } from '../../src/kit/actor.ts'
import { addRegions } from '../../src/modules/evaluation/actions/round/add-region.ts'
import { assignPanel } from '../../src/modules/evaluation/actions/round/assign-panel.ts'
import { createRound } from '../../src/modules/evaluation/actions/round/create-round.ts'
import { openRound } from '../../src/modules/evaluation/actions/round/open-round.ts'
import { ROUND_STEPS, type StepName } from '../../src/modules/evaluation/model-round.ts'
import { addDays } from '../../src/modules/evaluation/rules/round/days.ts'
import { dayIn } from '../../src/kit/format.ts'
import type { Writer } from '../../src/platform/db/database.ts'
import type { World } from './world.ts'

/**
 * The actor of a demo account ("kementerian", "asesor-satu", …) with the role in use; `role` chooses another of the roles
 * it holds. An account without roles comes with none.
 */
export async function actorOf(world: World, box: string, role?: Role): Promise<Actor> {
  const { rows } = await world.platform.db.pool.query<{
    account_id: string
    name: string
    email: string
    id: string | null
    role: Role
    organisation_id: string | null
    organisation_name: string | null
    region_code: string | null
    region_name: string | null
  }>(
    `select a.id as account_id, a.name, a.email, m.id, m.role, m.organisation_id, o.name as organisation_name,
       m.region_code, r.name as region_name
     from people.account a
     left join people.membership m on m.account_id = a.id and (m.valid_to is null or m.valid_to > now())
     left join people.organisation o on o.id = m.organisation_id
     left join region.region r on r.region_code = m.region_code
     where a.email = $1 order by m.valid_from, m.id`,
    [`${box}@contoh.tudang.invalid`],
  )
  const first = rows[0]
  if (!first) throw new Error(`The demo world has no account ${box}`)
  const memberships = rows.flatMap((row): Membership[] =>
    row.id === null
      ? []
      : [
          {
            id: row.id,
            role: row.role,
            organisationId: row.organisation_id ?? undefined,
            organisationName: row.organisation_name ?? undefined,
            regionCode: row.region_code ?? undefined,
            regionName: row.region_name ?? undefined,
          },
        ],
  )
  const membership = role === undefined ? memberships[0] : memberships.find(held => held.role === role)
  if (role !== undefined && !membership) throw new Error(`${box} does not hold the role ${role}`)
  return { accountId: first.account_id, name: first.name, email: first.email, membership, memberships }
}

/** The writer of an actor, as a request of theirs would carry it. */
export const writerOf = (actor: Actor): Writer => ({
  accountId: actor.accountId,
  membershipId: actor.membership?.id,
  requestId: undefined,
})

/** First and last day of a step in days from today; 0 is today. */
export type StepOffsets = Partial<Record<StepName, readonly [number, number]>>

/** Invitation over; self-assessment, verification, scoring and review all open today; result and objection to come. */
export const openOffsets: Record<StepName, readonly [number, number]> = {
  invitation: [-20, -14],
  'self-assessment': [-14, 14],
  verification: [-7, 16],
  scoring: [-5, 30],
  review: [-1, 20],
  result: [31, 37],
  objection: [38, 45],
}

export interface RoundWorldOptions {
  /** The edition of the round; another one for a second round in one world. "2031" when absent. */
  edition?: string
  group?: string
  instrumentId?: string
  /** Codes of its regions; 73.24 and 73.22 when absent. */
  regions?: readonly string[]
  /** Boxes of the assessors on the panel of each region; asesor-satu and asesor-dua when absent. */
  panel?: readonly string[]
  /** Dates other than `openOffsets`. */
  steps?: StepOffsets
  /** False leaves it a draft. */
  open?: boolean
}

export interface RoundWorld {
  roundId: string
  edition: string
  instrumentId: string
  ministry: Actor
  /** The assessors in the order of their places: Asesor 1, Asesor 2. */
  assessors: Actor[]
  /** Of 73.24, Luwu Timur. */
  secretariat: Actor
  regionalHead: Actor
  /** Head and officer of the health office of 73.24. */
  officeHead: Actor
  officer: Actor
  /** Of 73.22, Luwu Utara. */
  otherSecretariat: Actor
  otherRegionalHead: Actor
  province: Actor
  auditor: Actor
  administrator: Actor
}

/** In a demo world: an open round with regions and panels, made through the actions, around the clock of the world. */
export async function roundWorld(world: World, options: RoundWorldOptions = {}): Promise<RoundWorld> {
  const edition = options.edition ?? '2031'
  const instrumentId = options.instrumentId ?? 'smart-city-2023-kppn-ikn'
  const regions = options.regions ?? ['73.24', '73.22']
  const ministry = await actorOf(world, 'kementerian')
  const writer = writerOf(ministry)
  const today = dayIn(world.platform.clock.now(), 'WITA')
  const offsets: StepOffsets = { ...openOffsets, ...options.steps }
  const steps = Object.fromEntries(
    ROUND_STEPS.flatMap(step => {
      const days = offsets[step]
      return days ? [[step, { startsOn: addDays(today, days[0]), endsOn: addDays(today, days[1]) }]] : []
    }),
  )
  const round = await createRound(
    world.platform,
    ministry,
    {
      edition,
      group: options.group ?? 'kppn-ikn',
      instrumentId,
      title: { id: `Evaluasi kota cerdas ${edition}`, en: `Smart city evaluation ${edition}` },
      stage: 'II',
      reviewKind: 'field-review',
      reviewMode: 'online',
      steps,
      letter: {
        number: 'B-003/DJAI/AI.01.04/01/2031',
        date: today,
        subject: 'Penilaian evaluasi kota cerdas',
        attachments: ['Daftar daerah', 'Jadwal'],
        office: 'Direktur Jenderal Teknologi Pemerintah Digital',
        place: 'Jakarta',
      },
    },
    writer,
  )
  await addRegions(world.platform, ministry, round.id, regions, writer)
  const assessors = await Promise.all((options.panel ?? ['asesor-satu', 'asesor-dua']).map(box => actorOf(world, box)))
  const accountIds = assessors.flatMap(({ accountId }) => accountId ?? [])
  if (accountIds.length > 0) {
    for (const regionCode of regions) {
      await assignPanel(world.platform, ministry, { roundId: round.id, regionCode, accountIds }, writer)
    }
  }
  if (options.open !== false) await openRound(world.platform, ministry, round.id, writer)
  const [
    secretariat,
    regionalHead,
    officeHead,
    officer,
    otherSecretariat,
    otherRegionalHead,
    province,
    auditor,
    admin,
  ] = (await Promise.all(
    [
      'sekretariat-luwu-timur',
      'kepala-daerah-luwu-timur',
      'kepala-dinkes-luwu-timur',
      'petugas-dinkes-luwu-timur',
      'sekretariat-luwu-utara',
      'kepala-daerah-luwu-utara',
      'provinsi',
      'auditor',
      'pengelola',
    ].map(box => actorOf(world, box)),
  )) as [Actor, Actor, Actor, Actor, Actor, Actor, Actor, Actor, Actor]
  return {
    roundId: round.id,
    edition,
    instrumentId,
    ministry,
    assessors,
    secretariat,
    regionalHead,
    officeHead,
    officer,
    otherSecretariat,
    otherRegionalHead,
    province,
    auditor,
    administrator: admin,
  }
}

/** Moves steps of a round to days from today, past every check: for what happens before and after the days of a step. */
export async function moveSteps(world: World, roundId: string, offsets: StepOffsets): Promise<void> {
  const today = dayIn(world.platform.clock.now(), 'WITA')
  for (const [step, days] of Object.entries(offsets)) {
    await world.platform.db.pool.query(
      `insert into evaluation.round_step (round_id, step, starts_on, ends_on) values ($1, $2, $3, $4)
       on conflict (round_id, step) do update set starts_on = excluded.starts_on, ends_on = excluded.ends_on`,
      [roundId, step, addDays(today, days[0]), addDays(today, days[1])],
    )
  }
}
