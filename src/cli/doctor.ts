import { statfs } from 'node:fs/promises'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { listUntracedAnswers } from '#modules/evaluation/index.ts'
import { readMigrations } from '#platform/db/migrate.ts'
import { root } from '#platform/root.ts'
import { readConfig } from '../config.ts'
import type { Command } from './tudang.ts'
import { withWorld } from './world.ts'

interface Finding {
  check: string
  ok: boolean
  note: string
}

/** Looks at what usually goes wrong and says what to do; exit 1 when something is. */
export const doctor: Command = {
  usage: 'doctor',
  async run() {
    const findings: Finding[] = []
    const note = (check: string, ok: boolean, text: string) => findings.push({ check, ok, note: text })
    const config = readConfig()
    note('node', Number(process.versions.node.split('.')[0]) >= 24, `Node ${process.versions.node}, perlu 24 ke atas`)
    await withWorld(async ({ platform }) => {
      const query = async <T extends object>(text: string) => (await platform.db.pool.query<T>(text)).rows[0]
      const version = await query<{ v: string }>("select current_setting('server_version') as v")
      note(
        'database',
        true,
        `PostgreSQL ${version?.v}, ${config.DATABASE_URL ? 'server luar' : `tertanam di ${config.varFolder}`}`,
      )
      const applied = await query<{ n: number }>('select count(*)::int as n from public.migration')
      const migrations = await readMigrations(join(root, 'db/migrations'))
      note('migrations', applied?.n === migrations.length, `${applied?.n} dari ${migrations.length} migrasi`)
      const regions = await query<{ n: number }>(
        'select count(*)::int as n from region.region where archived_at is null',
      )
      note('regions', regions?.n === 91_599, `${regions?.n} wilayah, seharusnya 91599`)
      const results = await query<{ n: number }>('select count(*)::int as n from evaluation.result')
      note('results', (results?.n ?? 0) >= 183, `${results?.n} hasil evaluasi`)
      const untraced = await listUntracedAnswers(platform.db.sql)
      const first = untraced[0]
      note(
        'trace',
        first === undefined,
        first === undefined
          ? 'setiap angka evaluasi dari portofolio punya jalan kembali'
          : `${untraced.length} jawaban tanpa jejak, misalnya ${first.roundId} ${first.regionCode} ${first.questionId}`,
      )
      const waiting = await query<{ n: number }>("select count(*)::int as n from jobs.progress where state = 'failed'")
      note('jobs', waiting?.n === 0, `${waiting?.n} pekerjaan gagal`)
    })
    const disk = await statfs(config.varFolder)
    const free = (disk.bavail * disk.bsize) / 1024 ** 3
    note('disk', free > 1, `${free.toFixed(1)} GB kosong di ${config.varFolder}, perlu 1 GB`)
    note('assets', existsSync(join(root, 'dist/client/.vite/manifest.json')), 'berkas peramban sudah dibangun')
    for (const { check, ok, note: text } of findings)
      process.stdout.write(`${ok ? 'baik  ' : 'SALAH '} ${check.padEnd(11)} ${text}\n`)
    return findings.every(finding => finding.ok) ? 0 : 1
  },
}
