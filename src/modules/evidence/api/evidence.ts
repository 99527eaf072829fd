import { z } from '@hono/zod-openapi'
import { dayIn } from '#kit/format.ts'
import { notFound, Problem } from '#kit/problem.ts'
import { findRegion } from '#modules/region/index.ts'
import type { Resource } from '#platform/http/door.ts'
import { refusal } from '#platform/http/problem-shape.ts'
import { refuseAddEvidence, refuseNobody, refuseReadLibrary, regionOfRole, sightOf } from '../access.ts'
import { saveEvidence } from '../actions/save-evidence.ts'
import { getEvidence } from '../actions/see-evidence.ts'
import { ticketFor } from '../actions/ticket.ts'
import { warningsOf } from '../actions/warnings.ts'
import { evidenceKinds, evidenceStates, largestFile, type Warning } from '../model.ts'
import { listItems } from '../store/items.ts'
import { evidenceDetailShape, evidenceJson, evidenceShape, fileJson } from './shapes.ts'

const tags = ['Evidence']
const json = (description: string, schema: z.ZodType) => ({
  description,
  content: { 'application/json': { schema } },
})

const listQuery = z.object({
  region: z
    .string()
    .regex(/^\d{2}\.\d{2}$/, {
      error:
        'region adalah kode kabupaten atau kota seperti 73.24. | region is the code of a regency or city like 73.24.',
    })
    .optional()
    .openapi({ description: 'The region of the role in use when absent', example: '73.24' }),
  q: z.string().trim().max(100).optional().openapi({ description: 'Words of title, text, address or file name' }),
  kind: z.enum(evidenceKinds).optional(),
  owner: z.uuid().optional().openapi({ description: 'Id of the owning organisation' }),
  state: z.enum(evidenceStates).optional().openapi({ description: 'All that is not archived when absent' }),
  after: z.uuid().optional().openapi({ description: '`next` of the page before' }),
  limit: z
    .string()
    .regex(/^([1-9]\d?|[1-4]\d\d|500)$/, {
      error: 'limit adalah bilangan 1 sampai 500. | limit is a number from 1 to 500.',
    })
    .optional()
    .openapi({ description: '1 to 500; 100 when absent', example: '100' }),
})

/** GET /evidence: the library of a region, as far as the role in use sees it. */
export const listResource: Resource = {
  permission: 'evidence.library.read',
  may: refuseReadLibrary,
  route: {
    method: 'get',
    path: '/evidence',
    tags,
    summary: 'List the evidence of a region, newest first',
    request: { query: listQuery },
    responses: {
      200: json('One page', z.object({ items: z.array(evidenceShape), next: z.string().nullable() })),
      401: refusal('Not signed in'),
      403: refusal('No library for this role'),
      404: refusal('The library of this region is not for this role'),
      422: refusal('A parameter is wrong'),
    },
  },
  async handle({ c, platform, actor }, input) {
    const given = listQuery.parse(input.query)
    const regionCode = given.region ?? regionOfRole(actor)
    const sight = regionCode === undefined ? undefined : sightOf(actor, regionCode)
    const region = regionCode === undefined ? undefined : await findRegion(platform.db.read, regionCode)
    if (regionCode === undefined || sight === undefined || region === undefined) {
      throw notFound(
        'Pustaka bukti ini bukan untuk Anda; sebut region yang Anda lihat.',
        'This library is not for you; name a region that you see.',
      )
    }
    const limit = Number(given.limit ?? 100)
    const filter = {
      regionCode,
      words: given.q,
      kind: given.kind,
      organisationId: given.owner,
      state: given.state,
      after: given.after,
      limit: limit + 1,
    }
    const today = dayIn(platform.clock.now(), region.timezone)
    const found = await listItems(platform.db.read, filter, sight, today)
    const items = found.slice(0, limit)
    const warnings = await warningsOf(
      platform.db.read,
      items.map(item => item.id),
      today,
    )
    return c.json({
      items: items.map(item => evidenceJson(item, warnings.get(item.id))),
      next: found.length > limit ? (items.at(-1)?.id ?? null) : null,
    })
  },
}

const shared = {
  title: z.string().optional().openapi({ description: 'Name of the file, address or first words when absent' }),
  document_date: z.string().optional().openapi({ example: '2023-12-04' }),
  valid_until: z.string().optional().openapi({ example: '2024-12-31' }),
  replaces: z.string().optional().openapi({ description: 'Id of the item in whose place this one stands' }),
}
const jsonBody = z
  .object({
    url: z.string().optional(),
    text: z.string().optional(),
    ...shared,
    personal_data: z.boolean().optional(),
  })
  .openapi('NewEvidence')
const formBody = z
  .object({
    file: z
      .custom<File>(value => value instanceof File, 'Kirim berkas di bagian file. | Send a file in the part file.')
      .openapi({ type: 'string', format: 'binary' }),
    ...shared,
    personal_data: z.enum(['true', 'false']).optional(),
  })
  .openapi('NewEvidenceFile')

/** Either body. */
type Given = Omit<z.infer<typeof jsonBody>, 'personal_data'> & {
  file?: File
  personal_data?: boolean | 'true' | 'false'
}

/** POST /evidence: a file as multipart, or a link or text as JSON. */
export const addResource: Resource = {
  permission: 'evidence.item.add',
  may: actor => refuseAddEvidence(actor),
  limit: 'upload',
  audit: ['evidence.item.added', 'evidence.item.replaced', 'evidence.item.found_again'],
  maxBytes: largestFile + 128 * 1024,
  route: {
    method: 'post',
    path: '/evidence',
    tags,
    summary: 'Add a file, photo, link or text to the library of the region of the role in use',
    request: {
      body: { content: { 'application/json': { schema: jsonBody }, 'multipart/form-data': { schema: formBody } } },
    },
    responses: {
      200: json('The same content is in the library already; this is the item that has it', evidenceShape),
      201: json('Added', evidenceShape),
      401: refusal('Not signed in'),
      403: refusal('Not for this role'),
      409: refusal('The item to be replaced was archived'),
      413: refusal('Larger than 25 MB'),
      415: refusal('Neither JSON nor multipart'),
      422: refusal('A field is wrong, or the file is of a kind that is not taken'),
    },
  },
  async handle(visit, { body }) {
    const given = body as Given
    const { file, personal_data: personal } = given
    const { evidence, warnings, found } = await inWordsOfTheApi(async () =>
      saveEvidence(
        visit.platform,
        {
          file: file && { name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) },
          url: given.url,
          text: given.text,
          title: given.title,
          documentDate: given.document_date,
          validUntil: given.valid_until,
          personalData: personal === undefined ? undefined : personal === true || personal === 'true',
          replacesId: given.replaces,
        },
        visit,
      ),
    )
    return visit.c.json(evidenceJson(evidence, warnings), found ? 200 : 201, {
      location: `/api/v1/evidence/${evidence.id}`,
    })
  },
}

const apiNames: Record<string, string> = {
  berkas: 'file',
  alamat: 'url',
  teks: 'text',
  judul: 'title',
  tanggal: 'document_date',
  berlaku: 'valid_until',
}

/** Runs `work`; a refusal names the fields as the API does. */
async function inWordsOfTheApi<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof Problem) || error.fields.length === 0) throw error
    const fields = error.fields.map(({ field, sentence }) => ({ field: apiNames[field] ?? field, sentence }))
    throw new Problem(error.code, error.sentence, { fields, cause: error })
  }
}

/** GET /evidence/{id}: one item, with where its bytes can be read for some minutes. */
export const itemResource: Resource = {
  permission: 'evidence.item.read',
  may: refuseNobody,
  route: {
    method: 'get',
    path: '/evidence/{id}',
    tags,
    summary: 'One piece of evidence',
    request: { params: z.object({ id: z.uuid() }) },
    responses: {
      200: json('The item', evidenceDetailShape),
      401: refusal('Not signed in'),
      404: refusal('No such item, or not for this role'),
    },
  },
  async handle({ c, platform, actor }, { params }) {
    const evidence = await getEvidence(platform, actor, params['id'] ?? '')
    const ticket = await ticketFor(platform, evidence, actor)
    let warnings: Warning[] | undefined
    if (actor.accountId !== undefined) {
      const region = await findRegion(platform.db.read, evidence.regionCode)
      const today = dayIn(platform.clock.now(), region?.timezone ?? 'WIB')
      warnings = (await warningsOf(platform.db.sql, [evidence.id], today)).get(evidence.id)
    }
    return c.json({ ...evidenceJson(evidence, warnings), file: fileJson(ticket) })
  },
}
