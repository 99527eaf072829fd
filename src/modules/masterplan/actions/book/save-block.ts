import { randomUUID } from 'node:crypto'
import type { Actor } from '#kit/actor.ts'
import { invalid, Problem } from '#kit/problem.ts'
import { audit } from '#platform/audit/audit.ts'
import { closeText } from '#platform/collab/rights.ts'
import { createText } from '#platform/collab/texts.ts'
import type { Tx, Writer } from '#platform/db/database.ts'
import type { Platform } from '#platform/platform.ts'
import type { Block, LiveInput } from '../../model-book.ts'
import { checkLive } from '../../rules/book/check-live.ts'
import { insertBlocks, listBlocks, updateBlock } from '../../store/book/blocks.ts'
import { recordSectionEvents } from '../../store/book/events.ts'
import { SECTION_TEXT } from './insert-plan.ts'
import { followText } from './section-collab.ts'
import { getSectionStand, noSuchBlock, refuseFixed, refuseSectionWrite, type SectionStand } from './section-stand.ts'

/** How many living blocks one section has at most. */
const MOST_BLOCKS = 40

interface Place {
  regionCode: string
  sectionId: string
}

const tidy = (input: LiveInput): LiveInput => ({
  source: input.source,
  show: input.show,
  filter: Object.fromEntries(Object.entries(input.filter).filter(([, value]) => (value ?? '').trim() !== '')),
  caption: input.caption?.replace(/\s+/g, ' ').trim() || undefined,
})

/** Runs a change of the blocks of a section with the section and its blocks held, and writes history and audit row. */
async function changeBlocks<T>(
  platform: Platform,
  actor: Actor,
  place: Place,
  event: string,
  writer: Writer,
  work: (tx: Tx, stand: SectionStand, blocks: Block[], now: Date) => Promise<{ value: T; note?: string | undefined }>,
): Promise<T> {
  const { regionCode, sectionId } = place
  const now = platform.clock.now()
  return await platform.db.transact(writer, async tx => {
    const stand = await getSectionStand(tx, actor, regionCode, sectionId, true)
    refuseSectionWrite(actor, regionCode, stand.section)
    refuseFixed(stand.section)
    const blocks = await listBlocks(tx, regionCode, sectionId, true)
    const { value, note } = await work(tx, stand, blocks, now)
    await recordSectionEvents(
      tx,
      regionCode,
      [{ sectionId, event: `block-${event}`, note, office: actor.membership?.organisationName }],
      writer.accountId,
      now,
    )
    await audit(tx, { event: `masterplan.block.${event}`, subject: { kind: 'section', id: sectionId }, regionCode })
    return value
  })
}

/** Adds a block at the end of a section: a live one drawn from `live`, or an empty narrative. Gives its id. */
export async function addBlock(
  platform: Platform,
  actor: Actor,
  add: Place & { live?: LiveInput | undefined },
  writer: Writer,
): Promise<string> {
  const live = add.live && tidy(add.live)
  return await changeBlocks(platform, actor, add, 'added', writer, async (tx, _stand, blocks, now) => {
    const errors = live ? checkLive(live) : []
    if (errors.length > 0) throw invalid(...errors)
    if (blocks.length >= MOST_BLOCKS) throw tooMany()
    const id = randomUUID()
    const position = Math.max(-1, ...blocks.map(one => one.position)) + 1
    const textId = live ? undefined : await createText(tx, { regionCode: add.regionCode, kind: SECTION_TEXT })
    await insertBlocks(
      tx,
      add.regionCode,
      [{ id, sectionId: add.sectionId, position, textId, live }],
      writer.accountId,
      now,
    )
    return { value: id, note: live?.source }
  })
}

/** Changes source, form, filter and caption of a live block. Throws `changed-meanwhile` when another version is stored. */
export async function saveLiveBlock(
  platform: Platform,
  actor: Actor,
  save: Place & { blockId: string; version: number; input: LiveInput },
  writer: Writer,
): Promise<void> {
  const input = tidy(save.input)
  await changeBlocks(platform, actor, save, 'changed', writer, async (tx, _stand, blocks, now) => {
    const block = blocks.find(one => one.id === save.blockId)
    if (block?.kind !== 'live') throw noSuchBlock()
    if (block.version !== save.version) throw blockChangedMeanwhile()
    const errors = checkLive(input)
    if (errors.length > 0) throw invalid(...errors)
    await updateBlock(tx, save.regionCode, block.id, input, writer.accountId, now)
    return { value: undefined, note: input.source }
  })
}

/** Moves a block one place up or down; at an end it stays. */
export async function moveBlock(
  platform: Platform,
  actor: Actor,
  move: Place & { blockId: string; by: -1 | 1 },
  writer: Writer,
): Promise<void> {
  await changeBlocks(platform, actor, move, 'moved', writer, async (tx, _stand, blocks, now) => {
    const at = blocks.findIndex(one => one.id === move.blockId)
    const [block, other] = [blocks[at], blocks[at + move.by]]
    if (!block) throw noSuchBlock()
    if (other) {
      const order = blocks.map(one => one.id)
      order[at] = other.id
      order[at + move.by] = block.id
      for (const [position, id] of order.entries()) {
        const there = blocks.find(one => one.id === id)
        if (there?.position !== position) {
          await updateBlock(tx, move.regionCode, id, { position }, writer.accountId, now)
        }
      }
    }
    return { value: undefined }
  })
}

/** Takes a block off its section; its text and the versions of it stay stored. */
export async function archiveBlock(
  platform: Platform,
  actor: Actor,
  archive: Place & { blockId: string; version: number },
  writer: Writer,
): Promise<void> {
  await changeBlocks(platform, actor, archive, 'archived', writer, async (tx, stand, blocks, now) => {
    const block = blocks.find(one => one.id === archive.blockId)
    if (!block) throw noSuchBlock()
    if (block.version !== archive.version) throw blockChangedMeanwhile()
    await updateBlock(tx, archive.regionCode, block.id, 'archive', writer.accountId, now)
    if (block.kind === 'narrative') await closeText(tx, block.textId)
    await followText(tx, stand.section, writer.accountId, now)
    return { value: undefined, note: block.kind === 'live' ? block.source : undefined }
  })
}

const tooMany = () =>
  new Problem('conflict', {
    id: `Satu bagian paling banyak ${MOST_BLOCKS} blok. Bagi menjadi beberapa bagian.`,
    en: `A section has at most ${MOST_BLOCKS} blocks. Divide it into several sections.`,
  })

const blockChangedMeanwhile = () =>
  new Problem('changed-meanwhile', {
    id: 'Blok ini diubah orang lain sesudah Anda membukanya. Bandingkan keduanya, lalu simpan lagi; isian Anda tidak hilang.',
    en: 'This block was changed by somebody else after you opened it. Compare both and save again; your entries are not lost.',
  })
