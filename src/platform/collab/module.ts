import type { Module } from '#platform/http/door.ts'
import { picturePages } from './picture-door.ts'

/** The doors of the shared texts themselves; who may, the module that owns a text decides. */
export const collabModule = (owners: readonly Module[]): Module => ({
  name: 'collab',
  pages: picturePages(owners),
  api: [],
})
