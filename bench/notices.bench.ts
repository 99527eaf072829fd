/** 50,000 notices about a round of 514 regions: how long until all letters are out, and how long other jobs wait meanwhile. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { pino } from 'pino'
import type { BenchRow } from '../scripts/bench.ts'
import { readConfig } from '../src/config.ts'
import { lettersJob } from '../src/modules/evaluation/jobs/notices/send-letters.ts'
import { audit } from '../src/platform/audit/audit.ts'
import { openDatabase } from '../src/platform/db/database.ts'
import { startEmbedded } from '../src/platform/db/embedded.ts'
import { openFiles } from '../src/platform/files/files.ts'
import { createLimits } from '../src/platform/http/limits.ts'
import { enqueue, type JobHandler } from '../src/platform/jobs/jobs.ts'
import { startWorker } from '../src/platform/jobs/worker.ts'
import { sendMail } from '../src/platform/mail/mail.ts'
import type { Platform } from '../src/platform/platform.ts'
import { startServer } from './support/server.ts'

const people = 10_500

/**
 * An open round of all 514 regencies and cities, twenty offices' worth of people a region with the questions shared out among
 * them, and about five notices each, which are all true. Synthetic, and only here.
 */
const fill = `
  insert into evaluation.round (id, edition_id, group_code, instrument_id, instrument_sha256, title, state, opened_at)
    select '2099-bench', '2099', 'kppn-ikn', id, sha256, '{"id":"Uji beban","en":"Load"}', 'open', now()
    from evaluation.instrument where id = 'smart-city-2023-kppn-ikn';
  insert into evaluation.round_step (round_id, step, starts_on, ends_on)
    select '2099-bench', step, current_date - 10, current_date + 20 from unnest(array['self-assessment', 'verification']) step;
  insert into evaluation.round_region (region_code, round_id)
    select region_code, '2099-bench' from region.region where level = 2 and archived_at is null;
  insert into people.organisation (id, kind, name, region_code, example)
    select md5(r.region_code || o)::uuid, 'opd', 'Dinas ' || o || ' ' || r.name, r.region_code, true
    from region.region r cross join generate_series(1, 20) o where r.level = 2 and r.archived_at is null;
  create temporary table reader on commit preserve rows as
    select gen_random_uuid() as account_id, id as organisation_id, region_code, row_number() over (order by md5(id::text)) as n
    from people.organisation where name like 'Dinas %' and example and region_code ~ '^\\d\\d\\.\\d\\d$' limit ${people};
  insert into people.account (id, name, email)
    select account_id, 'Petugas ' || n, 'petugas-' || n || '@contoh.tudang.invalid' from reader;
  insert into people.membership (account_id, organisation_id, role, region_code, valid_from)
    select account_id, organisation_id, 'opd-officer', region_code, now() - interval '1 day' from reader;
  insert into evaluation.assignment (region_code, round_id, question_id, organisation_id)
    select r.region_code, '2099-bench', q.id, (select organisation_id from reader x where x.region_code = r.region_code
      order by md5(q.id || x.n) limit 1)
    from (select distinct region_code from reader) r
    cross join (select jsonb_path_query(content, '$.dimensions[*].indicators[*].sub_indicators[*].questions[*].id') #>> '{}' as id
      from evaluation.instrument where id = 'smart-city-2023-kppn-ikn') q;
  insert into evaluation.notice (account_id, round_id, region_code, kind, subject_key, created_at, not_before)
    select account_id, '2099-bench', region_code, kind, key, now() - interval '1 hour', now() - interval '1 hour'
    from reader cross join lateral (
      values ('answers-due', organisation_id::text), ('questions-assigned', organisation_id::text)
      union all (select 'answer-commented', question_id from evaluation.assignment a
        where a.organisation_id = reader.organisation_id order by question_id limit 3)) as k (kind, key);
  analyze;`

export async function run(): Promise<BenchRow[]> {
  const varFolder = await mkdtemp(join(tmpdir(), 'tudang-bench-'))
  // Only makes the world: its worker has another clock, so it must not take part.
  await (await startServer({ varFolder })).stop()
  const config = readConfig({ TUDANG_VAR: varFolder, TUDANG_WORLD: 'demo', LOG_LEVEL: 'silent' })
  const database = await startEmbedded(varFolder)
  const db = openDatabase(database.url)
  // Ten in the morning in Jakarta, whenever this runs: letters do not go at night.
  const shift = (new Date().setUTCHours(3, 0, 0, 0) as number) - Date.now()
  const platform: Platform = {
    config,
    db,
    clock: { now: () => new Date(Date.now() + shift) },
    files: await openFiles(config),
    limits: createLimits(db.pool, 0),
    log: pino({ level: 'error' }),
  }
  try {
    await db.pool.query(fill.replaceAll('now()', `(now() + interval '${Math.round(shift)} milliseconds')`))
    return await drain(platform)
  } finally {
    await db.close()
    await database.release()
    await rm(varFolder, { recursive: true, force: true })
  }
}

async function drain(platform: Platform): Promise<BenchRow[]> {
  const waits: number[] = []
  const probe: JobHandler = {
    task: 'bench-probe',
    handle: async ({ payload }) => void waits.push(performance.now() - (payload as { at: number }).at),
  }
  const count = async (condition: string) =>
    (await platform.db.pool.query<{ n: number }>(`select count(*)::int as n from ${condition}`)).rows[0]?.n ?? 0
  const add = (task: string, payload: Record<string, unknown>, queue?: string) =>
    platform.db.transact({ accountId: undefined }, async tx => {
      await audit(tx, { event: 'bench.queued', subject: { kind: 'bench', id: task } })
      await enqueue(tx, task, payload, queue === undefined ? {} : { queue })
    })
  const worker = await startWorker(platform, [lettersJob, sendMail, probe])
  const began = performance.now()
  try {
    await add(lettersJob.task, {}, `cron.${lettersJob.task}`)
    for (;;) {
      await add('bench-probe', { at: performance.now() })
      await sleep(500)
      if (performance.now() - began > 1_200_000) throw new Error('not drained in 20 minutes')
      if ((await count("evaluation.notice where state = 'waiting'")) > 0) continue
      if ((await count("mail.message where state = 'queued'")) === 0) break
    }
  } finally {
    await worker.stop()
  }
  const minutes = (performance.now() - began) / 60_000
  const [letters, notices, sent, dropped] = await Promise.all([
    count('mail.message'),
    count('evaluation.notice'),
    count("evaluation.notice where state = 'sent'"),
    count("evaluation.notice where state = 'dropped'"),
  ])
  if (sent + dropped !== notices) throw new Error(`${sent} sent and ${dropped} dropped are not ${notices}`)
  const worst = Math.max(...waits) / 1000
  const note = `${sent} sent in ${letters} letters, ${dropped} dropped as untrue; mail kept, two jobs at a time`
  return [
    {
      name: `${notices.toLocaleString('en')} notices of 514 regions until the last letter is out`,
      ours: minutes,
      peer: 10,
      ratio: minutes / 10,
      unit: 'min',
      note: `${note}; the peer is the limit`,
    },
    {
      name: 'longest wait of another job meanwhile',
      ours: worst,
      peer: 5,
      ratio: worst / 5,
      unit: 's',
      note: `${waits.length} jobs, one each half second; the peer is the limit`,
    },
  ]
}

if (import.meta.main) console.table(await run())
