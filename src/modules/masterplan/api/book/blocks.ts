import { z } from '@hono/zod-openapi'
import type { StoredText } from '#platform/collab/texts.ts'
import { readTexts } from '#platform/collab/texts.ts'
import { toMarkdown } from '#platform/collab/words.ts'
import type { Sql } from '#platform/db/database.ts'
import type { Resource } from '#platform/http/door.ts'
import type { Actor } from '#kit/actor.ts'
import { mayWritePlans } from '../../access.ts'
import { addBlock, archiveBlock, moveBlock, saveLiveBlock } from '../../actions/book/save-block.ts'
import { restoreVersion, takeSuggestion } from '../../actions/book/save-text.ts'
import { getSectionStand, noSuchBlock, refuseFixed, refuseSectionWrite } from '../../actions/book/section-stand.ts'
import { type LiveInput, liveSourceSchema, type Section, SHOWS } from '../../model-book.ts'
import { listBlocks } from '../../store/book/blocks.ts'
import { blockJson, blockParams, blockShape, given, inJson, json, problems, sectionParams, version } from './shapes.ts'

const path = '/masterplans/{region}/sections/{section}'
const blockPath = `${path}/blocks/{block}`
const writing = { permission: 'masterplan.section.write', may: mayWritePlans, limit: 'write' } as const

/** The section of the address, for who may write it while its words are not fixed. */
async function writable(db: Sql, actor: Actor, params: Record<string, string>): Promise<Section> {
  const { section } = await getSectionStand(db, actor, params['region'] ?? '', params['section'] ?? '')
  refuseSectionWrite(actor, section.regionCode, section)
  refuseFixed(section)
  return section
}

const liveShape = z
  .strictObject({
    source: liveSourceSchema,
    show: z.enum(SHOWS),
    filter: z.record(z.string().max(40), z.string().max(200)).optional(),
    caption: z.string().max(1000).nullish(),
  })
  .openapi('MasterplanLiveInput', {
    example: { source: 'programmes', show: 'table', filter: { dimension: 'liv' }, caption: 'Program Smart Living' },
  })

const liveInput = ({ source, show, filter, caption }: z.infer<typeof liveShape>): LiveInput => ({
  source,
  show,
  filter: filter ?? {},
  caption: caption ?? undefined,
})

/** One block as it is stored now. */
async function storedBlock(db: Sql, { regionCode, id }: Section, blockId: string) {
  const block = (await listBlocks(db, regionCode, id)).find(one => one.id === blockId)
  if (!block) throw noSuchBlock()
  const text =
    block.kind === 'narrative' ? (await readTexts(db, regionCode, [block.textId])).get(block.textId) : undefined
  return keptJson(block, text)
}

const keptShape = blockShape
  .extend({ version: z.int().openapi({ description: 'Of the block itself; its words have `text_version`' }) })
  .openapi('MasterplanKeptBlock')

const keptJson = (block: Parameters<typeof blockJson>[0], text: StoredText | undefined) => ({
  ...blockJson(block, text && { version: text.version, markdown: toMarkdown(text.content), words: text.words }),
  version: block.version,
})

const newShape = z
  .strictObject({ live: liveShape.nullish().openapi({ description: 'Absent for a narrative' }) })
  .openapi('MasterplanNewBlock')

export const newBlockResource: Resource = {
  ...writing,
  audit: ['masterplan.block.added'],
  route: {
    method: 'post',
    path: `${path}/blocks`,
    tags: ['masterplan'],
    summary: 'Add a block at the end of a section: a live one, or an empty narrative',
    request: { params: sectionParams, body: given(newShape) },
    responses: { 201: json('The block', keptShape), ...problems(401, 403, 404, 409, 422) },
  },
  async handle({ c, platform, actor, writer }, { params, body }) {
    const section = await writable(platform.db.sql, actor, params)
    const { live } = newShape.parse(body)
    const place = { regionCode: section.regionCode, sectionId: section.id }
    const id = await inJson(addBlock(platform, actor, { ...place, live: live ? liveInput(live) : undefined }, writer))
    return c.json(await storedBlock(platform.db.sql, section, id), 201)
  },
}

const changeShape = liveShape.extend({ version }).openapi('MasterplanLiveChange')

export const liveBlockResource: Resource = {
  ...writing,
  audit: ['masterplan.block.changed'],
  route: {
    method: 'put',
    path: blockPath,
    tags: ['masterplan'],
    summary: 'Change source, form, filter and caption of a live block',
    request: { params: blockParams, body: given(changeShape) },
    responses: { 200: json('The block', keptShape), ...problems(401, 403, 404, 409, 412, 422) },
  },
  async handle({ c, platform, actor, writer }, { params, body }) {
    const section = await writable(platform.db.sql, actor, params)
    const { version: seen, ...live } = changeShape.parse(body)
    const blockId = params['block'] ?? ''
    const save = { regionCode: section.regionCode, sectionId: section.id, blockId, version: seen }
    await inJson(saveLiveBlock(platform, actor, { ...save, input: liveInput(live) }, writer))
    return c.json(await storedBlock(platform.db.sql, section, blockId))
  },
}

const moveShape = z.strictObject({
  by: z.union([z.literal(-1), z.literal(1)]).openapi({ description: '-1 up, 1 down' }),
})

export const blockMoveResource: Resource = {
  ...writing,
  audit: ['masterplan.block.moved'],
  route: {
    method: 'post',
    path: `${blockPath}/move`,
    tags: ['masterplan'],
    summary: 'Move a block one place in its section; at the end it stays',
    request: { params: blockParams, body: given(moveShape) },
    responses: { 204: { description: 'It is moved' }, ...problems(401, 403, 404, 409, 422) },
  },
  async handle({ c, platform, actor, writer }, { params, body }) {
    const section = await writable(platform.db.sql, actor, params)
    const move = { regionCode: section.regionCode, sectionId: section.id, blockId: params['block'] ?? '' }
    await moveBlock(platform, actor, { ...move, by: moveShape.parse(body).by }, writer)
    return c.body(null, 204)
  },
}

const removalShape = z.strictObject({ version })

export const blockRemovalResource: Resource = {
  ...writing,
  audit: ['masterplan.block.archived'],
  route: {
    method: 'post',
    path: `${blockPath}/removal`,
    tags: ['masterplan'],
    summary: 'Take a block off its section; its text and versions stay stored',
    request: { params: blockParams, body: given(removalShape) },
    responses: { 204: { description: 'It is off' }, ...problems(401, 403, 404, 409, 412, 422) },
  },
  async handle({ c, platform, actor, writer }, { params, body }) {
    const section = await writable(platform.db.sql, actor, params)
    const archive = { regionCode: section.regionCode, sectionId: section.id, blockId: params['block'] ?? '' }
    await archiveBlock(platform, actor, { ...archive, version: removalShape.parse(body).version }, writer)
    return c.body(null, 204)
  },
}

const restoreShape = z
  .strictObject({
    version: z.int().min(0).openapi({ description: 'The `text_version` that was read; 412 when another is stored' }),
    wanted: z.int().min(1).openapi({ description: 'The version to put back, from the list of versions' }),
  })
  .openapi('MasterplanRestoration')
const textShape = z
  .object({ text_version: z.int(), markdown: z.string(), words: z.int() })
  .openapi('MasterplanStoredText')
const textJson = (text: StoredText) => ({
  text_version: text.version,
  markdown: toMarkdown(text.content),
  words: text.words,
})

export const restorationResource: Resource = {
  ...writing,
  audit: ['collab.text.replaced'],
  route: {
    method: 'post',
    path: `${blockPath}/restoration`,
    tags: ['masterplan'],
    summary: 'Put an earlier version of a text back, as a new version',
    request: { params: blockParams, body: given(restoreShape) },
    responses: { 200: json('The text', textShape), ...problems(401, 403, 404, 409, 412, 422) },
  },
  async handle({ c, platform, actor, writer }, { params, body }) {
    const section = await writable(platform.db.sql, actor, params)
    const { version: seen, wanted } = restoreShape.parse(body)
    const place = { regionCode: section.regionCode, sectionId: section.id, blockId: params['block'] ?? '' }
    return c.json(textJson(await inJson(restoreVersion(platform, actor, { ...place, version: seen, wanted }, writer))))
  },
}

const takeShape = z
  .strictObject({ note: z.string().max(4000).nullish().openapi({ example: 'Terima kasih, sudah dipakai.' }) })
  .openapi('MasterplanTaking')

export const takingResource: Resource = {
  ...writing,
  audit: ['collab.text.replaced', 'collab.text.emptied', 'masterplan.comment.settled'],
  route: {
    method: 'post',
    path: `${path}/suggestions/{comment}/taking`,
    tags: ['masterplan'],
    summary:
      'Take a suggestion into the text and settle it at once; 409 when its quote does not stand there exactly once',
    request: { params: sectionParams.extend({ comment: z.uuid() }), body: given(takeShape) },
    responses: { 200: json('The text', textShape), ...problems(401, 403, 404, 409, 412, 422) },
  },
  async handle({ c, platform, actor, writer }, { params, body }) {
    const { regionCode, id: sectionId } = await writable(platform.db.sql, actor, params)
    const { note } = takeShape.parse(body)
    const take = { regionCode, sectionId, commentId: params['comment'] ?? '', note: note ?? undefined }
    return c.json(textJson(await inJson(takeSuggestion(platform, actor, take, writer))))
  },
}
