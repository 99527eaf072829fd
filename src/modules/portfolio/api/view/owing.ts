import { z } from '@hono/zod-openapi'
import type { Resource } from '#platform/http/door.ts'
import { mayNot } from '#kit/problem.ts'
import { mayReadInside, mayRemind, refuseRemind } from '../../access.ts'
import { getOwingStand, readOwed, readOwing } from '../../actions/view/read-owing.ts'
import { remind } from '../../actions/view/remind.ts'
import { HOLDER_KINDS, OWED_KINDS } from '../../model-owing.ts'
import { holderCursor, holderKey, itemCursor, readHolderCursor, readItemCursor } from '../../pages/view/owing-query.ts'
import { json, problems, regionParams } from '../shapes.ts'

const keySchema = z.string().regex(holderKey).openapi({
  description: 'An office by id, a village without office by code, the secretariat by the code of the region',
})

const page = {
  after: z.string().max(400).optional().openapi({ description: '`next` of the page before' }),
  limit: z.coerce.number().int().min(1).max(500).optional(),
}
const holdersQuery = z.object({
  kind: z.enum(OWED_KINDS).optional(),
  holder_kind: z.enum(HOLDER_KINDS).optional(),
  ...page,
})
const itemsQuery = z.object({ kind: z.enum(OWED_KINDS).optional(), holder: keySchema.optional(), ...page })

const holderShape = z
  .object({
    key: keySchema,
    kind: z.enum(HOLDER_KINDS),
    name: z.string(),
    owed: z.array(
      z.object({ kind: z.enum(OWED_KINDS), count: z.int(), oldest: z.string().openapi({ format: 'date' }) }),
    ),
    people: z.array(z.object({ name: z.string(), role: z.string() })),
    reminders: z.object({ waiting: z.int(), failed: z.int(), last_sent_at: z.iso.datetime().nullable() }).nullable(),
  })
  .openapi('OwingHolder')

export const owingResource: Resource = {
  permission: 'portfolio.inside.read',
  may: mayReadInside,
  route: {
    method: 'get',
    path: '/portfolios/{region}/owing',
    tags: ['portfolio'],
    summary: 'Who owes what to the portfolio: offices and villages, with people to call and how reminders stand',
    request: { params: regionParams, query: holdersQuery },
    responses: {
      200: json('One page', z.object({ items: z.array(holderShape), next: z.string().nullable() })),
      ...problems(401, 403, 404, 422),
    },
  },
  async handle({ c, platform, actor }, { params, query }) {
    const { scope } = await getOwingStand(platform, actor, params['region'] ?? '')
    const { kind, holder_kind, after, limit = 50 } = holdersQuery.parse(query)
    const { lines, next } = await readOwing(
      platform,
      scope,
      { kinds: kind && [kind], holderKind: holder_kind },
      { after: readHolderCursor(after), limit },
    )
    return c.json({
      items: lines.map(({ holder, owed, people, reminders }): z.infer<typeof holderShape> => ({
        ...holder,
        owed: owed.map(one => ({ kind: one.kind, count: one.count, oldest: one.oldest })),
        people: people.map(({ name, role }) => ({ name, role })),
        reminders: reminders
          ? {
              waiting: reminders.waiting,
              failed: reminders.failed,
              last_sent_at: reminders.lastSentAt?.toISOString() ?? null,
            }
          : null,
      })),
      next: next ? holderCursor(next) : null,
    })
  },
}

const itemShape = z
  .object({
    holder: keySchema,
    holder_name: z.string(),
    kind: z.enum(OWED_KINDS),
    subject: z.string().openapi({ description: 'Id of the milestone or programme, or indicator/place/period' }),
    code: z.string(),
    name: z.string(),
    detail: z.string(),
    due_on: z.string().openapi({ format: 'date' }),
  })
  .openapi('OwedThing')

export const owedResource: Resource = {
  permission: 'portfolio.inside.read',
  may: mayReadInside,
  route: {
    method: 'get',
    path: '/portfolios/{region}/owing/things',
    tags: ['portfolio'],
    summary: 'What is owed, thing by thing, the longest due first',
    request: { params: regionParams, query: itemsQuery },
    responses: {
      200: json('One page', z.object({ items: z.array(itemShape), next: z.string().nullable() })),
      ...problems(401, 403, 404, 422),
    },
  },
  async handle({ c, platform, actor }, { params, query }) {
    const { scope } = await getOwingStand(platform, actor, params['region'] ?? '')
    const { kind, holder, after, limit = 100 } = itemsQuery.parse(query)
    const filter = { kinds: kind && [kind], holders: holder === undefined ? undefined : [holder] }
    const found = await readOwed(platform, scope, filter, { after: readItemCursor(after), limit: limit + 1 })
    const items = found.slice(0, limit)
    const last = found.length > limit ? items.at(-1) : undefined
    return c.json({
      items: items.map((item): z.infer<typeof itemShape> => ({
        holder: item.holder,
        holder_name: item.holderName,
        kind: item.kind,
        subject: item.subject,
        code: item.code,
        name: item.name,
        detail: item.detail,
        due_on: item.dueOn,
      })),
      next: last ? itemCursor(last) : null,
    })
  },
}

const remindSchema = z
  .strictObject({
    holders: z.array(keySchema).min(1).max(1000).optional().openapi({ description: 'Everybody who owes when absent' }),
    kind: z.enum(OWED_KINDS).optional(),
  })
  .openapi('RemindOwing')

const remindedShape = z
  .object({
    holders: z.int(),
    people: z.int().openapi({ description: 'Who get a letter; those who wait for one or had one lately get none' }),
    unreachable: z.array(keySchema).openapi({ description: 'Where nobody has a role yet' }),
  })
  .openapi('OwingReminded')

export const remindResource: Resource = {
  permission: 'portfolio.remind',
  may: mayRemind,
  limit: 'write',
  audit: ['portfolio.owing.reminded'],
  route: {
    method: 'post',
    path: '/portfolios/{region}/owing/reminders',
    tags: ['portfolio'],
    summary: 'Ask offices and villages for what they owe; letters are gathered, capped and kept out of the night',
    request: {
      params: regionParams,
      body: { required: true, content: { 'application/json': { schema: remindSchema } } },
    },
    responses: { 200: json('How it went', remindedShape), ...problems(401, 403, 404, 409, 422) },
  },
  async handle({ c, platform, actor, writer }, { params, body }) {
    const regionCode = params['region'] ?? ''
    await getOwingStand(platform, actor, regionCode)
    const refusal = refuseRemind(actor, regionCode)
    if (refusal) throw mayNot(refusal)
    const { holders, kind } = remindSchema.parse(body)
    return c.json(await remind(platform, actor, { regionCode, holders, filter: { kinds: kind && [kind] } }, writer))
  },
}
