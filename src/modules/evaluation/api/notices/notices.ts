import { z } from '@hono/zod-openapi'
import { namesOfAccounts } from '#modules/people/index.ts'
import type { Resource } from '#platform/http/door.ts'
import { mayReadNotices } from '../../access.ts'
import { getSeenRound } from '../../actions/round/read-board.ts'
import { DROP_REASONS, NOTICE_STATES } from '../../model-notices.ts'
import { NOTICE_KINDS, roundIdSchema } from '../../model-round.ts'
import { listNotices } from '../../store/notices/list-notices.ts'
import { json, problems } from '../shapes.ts'

const noticeShape = z
  .object({
    id: z.uuid(),
    recipient: z.string(),
    region: z.string().nullable().openapi({ description: 'Null for what concerns the whole round' }),
    kind: z.enum(NOTICE_KINDS),
    state: z.enum(NOTICE_STATES),
    created_at: z.iso.datetime(),
    not_before: z.iso.datetime().openapi({ description: 'Not sent before then, while it waits' }),
    settled_at: z.iso.datetime().nullable(),
    drop_reason: z.enum(DROP_REASONS).nullable(),
    mail_state: z.enum(['queued', 'sent', 'kept', 'failed']).nullable(),
  })
  .openapi('Notice')

const querySchema = z.object({
  state: z.enum(NOTICE_STATES).optional(),
  kind: z.enum(NOTICE_KINDS).optional(),
  region: z
    .string()
    .regex(/^\d\d\.\d\d$/)
    .optional(),
  after: z.uuid().optional().openapi({ description: '`next` of the page before' }),
  limit: z.coerce.number().int().min(1).max(500).optional(),
})

export const noticesResource: Resource = {
  permission: 'evaluation.notices.read',
  may: mayReadNotices,
  route: {
    method: 'get',
    path: '/rounds/{round}/notices',
    tags: ['evaluation'],
    summary: 'Who is told what about a round, newest first, and whether the letter went out',
    request: { params: z.object({ round: roundIdSchema }), query: querySchema },
    responses: {
      200: json('One page', z.object({ items: z.array(noticeShape), next: z.string().nullable() })),
      ...problems(401, 403, 404, 422),
    },
  },
  async handle({ c, platform, actor }, { params, query }) {
    const sql = platform.db.sql
    const round = await getSeenRound(sql, actor, params['round'] ?? '')
    const { state, kind, region, after, limit = 50 } = querySchema.parse(query)
    const found = await listNotices(sql, {
      roundId: round.id,
      state,
      kind,
      regionCode: region,
      after,
      limit: limit + 1,
    })
    const items = found.slice(0, limit)
    const names = await namesOfAccounts(sql, [...new Set(items.map(({ accountId }) => accountId))])
    return c.json({
      items: items.map(notice => ({
        id: notice.id,
        recipient: names.get(notice.accountId) ?? '',
        region: notice.regionCode ?? null,
        kind: notice.kind,
        state: notice.state,
        created_at: notice.createdAt.toISOString(),
        not_before: notice.notBefore.toISOString(),
        settled_at: notice.settledAt?.toISOString() ?? null,
        drop_reason: notice.dropReason ?? null,
        mail_state: notice.mailState ?? null,
      })),
      next: found.length > limit ? (items.at(-1)?.id ?? null) : null,
    })
  },
}
