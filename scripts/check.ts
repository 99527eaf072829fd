/** `npm run check`: format, lint, types, import arrows, dead code, fresh generated files. Each is told by name. */
import { spawnSync } from 'node:child_process'

export interface Check {
  name: string
  command: string[]
}

export const checks: Check[] = [
  { name: 'format', command: ['prettier', '--check', '--log-level=warn', '.'] },
  { name: 'lint', command: ['oxlint', '--deny-warnings'] },
  { name: 'types', command: ['tsc', '--noEmit', '-p', '.'] },
  { name: 'dead code', command: ['knip', '--no-progress'] },
  { name: 'table types fresh', command: [process.execPath, 'scripts/generate-tables.ts', '--check'] },
]

export function runCheck({ name, command: [program = '', ...args] }: Check): boolean {
  const ok = spawnSync(program, args, { stdio: 'inherit' }).status === 0
  console.log(`${ok ? 'ok    ' : 'NOT OK'} ${name}`)
  return ok
}

if (import.meta.main) {
  const arrows: Check = { name: 'arrows', command: ['vitest', 'run', 'test/architecture.test.ts', '--reporter=dot'] }
  const results = [...checks, arrows].map(runCheck)
  process.exitCode = results.every(Boolean) ? 0 : 1
}
