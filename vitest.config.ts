import { defineConfig } from 'vitest/config'

export default defineConfig({
  oxc: { jsx: { runtime: 'automatic', importSource: 'hono/jsx' } },
  test: {
    include: ['src/**/*.test.{ts,tsx}', 'test/*.test.{ts,tsx}'],
    globalSetup: ['test/support/cluster.ts'],
    pool: 'forks',
    // Files of one worker share what they import: loading it anew for each took nearly half of the whole run.
    isolate: false,
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 120_000,
  },
})
