import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** The folder that holds package.json, from the sources as from the built server. */
export const root: string = (() => {
  for (let at = import.meta.dirname; ; at = dirname(at)) {
    const file = join(at, 'package.json')
    if (existsSync(file) && (JSON.parse(readFileSync(file, 'utf8')) as { name?: string }).name === 'tudang') return at
    if (dirname(at) === at) throw new Error('package.json of Tudang not found')
  }
})()
