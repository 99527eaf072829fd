import { type Actor, visitor } from '#kit/actor.ts'
import type { Writer } from '#platform/db/database.ts'
import { actorOf, writerOf } from '../../../test/support/rounds.ts'
import type { World } from '../../../test/support/world.ts'
import { saveMentor } from './actions/workshop/save-mentor.ts'
import { type StartSeries, startSeries } from './actions/workshop/start-series.ts'
import type { Series } from './model-workshop.ts'

/** The region of the masterplan under test, Luwu Timur. */
export const REGION = '73.24'
/** Luwu Utara, whose people see only what Luwu Timur published. */
export const OTHER_REGION = '73.22'

export interface PlanWorld {
  secretariat: Actor
  /** Officer and head of the health office of Luwu Timur. */
  officer: Actor
  head: Actor
  /** Officer of the planning office of Luwu Timur: another office than that of `officer`. */
  planner: Actor
  coordinator: Actor
  /** Officer of the village Wewangriu in Luwu Timur. */
  village: Actor
  regionalHead: Actor
  /** Secretariat of Luwu Utara. */
  otherRegion: Actor
  /** Acts as a mentor; guides the series of `addSeries`. The same account as `planner`, in its other role. */
  mentor: Actor
  /** Acts as a mentor too, and guides nobody. */
  otherMentor: Actor
  ministry: Actor
  auditor: Actor
  province: Actor
  visitor: Actor
  writerOf(actor: Actor): Writer
  /** Id of an office of a region by the name it begins with: "Dinas Kesehatan". */
  officeId(name: string, regionCode?: string): Promise<string>
  /** A series of Luwu Timur, begun by its secretariat and guided by `mentor` as lead; `mentor: false` leaves it without. */
  addSeries(over?: Partial<StartSeries> & { mentor?: boolean }): Promise<Series>
}

/**
 * In a demo world: the people who make the masterplan of Luwu Timur. Series, plans, comments, cards and editions of the
 * demo world are taken away first, so that tests count only their own; `keep` leaves them.
 */
export async function planWorld(world: World, { keep = false } = {}): Promise<PlanWorld> {
  const { pool } = world.platform.db
  if (!keep) await pool.query('truncate masterplan.series, masterplan.plan, masterplan.comment cascade')
  const boxes = [
    'sekretariat-luwu-timur',
    'petugas-dinkes-luwu-timur',
    'kepala-dinkes-luwu-timur',
    'koordinator-luwu-timur',
    'petugas-desa',
    'kepala-daerah-luwu-timur',
    'sekretariat-luwu-utara',
    'pembimbing',
    'kementerian',
    'auditor',
    'provinsi',
  ]
  const [
    secretariat,
    officer,
    head,
    coordinator,
    village,
    regionalHead,
    otherRegion,
    otherMentor,
    ministry,
    auditor,
    province,
  ] = (await Promise.all(boxes.map(box => actorOf(world, box)))) as [
    Actor,
    Actor,
    Actor,
    Actor,
    Actor,
    Actor,
    Actor,
    Actor,
    Actor,
    Actor,
    Actor,
  ]
  const planner = await actorOf(world, 'petugas-dan-pembimbing', 'opd-officer')
  const mentor = await actorOf(world, 'petugas-dan-pembimbing', 'mentor')
  let count = 0
  return {
    secretariat,
    officer,
    head,
    planner,
    coordinator,
    village,
    regionalHead,
    otherRegion,
    mentor,
    otherMentor,
    ministry,
    auditor,
    province,
    visitor,
    writerOf,
    async officeId(name, regionCode = REGION) {
      const { rows } = await pool.query<{ id: string }>(
        `select id from people.organisation where name like $1 || '%' and (region_code = $2 or region_code like $2 || '.%')
         order by name limit 1`,
        [name, regionCode],
      )
      if (!rows[0]) throw new Error(`The demo world has no office ${name} in ${regionCode}`)
      return rows[0].id
    },
    async addSeries({ mentor: guided = true, ...over } = {}) {
      const regionCode = over.regionCode ?? REGION
      const keeper = regionCode === OTHER_REGION ? otherRegion : secretariat
      const series = await startSeries(
        world.platform,
        keeper,
        { regionCode, title: `Bimtek uji ${++count}`, year: 2026, ...over },
        writerOf(keeper),
      )
      if (guided && mentor.accountId !== undefined) {
        const { accountId } = mentor
        await saveMentor(
          world.platform,
          keeper,
          { regionCode, seriesId: series.id, accountId, lead: true, expertise: 'Tata kelola data' },
          writerOf(keeper),
        )
      }
      return series
    },
  }
}
