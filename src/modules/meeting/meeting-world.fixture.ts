import type { Actor } from '#kit/actor.ts'
import type { Writer } from '#platform/db/database.ts'
import { actorOf, writerOf } from '../../../test/support/rounds.ts'
import type { World } from '../../../test/support/world.ts'
import { saveMeeting } from './actions/plan/save-meeting.ts'
import type { Meeting } from './model.ts'
import type { MeetingInput } from './model-plan.ts'

/** The region of the meetings under test, Luwu Timur (WITA). */
export const REGION = '73.24'
/** Luwu Utara, whose people must not see them. */
export const OTHER_REGION = '73.22'

export interface MeetingWorld {
  secretariat: Actor
  /** Officer and head of the health office of Luwu Timur. */
  officer: Actor
  head: Actor
  /** Officer of the village Wewangriu in Luwu Timur. */
  village: Actor
  regionalHead: Actor
  coordinator: Actor
  /** Secretariat of Luwu Utara. */
  other: Actor
  /** Holds the role of a mentor, in an office outside of the region. */
  mentor: Actor
  ministry: Actor
  auditor: Actor
  province: Actor
  /** Id of an office of Luwu Timur by the name it begins with: "Dinas Kesehatan". */
  officeId(name: string, regionCode?: string): Promise<string>
  writerOf(actor: Actor): Writer
  /** A draft of a coordination meeting in ten days, 09.00–11.00 WITA, written by the secretariat through the action. */
  addMeeting(over?: Partial<MeetingInput>, regionCode?: string): Promise<Meeting>
  /** What `addMeeting` writes, to be changed. */
  input(over?: Partial<MeetingInput>): MeetingInput
  /** Puts offices of the region on the list of a meeting and, unless `draft`, makes it invited, past the action. */
  invite(meeting: Meeting, organisationIds: readonly string[], more?: { draft?: boolean }): Promise<void>
}

/**
 * In a demo world: the people who sit in meetings of Luwu Timur, and meetings made through the actions. The meetings,
 * institutions and boards of the demo world are taken away first, so that tests count only their own; `keep` leaves them.
 */
export async function meetingWorld(world: World, { keep = false } = {}): Promise<MeetingWorld> {
  const { platform } = world
  if (!keep) {
    await platform.db.pool.query(
      `truncate meeting.setting, meeting.letter_number, meeting.institution, meeting.institution_member, meeting.meeting,
        meeting.invitee, meeting.attendance, meeting.agenda_item, meeting.decision, meeting.task, meeting.task_event,
        meeting.preparation, meeting.preparation_item cascade`,
    )
  }
  const [secretariat, officer, head, village, regionalHead, coordinator, other, mentor, ministry, auditor, province] =
    (await Promise.all([
      actorOf(world, 'sekretariat-luwu-timur'),
      actorOf(world, 'petugas-dinkes-luwu-timur'),
      actorOf(world, 'kepala-dinkes-luwu-timur'),
      actorOf(world, 'petugas-desa'),
      actorOf(world, 'kepala-daerah-luwu-timur'),
      actorOf(world, 'koordinator-luwu-timur'),
      actorOf(world, 'sekretariat-luwu-utara'),
      actorOf(world, 'petugas-dan-pembimbing', 'mentor'),
      actorOf(world, 'kementerian'),
      actorOf(world, 'auditor'),
      actorOf(world, 'provinsi'),
    ])) as [Actor, Actor, Actor, Actor, Actor, Actor, Actor, Actor, Actor, Actor, Actor]
  let count = 0
  const input = (over: Partial<MeetingInput> = {}): MeetingInput => {
    const inTenDays = new Date(platform.clock.now().getTime() + 10 * 86_400_000).toISOString().slice(0, 10)
    return {
      kind: 'rakor',
      title: `Rapat uji ${++count}`,
      startsAt: new Date(`${inTenDays}T01:00:00Z`),
      endsAt: new Date(`${inTenDays}T03:00:00Z`),
      zone: 'WITA',
      place: 'Aula Kantor Bupati',
      ...over,
    }
  }
  return {
    secretariat,
    officer,
    head,
    village,
    regionalHead,
    coordinator,
    other,
    mentor,
    ministry,
    auditor,
    province,
    writerOf,
    input,
    async officeId(name, regionCode = REGION) {
      const { rows } = await platform.db.pool.query<{ id: string }>(
        `select id from people.organisation where name like $1 || '%' and (region_code = $2 or region_code like $2 || '.%')
         order by name limit 1`,
        [name, regionCode],
      )
      if (!rows[0]) throw new Error(`The demo world has no office ${name} in ${regionCode}`)
      return rows[0].id
    },
    async addMeeting(over, regionCode = REGION) {
      const writer = regionCode === OTHER_REGION ? other : secretariat
      return await saveMeeting(platform, writer, { regionCode, input: input(over) }, writerOf(writer))
    },
    async invite(meeting, organisationIds, { draft = false } = {}) {
      await platform.db.pool.query(
        `insert into meeting.invitee (region_code, meeting_id, organisation_id) select $1, $2, unnest($3::uuid[])`,
        [meeting.regionCode, meeting.id, organisationIds],
      )
      if (draft) return
      await platform.db.pool.query(`update meeting.meeting set state = 'invited' where id = $1`, [meeting.id])
    },
  }
}
