/**
 * Writes src/platform/db/tables.ts from a freshly migrated, disposable database.
 * `--check` writes nothing and fails when the committed file is stale.
 */
import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { startEmbedded } from '../src/platform/db/embedded.ts'
import { createTudangDatabase } from '../src/platform/db/bootstrap.ts'
import { migrate } from '../src/platform/db/migrate.ts'

const run = promisify(execFile)
const target = 'src/platform/db/tables.ts'

export async function generateTables(url: string, outFile: string): Promise<void> {
  await run(process.execPath, [
    'node_modules/kysely-codegen/dist/cli/bin.js',
    '--dialect=postgres',
    `--url=${url}`,
    `--out-file=${outFile}`,
    '--default-schema=public',
    '--exclude-pattern=graphile_worker.*',
    '--date-parser=string',
    '--numeric-parser=string',
    '--type-mapping={"int8":"number","timestamptz":"Date"}',
    '--type-only-imports',
    '--log-level=error',
  ])
}

if (import.meta.main) {
  const folder = await mkdtemp(join(tmpdir(), 'tudang-tables-'))
  const server = await startEmbedded(folder, { disposable: true })
  try {
    await createTudangDatabase(server.url)
    await migrate(server.url, 'db/migrations')
    const out = process.argv.includes('--check') ? join(folder, 'tables.ts') : target
    await generateTables(server.url, out)
    if (out !== target && (await readFile(out, 'utf8')) !== (await readFile(target, 'utf8'))) {
      console.error(`${target} is stale: run node scripts/generate-tables.ts`)
      process.exitCode = 1
    }
  } finally {
    await server.release()
    await rm(folder, { recursive: true, force: true })
  }
}
