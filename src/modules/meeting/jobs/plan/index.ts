import type { JobHandler } from '#platform/jobs/jobs.ts'

export const planJobs: JobHandler[] = []
