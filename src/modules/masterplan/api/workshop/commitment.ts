import { z } from '@hono/zod-openapi'
import type { Resource } from '#platform/http/door.ts'
import { mayKeepPlans, mayReadInside, maySign, refuseKeep } from '../../access.ts'
import { getSeriesStand, noSuchSeries, unlessRefused } from '../../actions/workshop/lock-series.ts'
import {
  openCommitment,
  saveCommitment,
  withdrawCommitment,
  type WholeCommitment,
} from '../../actions/workshop/save-commitment.ts'
import { recordPaper, refuseSigningAtAll, signCommitment } from '../../actions/workshop/sign-commitment.ts'
import { SIGNATORY_ROLES } from '../../model-workshop.ts'
import { findCommitment, listSignatures } from '../../store/workshop/commitments.ts'
import { given, json, problems, version } from '../book/shapes.ts'
import { day, inJson, placeOf, seriesParams } from './shapes.ts'

const path = '/masterplans/{region}/series/{series}/commitment'

const sha256 = z
  .string()
  .regex(/^[0-9a-f]{64}$/)
  .openapi({ description: 'Of text, place, day and list, in lower-case hexadecimal' })

const commitmentShape = z
  .object({
    text: z.string(),
    place: z.string().nullable(),
    dated: day.nullable(),
    state: z.enum(['draft', 'open', 'signed']),
    sha256: sha256.nullable(),
    verification: z
      .string()
      .nullable()
      .openapi({ description: 'Path of the public verification page; null while it is a draft' }),
    signatures: z.array(
      z.object({
        id: z.uuid(),
        role: z.enum(SIGNATORY_ROLES).nullable().openapi({ description: 'Who signs by account; null: only on paper' }),
        office: z.uuid().nullable(),
        office_name: z.string().nullable(),
        title: z.string(),
        name: z.string().nullable(),
        how: z.enum(['account', 'paper']).nullable().openapi({ description: 'Null: not signed yet' }),
        signed_on: day.nullable(),
      }),
    ),
    version: z.int(),
  })
  .openapi('MasterplanCommitment')

const commitmentJson = ({ commitment, signatures }: WholeCommitment): z.infer<typeof commitmentShape> => ({
  text: commitment.text,
  place: commitment.place ?? null,
  dated: commitment.dated ?? null,
  state: commitment.state,
  sha256: commitment.sha256 ?? null,
  verification: commitment.state === 'draft' ? null : `/periksa-komitmen/${commitment.token}`,
  signatures: signatures.map(one => ({
    id: one.id,
    role: one.role ?? null,
    office: one.organisationId ?? null,
    office_name: one.organisationName ?? null,
    title: one.title,
    name: one.name ?? null,
    how: one.how ?? null,
    signed_on: one.signedOn ?? null,
  })),
  version: commitment.version,
})

export const commitmentResource: Resource = {
  permission: 'masterplan.inside.read',
  may: mayReadInside,
  route: {
    method: 'get',
    path,
    tags: ['masterplan'],
    summary: 'The joint commitment of a series and who signed it',
    request: { params: seriesParams },
    responses: { 200: json('The commitment', commitmentShape), ...problems(401, 403, 404) },
  },
  async handle({ c, platform, actor }, { params }) {
    const { regionCode, seriesId } = placeOf(params)
    const { read } = platform.db
    await getSeriesStand(read, actor, regionCode, seriesId)
    const commitment = await findCommitment(read, regionCode, seriesId)
    if (!commitment) throw noSuchSeries()
    return c.json(commitmentJson({ commitment, signatures: await listSignatures(read, regionCode, seriesId) }))
  },
}

const draftShape = z
  .strictObject({
    version,
    text: z.string().max(40_000).openapi({ example: 'Kami yang bertanda tangan di bawah ini berkomitmen …' }),
    place: z.string().max(1000).nullish().openapi({ example: 'Malili' }),
    dated: day.nullish(),
    signatories: z
      .array(
        z.strictObject({
          title: z.string().max(1000).openapi({ example: 'Kepala Dinas Kesehatan' }),
          name: z.string().max(1000).nullish(),
          role: z.enum(SIGNATORY_ROLES).nullish(),
          office: z.uuid().nullish().openapi({ description: 'Of the head of an office' }),
        }),
      )
      .max(1000)
      .optional()
      .openapi({ description: 'All of them, in the order in which they sign; kept when absent' }),
  })
  .openapi('MasterplanCommitmentInput')

export const commitmentChangeResource: Resource = {
  permission: 'masterplan.keep',
  may: mayKeepPlans,
  limit: 'write',
  audit: ['masterplan.commitment.changed'],
  route: {
    method: 'put',
    path,
    tags: ['masterplan'],
    summary: 'Write the draft of the commitment and say who signs',
    request: { params: seriesParams, body: given(draftShape) },
    responses: { 200: json('The commitment', commitmentShape), ...problems(401, 403, 404, 409, 412, 422) },
  },
  async handle({ c, platform, actor, writer }, { params, body }) {
    const place = placeOf(params)
    await getSeriesStand(platform.db.sql, actor, place.regionCode, place.seriesId)
    unlessRefused(refuseKeep(actor, place.regionCode))
    const draft = draftShape.parse(body)
    const input = {
      text: draft.text,
      place: draft.place ?? undefined,
      dated: draft.dated ?? undefined,
      signatories: draft.signatories?.map(one => ({
        title: one.title,
        name: one.name ?? undefined,
        role: one.role ?? undefined,
        organisationId: one.office ?? undefined,
      })),
    }
    const save = { ...place, version: draft.version, input }
    return c.json(commitmentJson(await inJson(saveCommitment(platform, actor, save, writer))))
  },
}

const stepShape = z.strictObject({ version }).openapi('MasterplanCommitmentStep')

const stepResource = (
  end: 'opening' | 'withdrawal',
  event: string,
  summary: string,
  act: typeof openCommitment,
): Resource => ({
  permission: 'masterplan.keep',
  may: mayKeepPlans,
  limit: 'write',
  audit: [`masterplan.commitment.${event}`],
  route: {
    method: 'post',
    path: `${path}/${end}`,
    tags: ['masterplan'],
    summary,
    request: { params: seriesParams, body: given(stepShape) },
    responses: { 200: json('The commitment', commitmentShape), ...problems(401, 403, 404, 409, 412, 422) },
  },
  async handle({ c, platform, actor, writer }, { params, body }) {
    const place = placeOf(params)
    await getSeriesStand(platform.db.sql, actor, place.regionCode, place.seriesId)
    unlessRefused(refuseKeep(actor, place.regionCode))
    const { version: seen } = stepShape.parse(body)
    return c.json(commitmentJson(await act(platform, actor, { ...place, version: seen }, writer)))
  },
})

export const commitmentStepResources: Resource[] = [
  stepResource('opening', 'opened', 'Open the commitment for signatures: its text stays from now on', openCommitment),
  stepResource('withdrawal', 'withdrawn', 'Take an open commitment back while nobody has signed', withdrawCommitment),
]

const signatureShape = z
  .strictObject({
    signature: z.uuid().openapi({ description: 'The place on the list' }),
    sha256,
  })
  .openapi('MasterplanSignature')

export const signatureResource: Resource = {
  permission: 'masterplan.sign',
  may: maySign,
  limit: 'write',
  audit: ['masterplan.commitment.signed'],
  route: {
    method: 'post',
    path: `${path}/signature`,
    tags: ['masterplan'],
    summary: 'Sign at the own place by account, having read the text of this hash; no certified signature',
    request: { params: seriesParams, body: given(signatureShape) },
    responses: { 200: json('The commitment', commitmentShape), ...problems(401, 403, 404, 409, 422) },
  },
  async handle({ c, platform, actor, writer }, { params, body }) {
    const place = placeOf(params)
    await getSeriesStand(platform.db.sql, actor, place.regionCode, place.seriesId)
    refuseSigningAtAll(actor, place.regionCode)
    const { signature, sha256: seen } = signatureShape.parse(body)
    const sign = { ...place, signatureId: signature, sha256: seen }
    return c.json(commitmentJson(await signCommitment(platform, actor, sign, writer)))
  },
}

const paperShape = z
  .strictObject({
    signatures: z.array(z.uuid()).max(200),
    signed_on: day,
    evidence: z.array(z.uuid()).max(50).default([]).openapi({ description: 'The scan, as evidence of the library' }),
  })
  .openapi('MasterplanPaperSignatures')

export const paperResource: Resource = {
  permission: 'masterplan.keep',
  may: mayKeepPlans,
  limit: 'write',
  audit: ['masterplan.commitment.signed', 'evidence.uses.changed'],
  route: {
    method: 'post',
    path: `${path}/paper`,
    tags: ['masterplan'],
    summary: 'Record signatures on paper with the scan of the sheet',
    request: { params: seriesParams, body: given(paperShape) },
    responses: { 200: json('The commitment', commitmentShape), ...problems(401, 403, 404, 409, 422) },
  },
  async handle({ c, platform, actor, writer }, { params, body }) {
    const place = placeOf(params)
    await getSeriesStand(platform.db.sql, actor, place.regionCode, place.seriesId)
    unlessRefused(refuseKeep(actor, place.regionCode))
    const paper = paperShape.parse(body)
    const record = {
      ...place,
      signatureIds: paper.signatures,
      signedOn: paper.signed_on,
      attach: paper.evidence,
    }
    return c.json(commitmentJson(await inJson(recordPaper(platform, actor, record, writer))))
  },
}
