import { pdfResponse } from '#platform/documents/pdf.ts'
import type { Page } from '#platform/http/door.ts'
import { mayOpenPortfolio } from '../../access.ts'
import { readPresentation } from '../../actions/quick-win/read-presentation.ts'
import { presentationSheet } from '../../documents/quick-win/presentation-sheet.ts'
import { placeOf, quickWinHref, quickWinPlace } from './place.ts'

/** `…/unggulan.pdf`: the presentation on two pages, with a QR to the page when everybody may open it. */
export const presentationPdfPage: Page = {
  path: `${quickWinPlace}/unggulan.pdf`,
  permission: 'portfolio.read',
  may: mayOpenPortfolio,
  limit: 'document',
  async show(visit) {
    const { platform, actor, lang } = visit
    const { regionCode, programmeId } = placeOf(visit)
    const data = await readPresentation(platform, actor, regionCode, programmeId)
    const address = data.setting.public
      ? `${platform.config.publicUrl}${quickWinHref(regionCode, programmeId, 'unggulan')}`
      : undefined
    return pdfResponse(presentationSheet(data, address, lang), `unggulan-${regionCode}-${data.programme.code}`)
  },
}
