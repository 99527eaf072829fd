import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { defineConfig } from '@playwright/test'

const port = 3199
// One folder for a whole run: Playwright reads this file again in each worker.
const folder = (process.env['TUDANG_JOURNEYS_VAR'] ??= mkdtempSync(join(tmpdir(), 'tudang-journeys-')))

export default defineConfig({
  testDir: 'test/journeys',
  outputDir: '.tmp/journeys',
  timeout: 60_000,
  workers: 2,
  // Machines are shared and noisy: a journey that stumbles is walked once more, and told as flaky.
  retries: 1,
  forbidOnly: process.env['CI'] !== undefined,
  reporter: [['list'], ['json']],
  use: {
    baseURL: `http://localhost:${port}`,
    locale: 'id-ID',
    timezoneId: 'Asia/Makassar',
    // Colours change at once, so that contrast is not measured on the way.
    contextOptions: { reducedMotion: 'reduce' },
    launchOptions: {
      executablePath: '/usr/bin/chromium',
      args: [
        '--no-sandbox',
        '--disable-quic',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        '--disable-gpu',
      ],
    },
  },
  projects: [
    { name: 'phone', testIgnore: 'round.spec.ts', use: { viewport: { width: 390, height: 844 } } },
    { name: 'desk', testIgnore: 'round.spec.ts', use: { viewport: { width: 1280, height: 900 } } },
    // Its result becomes the newest of the country: it comes after those that read the newest.
    {
      name: 'round',
      testMatch: 'round.spec.ts',
      dependencies: ['phone', 'desk'],
      use: { viewport: { width: 1280, height: 900 } },
    },
  ],
  webServer: {
    command: 'node --enable-source-maps dist/server/main.js',
    url: `http://localhost:${port}/readyz`,
    timeout: 120_000,
    gracefulShutdown: { signal: 'SIGTERM', timeout: 15_000 },
    env: { PORT: String(port), TUDANG_VAR: folder, TUDANG_WORLD: 'demo', TUDANG_RATE_LIMIT: '0', LOG_LEVEL: 'warn' },
  },
})
