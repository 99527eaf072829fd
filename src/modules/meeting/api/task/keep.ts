import { z } from '@hono/zod-openapi'
import { mayNot } from '#kit/problem.ts'
import type { Resource } from '#platform/http/door.ts'
import { mayKeepMeetings, refuseKeep } from '../../access.ts'
import { getInsideStand } from '../../actions/stand.ts'
import { changeTask } from '../../actions/task/direct-task.ts'
import { getTaskStand } from '../../actions/task/task-stand.ts'
import { transferTasks } from '../../actions/task/transfer-tasks.ts'
import { TASK_DIMENSIONS } from '../../model-task.ts'
import { body, inJson, json, problems, regionParams, versionShape } from '../shapes.ts'
import { taskJson, taskParams, taskShape } from './tasks.ts'

const path = '/meetings/{region}/tasks'

const changeShape = z
  .strictObject({
    version: versionShape,
    text: z.string().max(4000).openapi({ example: 'Menyusun data capaian quick win' }),
    owner: z.uuid(),
    dimension: z.enum(TASK_DIMENSIONS).nullish(),
    reason: z.string().max(4000).openapi({ example: 'Urusannya pindah ke dinas lain.' }),
  })
  .openapi('MeetingTaskChange')

export const taskChangeResource: Resource = {
  permission: 'meeting.keep',
  may: mayKeepMeetings,
  limit: 'write',
  audit: ['meeting.task.changed'],
  route: {
    method: 'put',
    path: `${path}/{task}`,
    tags: ['meeting'],
    summary: 'Change the sentence, the office or the dimension of a task, with a reason; its day by its direction',
    request: { params: taskParams, body: body(changeShape) },
    responses: { 200: json('The task', taskShape), ...problems(401, 403, 404, 412, 422) },
  },
  async handle({ c, platform, actor, writer }, { params, body: given }) {
    const { region: regionCode = '', task: id = '' } = params
    await getTaskStand(platform.db.sql, actor, regionCode, id)
    const refusal = refuseKeep(actor, regionCode)
    if (refusal) throw mayNot(refusal)
    const { version, text, owner, dimension, reason } = changeShape.parse(given)
    const input = { text, ownerId: owner, dimension: dimension ?? undefined }
    const change = { regionCode, id, version, reason, input }
    return c.json(taskJson(await inJson(changeTask(platform, actor, change, writer), { ownerId: 'owner' })))
  },
}

const transferShape = z
  .strictObject({
    from: z.uuid().openapi({ description: 'An office of the region, abolished or not' }),
    to: z.uuid(),
    reason: z.string().max(4000).openapi({ example: 'Perubahan susunan perangkat daerah.' }),
  })
  .openapi('MeetingTaskTransfer')

export const taskTransferResource: Resource = {
  permission: 'meeting.keep',
  may: mayKeepMeetings,
  limit: 'write',
  audit: ['meeting.tasks.transferred'],
  route: {
    method: 'post',
    path: `${path}/transfers`,
    tags: ['meeting'],
    summary: 'Hand the open tasks and unchecked items to prepare of an office to another',
    request: { params: regionParams, body: body(transferShape) },
    responses: {
      200: json('How many moved', z.object({ tasks: z.int(), items: z.int() })),
      ...problems(401, 403, 404, 409, 422),
    },
  },
  async handle({ c, platform, actor, writer }, { params, body: given }) {
    const { region: regionCode = '' } = params
    await getInsideStand(platform.db.sql, actor, regionCode)
    const refusal = refuseKeep(actor, regionCode)
    if (refusal) throw mayNot(refusal)
    const { from, to, reason } = transferShape.parse(given)
    const transfer = { regionCode, fromId: from, toId: to, reason }
    return c.json(await inJson(transferTasks(platform, actor, transfer, writer), { fromId: 'from', toId: 'to' }))
  },
}
