import { dayIn } from '#kit/format.ts'
import { listRegionOffices } from '#modules/people/index.ts'
import { listRegions } from '#modules/region/index.ts'
import type { Page, Retry, Visit } from '#platform/http/door.ts'
import type { View } from '#platform/http/visit.ts'
import { mayWritePortfolio } from '../../access.ts'
import { refuseSave, saveProgramme } from '../../actions/programme/save-programme.ts'
import { getStand } from '../../actions/stand.ts'
import { programmePhrases } from '../../phrases/programme.ts'
import { currentCatalogue } from '../../store/catalogues.ts'
import { PortfolioNav, portfolioCrumbs, portfolioHref } from '../nav.tsx'
import { ProgrammeForm } from './form.tsx'
import { newValues, readProgrammeForm } from './form-values.ts'
import { placeOf, portfolioPlace, programmeHref, section } from './place.ts'
import { Refused } from './retry.tsx'

/** `/portofolio/:code/program/baru`: the form of a new programme. */
export const newProgrammePage: Page = {
  path: `${portfolioPlace}/program/baru`,
  permission: 'portfolio.programme.add',
  may: mayWritePortfolio,
  show: newView,
  submit: {
    permission: 'portfolio.programme.add',
    may: mayWritePortfolio,
    limit: 'write',
    audit: ['portfolio.programme.created'],
    maxBytes: 256 * 1024,
    async handle(visit, form) {
      const { regionCode } = placeOf(visit)
      const { platform, actor, writer, c } = visit
      await getStand(platform.db.sql, actor, regionCode)
      refuseSave(actor, regionCode, undefined)
      const made = await saveProgramme(platform, actor, { regionCode, input: readProgrammeForm(form) }, writer)
      return c.redirect(`${programmeHref(regionCode, made.id)}?pesan=dibuat`, 303)
    },
  },
}

async function newView(visit: Visit, retry?: Retry): Promise<View> {
  const { lang, platform, actor } = visit
  const { sql } = platform.db
  const t = programmePhrases(lang)
  const { region, sight } = await getStand(sql, actor, placeOf(visit).regionCode)
  refuseSave(actor, region.code, undefined)
  const now = platform.clock.now()
  const [catalogue, offices, places] = [
    await currentCatalogue(sql, now),
    await listRegionOffices(sql, region.code),
    await listRegions(sql, { province: region.code }),
  ]
  const list = portfolioHref(region.code, 'program')
  const year = dayIn(now, region.timezone).slice(0, 4)
  return {
    title: t.form.newTitle,
    section,
    working: true,
    crumbs: await portfolioCrumbs(sql, region, lang, { label: t.list, href: list }, { label: t.form.newTitle }),
    body: (
      <div class="pt-2">
        <Refused retry={retry} lang={lang} />
        <h1>{t.form.newTitle}</h1>
        <p class="lead mt-3 mb-6">{t.form.newLead}</p>
        <PortfolioNav lang={lang} code={region.code} current="program" sight={sight} actor={actor} />
        <ProgrammeForm
          lang={lang}
          actor={actor}
          action={`${list}/baru`}
          cancelHref={list}
          values={newValues(year, actor.membership?.organisationId)}
          retry={retry}
          catalogue={catalogue}
          offices={offices}
          places={places}
        />
      </div>
    ),
  }
}
