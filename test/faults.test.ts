/**
 * The built server, started as people start it, when something is wrong around it: what it says, how it ends, and that
 * nothing acknowledged is lost and no process is left behind.
 */
import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { chmod, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, describe, expect, inject, test } from 'vitest'
import { startEmbedded } from '../src/platform/db/embedded.ts'
import { alive } from '../src/platform/db/living.ts'
import { type Typist, typist } from '../src/platform/collab/typist.fixture.ts'
import { migrate } from '../src/platform/db/migrate.ts'
import { root } from '../src/platform/root.ts'

const program = join(root, 'dist/server/main.js')

beforeAll(() => {
  execFileSync('sh', ['scripts/tudang.sh', 'build'], { cwd: root, stdio: 'ignore' })
}, 180_000)

interface Run {
  child: ChildProcess
  /** Everything said so far, on both outputs. */
  said(): string
  /** Waits until it is ready and gives its address; fails with what it said when it ends before. */
  ready(): Promise<string>
  /** Waits for its end and gives the exit code, or the signal. */
  ended(): Promise<number | string>
}

const running = new Set<ChildProcess>()
const folders: string[] = []

async function freshFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'tudang-faults-'))
  await chmod(folder, 0o755)
  folders.push(folder)
  return folder
}

function start(varFolder: string, env: Record<string, string> = {}): Run {
  const child = spawn(process.execPath, [program], {
    cwd: tmpdir(),
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      PATH: process.env['PATH'],
      TUDANG_VAR: varFolder,
      PORT: '0',
      TUDANG_WORLD: 'demo',
      TUDANG_RATE_LIMIT: '0',
      LOG_LEVEL: 'warn',
      ...env,
    },
  })
  running.add(child)
  let text = ''
  const end = new Promise<number | string>(done =>
    child.once('close', (code, signal) => {
      running.delete(child)
      done(code ?? signal ?? 'unknown')
    }),
  )
  const heard = new Set<() => void>()
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', chunk => {
      text += String(chunk)
      for (const listener of heard) listener()
    })
  }
  return {
    child,
    said: () => text,
    ended: () => end,
    ready: () =>
      new Promise((done, fail) => {
        const look = () => {
          const port = /siap dalam [\d.]+ detik: http:\/\/localhost:(\d+)/.exec(text)?.[1]
          if (port !== undefined) done(`http://127.0.0.1:${port}`)
        }
        heard.add(look)
        look()
        void end.then(code => fail(new Error(`It ended with ${code} and said: ${text}`)))
      }),
  }
}

/** Where the data of a folder lies, and the number of its database process. */
async function databasePid(varFolder: string): Promise<number | undefined> {
  const text = await readFile(join(varFolder, 'postgres/postmaster.pid'), 'utf8').catch(() => undefined)
  return text === undefined ? undefined : Number(text.split('\n')[0])
}

async function until(what: () => boolean | Promise<boolean>, ms = 30_000): Promise<void> {
  for (const began = performance.now(); !(await what());) {
    if (performance.now() - began > ms) throw new Error('It never came to be')
    await new Promise(done => setTimeout(done, 30))
  }
}

async function leavesNothing(varFolder: string, pid: number | undefined): Promise<void> {
  if (pid !== undefined) await until(() => !alive(pid), 10_000)
  expect(existsSync(join(varFolder, 'server.json'))).toBe(false)
  expect(existsSync(join(varFolder, 'postgres.lock'))).toBe(false)
  expect(await readdir(join(varFolder, 'postgres-users')).catch(() => [])).toEqual([])
}

afterEach(async () => {
  for (const child of running) {
    child.kill('SIGKILL')
    await new Promise(done => child.once('close', done))
  }
  for (const folder of disks.splice(0)) {
    spawnSync('umount', ['-l', folder])
    rmSync(folder, { recursive: true, force: true })
  }
})

afterAll(async () => {
  for (const folder of folders) {
    const pid = await databasePid(folder)
    if (pid !== undefined && alive(pid)) process.kill(pid, 'SIGQUIT')
    await rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 })
  }
})

describe('it does not start, says why in two languages, and ends with its own code', () => {
  test('2: a wrong variable, named', async () => {
    const run = start(await freshFolder(), { PORT: 'tiga', LOG_LEVEL: 'keras' })
    expect(await run.ended()).toBe(2)
    expect(run.said()).toContain('PORT: isi angka bulat 0 sampai 65535')
    expect(run.said()).toContain('LOG_LEVEL: ')
    expect(run.said()).toContain('Wrong configuration')
    expect(run.said()).not.toMatch(/\n\s+at /)
  })

  test('2: a HOST that this machine does not have', async () => {
    const run = start(await freshFolder(), { HOST: '203.0.113.7' })
    expect(await run.ended()).toBe(2)
    expect(run.said()).toContain('HOST 203.0.113.7 bukan alamat mesin ini')
  })

  test('4: the port is in use; nothing was begun', async () => {
    const other = createServer()
    await new Promise<void>(done => other.listen(0, '127.0.0.1', done))
    const { port } = other.address() as { port: number }
    const folder = await freshFolder()
    const run = start(folder, { PORT: String(port) })
    expect(await run.ended()).toBe(4)
    expect(run.said()).toContain(`Pintu (port) ${port} sedang dipakai program lain`)
    expect(run.said()).toContain('PORT=3001 npm start')
    expect(await readdir(folder)).toEqual([])
    other.close()
  })

  test('5: DATABASE_URL leads nowhere; host and port are named, the password is not', async () => {
    const run = start(await freshFolder(), { DATABASE_URL: 'postgres://tudang:topsecret@127.0.0.1:9/tudang' })
    expect(await run.ended()).toBe(5)
    expect(run.said()).toContain('127.0.0.1:9/tudang tidak menjawab')
    expect(run.said()).not.toContain('topsecret')
  })

  test('5: the database is newer than the program, or was migrated with other files', async () => {
    const admin = new pg.Client({ connectionString: inject('clusterUrl') })
    await admin.connect()
    const name = `newer_${Math.random().toString(36).slice(2, 10)}`
    await admin.query(`create database ${name}`)
    const url = Object.assign(new URL(inject('clusterUrl')), { pathname: `/${name}` }).href
    await migrate(url, join(root, 'db/migrations'))
    const there = new pg.Client({ connectionString: url })
    await there.connect()
    await there.query("insert into public.migration (number, name, sha256) values (9999, '9999_future.sql', 'x')")
    const newer = start(await freshFolder(), { DATABASE_URL: url })
    expect(await newer.ended()).toBe(5)
    expect(newer.said()).toContain('lebih baru daripada program ini (ada migrasi 9999_future.sql)')
    await there.query(
      "delete from public.migration where number = 9999; update public.migration set sha256 = 'x' where number = 1",
    )
    const changed = start(await freshFolder(), { DATABASE_URL: url })
    expect(await changed.ended()).toBe(5)
    expect(changed.said()).toContain('0001_platform.sql sudah dijalankan dengan isi lain')
    await there.end()
    await admin.query(`drop database ${name} with (force)`)
    await admin.end()
  })

  test('6: TUDANG_VAR cannot be a folder', async () => {
    const folder = await freshFolder()
    await writeFile(join(folder, 'file'), '')
    const run = start(join(folder, 'file/var'))
    expect(await run.ended()).toBe(6)
    expect(run.said()).toContain('tidak dapat dibuat atau ditulis')
  })

  test('6: the disk is full before a database can be made', async ({ skip }) => {
    const disk = mountSmallDisk(24) ?? skip('this machine does not let us mount a small disk')
    const run = start(join(disk, 'var'))
    expect(await run.ended()).toBe(6)
    expect(run.said()).toContain('Diska penuh')
    expect(run.said()).toContain('The disk is full')
    expect(run.said()).not.toMatch(/\n\s+at /)
  })

  test('6: the disk fills up while the data is loaded; no process stays', async ({ skip }) => {
    const disk = mountSmallDisk(100) ?? skip('this machine does not let us mount a small disk')
    const folder = join(disk, 'var')
    const run = start(folder)
    expect(await run.ended()).toBe(6)
    expect(run.said()).toContain('Diska penuh')
    const pid = await databasePid(folder)
    if (pid !== undefined) await until(() => !alive(pid), 20_000)
  }, 90_000)
})

const disks: string[] = []

/** A disk of so many megabytes, taken away after the test; undefined without the right to mount one. */
function mountSmallDisk(megabytes: number): string | undefined {
  const folder = mkdtempSync(join(tmpdir(), 'tudang-disk-'))
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m,mode=755`, 'tmpfs', folder])
  if (mounted.status === 0) disks.push(folder)
  else rmSync(folder, { recursive: true })
  return mounted.status === 0 ? folder : undefined
}

/** One world for the rest of the file: loading it takes the longest. */
let world: string
beforeAll(async () => {
  world = await freshFolder()
})

const signIn = async (address: string, who = 'kementerian') => {
  const answer = await fetch(`${address}/masuk`, {
    method: 'POST',
    body: new URLSearchParams({ email: `${who}@contoh.tudang.invalid`, password: 'tudang-peragaan' }),
    redirect: 'manual',
  })
  expect(answer.status).toBe(303)
  return answer.headers
    .getSetCookie()
    .map(line => line.split(';')[0])
    .join('; ')
}

describe('a start that is interrupted', () => {
  test('by Ctrl-C while data is loaded leaves no process, and the next start goes on', async () => {
    const run = start(world)
    await until(() => run.said().includes('migrasi baru'), 60_000)
    const pid = await databasePid(world)
    run.child.kill('SIGINT')
    expect(await run.ended()).toBe(0)
    await leavesNothing(world, pid)
  })

  test('by two starts in one moment: one serves, the other says where and ends with 3', async () => {
    const runs = [start(world), start(world)]
    const codes: (number | string)[] = []
    for (const run of runs) void run.ended().then(code => codes.push(code))
    await until(() => codes.length === 1, 60_000)
    expect(codes).toEqual([3])
    const [winner, loser] = runs[0]?.child.exitCode === null ? runs : [runs[1], runs[0]]
    expect(loser?.said()).toContain('Tudang sudah berjalan')
    expect(loser?.said()).toContain('TUDANG_VAR=./var2 PORT=3001 npm start')
    const address = await winner?.ready()
    expect((await fetch(`${address}/readyz`)).status).toBe(200)
    const third = start(world)
    expect(await third.ended()).toBe(3)
    expect(third.said()).toContain(`http://localhost:${new URL(address ?? '').port}`)
    const pid = await databasePid(world)
    // The terminal and npm both pass a Ctrl-C on.
    winner?.child.kill('SIGINT')
    winner?.child.kill('SIGINT')
    expect(await winner?.ended()).toBe(0)
    await leavesNothing(world, pid)
  }, 180_000)
})

describe('a server that is killed', () => {
  test('with its database, loses nothing that was acknowledged, and starts again', async () => {
    const first = start(world)
    const address = await first.ready()
    const cookie = await signIn(address)
    const pid = await databasePid(world)
    first.child.kill('SIGKILL')
    process.kill(pid ?? 0, 'SIGKILL')
    await first.ended()
    await until(() => !alive(pid ?? 0))
    const second = start(world)
    const again = await second.ready()
    const home = await fetch(`${again}/beranda`, { headers: { cookie }, redirect: 'manual' })
    expect(home.status).toBe(200)
    const stale = await databasePid(world)
    second.child.kill('SIGTERM')
    expect(await second.ended()).toBe(0)
    await leavesNothing(world, stale)
  }, 120_000)

  test('alone leaves its database, which the next start takes over', async () => {
    const first = start(world)
    await first.ready()
    const pid = await databasePid(world)
    first.child.kill('SIGKILL')
    await first.ended()
    const second = start(world)
    const address = await second.ready()
    expect(await databasePid(world)).toBe(pid)
    expect((await fetch(`${address}/readyz`)).status).toBe(200)
    second.child.kill('SIGINT')
    expect(await second.ended()).toBe(0)
    await leavesNothing(world, pid)
  }, 120_000)
})

describe('a server that is killed in the middle of closing a round', () => {
  const round = '2091-killed'
  const fill = `
    insert into evaluation.round (id, edition_id, group_code, instrument_id, instrument_sha256, title, state, opened_at)
      select '${round}', '2091', 'killed', id, sha256, '{"id":"Uji","en":"Test"}', 'open', now()
      from evaluation.instrument where id = 'smart-city-2023-kppn-ikn';
    insert into evaluation.round_region (region_code, round_id, state, submitted_at, submission_sha256)
      select code, '${round}', 'submitted', now(), repeat('0', 64) from unnest(array['73.22', '73.24']) code;
    insert into evaluation.panel_member (region_code, round_id, account_id, place, submitted_at)
      select r.region_code, '${round}', a.id, 1, now() from evaluation.round_region r, people.account a
      where r.round_id = '${round}' and a.email like 'asesor-satu@%';
    insert into evaluation.score (region_code, round_id, account_id, question_id, score)
      select p.region_code, p.round_id, p.account_id, q.id, 3 from evaluation.panel_member p,
        (select jsonb_path_query(content, '$.dimensions[*].indicators[*].sub_indicators[*].questions[*].id') #>> '{}' as id
          from evaluation.instrument where id = 'smart-city-2023-kppn-ikn') q
      where p.round_id = '${round}';
    create function public.wait_here() returns trigger language plpgsql as $$
      begin perform pg_advisory_xact_lock(4711); return null; end $$;
    create trigger wait_here before insert on evaluation.notice execute function public.wait_here()`
  const standing = `select
    (select state from evaluation.round where id = '${round}') as state,
    (select count(*)::int from evaluation.frozen_round where round_id = '${round}') as rounds,
    (select count(*)::int from evaluation.frozen_region where round_id = '${round}') as regions,
    (select count(*)::int from evaluation.result where edition_id = '2091') as results,
    (select count(*)::int from evaluation.question_score where edition_id = '2091') as scores,
    (select count(*)::int from evaluation.edition where id = '2091') as editions`

  test('leaves nothing half; the next start closes it whole', async () => {
    const first = start(world)
    const address = await first.ready()
    const cookie = await signIn(address)
    const database = await startEmbedded(world)
    const client = new pg.Client({ connectionString: database.url })
    await client.connect()
    try {
      await client.query(fill)
      // The close stops after its results are written and before they are committed.
      await client.query('select pg_advisory_lock(4711)')
      const sent = await fetch(`${address}/api/v1/rounds/${round}/closing`, {
        method: 'POST',
        headers: { cookie, 'content-type': 'application/json' },
        body: JSON.stringify({ confirm: round }),
      })
      expect(sent.status).toBe(202)
      await until(async () => {
        const waiting = await client.query(
          "select 1 from pg_locks where locktype = 'advisory' and objid = 4711 and not granted",
        )
        return waiting.rowCount === 1
      })
      first.child.kill('SIGKILL')
      expect(await first.ended()).toBe('SIGKILL')
      await client.query('select pg_advisory_unlock(4711)')
      await client.query('drop trigger wait_here on evaluation.notice')
      const nothing = { state: 'open', rounds: 0, regions: 0, results: 0, scores: 0, editions: 0 }
      expect((await client.query(standing)).rows[0]).toEqual(nothing)

      const second = start(world)
      await second.ready()
      await until(async () => (await client.query(standing)).rows[0]?.state === 'closed', 60_000)
      const whole = { state: 'closed', rounds: 1, regions: 2, results: 2, scores: 234, editions: 1 }
      expect((await client.query(standing)).rows[0]).toEqual(whole)
      second.child.kill('SIGTERM')
      expect(await second.ended()).toBe(0)
    } finally {
      await client.end()
      await database.release()
    }
  }, 180_000)
})

describe('a server that is killed while people write', () => {
  test('loses nothing typed: what was not stored yet comes from their editors when it is back', async () => {
    const port = await freePort()
    const first = start(world, { PORT: String(port) })
    const address = await first.ready()
    const database = await startEmbedded(world)
    const client = new pg.Client({ connectionString: database.url })
    await client.connect()
    const writers: Typist[] = []
    try {
      const { rows } = await client.query<{ region_code: string; id: string; plain: string }>(
        `select t.region_code, t.id, t.plain from masterplan.section s
          join masterplan.block b on b.region_code = s.region_code and b.section_id = s.id
          join collab.text t on t.region_code = b.region_code and t.id = b.text_id
          where s.region_code = '73.24' and s.state = 'draft' and s.archived_at is null order by t.id limit 1`,
      )
      const { id = '', plain = '' } = rows[0] ?? {}
      const stored = async () =>
        (await client.query<{ plain: string }>('select plain from collab.text where id = $1', [id])).rows[0]?.plain ??
        ''
      for (const who of ['sekretariat-luwu-timur', 'koordinator-luwu-timur'])
        writers.push(typist(address, await signIn(address, who), `73.24/${id}`))
      await until(() => writers.every(({ provider }) => provider.isSynced))
      const typed: string[] = []
      const typeSome = async (when: string, times: number) => {
        for (let i = 0; i < times; i++) {
          for (const [n, one] of writers.entries()) {
            typed.push(`${when} ${i} penulis ${n}`)
            one.type(`${when} ${i} penulis ${n}`)
          }
          await new Promise(done => setTimeout(done, 25))
        }
      }
      await typeSome('sebelum', 20)
      first.child.kill('SIGKILL')
      await typeSome('selagi mati', 10)
      await first.ended()
      // It died with something that it had not stored yet: else this would prove nothing.
      expect((await stored()).split('\n').length).toBeLessThan(plain.split('\n').length + typed.length)
      const second = start(world, { PORT: String(port) })
      await second.ready()
      await typeSome('sesudah', 5)
      await until(() => writers.every(one => one.stored()), 30_000)
      const lines = (await stored()).split('\n').filter(line => line.includes(' penulis '))
      expect(lines.sort()).toEqual(typed.sort())
      expect(await stored()).toContain(plain.trim().split('\n')[0])
      for (const one of writers) one.leave()
      second.child.kill('SIGTERM')
      expect(await second.ended()).toBe(0)
    } finally {
      for (const one of writers) one.leave()
      await client.end()
      await database.release()
    }
  }, 180_000)
})

/** A port that nobody uses just now, for a server that comes back where it was. */
async function freePort(): Promise<number> {
  const one = createServer()
  await new Promise<void>(done => one.listen(0, '127.0.0.1', done))
  const { port } = one.address() as { port: number }
  await new Promise(done => one.close(done))
  return port
}

describe('a database that ends under the running server', () => {
  /** Asks again and again while `during` runs and until it answers well; gives every answer. */
  async function askThroughout(
    address: string,
    during: () => Promise<void>,
  ): Promise<{ status: number; text: string }[]> {
    const answers: { status: number; text: string }[] = []
    let over = false
    const asking = Array.from({ length: 4 }, async () => {
      for (;;) {
        const answer = await fetch(`${address}/daerah`, { signal: AbortSignal.timeout(20_000) })
        answers.push({ status: answer.status, text: await answer.text() })
        if (over && answer.status !== 503) return
      }
    })
    await during()
    over = true
    await Promise.all(asking)
    return answers
  }

  test('by a restart or a crash: 503 with a sentence meanwhile, then it works again by itself', async () => {
    const run = start(world)
    const address = await run.ready()
    const cookie = await signIn(address)

    const restarted = await askThroughout(address, async () => {
      const data = join(world, 'postgres')
      const { uid, gid } = await stat(data)
      const words = (await readFile(`/proc/${await databasePid(world)}/cmdline`, 'utf8')).split('\0')
      const pgCtl = join(dirname(words[0] ?? ''), 'pg_ctl')
      const order = spawn(pgCtl, ['restart', '-D', data, '-m', 'fast', '-w'], { uid, gid, cwd: data, stdio: 'ignore' })
      expect(await new Promise(done => order.once('exit', done))).toBe(0)
    })
    const crashed = await askThroughout(address, async () => {
      const pid = await databasePid(world)
      process.kill(pid ?? 0, 'SIGKILL')
      await until(async () => (await databasePid(world)) !== pid, 60_000)
    })

    for (const answers of [restarted, crashed]) {
      expect(answers.map(({ status }) => status).filter(status => status !== 200 && status !== 503)).toEqual([])
      expect(answers.at(-1)?.status).toBe(200)
    }
    const refused = crashed.filter(({ status }) => status === 503)
    expect(refused.length).toBeGreaterThan(0)
    for (const { text } of refused) expect(text).toContain('Basis data sedang tidak menjawab')
    // The session outlived both.
    expect((await fetch(`${address}/beranda`, { headers: { cookie }, redirect: 'manual' })).status).toBe(200)
    expect((await fetch(`${address}/readyz`)).status).toBe(200)
    const pid = await databasePid(world)
    run.child.kill('SIGTERM')
    expect(await run.ended(), run.said().slice(-4000)).toBe(0)
    await leavesNothing(world, pid)
  }, 180_000)
})
