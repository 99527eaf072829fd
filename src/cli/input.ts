import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
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
