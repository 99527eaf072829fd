import type { Resource } from '#platform/http/door.ts'
import { taskChangeResource, taskTransferResource } from './keep.ts'
import { newTaskResource, taskDirectionResource, taskListResource, taskReportResource, taskResource } from './tasks.ts'

/** Tasks of meetings and their journey. */
export const taskResources: Resource[] = [
  taskListResource,
  newTaskResource,
  taskResource,
  taskReportResource,
  taskDirectionResource,
  taskChangeResource,
  taskTransferResource,
]
