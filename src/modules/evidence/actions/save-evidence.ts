import type { Actor } from '#kit/actor.ts'
import { dayIn } from '#kit/format.ts'
import { invalid, mayNot, Problem, signedOut } from '#kit/problem.ts'
import { audit } from '#platform/audit/audit.ts'
import type { Tx, Writer } from '#platform/db/database.ts'
import { enqueue } from '#platform/jobs/jobs.ts'
import type { Platform } from '#platform/platform.ts'
import { findRegion } from '#modules/region/index.ts'
import { refuseAddEvidence, refuseChangeEvidence, refuseSeeEvidence, regionOfRole } from '../access.ts'
import {
  daySchema,
  textSchema,
  titleSchema,
  urlSchema,
  type Evidence,
  type EvidenceInput,
  type Warning,
} from '../model.ts'
import { likeWarning } from '../rules/warning-words.ts'
import { findItem, findItems, insertItem, updateItem } from '../store/items.ts'
import { listSameContent, lockContent } from '../store/likeness.ts'
import { prepareContent, type Content } from './prepare-content.ts'
import { unseen } from './see-evidence.ts'
import { warningsOf } from './warnings.ts'

export const examineTask = 'evidence.examine'

/** Who saves: a visit has both. */
export interface By {
  actor: Actor
  writer: Writer
}

/** What came of saving. `found` is true when the same content was in the library: that item is returned, none is made. */
export interface Saved {
  evidence: Evidence
  warnings: Warning[]
  found: boolean
}

/**
 * Puts a piece of evidence into the library of the region of the role in use. Content that is there already, living and
 * visible to the actor, is not stored twice: the item that has it comes back with the warning `same`. Throws `may-not`,
 * or `invalid` with the fields `berkas`, `alamat`, `teks`, `judul`, `tanggal`, `berlaku`.
 */
export async function saveEvidence(platform: Platform, input: EvidenceInput, by: By): Promise<Saved> {
  const regionCode = regionFor(input, by)
  const checked = checkInput(input)
  return await storeEvidence(platform, { ...checked, regionCode }, await prepareContent(checked), by)
}

/** The region of an input; throws when the actor may not add evidence to it. */
function regionFor(input: EvidenceInput, { actor }: By): string {
  const regionCode = input.regionCode ?? regionOfRole(actor)
  const refusal = refuseAddEvidence(actor, regionCode)
  if (refusal || regionCode === undefined) throw actor.accountId === undefined ? signedOut() : mayNot(refusal ?? none)
  return regionCode
}

/** How many files one form may bring; together they are no larger than one file may be. */
export const mostFiles = 20

/**
 * Saves several files with the same dates and mark. All are looked at before the first is stored, so that one that is not
 * taken refuses them all, by name, on the field `berkas`. A title gets a number behind it.
 */
export async function saveSeveral(
  platform: Platform,
  input: Omit<EvidenceInput, 'file'>,
  files: readonly NonNullable<EvidenceInput['file']>[],
  by: By,
): Promise<Saved[]> {
  const regionCode = regionFor(input, by)
  if (files.length > mostFiles) throw invalid({ field: 'berkas', sentence: tooMany })
  const ready: { input: EvidenceInput; content: Content }[] = []
  for (const [at, file] of files.entries()) {
    const title = input.title === undefined ? undefined : `${input.title} (${at + 1})`
    const checked = checkInput({ ...input, title, file })
    try {
      ready.push({ input: checked, content: await prepareContent(checked) })
    } catch (error) {
      if (!(error instanceof Problem)) throw error
      const { id, en } = error.sentence
      throw invalid({ field: 'berkas', sentence: { id: `${file.name}: ${id}`, en: `${file.name}: ${en}` } })
    }
  }
  const saved: Saved[] = []
  for (const one of ready) saved.push(await storeEvidence(platform, { ...one.input, regionCode }, one.content, by))
  return saved
}

const tooMany = {
  id: `Paling banyak ${mostFiles} berkas sekali kirim. Kirim sisanya sesudah ini.`,
  en: `At most ${mostFiles} files at a time. Send the rest after this.`,
}
const none = { id: 'Peran Anda tidak terikat pada satu daerah.', en: 'Your role is not bound to one region.' }

/** Stores prepared content for an actor in one transaction. */
async function storeEvidence(
  platform: Platform,
  input: EvidenceInput & { regionCode: string },
  content: Content,
  { actor, writer }: By,
): Promise<Saved> {
  const now = platform.clock.now()
  const { regionCode } = input
  const region = await findRegion(platform.db.read, regionCode)
  return await platform.db.transact(writer, async tx => {
    await lockContent(tx, regionCode, content.receivedSha256)
    const replaced = input.replacesId === undefined ? undefined : await replacedItem(tx, actor, input.replacesId)
    const there = await findItems(tx, regionCode, await listSameContent(tx, regionCode, content.receivedSha256))
    const same = there.find(item => refuseSeeEvidence(actor, item) === undefined)
    if (same && replaced) throw sameAgain(content)
    if (same) {
      await audit(tx, { event: 'evidence.item.found_again', subject: { kind: 'evidence', id: same.id }, regionCode })
      return { evidence: same, warnings: [likeWarning('same', same.id)], found: true }
    }
    const owner = { accountId: actor.accountId, regionCode }
    const file = content.file && (await platform.files.save(tx, content.file, owner))
    const preview =
      content.preview && (await platform.files.save(tx, { name: 'pratinjau.webp', bytes: content.preview }, owner))
    const id = await insertItem(tx, {
      regionCode,
      organisationId: replaced?.organisationId ?? actor.membership?.organisationId,
      kind: content.kind,
      title: titleOf(input, file?.name),
      text: content.text,
      url: content.url,
      fileId: file?.id,
      previewFileId: preview?.id,
      receivedSha256: content.receivedSha256,
      textHash: content.textHash,
      imageHash: content.imageHash,
      examinedAt: content.toExamine ? undefined : now,
      documentDate: input.documentDate,
      validUntil: input.validUntil,
      personalData: input.personalData ?? replaced?.personalData ?? false,
      replacesId: replaced?.id,
      accountId: actor.accountId,
      now,
    })
    if (replaced) await updateItem(tx, replaced, { archivedAt: now }, now)
    if (content.toExamine) await enqueue(tx, examineTask, { evidenceId: id, writer }, { accountId: actor.accountId })
    await audit(tx, {
      event: replaced ? 'evidence.item.replaced' : 'evidence.item.added',
      subject: { kind: 'evidence', id },
      regionCode,
      data: {
        kind: content.kind,
        title: titleOf(input, file?.name),
        ...(file ? { sha256: file.sha256 } : {}),
        ...(replaced ? { replaces: replaced.id } : {}),
      },
    })
    const evidence = await findItem(tx, id)
    if (!evidence) throw new Error('The item that was just stored is not there')
    const warnings = await warningsOf(tx, [id], dayIn(now, region?.timezone ?? 'WIB'))
    return { evidence, warnings: warnings.get(id) ?? [], found: false }
  })
}

/** The item to be replaced, locked; it must be living and the actor's to change. */
async function replacedItem(tx: Tx, actor: Actor, id: string): Promise<Evidence> {
  const item = await findItem(tx, id, true)
  if (!item || refuseSeeEvidence(actor, item)) throw unseen(actor)
  const refusal = refuseChangeEvidence(actor, item)
  if (refusal) throw mayNot(refusal)
  if (item.archivedAt !== undefined) {
    throw new Problem('conflict', {
      id: 'Bukti yang hendak diganti sudah diarsipkan. Buka yang terbaru, lalu ganti itu.',
      en: 'The evidence to be replaced was archived already. Open the newest one and replace that.',
    })
  }
  return item
}

const sameAgain = (content: Content) =>
  invalid({
    field: content.kind === 'link' ? 'alamat' : content.kind === 'text' ? 'teks' : 'berkas',
    sentence: {
      id: 'Isi ini sudah ada di pustaka, jadi tidak menggantikan apa pun. Pilih versi yang baru.',
      en: 'This content is in the library already, so it replaces nothing. Choose the new version.',
    },
  })

function titleOf(input: EvidenceInput, fileName: string | undefined): string {
  const words = input.title ?? fileName?.replace(/\.\w{1,5}$/, '') ?? input.url ?? input.text ?? ''
  return Array.from(words.trim()).slice(0, 200).join('').trim() || (fileName ?? 'Bukti')
}

/** The input with its texts trimmed and its dates checked. Throws `invalid` with one sentence for each bad field. */
export function checkInput(input: EvidenceInput): EvidenceInput {
  const bad: { field: string; words: string }[] = []
  const check = (field: string, value: string | undefined, schema: typeof titleSchema | typeof daySchema) => {
    if (value === undefined) return undefined
    const parsed = schema.safeParse(value)
    if (parsed.success) return parsed.data
    bad.push({ field, words: parsed.error.issues[0]?.message ?? '' })
    return undefined
  }
  const checked = {
    ...input,
    title: check('judul', input.title, titleSchema),
    text: check('teks', input.text, textSchema),
    url: check('alamat', input.url, urlSchema as typeof daySchema),
    documentDate: check('tanggal', input.documentDate, daySchema),
    validUntil: check('berlaku', input.validUntil, daySchema),
  }
  const { documentDate, validUntil } = checked
  if (documentDate !== undefined && validUntil !== undefined && validUntil < documentDate) {
    bad.push({
      field: 'berlaku',
      words:
        'Berlaku sampai sebelum tanggal dokumen. Periksa keduanya. | Valid until lies before the date of the document. Check both.',
    })
  }
  if (bad.length > 0) {
    throw invalid(
      ...bad.map(({ field, words }) => {
        const [id = '', en = ''] = words.split(' | ')
        return { field, sentence: { id, en } }
      }),
    )
  }
  return checked
}
