import { notFound } from '#kit/problem.ts'
import type { Page } from '#platform/http/door.ts'
import { sheetFormat, sheetResponse } from '#platform/documents/sheet.ts'
import { mayReadResults } from '../access.ts'
import { resultsJson, resultsSheet } from '../documents/export-results.ts'
import { phrases } from '../phrases/index.ts'
import { findEdition } from '../store/editions.ts'
import { listOf, readNationalQuery } from './national-query.ts'

/** The list as it is filtered and sorted on the page, whole, as CSV, XLSX or JSON. */
export const downloadPage: Page = {
  path: '/hasil/:edition{20[0-9-]+}/:file{unduh\\.[a-z]+}',
  permission: 'evaluation.result.read',
  may: mayReadResults,
  async show(visit) {
    const { c, lang, platform } = visit
    const edition = c.req.param('edition') ?? ''
    const ending = (c.req.param('file') ?? '').split('.')[1]
    const format = sheetFormat(ending)
    if (format === undefined && ending !== 'json')
      throw notFound(phrases('id').national.noFormat, phrases('en').national.noFormat)
    if (!(await findEdition(platform.db.read, edition)))
      throw notFound(phrases('id').national.noEdition(edition), phrases('en').national.noEdition(edition))
    const {
      after: _after,
      before: _before,
      limit: _limit,
      ...wanted
    } = listOf(readNationalQuery(c.req.query()), edition)
    if (format !== undefined) return await sheetResponse(await resultsSheet(platform.db, wanted, lang), format)
    return c.json(await resultsJson(platform.db, wanted), 200, {
      'content-disposition': `attachment; filename="hasil-${edition}.json"`,
    })
  },
}
