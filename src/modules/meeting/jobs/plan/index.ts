import type { JobHandler } from '#platform/jobs/jobs.ts'
import { lettersJob } from './send-letters.ts'
import { remindersJob } from './send-reminders.ts'

export const planJobs: JobHandler[] = [lettersJob, remindersJob]
