import { dayIn } from '#kit/format.ts'
import type { Platform } from '#platform/platform.ts'
import { saveMentor } from './actions/workshop/save-mentor.ts'
import { startSeries } from './actions/workshop/start-series.ts'
import { type DemoMaker, demoMaker, fillSheets } from './demo-series.ts'
import type { Series } from './model-workshop.ts'
import { listSeries } from './store/workshop/series.ts'

/**
 * The masterplans of the demo world, made by what their people would do: Luwu Utara's way through the four workshops of 2022,
 * and Luwu Timur's new one, under way in the year of seeding. Worksheets and texts are invented. Safe to run again.
 */
export async function seedDemoMasterplan(platform: Platform, say: (line: string) => void): Promise<void> {
  const thisYear = Number(dayIn(platform.clock.now(), 'WITA').slice(0, 4))
  for (const [regionCode, year] of [
    ['73.22', 2022],
    ['73.24', thisYear],
  ] as const) {
    if ((await listSeries(platform.db.sql, regionCode)).length > 0) continue
    const maker = await demoMaker(platform, regionCode)
    const series = await begin(platform, maker, year)
    await fillSheets(platform, maker, series)
    say(`Masterplan peragaan ${regionCode}: bimtek ${year}.`)
  }
}

async function begin(platform: Platform, maker: DemoMaker, year: number): Promise<Series> {
  const { regionCode, secretariat, mentor } = maker
  const title = `Penyusunan masterplan ${year} (peragaan)`
  const series = await startSeries(platform, secretariat.actor, { regionCode, title, year }, secretariat.writer)
  const accountId = mentor.actor.accountId ?? ''
  const lead = { regionCode, seriesId: series.id, accountId, lead: true, expertise: 'Tata kelola kota cerdas' }
  await saveMentor(platform, secretariat.actor, lead, secretariat.writer)
  return series
}
