/**
 * `npm test`: the checks, Vitest against a real PostgreSQL, and the browser journeys. Arguments go to Vitest and skip the
 * rest: `npm test -- src/kit`. Ends with `N passed, N failed` over all runners.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { checks, runCheck } from './check.ts'

interface Count {
  passed: number
  failed: number
}

/** What we read of the reports of Vitest and Playwright. */
interface Report {
  numPassedTests: number
  numFailedTests: number
  stats: { expected: number; unexpected: number; flaky: number }
}

const only = process.argv.slice(2)
const counts: Record<string, Count> = {}

function run(command: string, args: string[], env: Record<string, string> = {}): boolean {
  return spawnSync(command, args, { stdio: 'inherit', env: { ...process.env, ...env } }).status === 0
}

function haveChromium(): void {
  if (existsSync('/usr/bin/chromium')) return
  if (process.getuid?.() !== 0) {
    console.error('Chromium is missing. Install it once: sudo apt-get install -y chromium')
    process.exit(1)
  }
  console.log('Installing Chromium from Debian, once …')
  const quiet = { DEBIAN_FRONTEND: 'noninteractive' }
  run('apt-get', ['update', '-qq'], quiet)
  if (!run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium'], quiet)) process.exit(1)
}

/** Counts of a runner's JSON report; a runner that wrote none failed as a whole. */
function count(name: string, file: string, ok: boolean, read: (report: Report) => Count): void {
  const report = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Report) : undefined
  const { passed, failed } = report ? read(report) : { passed: 0, failed: 1 }
  counts[name] = { passed, failed: failed === 0 && !ok ? 1 : failed }
}

mkdirSync('.tmp', { recursive: true })
rmSync('.tmp/vitest.json', { force: true })
rmSync('.tmp/playwright.json', { force: true })

if (only.length === 0) {
  haveChromium()
  const results = checks.map(runCheck)
  counts['check'] = { passed: results.filter(Boolean).length, failed: results.filter(ok => !ok).length }
}
const vitest = run('vitest', [
  'run',
  ...only,
  '--reporter=default',
  '--reporter=json',
  '--outputFile.json=.tmp/vitest.json',
])
count('vitest', '.tmp/vitest.json', vitest, ({ numPassedTests, numFailedTests }) => ({
  passed: numPassedTests,
  failed: numFailedTests,
}))
if (only.length === 0) {
  const journeys = run('playwright', ['test'], { PLAYWRIGHT_JSON_OUTPUT_NAME: '.tmp/playwright.json' })
  count('journeys', '.tmp/playwright.json', journeys, ({ stats }) => {
    return { passed: stats.expected + stats.flaky, failed: stats.unexpected }
  })
}

const total = Object.values(counts).reduce((sum, one) => ({
  passed: sum.passed + one.passed,
  failed: sum.failed + one.failed,
}))
for (const [name, { passed, failed }] of Object.entries(counts))
  console.log(`  ${name}: ${passed} ok, ${failed} not ok`)
console.log(`${total.passed} passed, ${total.failed} failed`)
process.exitCode = total.failed === 0 ? 0 : 1
