import { notFound } from '#kit/problem.ts'
import { pdfResponse } from '#platform/documents/pdf.ts'
import type { Page, Visit } from '#platform/http/door.ts'
import { mayReadResults } from '../../access.ts'
import { getStand, type Stand } from '../../actions/round/stand.ts'
import { reportName, resultReport } from '../../documents/result-report.ts'
import { closingEn } from '../../phrases/closing-en.ts'
import { closingId } from '../../phrases/closing-id.ts'

/** A region in `:round` and `:code` of a path. */
export const codeParam = ':code{[0-9]{2}(?:\\.[0-9]{2})?}'

/** Where the viewer stands to a region whose result is there to be seen. Throws `not-found` with a sentence before that. */
export async function getResultStand({ c, platform, actor }: Visit): Promise<Stand> {
  const [round, code] = [c.req.param('round') ?? '', c.req.param('code') ?? '']
  const stand = await getStand(platform.db.read, actor, round, code)
  if (!stand.sight.result) throw notFound(closingId.noResult, closingEn.noResult)
  return stand
}

/** The result report of a region, for everybody once the round is closed. */
export const reportPage: Page = {
  path: `/putaran/:round/${codeParam}/laporan.pdf`,
  permission: 'evaluation.result.read',
  may: mayReadResults,
  limit: 'document',
  async show(visit) {
    const { round, region } = await getResultStand(visit)
    return pdfResponse(
      await resultReport(visit.platform, round.id, region.regionCode),
      reportName(round.id, region.regionCode),
    )
  },
}
