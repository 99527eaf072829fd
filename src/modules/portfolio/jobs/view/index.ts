import type { JobHandler } from '#platform/jobs/jobs.ts'
import { remindersJob } from './send-reminders.ts'

export const viewJobs: JobHandler[] = [remindersJob]
