import { z } from '@hono/zod-openapi'
import { refuseSaveProgramme } from '#modules/portfolio/index.ts'
import type { Resource } from '#platform/http/door.ts'
import { mayWritePlans } from '../../access.ts'
import { becomeProgramme } from '../../actions/worksheet/become-programme.ts'
import { getCardStand, refuseCard } from '../../actions/worksheet/ground.ts'
import { readProposal } from '../../actions/worksheet/read-proposal.ts'
import { body, cardParams, json, problems, versionShape } from './shapes.ts'

const shape = z.object({
  version: versionShape,
  code: z.string().max(30).nullish().openapi({ description: 'The next free one when absent', example: 'LIV-07' }),
  name: z.string().max(300).nullish(),
  problem: z.string().max(4000).nullish(),
  sub_dimension: z.string().openapi({ example: 'LIV-2' }),
  sector: z.string().openapi({ example: 'kesehatan' }),
  stream: z.string().nullish().openapi({ example: 'application' }),
  lead_id: z.uuid().nullish(),
  term: z.union([z.literal(1), z.literal(5), z.literal(10)]).nullish(),
  start_year: z.int().nullish(),
  end_year: z.int().nullish(),
  rpjmd: z.string().max(300).nullish(),
  renstra: z.string().max(300).nullish(),
})

const answer = z.object({
  programme_id: z.uuid(),
  code: z.string(),
  risks: z.int().openapi({ description: 'Risks that went along into the risk form' }),
  budget: z
    .object({ year: z.int(), source: z.string(), planned: z.string() })
    .nullable()
    .openapi({ description: 'The budget line made of a canvas; null when it lacks amount, source or year' }),
  risks_left: z.int().openapi({ description: 'Risks without likelihood or impact, which stayed' }),
})

/** What is not said is taken from the card and from what it rests on. */
export const becomeResource: Resource = {
  permission: 'masterplan.card.write',
  may: mayWritePlans,
  limit: 'write',
  audit: [
    'masterplan.card.became_programme',
    'portfolio.programme.created',
    'portfolio.quick_win.saved',
    'portfolio.budget.changed',
    'portfolio.risk.added',
  ],
  route: {
    method: 'post',
    path: '/masterplans/{region}/cards/{card}/programme',
    tags: ['masterplan'],
    summary: 'Make a programme of a card; what is not said is taken from the card and the cards it rests on',
    request: { params: cardParams, body: body(shape) },
    responses: { 201: json('The programme', answer), ...problems(401, 403, 404, 409, 412, 422) },
  },
  async handle({ c, platform, actor, writer }, { params, body: given }) {
    const stand = await getCardStand(platform.db.sql, actor, params['region'] ?? '', params['card'] ?? '')
    const { card } = stand
    refuseCard(actor, stand, card)
    refuseSaveProgramme(actor, card.regionCode, undefined)
    const said = shape.parse(given)
    const proposal = await readProposal(platform.db.sql, actor, stand)
    const made = await becomeProgramme(
      platform,
      actor,
      {
        regionCode: card.regionCode,
        cardId: card.id,
        version: said.version,
        programme: {
          code: said.code ?? proposal.code,
          name: said.name ?? proposal.name,
          problem: said.problem ?? proposal.problem,
          subDimension: said.sub_dimension,
          sector: said.sector,
          stream: said.stream ?? proposal.stream ?? '',
          leadId: said.lead_id ?? proposal.leadId ?? '',
          supportingIds: [],
          partners: [],
          places: [],
          term: said.term ?? proposal.term,
          startYear: said.start_year ?? proposal.startYear,
          endYear: said.end_year ?? proposal.endYear,
          rpjmd: said.rpjmd ?? proposal.rpjmd,
          renstra: said.renstra ?? proposal.renstra,
          promise: undefined,
          promiseDue: undefined,
          quickWin: proposal.quickWin,
        },
      },
      writer,
    )
    const { id, code } = made.programme
    const budget = made.budget ? { ...made.budget, planned: String(made.budget.planned) } : null
    return c.json({ programme_id: id, code, risks: made.risks, risks_left: made.risksLeft, budget }, 201)
  },
}
