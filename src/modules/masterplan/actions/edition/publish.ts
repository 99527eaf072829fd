import type { Actor } from '#kit/actor.ts'
import { dayIn } from '#kit/format.ts'
import { type FieldError, invalid, mayNot, Problem } from '#kit/problem.ts'
import { audit } from '#platform/audit/audit.ts'
import type { Tx, Writer } from '#platform/db/database.ts'
import type { Platform } from '#platform/platform.ts'
import { refuseKeep, refusePublish } from '../../access.ts'
import { BOOKS } from '../../model.ts'
import { type Edition, PRINT_FORMATS, type Regulation, REGULATION_KINDS } from '../../model-edition.ts'
import { isDay } from '../../rules/workshop/check-workshop.ts'
import { findContent, findEdition, updateEdition } from '../../store/edition/editions.ts'
import { editionChangedMeanwhile, getEditionStand, noSuchEdition } from './edition-stand.ts'
import { EDITION_KIND } from './freeze.ts'
import { queuePrints } from './print.ts'
import { hashContent } from './snapshot.ts'

interface ChangeEdition {
  regionCode: string
  editionId: string
  version: number
}

export interface SaveRegulation extends ChangeEdition {
  regulation: { kind: string; number: string; date: string; about?: string | undefined }
}

/**
 * Writes into which regulation the plan was put; also after publishing, since the law often comes later. What was printed
 * before is printed again. Throws `invalid` with the field `kind`, `number`, `date` or `about`, and `changed-meanwhile`.
 */
export async function saveRegulation(
  platform: Platform,
  actor: Actor,
  save: SaveRegulation,
  writer: Writer,
): Promise<Edition> {
  const now = platform.clock.now()
  return await platform.db.transact(writer, async tx => {
    const { edition, region } = await getEditionStand(tx, actor, save.regionCode, save.editionId, true)
    const refusal = refuseKeep(actor, save.regionCode)
    if (refusal) throw mayNot(refusal)
    if (edition.version !== save.version) throw editionChangedMeanwhile()
    if (edition.state === 'withdrawn') throw withdrawn()
    const regulation = readRegulation(save.regulation, dayIn(now, region.timezone))
    await updateEdition(tx, edition, { regulation }, writer.accountId, now)
    await audit(tx, {
      event: 'masterplan.edition.regulated',
      subject: { kind: EDITION_KIND, id: edition.id },
      regionCode: save.regionCode,
      data: { ...regulation },
    })
    const stored = await again(tx, edition)
    if (stored.state === 'published') await printAll(tx, stored, writer, now)
    return stored
  })
}

/**
 * Publishes an edition that all have signed: everybody reads it from then on, and its files are made. Its hash is computed
 * again first. Throws `conflict` when a signature is missing or the stored content no longer gives its hash.
 */
export async function publishEdition(
  platform: Platform,
  actor: Actor,
  publish: ChangeEdition,
  writer: Writer,
): Promise<Edition> {
  const now = platform.clock.now()
  return await platform.db.transact(writer, async tx => {
    const { edition } = await getEditionStand(tx, actor, publish.regionCode, publish.editionId, true)
    const refusal = refusePublish(actor, publish.regionCode)
    if (refusal) throw mayNot(refusal)
    if (edition.state === 'published') return await alreadyOut(tx, edition)
    if (edition.version !== publish.version) throw editionChangedMeanwhile()
    if (edition.state !== 'signed') throw notSigned()
    const content = await findContent(tx, edition.regionCode, edition.id)
    if (!content || hashContent(content) !== edition.sha256) throw notWhole()
    await updateEdition(tx, edition, { state: 'published', publishedAt: now }, writer.accountId, now)
    await audit(tx, {
      event: 'masterplan.edition.published',
      subject: { kind: EDITION_KIND, id: edition.id },
      regionCode: publish.regionCode,
      data: { year: edition.year, sha256: edition.sha256 },
    })
    const stored = await again(tx, edition)
    await printAll(tx, stored, writer, now)
    return stored
  })
}

/**
 * Takes back an edition that was frozen by mistake and never published; its year is free again, content and hash stay.
 * Throws `invalid` with the field `reason`, and `conflict` for a published one.
 */
export async function withdrawEdition(
  platform: Platform,
  actor: Actor,
  withdraw: ChangeEdition & { reason: string },
  writer: Writer,
): Promise<Edition> {
  const now = platform.clock.now()
  return await platform.db.transact(writer, async tx => {
    const { edition } = await getEditionStand(tx, actor, withdraw.regionCode, withdraw.editionId, true)
    const refusal = refuseKeep(actor, withdraw.regionCode)
    if (refusal) throw mayNot(refusal)
    if (edition.version !== withdraw.version) throw editionChangedMeanwhile()
    if (edition.state === 'withdrawn') throw withdrawn()
    if (edition.state === 'published') {
      throw new Problem('conflict', {
        id: 'Edisi yang sudah terbit tidak dapat ditarik. Terbitkan edisi tahun berikutnya.',
        en: 'A published edition cannot be withdrawn. Publish the next year’s.',
      })
    }
    const reason = withdraw.reason.replace(/\s+/g, ' ').trim()
    if (reason === '' || reason.length > 500) {
      throw invalid({
        field: 'reason',
        sentence: {
          id: 'Tulis mengapa edisi ini ditarik, paling panjang 500 huruf.',
          en: 'Write why this edition is withdrawn, in at most 500 letters.',
        },
      })
    }
    await updateEdition(tx, edition, { state: 'withdrawn' }, writer.accountId, now)
    await audit(tx, {
      event: 'masterplan.edition.withdrawn',
      subject: { kind: EDITION_KIND, id: edition.id },
      regionCode: withdraw.regionCode,
      data: { year: edition.year, reason },
    })
    return await again(tx, edition)
  })
}

async function again(tx: Tx, edition: Edition): Promise<Edition> {
  const stored = await findEdition(tx, edition.regionCode, edition.id)
  if (!stored) throw noSuchEdition()
  return stored
}

/** Pressed twice: it is out, and stays so. */
async function alreadyOut(tx: Tx, edition: Edition): Promise<Edition> {
  await audit(tx, {
    event: 'masterplan.edition.published',
    subject: { kind: EDITION_KIND, id: edition.id },
    regionCode: edition.regionCode,
    data: { year: edition.year, already: true },
  })
  return edition
}

const printAll = async (tx: Tx, { regionCode, planId, id }: Edition, writer: Writer, now: Date) =>
  await queuePrints(
    tx,
    BOOKS.flatMap(book => PRINT_FORMATS.map(format => ({ regionCode, planId, editionId: id, book, format }))),
    writer,
    now,
  )

function readRegulation({ kind, number, date, about }: SaveRegulation['regulation'], today: string): Regulation {
  const errors: FieldError[] = []
  const known = REGULATION_KINDS.find(one => one === kind)
  const add = (field: string, id: string, en: string) => errors.push({ field, sentence: { id, en } })
  if (!known) add('kind', 'Pilih Perbup, Perwal atau Perda.', 'Choose Perbup, Perwal or Perda.')
  const trimmed = number.replace(/\s+/g, ' ').trim()
  if (trimmed === '' || trimmed.length > 60) {
    add(
      'number',
      'Tulis nomor peraturan, misalnya 16 Tahun 2019.',
      'Write the number of the regulation, e.g. 16 Tahun 2019.',
    )
  }
  if (!isDay(date) || date > today) {
    add(
      'date',
      'Tulis tanggal peraturan ditetapkan, paling lambat hari ini.',
      'Write the day of the regulation, today at the latest.',
    )
  }
  const words = about?.replace(/\s+/g, ' ').trim() || undefined
  if ((words?.length ?? 0) > 300) add('about', 'Judul peraturan paling panjang 300 huruf.', 'At most 300 letters.')
  if (errors.length > 0 || !known) throw invalid(...errors)
  return { kind: known, number: trimmed, date, about: words }
}

const withdrawn = () =>
  new Problem('conflict', {
    id: 'Edisi ini sudah ditarik. Bekukan edisi baru.',
    en: 'This edition was withdrawn. Freeze a new one.',
  })
const notSigned = () =>
  new Problem('conflict', {
    id: 'Edisi diterbitkan sesudah semua penanda tangan menandatanganinya. Lengkapi tanda tangannya dahulu.',
    en: 'An edition is published after all signatories have signed. Complete the signatures first.',
  })
const notWhole = () =>
  new Problem('conflict', {
    id: 'Isi edisi ini tidak lagi cocok dengan sidiknya, jadi tidak dapat diterbitkan. Beri tahu pengelola sistem.',
    en: 'The content of this edition no longer matches its hash and cannot be published. Tell the administrator.',
  })
