import type { JobHandler } from '#platform/jobs/jobs.ts'
import { printBookJob } from './print-book.ts'

export const editionJobs: JobHandler[] = [printBookJob]
