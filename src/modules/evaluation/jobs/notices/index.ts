import type { JobHandler } from '#platform/jobs/jobs.ts'
import { inviteJob } from './invite.ts'
import { lettersJob } from './send-letters.ts'
import { owingJob } from './tell-owing.ts'

export const noticesJobs: JobHandler[] = [inviteJob, lettersJob, owingJob]
