import type { JobHandler } from '#platform/jobs/jobs.ts'
import { countOverdueTasks } from '../../actions/task/count-overdue.ts'
import { noticesJob } from './send-notices.ts'

/** Every hour, because days end in three zones; what was counted is not counted again. */
const overdueJob: JobHandler = {
  task: 'meeting-overdue',
  cron: '2 * * * *',
  async handle({ platform }) {
    await countOverdueTasks(platform)
  },
}

export const taskJobs: JobHandler[] = [overdueJob, noticesJob]
