import type { Actor } from '#kit/actor.ts'
import { type FieldError, invalid, Problem } from '#kit/problem.ts'
import { audit } from '#platform/audit/audit.ts'
import type { Tx, Writer } from '#platform/db/database.ts'
import type { Platform } from '#platform/platform.ts'
import { listRegionOffices } from '#modules/people/index.ts'
import { refuseKeep } from '../../access.ts'
import { SHEETS, type Stage } from '../../model.ts'
import { type Deliverable, LONGEST_WORKSHOP } from '../../model-workshop.ts'
import { isDay, missing, noDay, tooLong } from '../../rules/workshop/check-workshop.ts'
import {
  findDeliverable,
  insertDeliverable,
  listDeliverables,
  updateDeliverable,
} from '../../store/workshop/deliverables.ts'
import { changedMeanwhile, getSeriesStand, unlessRefused } from './lock-series.ts'

export interface SaveDeliverable {
  regionCode: string
  seriesId: string
  /** Absent for a new one. */
  id?: string | undefined
  version?: number | undefined
  input: {
    title: string
    ownerId?: string | undefined
    dueOn?: string | undefined
    required: boolean
    /** Of a new one. */
    stage?: Stage | undefined
    /** Of a new one: a worksheet, "book-1" to "book-3", or absent for a document. */
    sheet?: string | undefined
  }
}

/** How many deliverables a stage may have. */
export const MOST_DELIVERABLES = 40

/**
 * Stores what a stage has to produce, who owes it and by when; gives it back. Throws `not-found`, `may-not`,
 * `changed-meanwhile`, and `invalid` with the fields `title`, `ownerId`, `dueOn`, `stage`, `sheet`.
 */
export async function saveDeliverable(
  platform: Platform,
  actor: Actor,
  save: SaveDeliverable,
  writer: Writer,
): Promise<Deliverable> {
  const { regionCode, seriesId } = save
  const now = platform.clock.now()
  const input = {
    ...save.input,
    title: save.input.title.replace(/\s+/g, ' ').trim(),
    ownerId: save.input.ownerId?.trim() || undefined,
    dueOn: save.input.dueOn?.trim() || undefined,
    sheet: save.input.sheet?.trim() || undefined,
  }
  return await platform.db.transact(writer, async tx => {
    await getSeriesStand(tx, actor, regionCode, seriesId, true)
    unlessRefused(refuseKeep(actor, regionCode))
    const before = save.id === undefined ? undefined : await findDeliverable(tx, regionCode, seriesId, save.id, true)
    if (save.id !== undefined && !before) throw noSuchDeliverable()
    if (before && before.version !== save.version) throw changedMeanwhile()
    const all = await listDeliverables(tx, regionCode, seriesId)
    const errors = await check(tx, regionCode, input, before, all)
    if (errors.length > 0) throw invalid(...errors)
    const { title, ownerId, dueOn, required } = input
    let id = before?.id
    if (before) {
      await updateDeliverable(
        tx,
        before,
        { title, ownerId: ownerId ?? null, dueOn: dueOn ?? null, required },
        writer.accountId,
        now,
      )
    } else {
      const stage = input.stage ?? 1
      const position = Math.max(0, ...all.filter(one => one.stage === stage).map(one => one.position)) + 1
      id = await insertDeliverable(
        tx,
        {
          regionCode,
          seriesId,
          stage,
          position,
          code: freeCode(title, all),
          title,
          sheet: input.sheet,
          ownerId,
          dueOn,
          required,
        },
        writer.accountId,
        now,
      )
    }
    await audit(tx, {
      event: `masterplan.deliverable.${before ? 'changed' : 'added'}`,
      subject: { kind: 'masterplan.deliverable', id: id ?? '' },
      regionCode,
      data: { title, owner: ownerId ?? null, due: dueOn ?? null, required },
    })
    return await storedDeliverable(tx, regionCode, seriesId, id ?? '')
  })
}

/** Takes a deliverable off a series; its verdicts and documents stay stored. Throws as `saveDeliverable` does. */
export async function archiveDeliverable(
  platform: Platform,
  actor: Actor,
  archive: { regionCode: string; seriesId: string; id: string; version: number | undefined },
  writer: Writer,
): Promise<void> {
  const { regionCode, seriesId, id } = archive
  const now = platform.clock.now()
  await platform.db.transact(writer, async tx => {
    await getSeriesStand(tx, actor, regionCode, seriesId, true)
    unlessRefused(refuseKeep(actor, regionCode))
    const before = await findDeliverable(tx, regionCode, seriesId, id, true)
    if (!before) throw noSuchDeliverable()
    if (before.version !== archive.version) throw changedMeanwhile()
    await updateDeliverable(tx, before, { archived: true }, writer.accountId, now)
    await audit(tx, {
      event: 'masterplan.deliverable.archived',
      subject: { kind: 'masterplan.deliverable', id },
      regionCode,
      data: { title: before.title, state: before.state },
    })
  })
}

export async function storedDeliverable(
  tx: Tx,
  regionCode: string,
  seriesId: string,
  id: string,
): Promise<Deliverable> {
  const stored = await findDeliverable(tx, regionCode, seriesId, id)
  if (!stored) throw new Error(`Deliverable ${id} is not there after it was stored`)
  return stored
}

async function check(
  tx: Tx,
  regionCode: string,
  input: SaveDeliverable['input'],
  before: Deliverable | undefined,
  all: readonly Deliverable[],
): Promise<FieldError[]> {
  const errors: FieldError[] = []
  if (input.title === '') {
    errors.push(
      missing('title', 'Nama hasil kosong. Tulis apa yang harus ada.', 'The name is empty. Write what shall be there.'),
    )
  }
  if (input.title.length > LONGEST_WORKSHOP.title) errors.push(tooLong('title', LONGEST_WORKSHOP.title))
  if (input.dueOn !== undefined && !isDay(input.dueOn)) errors.push(noDay('dueOn'))
  if (input.ownerId !== undefined && input.ownerId !== before?.ownerId) {
    const offices = await listRegionOffices(tx, regionCode)
    if (!offices.some(one => one.id === input.ownerId && !one.archived)) errors.push(noOffice('ownerId'))
  }
  if (before) return errors
  if (input.stage === undefined) {
    errors.push(missing('stage', 'Pilih tahap bimtek, I sampai IV.', 'Choose a stage, I to IV.'))
  } else if (all.filter(one => one.stage === input.stage).length >= MOST_DELIVERABLES) {
    errors.push(
      missing(
        'title',
        `Paling banyak ${MOST_DELIVERABLES} hasil untuk satu tahap.`,
        `At most ${MOST_DELIVERABLES} deliverables for one stage.`,
      ),
    )
  }
  const sheets: readonly string[] = [...SHEETS, 'book-1', 'book-2', 'book-3']
  if (input.sheet !== undefined && !sheets.includes(input.sheet)) {
    errors.push(missing('sheet', 'Bukti ini tidak dikenal. Pilih dari daftar.', 'This proof is not known. Choose one.'))
  }
  return errors
}

/** A code from the title that no other deliverable of the series has. */
function freeCode(title: string, all: readonly Deliverable[]): string {
  const base =
    title
      .normalize('NFKD')
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-+|-+$/g, '')
      .slice(0, 60)
      .replace(/-+$/, '') || 'hasil'
  const taken = new Set(all.map(one => one.code))
  if (!taken.has(base)) return base
  let number = 2
  while (taken.has(`${base}-${number}`)) number++
  return `${base}-${number}`
}

export const noOffice = (field: string): FieldError => ({
  field,
  sentence: {
    id: 'OPD ini tidak ada di daerah ini, atau sudah diarsipkan. Pilih dari daftar.',
    en: 'This region has no such office, or it is archived. Choose from the list.',
  },
})

export const noSuchDeliverable = () =>
  new Problem('not-found', {
    id: 'Hasil bimtek ini tidak ada, atau sudah dihapus dari rangkaian. Buka daftar hasil tahapnya.',
    en: 'There is no such deliverable, or it was taken off the series. Open the list of its stage.',
  })
