import type { World } from '../../../test/support/world.ts'
import { saveIndicator } from './actions/indicator/save-indicator.ts'
import type { Indicator, IndicatorInput } from './model-indicator.ts'
import { type PortfolioWorld, REGION } from './portfolio-world.fixture.ts'

/** Adds indicators of the health office of Luwu Timur, written by the secretariat; codes count up: IND-1, IND-2, … */
export function indicatorWorld(
  world: World,
  people: PortfolioWorld,
): {
  addIndicator(over?: Partial<IndicatorInput>): Promise<Indicator>
  input(over?: Partial<IndicatorInput>): Promise<IndicatorInput>
  /** Codes of villages of Luwu Timur in their order. */
  villages(count: number): Promise<string[]>
} {
  let count = 0
  const input = async (over: Partial<IndicatorInput> = {}): Promise<IndicatorInput> => ({
    code: `IND-${++count}`,
    name: `Posyandu aktif ${count}`,
    unit: 'posyandu',
    direction: 'up',
    level: 4,
    rollup: 'sum',
    ratioFactor: '1',
    frequency: 'year',
    decimals: 0,
    least: '0',
    ownerId: await people.officeId('Dinas Kesehatan'),
    ...over,
  })
  return {
    input,
    async addIndicator(over) {
      const { secretariat } = people
      const save = { regionCode: REGION, input: await input(over) }
      return await saveIndicator(world.platform, secretariat, save, people.writerOf(secretariat))
    },
    async villages(wanted) {
      const { rows } = await world.platform.db.pool.query<{ region_code: string }>(
        `select region_code from region.region where region_code like '${REGION}.%' and level = 4 and archived_at is null
         order by region_code limit $1`,
        [wanted],
      )
      return rows.map(row => row.region_code)
    },
  }
}
