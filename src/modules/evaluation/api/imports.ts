import { z } from '@hono/zod-openapi'
import { notFound } from '#kit/problem.ts'
import type { Resource, Visit } from '#platform/http/door.ts'
import { findProgress } from '#platform/jobs/jobs.ts'
import { mayImportResults, mayReadImports } from '../access.ts'
import { checkImport } from '../actions/check-import.ts'
import { queueImport } from '../actions/queue-import.ts'
import { maxBytes } from '../actions/results-table.ts'
import { findImport, type Import, listImports } from '../store/imports.ts'
import { importJson, importShape, importSummaryJson, importSummaryShape, json, problems } from './shapes.ts'

const scoreText = z.string().nullable()

const rowShape = z
  .looseObject({
    region: z.string().optional(),
    region_name: z.string().optional(),
    group: z.string().optional(),
    instrument: z.string().optional(),
    took_part: z.boolean().optional(),
    scores: z
      .record(z.string(), z.unknown())
      .openapi({ description: 'By dimension code, text like "2.94"' })
      .optional(),
    printed_index: scoreText.optional(),
    printed_improvement: scoreText.optional(),
    deviation_reason: scoreText.optional(),
  })
  .openapi('ImportRow')

const bodyShape = z
  .looseObject({
    edition: z.string().optional().openapi({ example: '2023' }),
    instrument: z.string().optional(),
    source: z.string().max(500).optional(),
    apply: z.boolean().optional().openapi({ description: 'Apply when the report is clean; a job does it' }),
    rows: z.array(rowShape),
  })
  .openapi('ResultsTable')

export const importResource: Resource = {
  permission: 'evaluation.results.import',
  may: mayImportResults,
  limit: 'upload',
  audit: ['evaluation.import.checked', 'evaluation.import.queued'],
  maxBytes,
  route: {
    method: 'post',
    path: '/results/imports',
    tags: ['evaluation'],
    summary: 'Check a table of results row by row; with `apply`, publish it when nothing is wrong',
    request: { body: { required: true, content: { 'application/json': { schema: bodyShape } } } },
    responses: {
      201: json('Checked; nothing is published', importShape),
      202: json('Checked, clean, and on its way to be applied', importShape),
      ...problems(401, 403, 413, 422),
    },
  },
  async handle(visit, { body }) {
    const { apply, ...table } = bodyShape.parse(body)
    const { import: checked, clean } = await checkImport(
      visit.platform,
      {
        name: 'hasil.json',
        bytes: new TextEncoder().encode(JSON.stringify(table)),
        edition: table.edition,
        source: table.source,
      },
      visit.writer,
    )
    const queued = apply === true && clean
    if (queued) await queueImport(visit.platform, checked.id, {}, visit.writer)
    return await answer(visit, checked.id, queued ? 202 : 201)
  },
}

export const importListResource: Resource = {
  permission: 'evaluation.imports.read',
  may: mayReadImports,
  route: {
    method: 'get',
    path: '/imports',
    tags: ['evaluation'],
    summary: 'Imports of results, newest first',
    request: { query: z.object({ after: z.uuid().optional() }) },
    responses: {
      200: json('One page of 20', z.object({ items: z.array(importSummaryShape), next: z.string().nullable() })),
      ...problems(401, 403, 422),
    },
  },
  async handle({ c, platform }, { query }) {
    const { items, next } = await listImports(platform.db.sql, { before: query['after'], limit: 20 })
    return c.json({ items: items.map(importSummaryJson), next: next ?? null })
  },
}

export const importStateResource: Resource = {
  permission: 'evaluation.imports.read',
  may: mayReadImports,
  route: {
    method: 'get',
    path: '/imports/{id}',
    tags: ['evaluation'],
    summary: 'An import with its report and how far applying it is',
    request: { params: z.object({ id: z.uuid() }) },
    responses: { 200: json('The import', importShape), ...problems(401, 403, 404) },
  },
  async handle(visit, { params }) {
    return await answer(visit, params['id'] ?? '', 200)
  },
}

async function answer({ c, platform }: Visit, id: string, status: 200 | 201 | 202): Promise<Response> {
  const found: Import | undefined = await findImport(platform.db.sql, id)
  if (!found) throw notFound(`Tidak ada impor ${id}.`, `There is no import ${id}.`)
  const progress = found.progressId === undefined ? undefined : await findProgress(platform.db, found.progressId)
  const headers = status === 200 ? {} : { location: `/api/v1/imports/${id}` }
  return c.json(
    importJson(
      found,
      progress
        ? {
            state: progress.state,
            done: progress.done,
            total: progress.total ?? null,
            failure: progress.failure ?? null,
          }
        : null,
    ),
    status,
    headers,
  )
}
