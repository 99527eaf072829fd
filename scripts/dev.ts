/** `npm run dev`: builds and starts, and again after each change of a source file. Data stays in TUDANG_VAR. */
import { type ChildProcess, spawn } from 'node:child_process'
import { watch } from 'node:fs'
import { buildAll } from './build.ts'

let server: ChildProcess | undefined
let timer: NodeJS.Timeout | undefined
let stopping = false

async function stop(): Promise<void> {
  const old = server
  server = undefined
  if (!old || old.exitCode !== null) return
  await new Promise(done => {
    old.once('exit', done)
    old.kill('SIGTERM')
  })
}

async function restart(): Promise<void> {
  try {
    await buildAll()
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    return
  }
  await stop()
  if (!stopping) server = spawn(process.execPath, ['--enable-source-maps', 'dist/server/main.js'], { stdio: 'inherit' })
}

for (const folder of ['src', 'db']) {
  watch(folder, { recursive: true }, (_event, file) => {
    if (file === null || file.includes('.test.')) return
    clearTimeout(timer)
    timer = setTimeout(() => void restart(), 150)
  })
}
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    stopping = true
    void stop().then(() => process.exit(0))
  })
}
await restart()
