import { sheetResponse } from '#platform/documents/sheet.ts'
import type { Page, Visit } from '#platform/http/door.ts'
import { mayOpenPortfolio } from '../../access.ts'
import { readPresentation } from '../../actions/quick-win/read-presentation.ts'
import {
  type InnovationProfile,
  innovationProfile,
  innovationSheet,
} from '../../documents/quick-win/innovation-profile.ts'
import { placeOf, quickWinHref, quickWinPlace } from './place.ts'

async function profileOf(visit: Visit): Promise<InnovationProfile> {
  const { platform, actor, lang } = visit
  const { regionCode, programmeId } = placeOf(visit)
  const data = await readPresentation(platform, actor, regionCode, programmeId)
  return innovationProfile(
    data,
    `${platform.config.publicUrl}${quickWinHref(regionCode, programmeId, 'unggulan')}`,
    lang,
  )
}

/** `…/profil.xlsx`: the innovation profile as a sheet. */
export const profileSheetPage: Page = {
  path: `${quickWinPlace}/profil.xlsx`,
  permission: 'portfolio.read',
  may: mayOpenPortfolio,
  limit: 'document',
  show: async visit => await sheetResponse(innovationSheet(await profileOf(visit), visit.lang), 'xlsx'),
}

/** `…/profil.json`: the same for machines. */
export const profileJsonPage: Page = {
  path: `${quickWinPlace}/profil.json`,
  permission: 'portfolio.read',
  may: mayOpenPortfolio,
  limit: 'document',
  async show(visit) {
    const profile = await profileOf(visit)
    return visit.c.json(profile, 200, {
      'content-disposition': `attachment; filename="profil-inovasi-${profile.code.replace(/[^\w.-]+/g, '-')}.json"`,
    })
  },
}
