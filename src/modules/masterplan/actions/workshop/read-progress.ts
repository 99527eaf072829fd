import { dayIn } from '#kit/format.ts'
import type { Platform } from '#platform/platform.ts'
import { countAttendance } from '#modules/meeting/index.ts'
import { listRegionOffices } from '#modules/people/index.ts'
import type { Stage } from '../../model.ts'
import { type OfficeProgress, readOfficeProgress } from '../../store/workshop/progress.ts'
import { listWorkshops } from '../../store/workshop/workshops.ts'
import type { SeriesStand } from './lock-series.ts'

/** What one office did in a series. */
export interface ProgressRow extends OfficeProgress {
  name: string
  kind: 'opd' | 'district-office' | 'village-office'
  /** How many people of it came to the meeting of each stage; stages without a held meeting are missing. */
  came: Map<Stage, number>
}

/**
 * Progress of every OPD of the region, and of other offices that have anything in the series, by kind and name; in six
 * statements for any number.
 */
export async function readProgress(
  platform: Platform,
  { region, series }: Pick<SeriesStand, 'region' | 'series'>,
): Promise<{ rows: ProgressRow[]; stages: Stage[] }> {
  const { sql } = platform.db
  const workshops = await listWorkshops(sql, region.code, series.id)
  const stageOf = new Map(
    workshops.flatMap(one => (one.meetingId === undefined ? [] : [[one.meetingId, one.stage] as const])),
  )
  const attendance = await countAttendance(sql, region.code, [...stageOf.keys()])
  const work = await readOfficeProgress(sql, region.code, series.id, dayIn(platform.clock.now(), region.timezone))
  const offices = await listRegionOffices(sql, region.code)
  const cameOf = Map.groupBy(attendance, one => one.officeName)
  const counted = new Set(attendance.map(one => stageOf.get(one.meetingId)))
  const rows = offices.flatMap((office): ProgressRow[] => {
    const done = work.get(office.id)
    const came = cameOf.get(office.name) ?? []
    const silent = done === undefined && came.length === 0
    if (silent && (office.archived || office.kind !== 'opd')) return []
    return [
      {
        ...(done ?? {
          officeId: office.id,
          cards: 0,
          owed: 0,
          submitted: 0,
          accepted: 0,
          late: 0,
          sections: { empty: 0, draft: 0, review: 0, accepted: 0, locked: 0 },
        }),
        name: office.name,
        kind: office.kind,
        came: new Map(
          came.flatMap(one => {
            const stage = stageOf.get(one.meetingId)
            return stage === undefined ? [] : [[stage, one.people]]
          }),
        ),
      },
    ]
  })
  return { rows, stages: workshops.map(one => one.stage).filter(stage => counted.has(stage)) }
}
