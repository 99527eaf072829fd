import type { Actor } from '#kit/actor.ts'
import { invalid, mayNot } from '#kit/problem.ts'
import { audit } from '#platform/audit/audit.ts'
import type { Tx, Writer } from '#platform/db/database.ts'
import type { Platform } from '#platform/platform.ts'
import { findMeeting, type Meeting, saveMeeting } from '#modules/meeting/index.ts'
import { refuseKeep } from '../../access.ts'
import type { Stage } from '../../model.ts'
import type { Workshop } from '../../model-workshop.ts'
import { checkWorkshop, missing, roman, type WorkshopInput } from '../../rules/workshop/check-workshop.ts'
import { listWorkshops, updateWorkshop } from '../../store/workshop/workshops.ts'
import {
  changedMeanwhile,
  getSeriesStand,
  noSuchSeries,
  refuseArchived,
  type SeriesStand,
  unlessRefused,
} from './lock-series.ts'

export interface WorkshopPlace {
  regionCode: string
  seriesId: string
  stage: Stage
  /** The version that was changed. */
  version?: number | undefined
}

/** A series and its four workshops, all held until the transaction ends; `one` is the stage that is changed. */
export async function lockWorkshops(
  tx: Tx,
  actor: Actor,
  { regionCode, seriesId, stage }: WorkshopPlace,
): Promise<{ stand: SeriesStand; all: Workshop[]; one: Workshop }> {
  const stand = await getSeriesStand(tx, actor, regionCode, seriesId, true)
  const all = await listWorkshops(tx, regionCode, seriesId, true)
  const one = all.find(workshop => workshop.stage === stage)
  if (!one) throw noSuchSeries()
  return { stand, all, one }
}

/** The stored workshop after a change. */
export async function storedWorkshop(tx: Tx, { regionCode, seriesId, stage }: WorkshopPlace): Promise<Workshop> {
  const stored = (await listWorkshops(tx, regionCode, seriesId)).find(one => one.stage === stage)
  if (!stored) throw new Error(`Stage ${stage} of ${seriesId} is not there after it was stored`)
  return stored
}

export interface SaveWorkshop extends WorkshopPlace {
  /** `meetingId`: a meeting of the region, kept as it is when absent, taken off with `null`. */
  input: WorkshopInput & { meetingId?: string | null | undefined }
}

/**
 * Stores when and where a workshop is, its theme and its meeting; gives it back. Throws `not-found`, `may-not`,
 * `changed-meanwhile`, and `invalid` with the fields `theme`, `startsOn`, `endsOn`, `place`, `meetingId`.
 */
export async function saveWorkshop(
  platform: Platform,
  actor: Actor,
  save: SaveWorkshop,
  writer: Writer,
): Promise<Workshop> {
  const now = platform.clock.now()
  const line = (text: string | undefined) => text?.replace(/\s+/g, ' ').trim() || undefined
  const input = {
    theme: line(save.input.theme),
    startsOn: save.input.startsOn?.trim() || undefined,
    endsOn: save.input.endsOn?.trim() || undefined,
    place: line(save.input.place),
  }
  const { meetingId } = save.input
  return await platform.db.transact(writer, async tx => {
    const { all, one } = await lockWorkshops(tx, actor, save)
    unlessRefused(refuseKeep(actor, save.regionCode))
    if (one.version !== save.version) throw changedMeanwhile()
    const errors = checkWorkshop(
      input,
      save.stage,
      all.filter(other => other.stage !== save.stage),
    )
    if (typeof meetingId === 'string' && !(await isMeeting(tx, save.regionCode, meetingId))) errors.push(noSuchMeeting)
    if (errors.length > 0) throw invalid(...errors)
    await updateWorkshop(
      tx,
      one,
      {
        theme: input.theme ?? null,
        startsOn: input.startsOn ?? null,
        endsOn: input.endsOn ?? null,
        place: input.place ?? null,
        ...(meetingId === undefined ? {} : { meetingId }),
      },
      writer.accountId,
      now,
    )
    await audit(tx, {
      event: 'masterplan.workshop.changed',
      subject: { kind: 'masterplan.workshop', id: `${save.seriesId}/${save.stage}` },
      regionCode: save.regionCode,
      data: { ...input, ...(meetingId === undefined ? {} : { meeting: meetingId }) },
    })
    return await storedWorkshop(tx, save)
  })
}

/**
 * Plans the meeting of a workshop from 09.00 on its first day to 16.00 on its last, as a draft of kind "bimtek", and
 * links it. A workshop that has a living meeting keeps it. Throws `not-found`, `may-not`, and `invalid` on `startsOn` when
 * the workshop has no day yet.
 */
export async function planMeeting(
  platform: Platform,
  actor: Actor,
  place: WorkshopPlace,
  writer: Writer,
): Promise<Meeting> {
  const { regionCode, seriesId, stage } = place
  const { sql } = platform.db
  const stand = await getSeriesStand(sql, actor, regionCode, seriesId)
  const refusal = refuseKeep(actor, regionCode)
  if (refusal) throw mayNot(refusal)
  refuseArchived(stand.series)
  const one = (await listWorkshops(sql, regionCode, seriesId)).find(workshop => workshop.stage === stage)
  if (!one) throw noSuchSeries()
  const there = one.meetingId === undefined ? undefined : await findMeeting(sql, regionCode, one.meetingId)
  if (there && there.state !== 'cancelled') return there
  if (one.startsOn === undefined) throw invalid(noDayYet)
  const zone = stand.region.timezone
  const meeting = await saveMeeting(
    platform,
    actor,
    {
      regionCode,
      input: {
        kind: 'bimtek',
        title: `Bimtek ${roman[stage]}: ${stand.series.title}`,
        purpose: one.theme,
        seriesKey: `bimtek-${seriesId}`,
        startsAt: at(one.startsOn, '09:00', zone),
        endsAt: at(one.endsOn ?? one.startsOn, '16:00', zone),
        zone,
        place: one.place,
      },
    },
    writer,
  )
  await platform.db.transact(writer, async tx => {
    const locked = await lockWorkshops(tx, actor, place)
    unlessRefused(refuseKeep(actor, regionCode))
    await updateWorkshop(tx, locked.one, { meetingId: meeting.id }, writer.accountId, platform.clock.now())
    await audit(tx, {
      event: 'masterplan.workshop.changed',
      subject: { kind: 'masterplan.workshop', id: `${seriesId}/${stage}` },
      regionCode,
      data: { meeting: meeting.id },
    })
  })
  return meeting
}

const offsets = { WIB: '+07:00', WITA: '+08:00', WIT: '+09:00' } as const

const at = (day: string, time: string, zone: keyof typeof offsets) => new Date(`${day}T${time}:00${offsets[zone]}`)

const isMeeting = async (tx: Tx, regionCode: string, id: string): Promise<boolean> =>
  /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id) && (await findMeeting(tx, regionCode, id)) !== undefined

const noSuchMeeting = missing(
  'meetingId',
  'Rapat ini tidak ada di daerah ini. Pilih dari daftar.',
  'This region has no such meeting. Choose from the list.',
)

const noDayYet = missing(
  'startsOn',
  'Hari bimtek belum diisi. Isi dan simpan dahulu, lalu buat rapatnya.',
  'The workshop has no day yet. Give one and save, then make the meeting.',
)
