import type { Actor } from '#kit/actor.ts'
import { visitor } from '#kit/actor.ts'
import type { Writer } from '#platform/db/database.ts'
import { actorOf, writerOf } from '../../../test/support/rounds.ts'
import type { World } from '../../../test/support/world.ts'
import { saveProgramme } from './actions/programme/save-programme.ts'
import type { Programme, ProgrammeInput } from './model.ts'

/** The region of the portfolio under test, Luwu Timur, and a village in it. */
export const REGION = '73.24'
export const VILLAGE = '73.24.04.2005'
/** Luwu Utara, whose people must not see what is closed. */
export const OTHER_REGION = '73.22'

export interface PortfolioWorld {
  secretariat: Actor
  /** Officer and head of the health office of Luwu Timur. */
  officer: Actor
  head: Actor
  /** Officer of the village Wewangriu in Luwu Timur. */
  village: Actor
  regionalHead: Actor
  /** Secretariat of Luwu Utara. */
  other: Actor
  ministry: Actor
  auditor: Actor
  province: Actor
  visitor: Actor
  /** Id of an office of Luwu Timur by the name it begins with: "Dinas Kesehatan". */
  officeId(name: string, regionCode?: string): Promise<string>
  writerOf(actor: Actor): Writer
  /** A programme of the health office, written by the secretariat; codes count up: UJI-1, UJI-2, … */
  addProgramme(over?: Partial<ProgrammeInput>): Promise<Programme>
  /** What `addProgramme` writes, to be changed. */
  input(over?: Partial<ProgrammeInput>): Promise<ProgrammeInput>
  /** Shows the portfolio of a region to everybody, past the action. */
  open(regionCode?: string): Promise<void>
}

/**
 * In a demo world: the people who work with the portfolio of Luwu Timur, and programmes made through the actions. The
 * programmes and indicators of the demo world are taken away first, so that tests count only their own; `keep` leaves them.
 */
export async function portfolioWorld(world: World, { keep = false } = {}): Promise<PortfolioWorld> {
  if (!keep) {
    await world.platform.db.pool.query(
      `truncate portfolio.programme, portfolio.indicator, portfolio.change, portfolio.snapshot, portfolio.import,
        portfolio.reminder, portfolio.region_setting, trace.link cascade`,
    )
  }
  const [secretariat, officer, head, village, regionalHead, other, ministry, auditor, province] = (await Promise.all(
    [
      'sekretariat-luwu-timur',
      'petugas-dinkes-luwu-timur',
      'kepala-dinkes-luwu-timur',
      'petugas-desa',
      'kepala-daerah-luwu-timur',
      'sekretariat-luwu-utara',
      'kementerian',
      'auditor',
      'provinsi',
    ].map(box => actorOf(world, box)),
  )) as [Actor, Actor, Actor, Actor, Actor, Actor, Actor, Actor, Actor]
  let count = 0
  const officeId = async (name: string, regionCode = REGION) => {
    const { rows } = await world.platform.db.pool.query<{ id: string }>(
      `select id from people.organisation where name like $1 || '%' and (region_code = $2 or region_code like $2 || '.%')
       order by name limit 1`,
      [name, regionCode],
    )
    if (!rows[0]) throw new Error(`The demo world has no office ${name} in ${regionCode}`)
    return rows[0].id
  }
  const input = async (over: Partial<ProgrammeInput> = {}): Promise<ProgrammeInput> => ({
    code: `UJI-${++count}`,
    name: `Program uji ${count}`,
    problem: 'Ibu hamil di desa jauh dari bidan.',
    subDimension: 'LIV-2',
    sector: 'kesehatan',
    stream: 'application',
    leadId: over.leadId ?? (await officeId('Dinas Kesehatan')),
    supportingIds: [],
    partners: [],
    places: [],
    term: 5,
    startYear: 2024,
    endYear: 2028,
    rpjmd: undefined,
    renstra: undefined,
    promise: undefined,
    promiseDue: undefined,
    quickWin: false,
    ...over,
  })
  return {
    secretariat,
    officer,
    head,
    village,
    regionalHead,
    other,
    ministry,
    auditor,
    province,
    visitor,
    officeId,
    writerOf,
    input,
    async addProgramme(over) {
      return await saveProgramme(
        world.platform,
        secretariat,
        { regionCode: REGION, input: await input(over) },
        writerOf(secretariat),
      )
    },
    async open(regionCode = REGION) {
      await world.platform.db.pool.query(
        `insert into portfolio.region_setting (region_code, public) values ($1, true)
         on conflict (region_code) do update set public = true`,
        [regionCode],
      )
    },
  }
}
