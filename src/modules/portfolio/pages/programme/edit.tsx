import { listRegionOffices } from '#modules/people/index.ts'
import { listRegions } from '#modules/region/index.ts'
import type { Page, Retry, Visit } from '#platform/http/door.ts'
import type { View } from '#platform/http/visit.ts'
import { Call } from '#ui/call.tsx'
import { mayWritePortfolio } from '../../access.ts'
import { saveProgramme } from '../../actions/programme/save-programme.ts'
import { programmePhrases } from '../../phrases/programme.ts'
import { catalogueOf } from '../../store/catalogues.ts'
import { ProgrammeForm } from './form.tsx'
import { readProgrammeForm, valuesOf } from './form-values.ts'
import { crumbsOf, getOwnProgramme, placeOf, programmeHref, programmePlace, section, wholeIn } from './place.ts'
import { meanwhile, Refused } from './retry.tsx'

/** `/portofolio/:code/program/:id/ubah`: the form of a programme; after somebody else's change with both texts. */
export const editProgrammePage: Page = {
  path: `${programmePlace}/ubah`,
  permission: 'portfolio.programme.change',
  may: mayWritePortfolio,
  show: editView,
  submit: {
    permission: 'portfolio.programme.change',
    may: mayWritePortfolio,
    limit: 'write',
    audit: ['portfolio.programme.changed'],
    maxBytes: 256 * 1024,
    async handle(visit, form) {
      const { regionCode, id } = placeOf(visit)
      await getOwnProgramme(visit)
      await saveProgramme(
        visit.platform,
        visit.actor,
        {
          regionCode,
          id,
          version: wholeIn(form.text('version')),
          input: readProgrammeForm(form),
          reason: form.text('alasan'),
        },
        visit.writer,
      )
      return visit.c.redirect(`${programmeHref(regionCode, id)}?pesan=disimpan`, 303)
    },
  },
}

async function editView(visit: Visit, retry?: Retry): Promise<View> {
  const { lang, platform, actor } = visit
  const { sql } = platform.db
  const t = programmePhrases(lang)
  const stand = await getOwnProgramme(visit)
  const { region, programme } = stand
  const [catalogue, offices, places] = [
    await catalogueOf(sql, programme.catalogueId),
    await listRegionOffices(sql, region.code),
    await listRegions(sql, { province: region.code }),
  ]
  const here = programmeHref(region.code, programme.id)
  const values = valuesOf(programme)
  const late = meanwhile(retry)
  return {
    title: t.form.editTitle(programme.name),
    section,
    working: true,
    crumbs: await crumbsOf(visit, stand, { label: t.parts.ubah }),
    body: (
      <div class="pt-2">
        <Refused retry={retry} lang={lang} />
        <h1>{t.form.editTitle(programme.name)}</h1>
        {late && (
          <div class="mt-6 max-w-[40rem]">
            <Call tone="due">{t.form.meanwhile}</Call>
          </div>
        )}
        <ProgrammeForm
          lang={lang}
          actor={actor}
          action={`${here}/ubah`}
          cancelHref={here}
          values={values}
          retry={retry}
          catalogue={catalogue}
          offices={offices}
          places={places}
          version={late || !retry ? programme.version : (wholeIn(retry.form.text('version')) ?? programme.version)}
          stored={late ? values : undefined}
        />
      </div>
    ),
  }
}
