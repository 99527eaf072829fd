import type { Module } from '#platform/http/door.ts'
import { filePage } from './pages/file.ts'

export const evidenceModule: Module = {
  name: 'evidence',
  pages: [filePage],
  api: [],
}
