/** `npm run dev`: builds and starts, and again after each change of a source file. Data stays in TUDANG_VAR. */
import { type ChildProcess, spawn } from 'node:child_process'
import { watch } from 'node:fs'
import { buildAll } from './build.ts'

let server: ChildProcess | undefined
let timer: NodeJS.Timeout | undefined
let stopping = false
/** Restarts run one after the other; a change during one leads to one more. */
let work: Promise<void> = Promise.resolve()

async function stop(): Promise<void> {
  const old = server
  server = undefined
  if (!old || old.exitCode !== null || old.signalCode !== null) return
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
    console.error('Not built; the server runs on as it was. Mend it and save.')
    return
  }
  await stop()
  if (stopping) return
  server = spawn(process.execPath, ['--enable-source-maps', 'dist/server/main.js'], { stdio: 'inherit' })
}

function soon(): void {
  clearTimeout(timer)
  timer = setTimeout(() => (work = work.then(restart)), 150)
}

for (const folder of ['src', 'db/migrations', 'db/reference']) {
  watch(folder, { recursive: true }, (_event, file) => {
    if (file !== null && !/\.test\.|\.fixture\.|~$|\.swp$/.test(file)) soon()
  })
}
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    if (stopping) return
    stopping = true
    clearTimeout(timer)
    void work.then(stop).then(() => process.exit(0))
  })
}
work = restart()
