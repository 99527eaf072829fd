import type { MiddlewareHandler } from 'hono'
import { routePath } from 'hono/route'
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import type { Database } from '#platform/db/database.ts'

const registry = new Registry()
collectDefaultMetrics({ register: registry })

const duration = new Histogram({
  name: 'http_request_duration_seconds',
  help: 'Time from request to response by method, route and status',
  labelNames: ['method', 'route', 'status'],
  buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
  registers: [registry],
})
const queue = new Gauge({ name: 'jobs_waiting', help: 'Jobs not yet started', registers: [registry] })
const connections = new Gauge({
  name: 'db_pool_waiting',
  help: 'Requests that wait for a connection',
  registers: [registry],
})

const openTexts = new Gauge({ name: 'collab_open_texts', help: 'Shared texts in memory', registers: [registry] })
const editors = new Gauge({ name: 'collab_connections', help: 'Open editors', registers: [registry] })

/** Tells how many shared texts are open, and in how many editors. */
export function gaugeTexts(texts: number, connections: number): void {
  openTexts.set(texts)
  editors.set(connections)
}

/** Measures each request under its route, never under its address, so that the number of series is bounded. */
export const countRequests: MiddlewareHandler = async (c, next) => {
  const end = duration.startTimer({ method: c.req.method })
  await next()
  // The innermost handler that ran names the route; what no door answered is one series.
  const route = c.res.status === 404 && routePath(c).includes('*') ? 'none' : routePath(c)
  end({ route, status: c.res.status })
}

/** The text that Prometheus reads; `jobs_waiting` is NaN while the database does not answer. */
export async function metricsText(db: Database): Promise<string> {
  const waiting = await db.pool
    .query<{ n: number }>("select count(*)::int as n from jobs.progress where state = 'queued'")
    .catch(() => undefined)
  queue.set(waiting?.rows[0]?.n ?? Number.NaN)
  connections.set(db.pool.waitingCount)
  return await registry.metrics()
}
