import { notFound } from '#kit/problem.ts'
import { pdfResponse, renderPdf } from '#platform/documents/pdf.ts'
import type { Page } from '#platform/http/door.ts'
import { mayReadResults } from '../access.ts'
import { phrases } from '../phrases/index.ts'
import { listEditions } from '../store/editions.ts'
import { countResults } from '../store/list-results.ts'
import { getExplained } from './recompute.ts'
import { sheetData } from './sheet-data.ts'

const template = 'src/modules/evaluation/documents/result-sheet.typ'

/** The result of a region on paper, with a QR to its public verification page. */
export const sheetPage: Page = {
  path: '/daerah/:code/evaluasi/:edition/lembar.pdf',
  permission: 'evaluation.result.read',
  may: mayReadResults,
  limit: 'document',
  async show({ c, platform }) {
    const sql = platform.db.read
    const [code, id] = [c.req.param('code') ?? '', c.req.param('edition') ?? '']
    const [explained, editions] = await Promise.all([getExplained(sql, code, id), listEditions(sql)])
    const edition = editions.find(one => one.id === id)
    const { token, result } = explained
    if (!edition || !token) throw notFound(phrases('id').national.noEdition(id), phrases('en').national.noEdition(id))
    const groupSize = await countResults(sql, { edition: id, group: result.group, tookPart: true })
    const address = `${platform.config.publicUrl}/v/${token}`
    const bytes = renderPdf(template, sheetData({ explained, edition, editions, groupSize, address }))
    return pdfResponse(bytes, `lembar-${code}-${id}`)
  },
}
