import type { JobHandler } from '#platform/jobs/jobs.ts'
import { planMeetings, warnOfTerms } from '../../actions/institution/plan-meetings.ts'

/** Every morning before work in all three zones: 05.20 WIB, 07.20 WIT. */
const planJob: JobHandler = {
  task: 'meeting-monthly',
  cron: '20 22 * * *',
  async handle({ platform }) {
    await planMeetings(platform)
    await warnOfTerms(platform)
  },
}

export const institutionJobs: JobHandler[] = [planJob]
