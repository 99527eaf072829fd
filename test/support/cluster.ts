import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { createTudangDatabase } from '../../src/platform/db/bootstrap.ts'
import { startEmbedded } from '../../src/platform/db/embedded.ts'

declare module 'vitest' {
  interface ProvidedContext {
    clusterUrl: string
    clusterFolder: string
  }
}

/** Starts one disposable PostgreSQL for the whole run; worlds are databases in it, cloned from a template on first use. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'tudang-test-'))
  const server = await startEmbedded(folder, { disposable: true })
  await createTudangDatabase(server.url)
  const client = new pg.Client({ connectionString: server.url })
  await client.connect()
  await client.query('create table template_ready (name text primary key)')
  await client.end()
  project.provide('clusterUrl', server.url)
  project.provide('clusterFolder', folder)
  return async () => {
    await server.release()
    await rm(folder, { recursive: true, force: true })
  }
}
