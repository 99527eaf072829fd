import { z } from '@hono/zod-openapi'
import { listVersions, readTexts } from '#platform/collab/texts.ts'
import { fromMarkdown, mostFormBytes, toMarkdown } from '#platform/collab/words.ts'
import type { Resource } from '#platform/http/door.ts'
import { mayKeepPlans, mayReadInside, mayReview, mayWritePlans } from '../../access.ts'
import { changeState, refuseStep } from '../../actions/book/change-state.ts'
import { saveSection } from '../../actions/book/save-section.ts'
import { saveText } from '../../actions/book/save-text.ts'
import {
  getSectionStand,
  noSuchBlock,
  refuseFixed,
  refuseKeeping,
  refuseSectionWrite,
} from '../../actions/book/section-stand.ts'
import type { Move } from '../../rules/book/section-state.ts'
import { listBlocks } from '../../store/book/blocks.ts'
import {
  blockJson,
  blockParams,
  blockShape,
  given,
  inJson,
  json,
  problems,
  sectionInput,
  sectionInputShape,
  sectionJson,
  sectionParams,
  sectionShape,
  version,
} from './shapes.ts'

const path = '/masterplans/{region}/sections/{section}'

export const sectionResource: Resource = {
  permission: 'masterplan.inside.read',
  may: mayReadInside,
  route: {
    method: 'get',
    path,
    tags: ['masterplan'],
    summary: 'A section with its blocks; texts as Markdown with the version to send back',
    request: { params: sectionParams },
    responses: {
      200: json('The section', sectionShape.extend({ blocks: z.array(blockShape) }).openapi('MasterplanSectionDetail')),
      ...problems(401, 403, 404),
    },
  },
  async handle({ c, platform, actor }, { params }) {
    const db = platform.db.sql
    const { section } = await getSectionStand(db, actor, params['region'] ?? '', params['section'] ?? '')
    const blocks = await listBlocks(db, section.regionCode, section.id)
    const texts = await readTexts(
      db,
      section.regionCode,
      blocks.flatMap(one => (one.kind === 'narrative' ? [one.textId] : [])),
    )
    return c.json({
      ...sectionJson(section),
      blocks: blocks.map(block => {
        const text = block.kind === 'narrative' ? texts.get(block.textId) : undefined
        return blockJson(
          block,
          text && { version: text.version, markdown: toMarkdown(text.content), words: text.words },
        )
      }),
    })
  },
}

export const sectionChangeResource: Resource = {
  permission: 'masterplan.keep',
  may: mayKeepPlans,
  limit: 'write',
  audit: ['masterplan.section.changed'],
  route: {
    method: 'put',
    path,
    tags: ['masterplan'],
    summary: 'Change title, guide, owner, due day and words wanted of a section',
    request: { params: sectionParams, body: given(sectionInputShape) },
    responses: { 200: json('The section', sectionShape), ...problems(401, 403, 404, 412, 422) },
  },
  async handle({ c, platform, actor, writer }, { params, body }) {
    const { section } = await getSectionStand(platform.db.sql, actor, params['region'] ?? '', params['section'] ?? '')
    refuseKeeping(actor, section.regionCode)
    const input = sectionInputShape.parse(body)
    const save = {
      regionCode: section.regionCode,
      sectionId: section.id,
      version: input.version,
      input: sectionInput(input),
    }
    return c.json(sectionJson(await inJson(saveSection(platform, actor, save, writer))))
  },
}

const textShape = z
  .strictObject({
    version,
    markdown: z.string().max(1_000_000),
    empty: z.boolean().optional().openapi({ description: 'The text shall become empty' }),
  })
  .openapi('MasterplanText')

export const sectionTextResource: Resource = {
  permission: 'masterplan.section.write',
  may: mayWritePlans,
  limit: 'write',
  audit: ['collab.text.replaced', 'collab.text.emptied'],
  maxBytes: mostFormBytes,
  route: {
    method: 'put',
    path: `${path}/blocks/{block}/text`,
    tags: ['masterplan'],
    summary: 'Store the text of a narrative block; people who have it open see it',
    request: { params: blockParams, body: given(textShape) },
    responses: { 200: json('The block', blockShape), ...problems(401, 403, 404, 409, 412, 413, 422) },
  },
  async handle({ c, platform, actor, writer }, { params, body }) {
    const db = platform.db.sql
    const { section } = await getSectionStand(db, actor, params['region'] ?? '', params['section'] ?? '')
    refuseSectionWrite(actor, section.regionCode, section)
    refuseFixed(section)
    const block = (await listBlocks(db, section.regionCode, section.id)).find(one => one.id === params['block'])
    if (block?.kind !== 'narrative') throw noSuchBlock()
    const input = textShape.parse(body)
    const stored = (await readTexts(db, section.regionCode, [block.textId])).get(block.textId)
    const text = await inJson(
      saveText(
        platform,
        actor,
        {
          regionCode: section.regionCode,
          sectionId: section.id,
          blockId: block.id,
          version: input.version,
          content: fromMarkdown(input.markdown, stored?.content),
          ...(input.empty === true ? { empty: true } : {}),
        },
        writer,
      ),
    )
    return c.json(blockJson(block, { version: text.version, markdown: toMarkdown(text.content), words: text.words }))
  },
}

const versionShape = z
  .object({
    version: z.int(),
    words: z.string().openapi({ description: 'The text without its form' }),
    sha256: z.string(),
    how: z.string(),
    made_at: z.iso.datetime(),
  })
  .openapi('MasterplanTextVersion')
const versionsQuery = z.object({ before: z.coerce.number().int().min(1).optional() })
const versionPage = 20

export const versionsResource: Resource = {
  permission: 'masterplan.inside.read',
  may: mayReadInside,
  route: {
    method: 'get',
    path: `${path}/blocks/{block}/versions`,
    tags: ['masterplan'],
    summary: 'Versions of the text of a block, newest first',
    request: { params: blockParams, query: versionsQuery },
    responses: {
      200: json('A page', z.object({ items: z.array(versionShape), next: z.int().nullable() })),
      ...problems(401, 403, 404, 422),
    },
  },
  async handle({ c, platform, actor }, { params, query }) {
    const db = platform.db.sql
    const { section } = await getSectionStand(db, actor, params['region'] ?? '', params['section'] ?? '')
    const block = (await listBlocks(db, section.regionCode, section.id)).find(one => one.id === params['block'])
    if (block?.kind !== 'narrative') throw noSuchBlock()
    const { before } = versionsQuery.parse(query)
    const found = await listVersions(db, section.regionCode, block.textId, { limit: versionPage + 1, before })
    const items = found.slice(0, versionPage)
    return c.json({
      items: items.map(one => ({
        version: one.version,
        words: one.plain,
        sha256: one.sha256,
        how: one.how,
        made_at: one.madeAt.toISOString(),
      })),
      next: found.length > versionPage ? (items.at(-1)?.version ?? null) : null,
    })
  },
}

const stepResource = (
  end: string,
  permission: string,
  may: Resource['may'],
  steps: readonly [Move, Move],
  events: readonly string[],
  summary: string,
): Resource => {
  const shape = z.strictObject({ version, step: z.enum(steps), note: z.string().max(4000).nullish() })
  return {
    permission,
    may,
    limit: 'write',
    audit: events.map(event => `masterplan.section.${event}`),
    route: {
      method: 'post',
      path: `${path}/${end}`,
      tags: ['masterplan'],
      summary,
      request: { params: sectionParams, body: given(shape) },
      responses: { 200: json('The section', sectionShape), ...problems(401, 403, 404, 409, 412, 422) },
    },
    async handle({ c, platform, actor, writer }, { params, body }) {
      const stand = await getSectionStand(platform.db.sql, actor, params['region'] ?? '', params['section'] ?? '')
      const { section } = stand
      refuseStep(actor, stand, section, steps[0])
      const input = shape.parse(body)
      const change = {
        regionCode: section.regionCode,
        sectionId: section.id,
        version: input.version,
        move: input.step,
        note: input.note ?? undefined,
      }
      return c.json(sectionJson(await inJson(changeState(platform, actor, change, writer))))
    },
  }
}

export const stepResources: Resource[] = [
  stepResource(
    'submission',
    'masterplan.section.write',
    mayWritePlans,
    ['submit', 'withdraw'],
    ['submitted', 'withdrawn'],
    'Send a section to review, or take it back',
  ),
  stepResource(
    'judgement',
    'masterplan.review',
    mayReview,
    ['accept', 'return'],
    ['accepted', 'returned'],
    'Accept a section in review, or return it with a note',
  ),
  stepResource(
    'lock',
    'masterplan.keep',
    mayKeepPlans,
    ['lock', 'unlock'],
    ['locked', 'unlocked'],
    'Lock an accepted section, or unlock it with a reason',
  ),
]
