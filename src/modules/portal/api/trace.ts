import { z } from '@hono/zod-openapi'
import type { Resource } from '#platform/http/door.ts'
import { refusal } from '#platform/http/problem-shape.ts'
import { type NamedNode, readStory, type Way } from '#platform/trace/story.ts'
import { everybody } from '../access.ts'

const nodeShape = z
  .object({
    kind: z.string().openapi({ example: 'programme' }),
    id: z.string(),
    kind_name: z.string(),
    title: z.string(),
    href: z.string().nullable(),
    note: z.string().nullable(),
    origin: z
      .string()
      .nullable()
      .openapi({ description: 'What it came from, where that is told in words and not by an arrow' }),
  })
  .openapi('TraceNode')

const wayShape = z
  .object({
    links: z.array(
      z.object({
        kind: z.string().openapi({ example: 'counted-in' }),
        says: z.string().openapi({ description: 'In the language asked for' }),
        distance: z.int().openapi({ description: 'Arrows from the start, from 1' }),
        made_at: z.iso.datetime(),
        near: nodeShape.nullable().openapi({ description: 'The end nearer to the start; null: not open to you' }),
        far: nodeShape,
      }),
    ),
    hidden: z.int().openapi({ description: 'Things on the way that are not open to you' }),
    cut: z.boolean().openapi({ description: 'Only the nearest 500 arrows are given' }),
  })
  .openapi('TraceWay')

const storyShape = z.object({ node: nodeShape, back: wayShape, onward: wayShape }).openapi('Trace')

export const traceResource: Resource = {
  permission: 'trace.read',
  may: everybody,
  route: {
    method: 'get',
    path: '/trace/{kind}/{id}',
    tags: ['trace'],
    summary: 'Where a thing came from and what was made of it, as far as you may know',
    request: {
      params: z.object({
        kind: z
          .string()
          .regex(/^[a-z-]{1,40}$/)
          .openapi({ example: 'programme' }),
        id: z.string().regex(/^[A-Za-z0-9.:_-]{1,200}$/),
      }),
    },
    responses: {
      200: {
        description: 'The trace, both ways, nearest first',
        content: { 'application/json': { schema: storyShape } },
      },
      404: refusal('There is nothing to trace, or it is not open to you'),
    },
  },
  async handle({ c, platform, actor, lang }, { params }) {
    const start = { kind: params['kind'] ?? '', id: params['id'] ?? '' }
    const { node, back, onward } = await readStory(platform, actor, start, lang)
    return c.json({ node: nodeJson(node), back: wayJson(back), onward: wayJson(onward) })
  },
}

const nodeJson = ({ kind, id, kindName, label }: NamedNode): z.infer<typeof nodeShape> => ({
  kind,
  id,
  kind_name: kindName,
  title: label.title,
  href: label.href ?? null,
  note: label.note ?? null,
  origin: label.origin ?? null,
})

const wayJson = ({ steps, hidden, cut }: Way): z.infer<typeof wayShape> => ({
  links: steps.flatMap(step =>
    step.far
      ? [
          {
            kind: step.kind,
            says: step.says,
            distance: step.distance,
            made_at: step.madeAt.toISOString(),
            near: step.near ? nodeJson(step.near) : null,
            far: nodeJson(step.far),
          },
        ]
      : [],
  ),
  hidden,
  cut,
})
