import type { JobHandler } from '#platform/jobs/jobs.ts'
import { closeRoundJob } from './close-round.ts'

export const closingJobs: JobHandler[] = [closeRoundJob]
