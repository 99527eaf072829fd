import type { Actor } from '#kit/actor.ts'
import { mayNot, Problem } from '#kit/problem.ts'
import type { RichDoc } from '#kit/rich-text.ts'
import { findVersion, replaceText, type StoredText } from '#platform/collab/texts.ts'
import type { Tx, Writer } from '#platform/db/database.ts'
import type { Platform } from '#platform/platform.ts'
import { type Comment } from '../../model-comment.ts'
import { replaceQuote } from '../../rules/book/replace-quote.ts'
import { listBlocks } from '../../store/book/blocks.ts'
import { recordSectionEvents } from '../../store/book/events.ts'
import { findSection } from '../../store/book/sections.ts'
import { findComment } from '../../store/comment/comments.ts'
import { readTexts } from '#platform/collab/texts.ts'
import { refuseSettle, settleCommentIn, settledMeanwhile } from '../comment/settle-comment.ts'
import { noSuchComment } from '../comment/write-comment.ts'
import { followText } from './section-collab.ts'
import {
  getSectionStand,
  noSuchBlock,
  noSuchSection,
  refuseFixed,
  refuseSectionWrite,
  type SectionStand,
} from './section-stand.ts'

/** Where a text stands: the narrative block of a section. */
export interface TextPlace {
  regionCode: string
  sectionId: string
  blockId: string
}

/** The narrative of a section that the actor may write now. Throws `not-found`, `may-not`, and `conflict` when it is fixed. */
async function getOwnText(
  platform: Platform,
  actor: Actor,
  place: TextPlace,
): Promise<SectionStand & { textId: string }> {
  const db = platform.db.sql
  const stand = await getSectionStand(db, actor, place.regionCode, place.sectionId)
  refuseSectionWrite(actor, place.regionCode, stand.section)
  refuseFixed(stand.section)
  const block = (await listBlocks(db, place.regionCode, place.sectionId)).find(one => one.id === place.blockId)
  if (block?.kind !== 'narrative') throw noSuchBlock()
  return { ...stand, textId: block.textId }
}

/** What every change of a text does in its transaction: rights and state asked again, the state and the history follow. */
const follow =
  (actor: Actor, place: TextPlace, writer: Writer, now: Date, event?: { event: string; note?: string | undefined }) =>
  async (tx: Tx): Promise<void> => {
    const section = await findSection(tx, place.regionCode, place.sectionId, true)
    if (!section || section.archivedAt !== undefined) throw noSuchSection()
    refuseSectionWrite(actor, place.regionCode, section)
    refuseFixed(section)
    const block = (await listBlocks(tx, place.regionCode, place.sectionId)).find(one => one.id === place.blockId)
    if (block?.kind !== 'narrative') throw noSuchBlock()
    await followText(tx, section, writer.accountId, now)
    if (event) {
      await recordSectionEvents(
        tx,
        place.regionCode,
        [{ sectionId: section.id, ...event, office: actor.membership?.organisationName }],
        writer.accountId,
        now,
      )
    }
  }

/**
 * Stores the text of a narrative block as the plain form sends it. Throws `may-not`; `conflict` when the section is accepted
 * or locked, or when written text would become empty and `empty` does not say so; `changed-meanwhile` when somebody stored
 * another version.
 */
export async function saveText(
  platform: Platform,
  actor: Actor,
  save: TextPlace & { version: number; content: RichDoc; empty?: boolean },
  writer: Writer,
): Promise<StoredText> {
  const { textId } = await getOwnText(platform, actor, save)
  return await replaceText(
    platform,
    {
      regionCode: save.regionCode,
      textId,
      version: save.version,
      content: save.content,
      how: 'form',
      accountId: writer.accountId,
      ...(save.empty === true ? { empty: true } : {}),
    },
    writer,
    follow(actor, save, writer, platform.clock.now()),
  )
}

/** Puts an earlier version of a text in the place of the stored one, as a new version. Throws as `saveText`. */
export async function restoreVersion(
  platform: Platform,
  actor: Actor,
  restore: TextPlace & { version: number; wanted: number },
  writer: Writer,
): Promise<StoredText> {
  const { textId } = await getOwnText(platform, actor, restore)
  const found = await findVersion(platform.db.sql, restore.regionCode, textId, restore.wanted)
  if (!found || found.version !== restore.wanted) throw noSuchVersion()
  return await replaceText(
    platform,
    {
      regionCode: restore.regionCode,
      textId,
      version: restore.version,
      content: found.content,
      how: 'restored',
      accountId: writer.accountId,
    },
    writer,
    follow(actor, restore, writer, platform.clock.now(), {
      event: 'text-restored',
      note: String(restore.wanted),
    }),
  )
}

/**
 * Takes a suggestion: its quote becomes its replacement, and the comment is settled in the same transaction. Throws
 * `conflict` with the reason when the quote does not stand exactly once in the text, or the suggestion was settled.
 */
export async function takeSuggestion(
  platform: Platform,
  actor: Actor,
  take: { regionCode: string; sectionId: string; commentId: string; note?: string | undefined },
  writer: Writer,
): Promise<StoredText> {
  const { regionCode, sectionId } = take
  const db = platform.db.sql
  const stand = await getSectionStand(db, actor, regionCode, sectionId)
  refuseSectionWrite(actor, regionCode, stand.section)
  const comment = await findComment(db, regionCode, take.commentId)
  const ofSection = comment?.subjectKind === 'section' && comment.subjectId === sectionId
  if (!comment || !ofSection) throw noSuchComment()
  const refusal = refuseSettle(
    actor,
    comment,
    { regionCode, kind: 'section', id: sectionId, title: '', ownerId: stand.section.ownerId, path: '' },
    'taken',
  )
  if (refusal) throw mayNot(refusal)
  refuseFixed(stand.section)
  if (comment.state !== 'open') throw settledMeanwhile(comment)
  const narratives = (await listBlocks(db, regionCode, sectionId)).flatMap(one =>
    one.kind === 'narrative' && (comment.blockId === undefined || one.id === comment.blockId) ? [one] : [],
  )
  const texts = await readTexts(
    db,
    regionCode,
    narratives.map(one => one.textId),
  )
  const found = findQuote(
    comment,
    narratives.flatMap(block => {
      const text = texts.get(block.textId)
      return text ? [{ blockId: block.id, text }] : []
    }),
  )
  const now = platform.clock.now()
  const place = { regionCode, sectionId, blockId: found.blockId }
  const followed = follow(actor, place, writer, now, { event: 'suggestion-taken', note: comment.quote })
  return await replaceText(
    platform,
    {
      regionCode,
      textId: found.text.id,
      version: found.text.version,
      content: found.content,
      how: 'suggestion',
      accountId: writer.accountId,
    },
    writer,
    async tx => {
      await followed(tx)
      await settleCommentIn(tx, actor, { regionCode, id: comment.id, state: 'taken', note: take.note }, writer, now)
    },
  )
}

function findQuote(comment: Comment, texts: readonly { blockId: string; text: StoredText }[]) {
  const { quote, replacement } = comment
  if (quote === undefined || replacement === undefined) {
    throw new Problem('conflict', {
      id: 'Komentar ini bukan usulan perubahan. Pilih “Selesai”.',
      en: 'This comment suggests no change. Choose “Resolve”.',
    })
  }
  const tries = texts.map(one => ({ ...one, result: replaceQuote(one.text.content, quote, replacement) }))
  const hits = tries.filter(one => one.result.content !== undefined)
  const many = tries.some(one => one.result.found > 1) || hits.length > 1
  const hit = hits[0]
  if (many) {
    throw new Problem('conflict', {
      id: 'Kata-kata yang diusulkan berubah ada lebih dari satu kali di bagian ini, sehingga tidak jelas yang mana. Ubah sendiri di teksnya, lalu tandai usulan ini selesai.',
      en: 'The words that should change stand more than once in this section, so it is not clear which. Change the text yourself, then resolve the suggestion.',
    })
  }
  if (!hit?.result.content) {
    throw new Problem('conflict', {
      id: 'Kata-kata yang diusulkan berubah tidak ada lagi persis seperti itu di dalam teks; mungkin sudah diubah. Bandingkan sendiri, lalu tandai usulan ini selesai atau tolak.',
      en: 'The words that should change no longer stand in the text exactly so; somebody may have changed them. Compare yourself, then resolve or refuse the suggestion.',
    })
  }
  return { blockId: hit.blockId, text: hit.text, content: hit.result.content }
}

export const noSuchVersion = () =>
  new Problem('not-found', {
    id: 'Versi teks ini tidak ada. Pilih dari daftar riwayat.',
    en: 'There is no such version of the text. Choose one from the history.',
  })
