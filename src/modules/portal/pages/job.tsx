import { notFound } from '#kit/problem.ts'
import { formatCount } from '#kit/format.ts'
import type { Page } from '#platform/http/door.ts'
import { findProgress } from '#platform/jobs/jobs.ts'
import { Progress } from '#ui/progress.tsx'
import { mayReadJob, signedIn } from '../access.ts'
import { phrases } from '../phrases/index.ts'

/** How far a long job is. Others' jobs answer as if they did not exist. */
export const jobPage: Page = {
  path: '/pekerjaan/:id',
  permission: 'portal.job.read',
  may: signedIn,
  async show(visit) {
    const t = phrases(visit.lang)
    const job = await findProgress(visit.platform.db, visit.c.req.param('id') ?? '')
    if (!job || mayReadJob(visit.actor, job.accountId)) throw notFound(phrases('id').noJob, phrases('en').noJob)
    const running = job.state === 'queued' || job.state === 'running'
    const percent = job.state === 'done' ? 100 : job.total ? Math.floor((job.done / job.total) * 100) : 0
    const rows =
      job.total === undefined ? '' : t.jobRows(formatCount(job.done, visit.lang), formatCount(job.total, visit.lang))
    const body = (
      <div class="pt-6 max-w-2xl">
        <h1>{t.jobTitle[job.state]}</h1>
        {running && <p class="lead mt-3">{t.jobLead}</p>}
        {job.failure && (
          <p class="lead mt-3" role="alert">
            {job.failure[visit.lang]}
          </p>
        )}
        <div class="my-8">
          <Progress
            lang={visit.lang}
            percent={percent}
            words={[job.step ?? (job.state === 'queued' ? t.jobStarting : ''), rows].filter(Boolean).join(', ')}
            refreshHref={running ? visit.c.req.path : undefined}
          >
            {running && (
              <p class="mt-4">
                <a class="a" href={visit.c.req.path}>
                  {t.jobRefresh}
                </a>
              </p>
            )}
            {job.state === 'done' && job.resultHref && (
              <p class="mt-4">
                <a class="btn btn-primary" href={job.resultHref}>
                  {t.jobResult}
                </a>
              </p>
            )}
          </Progress>
        </div>
      </div>
    )
    return { title: t.jobTitle[job.state], body, working: true }
  },
}
