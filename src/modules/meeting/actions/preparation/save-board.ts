import type { Actor } from '#kit/actor.ts'
import { dayIn } from '#kit/format.ts'
import { invalid, mayNot, notFound, Problem } from '#kit/problem.ts'
import { listRegionOffices } from '#modules/people/index.ts'
import { audit } from '#platform/audit/audit.ts'
import type { Sql, Tx, Writer } from '#platform/db/database.ts'
import type { Platform } from '#platform/platform.ts'
import { refuseKeep } from '../../access.ts'
import { PREPARATION_SUBJECT } from '../../model.ts'
import { type Board, type BoardInput, MOST_ITEMS } from '../../model-preparation.ts'
import { checkBoard, checkItems } from '../../rules/preparation/check-preparation.ts'
import { findBoard, insertBoard, insertItems, updateBoard } from '../../store/preparation/boards.ts'
import { findMeeting } from '../../store/meetings.ts'
import { getInsideStand, type Stand } from '../stand.ts'
import { changeUses, type UseChange } from '../task/change-uses.ts'

export interface BoardStand extends Stand {
  board: Board
  /** In the zone of the region. */
  today: string
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** One board for those who see all meetings of its region. Throws `not-found`. With `lock` its row is held. */
export async function getBoardStand(
  db: Sql | Tx,
  actor: Actor,
  given: { regionCode: string; id: string; now: Date; lock?: boolean },
): Promise<BoardStand> {
  const stand = await getInsideStand(db, actor, given.regionCode)
  const today = dayIn(given.now, stand.region.timezone)
  const board = uuid.test(given.id)
    ? await findBoard(db, given.regionCode, given.id, today, given.lock ?? false)
    : undefined
  if (!board) throw noSuchBoard()
  return { ...stand, board, today }
}

/**
 * Stores a preparation board and gives it back. Only who keeps meetings. Throws `not-found`, `may-not`, `invalid` with the
 * fields of the form, `conflict` for an archived one, and `changed-meanwhile`.
 */
export async function saveBoard(
  platform: Platform,
  actor: Actor,
  save: {
    regionCode: string
    /** Absent for a new one. */
    id?: string | undefined
    version?: number | undefined
    input: BoardInput
    /** The letter of the ministry: ids of evidence to attach and to take off. */
    letter?: UseChange | undefined
  },
  writer: Writer,
): Promise<Board> {
  const { regionCode } = save
  const now = platform.clock.now()
  const input = tidy(save.input)
  return await platform.db.transact(writer, async tx => {
    const before = await keep(tx, actor, { ...save, now })
    const errors = checkBoard(input)
    if (input.meetingId !== undefined && input.meetingId !== before?.meetingId) {
      const meeting = uuid.test(input.meetingId) ? await findMeeting(tx, regionCode, input.meetingId) : undefined
      if (!meeting) errors.push(noMeeting)
    }
    if (errors.length > 0) throw invalid(...errors)
    const id = before?.id ?? (await insertBoard(tx, regionCode, input, writer.accountId, now))
    if (before) await updateBoard(tx, before, { input }, writer.accountId, now)
    await changeUses(tx, platform, actor, { regionCode, kind: PREPARATION_SUBJECT, id }, save.letter ?? {})
    await audit(tx, {
      event: before ? 'meeting.preparation.changed' : 'meeting.preparation.made',
      subject: { kind: 'meeting.preparation', id },
      regionCode,
      data: { title: input.title, due: input.dueOn },
    })
    return (await getBoardStand(tx, actor, { regionCode, id, now })).board
  })
}

/** Archives a board; its items are not asked for any more. Only who keeps meetings. Throws like `saveBoard`. */
export async function archiveBoard(
  platform: Platform,
  actor: Actor,
  which: { regionCode: string; id: string; version: number | undefined },
  writer: Writer,
): Promise<void> {
  const now = platform.clock.now()
  await platform.db.transact(writer, async tx => {
    const before = await keep(tx, actor, { ...which, now })
    if (!before) throw noSuchBoard()
    await updateBoard(tx, before, { archivedAt: now }, writer.accountId, now)
    await audit(tx, {
      event: 'meeting.preparation.archived',
      subject: { kind: 'meeting.preparation', id: before.id },
      regionCode: which.regionCode,
      data: { title: before.title },
    })
  })
}

/**
 * Adds one thing to present to a board for each of some offices; gives the ids of the new items. An office that has it
 * already is left out. Only who keeps meetings. Throws `not-found`, `may-not`, `conflict`, and `invalid` with the fields `what`,
 * `dueOn`, `organisationId`.
 */
export async function addItems(
  platform: Platform,
  actor: Actor,
  given: { regionCode: string; boardId: string; what: string; dueOn: string; organisationIds: readonly string[] },
  writer: Writer,
): Promise<string[]> {
  const { regionCode, boardId } = given
  const now = platform.clock.now()
  const what = given.what.replace(/\s+/g, ' ').trim()
  return await platform.db.transact(writer, async tx => {
    const { board } = await getBoardStand(tx, actor, { regionCode, id: boardId, now, lock: true })
    const refusal = refuseKeep(actor, regionCode)
    if (refusal) throw mayNot(refusal)
    if (board.archivedAt !== undefined) throw archivedBoard()
    const offices = (await listRegionOffices(tx, regionCode)).filter(one => !one.archived)
    const organisationIds = [...new Set(given.organisationIds)].slice(0, MOST_ITEMS)
    const errors = checkItems({ ...given, what, organisationIds }, new Set(offices.map(one => one.id)))
    if (errors.length > 0) throw invalid(...errors)
    const ids = await insertItems(tx, { ...given, what, organisationIds }, writer.accountId, now)
    await audit(tx, {
      event: 'meeting.preparation.items.added',
      subject: { kind: 'meeting.preparation', id: boardId },
      regionCode,
      data: { what, due: given.dueOn, items: ids.length },
    })
    return ids
  })
}

/** Who may, and the row as it stands, held; undefined for a new one. */
async function keep(
  tx: Tx,
  actor: Actor,
  which: { regionCode: string; id?: string | undefined; version?: number | undefined; now: Date },
): Promise<Board | undefined> {
  const { regionCode, id, now } = which
  await getInsideStand(tx, actor, regionCode)
  const refusal = refuseKeep(actor, regionCode)
  if (refusal) throw mayNot(refusal)
  if (id === undefined) return undefined
  const { board } = await getBoardStand(tx, actor, { regionCode, id, now, lock: true })
  if (board.archivedAt !== undefined) throw archivedBoard()
  if (board.version !== which.version) throw boardChangedMeanwhile()
  return board
}

function tidy(input: BoardInput): BoardInput {
  const line = (text: string | undefined) => text?.replace(/\s+/g, ' ').trim() || undefined
  return {
    ...input,
    title: line(input.title) ?? '',
    letterFrom: line(input.letterFrom),
    letterNumber: line(input.letterNumber),
    what: input.what?.replace(/\r\n?/g, '\n').trim() || undefined,
  }
}

const noMeeting = {
  field: 'meetingId',
  sentence: { id: 'Pilih rapat dari daerah ini.', en: 'Choose a meeting of this region.' },
}

export const noSuchBoard = () =>
  notFound(
    'Papan persiapan ini tidak ada di daerah ini. Buka daftar papannya.',
    'There is no such preparation board in this region. Open the list of boards.',
  )

export const archivedBoard = () =>
  new Problem('conflict', {
    id: 'Papan ini sudah diarsipkan dan tidak diubah lagi.',
    en: 'This board is archived and does not change any more.',
  })

export const boardChangedMeanwhile = () =>
  new Problem('changed-meanwhile', {
    id: 'Papan ini diubah orang lain sesudah Anda membukanya. Bandingkan, lalu simpan lagi; ketikan Anda tidak hilang.',
    en: 'This board was changed by somebody else after you opened it. Compare and save again; what you typed is not lost.',
  })
