import { randomBytes } from 'node:crypto'
import { link, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import { Problem } from '#kit/problem.ts'

/** Is there a process with this number? (A process of another user counts.) */
export function alive(pid: number): boolean {
  if (!Number.isSafeInteger(pid) || pid <= 0) return false
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/** When a process began, as the kernel counts: a number used again begins at another time. '' where the system does not tell. */
async function birthOf(pid: number): Promise<string> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '')
  const [state = '', ...rest] = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return state === 'Z' || state === 'X' ? 'ended' : (rest[18] ?? '')
}

/** A text that names a process for good, to be left in a file and asked about later with `livesOn`. */
export async function markOf(pid = process.pid): Promise<string> {
  return `${pid} ${await birthOf(pid)} ${randomBytes(6).toString('hex')}`
}

/** Does the process that left this mark still run? A process that got the same number later does not count. */
export async function livesOn(mark: string): Promise<boolean> {
  const [pid = '', birth = ''] = mark.split(' ')
  if (!alive(Number(pid))) return false
  const now = await birthOf(Number(pid))
  return now !== 'ended' && (birth === '' || now === '' || birth === now)
}

/**
 * Waits for the lock file and takes it; gives back how to release it. A lock whose holder has died is taken over. Throws
 * a Problem naming the file when a living process holds it longer than `patience` milliseconds.
 */
export async function lock(path: string, patience = 180_000): Promise<() => Promise<void>> {
  const mark = await markOf()
  const draft = `${path}.${mark.split(' ').at(-1)}`
  await writeFile(draft, mark)
  try {
    for (const began = performance.now(); ; await sleep(40)) {
      try {
        await link(draft, path)
        return () => rm(path, { force: true })
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
      }
      await clearDead(path, `${draft}.dead`)
      if (performance.now() - began > patience) {
        throw new Problem('unavailable', {
          id: `Proses lain memegang ${path} terlalu lama. Hentikan proses itu, atau hapus berkas itu bila tidak ada yang jalan.`,
          en: `Another process holds ${path} for too long. Stop it, or remove that file when nothing runs.`,
        })
      }
    }
  } finally {
    await rm(draft, { force: true })
  }
}

async function clearDead(path: string, aside: string): Promise<void> {
  const held = await readFile(path, 'utf8').catch(() => undefined)
  if (held === undefined || (await livesOn(held))) return
  try {
    await rename(path, aside)
  } catch {
    return
  }
  // Another waiter may have cleared and taken it since it was read: then it is put back.
  if ((await readFile(aside, 'utf8')) !== held) await link(aside, path).catch(() => undefined)
  await rm(aside, { force: true })
}
