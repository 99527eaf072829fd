import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { root } from '#platform/root.ts'
import { type ReadySet, readySetSchema } from '../../model-indicator.ts'

let read: Promise<ReadySet> | undefined

/** The external indicators of the instrument, checked; read from the disk once. */
export function readReadySet(): Promise<ReadySet> {
  read ??= readFile(join(root, 'db/reference/portfolio/indicators-2023.json'), 'utf8').then(text =>
    readySetSchema.parse(JSON.parse(text)),
  )
  return read
}
