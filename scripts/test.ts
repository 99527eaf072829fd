/**
 * `npm test`: the checks, Vitest against a real PostgreSQL, and the browser journeys. Arguments go to Vitest and skip the
 * rest: `npm test -- src/kit`. Ends with `N passed, N failed` over all runners.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { stripVTControlCharacters } from 'node:util'
import { checks, runCheck } from './check.ts'

interface Count {
  passed: number
  failed: number
  /** Not run, and said why in the runner's own list. */
  skipped: number
}

/** What Vitest and Playwright write, as far as it is counted. */
interface Report {
  numPassedTests?: number
  numFailedTests?: number
  numPendingTests?: number
  testResults?: {
    name: string
    status: string
    message?: string
    assertionResults: { fullName: string; status: string; failureMessages?: string[] }[]
  }[]
  stats?: { expected: number; unexpected: number; flaky: number; skipped: number }
  suites?: Suite[]
}

/** A file or group of journeys in Playwright's report. */
interface Suite {
  suites?: Suite[]
  specs?: {
    title: string
    file: string
    tests: { projectName: string; status: string; results: { error?: { message?: string } }[] }[]
  }[]
}

const only = process.argv.slice(2)
const counts: Record<string, Count> = {}
const failures: string[] = []

function run(command: string, args: string[], env: Record<string, string> = {}): boolean {
  return spawnSync(command, args, { stdio: 'inherit', env: { ...process.env, ...env } }).status === 0
}

function haveChromium(): void {
  if (existsSync('/usr/bin/chromium')) return
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) {
    console.error('The journeys need Chromium at /usr/bin/chromium. Install it once: sudo apt-get install -y chromium')
    process.exit(1)
  }
  console.log('Installing Chromium from Debian, once …')
  const quiet = { DEBIAN_FRONTEND: 'noninteractive' }
  run('apt-get', ['update', '-qq'], quiet)
  if (run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium', 'fonts-liberation'], quiet)) return
  console.error('Chromium could not be installed, for the reason above. Check the connection, then run npm test again.')
  process.exit(1)
}

const firstLines = (text = '', lines = 3) =>
  stripVTControlCharacters(text).split('\n').filter(Boolean).slice(0, lines).join(' ¦ ').slice(0, 400)

/** One line for each test of Vitest that failed: whoever reads only the end of a long run learns what to mend. */
function brokenTests({ testResults = [] }: Report): string[] {
  return testResults.flatMap(({ name, status, message, assertionResults }) => {
    const failed = assertionResults.filter(one => one.status === 'failed')
    if (failed.length === 0 && status === 'failed') return [`${name}: ${firstLines(message)}`]
    return failed.map(one => `${name} › ${one.fullName}: ${firstLines(one.failureMessages?.[0])}`)
  })
}

/** The same for journeys, those included that passed only when they were walked again. */
function brokenJourneys(suites: readonly Suite[] = []): string[] {
  return suites.flatMap(({ suites: inner, specs = [] }) => [
    ...specs.flatMap(({ title, file, tests }) =>
      tests
        .filter(({ status }) => status === 'unexpected' || status === 'flaky')
        .map(
          ({ projectName, status, results }) =>
            `[${projectName}] ${file} › ${title} (${status}): ${firstLines(results.find(({ error }) => error)?.error?.message)}`,
        ),
    ),
    ...brokenJourneys(inner),
  ])
}

/** Counts of a runner's JSON report; a runner that wrote none, or ended badly without naming a test, failed as a whole. */
function count(
  name: string,
  file: string,
  ok: boolean,
  read: (report: Report) => Count,
  broken: (report: Report) => string[],
): void {
  let counted: Count = { passed: 0, failed: 1, skipped: 0 }
  try {
    const report = JSON.parse(readFileSync(file, 'utf8')) as Report
    counted = read(report)
    failures.push(...broken(report))
  } catch {
    console.error(`${name} left no report`)
  }
  counts[name] = { ...counted, failed: counted.failed === 0 && !ok ? 1 : counted.failed }
}

mkdirSync('.tmp', { recursive: true })
rmSync('.tmp/vitest.json', { force: true })
rmSync('.tmp/playwright.json', { force: true })

if (only.length === 0) {
  haveChromium()
  const results = checks.map(runCheck)
  counts['check'] = { passed: results.filter(Boolean).length, failed: results.filter(ok => !ok).length, skipped: 0 }
}
const vitest = run('vitest', [
  'run',
  ...only,
  '--reporter=default',
  '--reporter=json',
  '--outputFile.json=.tmp/vitest.json',
])
count(
  'vitest',
  '.tmp/vitest.json',
  vitest,
  report => ({
    passed: report.numPassedTests ?? 0,
    failed: report.numFailedTests ?? 0,
    skipped: report.numPendingTests ?? 0,
  }),
  brokenTests,
)
if (only.length === 0) {
  const journeys = run('playwright', ['test'], { PLAYWRIGHT_JSON_OUTPUT_NAME: '.tmp/playwright.json' })
  count(
    'journeys',
    '.tmp/playwright.json',
    journeys,
    ({ stats }) => ({
      passed: (stats?.expected ?? 0) + (stats?.flaky ?? 0),
      failed: stats?.unexpected ?? 1,
      skipped: stats?.skipped ?? 0,
    }),
    ({ suites }) => brokenJourneys(suites),
  )
}

for (const failure of failures) console.log(`  ✗ ${failure}`)

for (const [name, { passed, failed, skipped }] of Object.entries(counts))
  console.log(`  ${name}: ${passed} passed, ${failed} failed${skipped === 0 ? '' : `, ${skipped} skipped`}`)
const sum = (of: 'passed' | 'failed') => Object.values(counts).reduce((n, one) => n + one[of], 0)
console.log(`${sum('passed')} passed, ${sum('failed')} failed`)
process.exitCode = sum('failed') === 0 ? 0 : 1
