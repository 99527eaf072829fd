import type { Page } from '#platform/http/door.ts'
import { mayKeepPortfolio } from '../../access.ts'
import { noImport } from '../../actions/exchange/run-import.ts'
import { programmeTemplate } from '../../documents/exchange/template.ts'
import { findImport } from '../../store/exchange/imports.ts'
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
