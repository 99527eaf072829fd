import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readFile, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { parseArgs, type ParseArgsConfig } from 'node:util'
import { Problem } from '#kit/problem.ts'
import { callerFolder } from '../config.ts'

/** Reads a file named on the command line: relative to where the person called npm from. Throws a Problem that names it. */
export async function readNamedFile(name: string): Promise<Uint8Array> {
  const path = pathOf(name)
  try {
    return await readFile(path)
  } catch (cause) {
    throw new Problem(
      'not-found',
      {
        id: `Berkas ${name} tidak dapat dibaca. Periksa nama dan letaknya.`,
        en: `Cannot read ${name}. Check its name and place.`,
      },
      { cause },
    )
  }
}

/**
 * Writes a file named on the command line, from where the person called npm. It is written beside its place and then moved,
 * so that nobody finds half of it. Gives its whole path; throws a Problem that names it when the folder cannot be written.
 */
export async function writeNamedFile(name: string, bytes: Uint8Array): Promise<string> {
  const path = resolve(callerFolder() ?? '.', name)
  const beside = join(dirname(path), `.tudang-${randomBytes(6).toString('hex')}`)
  try {
    await writeFile(beside, bytes, { flag: 'wx' })
    await rename(beside, path)
    return path
  } catch (cause) {
    await rm(beside, { force: true })
    throw new Problem(
      'not-found',
      {
        id: `${name} tidak dapat ditulis. Periksa apakah foldernya ada dan boleh ditulis.`,
        en: `Cannot write ${name}. Check that its folder is there and can be written.`,
      },
      { cause },
    )
  }
}

function pathOf(name: string): string {
  const from = callerFolder()
  const there = from === undefined ? undefined : resolve(from, name)
  return there !== undefined && existsSync(there) ? there : resolve(name)
}

/** Splits words and options. Throws a Problem with the usage for an option nobody knows. */
export function readArguments<O extends NonNullable<ParseArgsConfig['options']>>(
  args: string[],
  options: O,
  usage: string,
) {
  try {
    return parseArgs({ args, options, allowPositionals: true })
  } catch (cause) {
    throw new Problem(
      'malformed',
      { id: `${(cause as Error).message}. Pakai: tudang ${usage}`, en: `Usage: tudang ${usage}` },
      { cause },
    )
  }
}
