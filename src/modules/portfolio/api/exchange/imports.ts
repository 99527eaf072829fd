import { z } from '@hono/zod-openapi'
import type { Resource, Visit } from '#platform/http/door.ts'
import { findProgress } from '#platform/jobs/jobs.ts'
import { mayKeepPortfolio } from '../../access.ts'
import { queueImport, receiveFile, refuseImport } from '../../actions/exchange/queue-import.ts'
import { noImport } from '../../actions/exchange/run-import.ts'
import { IMPORT_STATES, MOST_BYTES, type ProgrammeImport } from '../../model-exchange.ts'
import { findImport, listImports } from '../../store/exchange/imports.ts'
import { json, namesShape, problems, regionParams } from '../shapes.ts'

const path = '/portfolios/{region}/imports'
const params = regionParams.extend({ import: z.uuid() })
const pageSize = 20

const summaryShape = z
  .object({
    id: z.uuid(),
    file: z.string(),
    sha256: z.string(),
    state: z.enum(IMPORT_STATES),
    rows: z.int(),
    created: z.int(),
    changed: z.int(),
    unchanged: z.int(),
    made_at: z.iso.datetime(),
    applied_at: z.iso.datetime().nullable(),
  })
  .openapi('ProgrammeImportSummary')

const importShape = summaryShape
  .extend({
    applied_rows: z.int().openapi({ description: 'Rows stored so far' }),
    failure: z.string().nullable(),
    errors: z.array(
      z.object({
        sheet: z.string().nullable().openapi({ description: 'null is the first sheet' }),
        row: z.int().openapi({ description: 'As the sheet numbers it; the header is 1' }),
        column: z.string().openapi({ description: 'Text of the head' }),
        message: namesShape,
      }),
    ),
    progress: z.object({ state: z.string(), done: z.int(), total: z.int().nullable() }).nullable(),
  })
  .openapi('ProgrammeImport')

const summaryJson = (one: ProgrammeImport): z.infer<typeof summaryShape> => ({
  id: one.id,
  file: one.fileName,
  sha256: one.sha256,
  state: one.state,
  rows: one.rows,
  created: one.created,
  changed: one.changed,
  unchanged: one.unchanged,
  made_at: one.madeAt.toISOString(),
  applied_at: one.appliedAt?.toISOString() ?? null,
})

export const importListResource: Resource = {
  permission: 'portfolio.keep',
  may: mayKeepPortfolio,
  route: {
    method: 'get',
    path,
    tags: ['portfolio'],
    summary: 'Imports of programmes, newest first',
    request: { params: regionParams, query: z.object({ after: z.uuid().optional() }) },
    responses: {
      200: json('One page of 20', z.object({ items: z.array(summaryShape), next: z.string().nullable() })),
      ...problems(401, 403, 404),
    },
  },
  async handle({ c, platform, actor }, { params: { region = '' }, query }) {
    await refuseImport(platform, actor, region)
    const found = await listImports(platform.db.sql, region, { before: query['after'], limit: pageSize + 1 })
    const items = found.slice(0, pageSize)
    return c.json({ items: items.map(summaryJson), next: found.length > pageSize ? (items.at(-1)?.id ?? null) : null })
  },
}

const body = z
  .object({
    file: z
      .custom<File>(value => value instanceof File, 'Kirim berkas di bagian file. | Send a file in the part file.')
      .openapi({ type: 'string', format: 'binary' }),
  })
  .openapi('ProgrammeFile')

export const newImportResource: Resource = {
  permission: 'portfolio.keep',
  may: mayKeepPortfolio,
  limit: 'upload',
  audit: ['portfolio.import.received'],
  maxBytes: MOST_BYTES + 64 * 1024,
  route: {
    method: 'post',
    path,
    tags: ['portfolio'],
    summary: 'Send a workbook or CSV of programmes to be checked; nothing is stored of it yet',
    request: { params: regionParams, body: { required: true, content: { 'multipart/form-data': { schema: body } } } },
    responses: { 202: json('Being checked', importShape), ...problems(401, 403, 404, 413, 422) },
  },
  async handle(visit, { params: { region = '' }, body: given }) {
    const { platform, actor, writer } = visit
    await refuseImport(platform, actor, region)
    const { file } = body.parse(given)
    const bytes = new Uint8Array(await file.arrayBuffer())
    const id = await receiveFile(platform, actor, { regionCode: region, name: file.name, bytes }, writer)
    return await answer(visit, region, id, 202)
  },
}

export const importResource: Resource = {
  permission: 'portfolio.keep',
  may: mayKeepPortfolio,
  route: {
    method: 'get',
    path: `${path}/{import}`,
    tags: ['portfolio'],
    summary: 'An import with what is wrong in its file, and how far it is',
    request: { params },
    responses: { 200: json('The import', importShape), ...problems(401, 403, 404) },
  },
  async handle(visit, { params: { region = '', import: id = '' } }) {
    await refuseImport(visit.platform, visit.actor, region)
    return await answer(visit, region, id, 200)
  },
}

export const applyImportResource: Resource = {
  permission: 'portfolio.keep',
  may: mayKeepPortfolio,
  limit: 'write',
  audit: ['portfolio.import.queued'],
  route: {
    method: 'post',
    path: `${path}/{import}/apply`,
    tags: ['portfolio'],
    summary: 'Store a checked import that has no errors; a job does it and goes on where it was cut short',
    request: { params },
    responses: { 202: json('Being stored', importShape), ...problems(401, 403, 404, 409) },
  },
  async handle(visit, { params: { region = '', import: id = '' } }) {
    await queueImport(visit.platform, visit.actor, { regionCode: region, id }, visit.writer)
    return await answer(visit, region, id, 202)
  },
}

async function answer({ c, platform }: Visit, region: string, id: string, status: 200 | 202): Promise<Response> {
  const found = await findImport(platform.db.sql, region, id)
  if (!found) throw noImport()
  const progress = found.progressId === undefined ? undefined : await findProgress(platform.db, found.progressId)
  const told: z.infer<typeof importShape> = {
    ...summaryJson(found),
    applied_rows: found.appliedRows,
    failure: found.failure ?? null,
    errors: found.errors.map(({ sheet, row, column, message }) => ({ sheet: sheet ?? null, row, column, message })),
    progress: progress ? { state: progress.state, done: progress.done, total: progress.total ?? null } : null,
  }
  return c.json(told, status, status === 202 ? { location: `/api/v1/portfolios/${region}/imports/${id}` } : {})
}
