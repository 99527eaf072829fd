import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'
import { Problem } from '#kit/problem.ts'

export interface Migration {
  number: number
  name: string
  sha256: string
  text: string
}

/** The plain SQL files of a folder, in order. Throws when numbers do not run 1, 2, 3 … */
export async function readMigrations(folder: string): Promise<Migration[]> {
  const names = (await readdir(folder)).filter(name => name.endsWith('.sql')).sort()
  const list = await Promise.all(
    names.map(async name => {
      const text = await readFile(join(folder, name), 'utf8')
      return { number: Number(name.slice(0, 4)), name, sha256: createHash('sha256').update(text).digest('hex'), text }
    }),
  )
  list.forEach((migration, i) => {
    if (migration.number !== i + 1) throw new Error(`Migration ${migration.name} should have number ${i + 1}`)
  })
  return list
}

/**
 * Applies what is missing, each file in its own transaction, under an advisory lock so that two servers may start at once.
 * Returns the names applied. Throws a Problem when the database is newer than the code, an applied file was changed, or a
 * migration fails; a migration that fails leaves nothing behind.
 */
export async function migrate(url: string, folder: string): Promise<string[]> {
  const migrations = await readMigrations(folder)
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => undefined)
  await client.connect()
  try {
    await client.query('select pg_advisory_lock(7324)')
    await client.query(`create table if not exists public.migration (
      number int primary key, name text not null, sha256 text not null, applied_at timestamptz not null default now())`)
    const { rows } = await client.query<{ number: number; name: string; sha256: string }>(
      'select number, name, sha256 from public.migration order by number',
    )
    const newer = rows.find(row => row.number > migrations.length)
    if (newer) {
      throw new Problem('unavailable', {
        id: `Basis data lebih baru daripada program ini (ada migrasi ${newer.name}). Perbarui Tudang, atau pakai TUDANG_VAR lain.`,
        en: `The database is newer than this program (it holds migration ${newer.name}). Update Tudang, or use another TUDANG_VAR.`,
      })
    }
    for (const row of rows) {
      if (migrations[row.number - 1]?.sha256 !== row.sha256) {
        throw new Problem('unavailable', {
          id: `Migrasi ${row.name} sudah dijalankan dengan isi lain. Kembalikan berkas itu; perubahan ditulis sebagai migrasi baru.`,
          en: `Migration ${row.name} was applied with other text. Restore that file; write changes as a new migration.`,
        })
      }
    }
    const applied: string[] = []
    for (const migration of migrations.slice(rows.length)) {
      await client.query('begin')
      try {
        await client.query(migration.text)
        await client.query('insert into public.migration (number, name, sha256) values ($1, $2, $3)', [
          migration.number,
          migration.name,
          migration.sha256,
        ])
        await client.query('commit')
      } catch (error) {
        await client.query('rollback').catch(() => undefined)
        const { message } = error as Error
        throw new Problem(
          'unavailable',
          {
            id: `Migrasi ${migration.name} gagal dan dibatalkan seluruhnya: ${message}`,
            en: `Migration ${migration.name} failed and was undone as a whole: ${message}`,
          },
          { cause: error },
        )
      }
      applied.push(migration.name)
    }
    return applied
  } finally {
    await client.end()
  }
}
