import { dayIn } from '#kit/format.ts'
import type { Platform } from '#platform/platform.ts'
import { saveMentor } from './actions/workshop/save-mentor.ts'
import { startSeries } from './actions/workshop/start-series.ts'
import { acceptBook, publishPlan, writePlan } from './demo-plan.ts'
import { type DemoMaker, demoMaker, fillSheets } from './demo-series.ts'
import { arrange, type DemoDates, runStage, signTogether } from './demo-stages.ts'
import type { Series } from './model-workshop.ts'
import { listSeries } from './store/workshop/series.ts'

/**
 * The masterplans of the demo world, made by what their people would do: Luwu Utara's way through the four workshops of 2022,
 * done and published, and Luwu Timur's new one, in its third workshop. Days of 2022 are fixed, the others counted from the day
 * of seeding. Worksheets and texts are invented. Safe to run again.
 */
export async function seedDemoMasterplan(platform: Platform, say: (line: string) => void): Promise<void> {
  if ((await listSeries(platform.db.sql, '73.22')).length === 0) {
    await luwuUtara(platform)
    say('Masterplan peragaan 73.22: empat bimtek 2022, tiga buku, satu edisi.')
  }
  if ((await listSeries(platform.db.sql, '73.24')).length === 0) {
    await luwuTimur(platform)
    say('Masterplan peragaan 73.24: bimtek III berjalan, tiga buku.')
  }
}

async function luwuUtara(platform: Platform): Promise<void> {
  const maker = await demoMaker(platform, '73.22')
  const series = await begin(platform, maker, 2022)
  const meetings = await platform.db.sql
    .selectFrom('meeting.meeting')
    .select('id')
    .where('region_code', '=', '73.22')
    .where('series_key', '=', 'bimtek-2022')
    .orderBy('starts_at')
    .execute()
  const dates: DemoDates = {
    1: { startsOn: '2022-06-13', endsOn: '2022-06-13', place: 'Masamba', meetingId: meetings[0]?.id },
    2: { startsOn: '2022-07-18', endsOn: '2022-07-19', place: 'Masamba', meetingId: meetings[1]?.id },
    3: { startsOn: '2022-08-22', endsOn: '2022-08-22', place: 'Masamba', meetingId: meetings[2]?.id },
    4: {
      startsOn: '2022-09-21',
      endsOn: '2022-09-22',
      place: 'Hotel Grand Town, Makassar',
      meetingId: meetings[3]?.id,
    },
  }
  await arrange(platform, maker, series, dates)
  await fillSheets(platform, maker, series)
  const plan = await writePlan(platform, maker, series)
  for (const book of [1, 2, 3] as const) await acceptBook(platform, maker, plan, book)
  for (const stage of [1, 2, 3, 4] as const) await runStage(platform, maker, series, stage, true)
  await signTogether(platform, maker, series, '2022-09-22', 'Makassar')
  await publishPlan(platform, maker, plan, { year: 2022, signedOn: '2022-12-01', number: '0' })
}

async function luwuTimur(platform: Platform): Promise<void> {
  const maker = await demoMaker(platform, '73.24')
  const today = dayIn(platform.clock.now(), 'WITA')
  const year = Number(today.slice(0, 4))
  const series = await begin(platform, maker, year)
  const on = (days: number) => {
    const day = new Date(Date.parse(`${today}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)
    return { startsOn: day, endsOn: day, place: 'Malili' }
  }
  await arrange(platform, maker, series, { 1: on(-100), 2: on(-60), 3: on(-3), 4: on(30) })
  await fillSheets(platform, maker, series)
  const plan = await writePlan(platform, maker, series)
  await acceptBook(platform, maker, plan, 1)
  await runStage(platform, maker, series, 1, true)
  await runStage(platform, maker, series, 2, true)
  await runStage(platform, maker, series, 3, false)
  await publishPlan(platform, maker, plan, { year, signedOn: on(-2).startsOn, number: '0' })
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
