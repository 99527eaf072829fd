import { z } from '@hono/zod-openapi'
import { mayNot } from '#kit/problem.ts'
import type { Resource } from '#platform/http/door.ts'
import { mayOpenPortfolio, mayOpenToPublic, refuseOpenToPublic } from '../../access.ts'
import { getStand } from '../../actions/stand.ts'
import { saveSetting } from '../../actions/view/save-setting.ts'
import type { RegionSetting } from '../../model.ts'
import { json, problems, regionParams } from '../shapes.ts'

const settingShape = z
  .object({
    public: z.boolean().openapi({ description: 'Everybody reads programmes, money, milestones and verified readings' }),
    shared: z.boolean().openapi({ description: 'Other regions that share compare totals' }),
    version: z.int().openapi({ description: '0 while nothing was ever chosen' }),
  })
  .openapi('PortfolioSetting')

const settingJson = ({ public: open, shared, version }: RegionSetting) => ({ public: open, shared, version })

export const settingResource: Resource = {
  permission: 'portfolio.read',
  may: mayOpenPortfolio,
  route: {
    method: 'get',
    path: '/portfolios/{region}/setting',
    tags: ['portfolio'],
    summary: 'What a region shows of its portfolio',
    request: { params: regionParams },
    responses: { 200: json('The setting', settingShape), ...problems(404) },
  },
  async handle({ c, platform, actor }, { params }) {
    const { setting } = await getStand(platform.db.read, actor, params['region'] ?? '')
    return c.json(settingJson(setting))
  },
}

const body = z.strictObject({
  public: z.boolean(),
  shared: z.boolean(),
  version: z.int().min(0).openapi({ description: 'The version that was read; 412 when another is stored' }),
})

export const putSettingResource: Resource = {
  permission: 'portfolio.setting.change',
  may: mayOpenToPublic,
  limit: 'write',
  audit: ['portfolio.setting.changed'],
  route: {
    method: 'put',
    path: '/portfolios/{region}/setting',
    tags: ['portfolio'],
    summary: 'Open or close a portfolio to the public and to other regions',
    request: { params: regionParams, body: { required: true, content: { 'application/json': { schema: body } } } },
    responses: { 200: json('The setting', settingShape), ...problems(401, 403, 404, 412, 422) },
  },
  async handle({ c, platform, actor, writer }, { params, body: given }) {
    const { region } = await getStand(platform.db.sql, actor, params['region'] ?? '')
    const refused = refuseOpenToPublic(actor, region.code)
    if (refused) throw mayNot(refused)
    return c.json(
      settingJson(await saveSetting(platform, actor, { regionCode: region.code, ...body.parse(given) }, writer)),
    )
  },
}
