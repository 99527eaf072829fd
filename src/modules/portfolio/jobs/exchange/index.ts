import type { JobHandler } from '#platform/jobs/jobs.ts'
import { exportProgrammesJob } from './export-programmes.ts'
import { importProgrammesJob } from './import-programmes.ts'

export const exchangeJobs: JobHandler[] = [importProgrammesJob, exportProgrammesJob]
