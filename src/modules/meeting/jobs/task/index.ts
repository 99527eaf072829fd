import type { JobHandler } from '#platform/jobs/jobs.ts'

export const taskJobs: JobHandler[] = []
