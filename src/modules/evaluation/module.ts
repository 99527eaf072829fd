import type { Module } from '#platform/http/door.ts'
import { loadReference } from './actions/load-reference.ts'
import { resources } from './api/index.ts'
import { importResultsJob } from './jobs/import-results.ts'

export const evaluationModule: Module = {
  name: 'evaluation',
  pages: [],
  api: resources,
  jobs: [importResultsJob],
  seed: loadReference,
}
