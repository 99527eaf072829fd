import { type FieldError, invalid } from '#kit/problem.ts'
import type { Page } from '#platform/http/door.ts'
import { mayOpenPortfolio, mayWritePortfolio } from '../../access.ts'
import { getIndicatorStand } from '../../actions/indicator/indicator-stand.ts'
import { linkProgramme } from '../../actions/indicator/link-programme.ts'
import { refuseDefine } from '../../actions/indicator/save-indicator.ts'
import { indicatorPhrases } from '../../phrases/indicator.ts'
import { listProgrammes } from '../../store/programmes.ts'
import { indicatorView } from './detail.tsx'
import { indicatorHref, indicatorPlace } from './words.ts'

/** Links a programme by its code, or takes it off. */
export const measuredPage: Page = {
  path: `${indicatorPlace}/program`,
  permission: 'portfolio.read',
  may: mayOpenPortfolio,
  show: indicatorView,
  submit: {
    permission: 'portfolio.programme.change',
    may: mayWritePortfolio,
    limit: 'write',
    audit: ['portfolio.indicator.linked', 'portfolio.indicator.unlinked'],
    async handle({ c, platform, actor, writer }, form) {
      const { stand, indicator } = await getIndicatorStand(
        platform.db.sql,
        actor,
        c.req.param('code') ?? '',
        c.req.param('indicator') ?? '',
      )
      const regionCode = stand.region.code
      refuseDefine(actor, regionCode, indicator)
      const typed = form.text('program')?.toUpperCase() ?? ''
      const linked = form.text('aksi') !== 'lepas'
      const programmes =
        typed === ''
          ? []
          : await listProgrammes(platform.db.sql, regionCode, { words: [typed.toLowerCase()] }, { limit: 500 })
      const programme = programmes.find(one => one.code === typed)
      if (!programme) throw invalid(unknown(typed))
      await linkProgramme(platform, actor, { regionCode, id: indicator.id, programmeId: programme.id, linked }, writer)
      return c.redirect(`${indicatorHref(regionCode, indicator.id)}?pesan=${linked ? 'kait' : 'lepas'}#program`, 303)
    },
  },
}

const unknown = (code: string): FieldError => ({
  field: 'program',
  sentence: { id: indicatorPhrases('id').programmeUnknown(code), en: indicatorPhrases('en').programmeUnknown(code) },
})
