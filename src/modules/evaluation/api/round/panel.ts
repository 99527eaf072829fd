import { z } from '@hono/zod-openapi'
import { namesOfAccounts } from '#modules/people/index.ts'
import type { Resource, Visit } from '#platform/http/door.ts'
import { mayReadPanels, mayRunRounds } from '../../access.ts'
import { getSeenRound } from '../../actions/round/read-board.ts'
import { setPanel } from '../../actions/round/set-panel.ts'
import { noSuchRound } from '../../actions/round/stand.ts'
import { listPanel, type PanelMember } from '../../store/round/panel.ts'
import { findRoundRegion } from '../../store/round/rounds.ts'
import { json, problems } from '../shapes.ts'
import { regionParams } from './regions.ts'
import { panelJson, panelShape } from './shapes.ts'

const path = '/rounds/{round}/regions/{code}/panel'

async function answer({ c, platform }: Visit, members: readonly PanelMember[]): Promise<Response> {
  const names = await namesOfAccounts(
    platform.db.sql,
    members.map(({ accountId }) => accountId),
  )
  return c.json(panelJson(members, names))
}

export const panelResource: Resource = {
  permission: 'evaluation.panels.read',
  may: mayReadPanels,
  route: {
    method: 'get',
    path,
    tags: ['evaluation'],
    summary: 'The panel of a region by place, ended turns included',
    request: { params: regionParams },
    responses: { 200: json('The panel', panelShape), ...problems(401, 403, 404) },
  },
  async handle(visit, { params: { round: roundId = '', code = '' } }) {
    const { platform, actor } = visit
    await getSeenRound(platform.db.sql, actor, roundId)
    if (!(await findRoundRegion(platform.db.sql, roundId, code))) throw noSuchRound()
    return await answer(visit, await listPanel(platform.db.sql, roundId, code))
  },
}

const body = z.strictObject({
  accounts: z.array(z.uuid()).max(20),
  end_reason: z.string().max(2000).optional().openapi({ description: 'Needed when somebody leaves the panel' }),
})

export const setPanelResource: Resource = {
  permission: 'evaluation.rounds.run',
  may: mayRunRounds,
  limit: 'write',
  audit: ['evaluation.panel.set', 'evaluation.panel.assigned', 'evaluation.panel.ended'],
  route: {
    method: 'put',
    path,
    tags: ['evaluation'],
    summary: 'Make the panel exactly these accounts; a conflict of interest is refused by name',
    request: { params: regionParams, body: { required: true, content: { 'application/json': { schema: body } } } },
    responses: { 200: json('The panel', panelShape), ...problems(401, 403, 404, 409, 422) },
  },
  async handle(visit, { params: { round: roundId = '', code = '' }, body: given }) {
    const { accounts, end_reason: endReason = '' } = body.parse(given)
    const members = await setPanel(
      visit.platform,
      visit.actor,
      { roundId, regionCode: code, accountIds: accounts, endReason },
      visit.writer,
    )
    return await answer(visit, members)
  },
}
