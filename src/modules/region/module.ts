import type { Module } from '#platform/http/door.ts'
import { runNow } from '#platform/jobs/jobs.ts'
import { refuseRegionsLink } from './access.ts'
import { regionItem, regionList } from './api/regions.ts'
import { fingerprint, packagedEdition } from './jobs/read-edition.ts'
import { regionImport } from './jobs/region-import.ts'
import { browsePage } from './pages/browse.tsx'
import { regionPage } from './pages/region.tsx'
import { searchPage } from './pages/search.tsx'
import { childrenSheetPage, provincesSheetPage } from './pages/sheets.ts'
import { startImportPage } from './pages/start-import.ts'
import { phrases } from './phrases/index.ts'
import { findEdition } from './store/regions.ts'

export const regionModule: Module = {
  name: 'region',
  pages: [
    browsePage,
    searchPage,
    startImportPage,
    provincesSheetPage('csv'),
    provincesSheetPage('xlsx'),
    childrenSheetPage('csv'),
    childrenSheetPage('xlsx'),
    regionPage,
  ],
  api: [regionList, regionItem],
  jobs: [regionImport],
  links: [{ order: 20, href: '/daerah', label: lang => phrases(lang).section, may: refuseRegionsLink }],
  /** Loads the packaged edition unless just this one, with the same reference data, is loaded already. */
  async seed(platform, say) {
    const loaded = await findEdition(platform.db.sql)
    if (loaded && loaded.sha256 === (await fingerprint(packagedEdition()))) return
    const done = await runNow(platform, regionImport, {})
    if (done.state !== 'done') throw new Error(done.failure?.id ?? 'The regions could not be loaded')
    say(`Wilayah: ${done.step ?? ''}`)
  },
}
