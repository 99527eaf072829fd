import type { Page, Visit } from '#platform/http/door.ts'
import { mayKeepPortfolio, mayOpenPortfolio } from '../../access.ts'
import { noImport } from '../../actions/exchange/run-import.ts'
import { getStand } from '../../actions/stand.ts'
import { EXPORT_FORMATS, exportProgrammes, type ExportFormat } from '../../documents/exchange/export-programmes.ts'
import { programmeTemplate } from '../../documents/exchange/template.ts'
import { findImport } from '../../store/exchange/imports.ts'
import { currentCatalogue } from '../../store/catalogues.ts'
import { filterWords, readFilterNames } from '../view/filter-words.ts'
import { readProgrammeFilter } from '../view/read-filter.ts'
import { download, importPath, importsPath, keeperStand, xlsxType } from './place.ts'

/** The workbook to fill in. */
export const templatePage: Page = {
  path: `${importsPath}/templat.xlsx`,
  permission: 'portfolio.keep',
  may: mayKeepPortfolio,
  limit: 'document',
  async show(visit) {
    const { region } = await keeperStand(visit)
    const bytes = await programmeTemplate(visit.platform, region.code, visit.lang)
    return download(`templat-program-${region.code}.xlsx`, xlsxType, bytes)
  },
}

/** The rows of an import with what is wrong marked. */
export const importReportPage: Page = {
  path: `${importPath}/laporan.xlsx`,
  permission: 'portfolio.keep',
  may: mayKeepPortfolio,
  async show(visit) {
    const { region } = await keeperStand(visit)
    const { platform, c } = visit
    const given = await findImport(platform.db.sql, region.code, c.req.param('import') ?? '')
    if (given?.reportFileId === undefined) throw noImport()
    const { file, bytes } = await platform.files.read(platform.db.sql, given.reportFileId)
    return download(file.name, xlsxType, bytes)
  },
}

/** The list of programmes as it is filtered, whole, as a file that says so. */
const exportPage = (format: ExportFormat): Page => ({
  path: `/portofolio/:code{[0-9]{2}\\.[0-9]{2}}/program.${format}`,
  permission: 'portfolio.read',
  may: mayOpenPortfolio,
  limit: 'document',
  show: visit => exportView(visit, format),
})

async function exportView({ c, platform, actor, lang }: Visit, format: ExportFormat): Promise<Response> {
  const db = platform.db.read
  const { region, sight } = await getStand(db, actor, c.req.param('code') ?? '')
  const filter = readProgrammeFilter(c.req.query())
  const catalogue = await currentCatalogue(db, platform.clock.now())
  const words = filterWords(filter, catalogue, lang, await readFilterNames(db, filter))
  const file = await exportProgrammes(platform, {
    regionCode: region.code,
    filter,
    filterWords: words.length === 0 ? undefined : words.map(one => one.label).join('; '),
    format,
    lang,
    publicOnly: sight === 'public',
  })
  return download(file.name, file.mediaType, file.bytes, {
    'tudang-rows': String(file.rows),
    'tudang-sha256': file.sha256,
  })
}

export const exportPages: Page[] = EXPORT_FORMATS.map(exportPage)
