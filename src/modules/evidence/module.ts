import type { Module } from '#platform/http/door.ts'
import { refuseReadLibrary } from './access.ts'
import { addResource, itemResource, listResource } from './api/evidence.ts'
import { seedDemo } from './demo.ts'
import { examineJob } from './jobs/examine.ts'
import { libraryDownloads } from './pages/download.ts'
import { filePage } from './pages/file.ts'
import { archivePage, itemPage } from './pages/item.tsx'
import { libraryPage } from './pages/library.tsx'
import { newPage } from './pages/new.tsx'
import { phrases } from './phrases/index.ts'

export const evidenceModule: Module = {
  name: 'evidence',
  pages: [libraryPage, ...libraryDownloads, newPage, itemPage, archivePage, filePage],
  api: [listResource, addResource, itemResource],
  jobs: [examineJob],
  links: [{ order: 30, href: '/bukti', label: lang => phrases(lang).link, may: refuseReadLibrary }],
  demo: seedDemo,
}
