import { mayNot } from '#kit/problem.ts'
import type { Page, Retry, Visit } from '#platform/http/door.ts'
import type { View } from '#platform/http/visit.ts'
import { Button } from '#ui/button.tsx'
import { Field } from '#ui/field.tsx'
import { mayKeepPlans, refuseKeep } from '../../access.ts'
import { MOST_CRITERIA, saveCriteria } from '../../actions/worksheet/save-criteria.ts'
import { worksheetPhrases } from '../../phrases/worksheet.ts'
import { listCriteria } from '../../store/worksheet/choice.ts'
import { PlanNav, planSection } from '../nav.tsx'
import { errorOf, Refused, typedOr } from '../workshop/retry.tsx'
import { seriesHref, seriesOf, seriesPlace, sheetCrumbs } from './place.ts'

/** `…/pilihan/kriteria`: by what quick wins are chosen, one a line. */
export const criteriaPage: Page = {
  path: `${seriesPlace}/pilihan/kriteria`,
  permission: 'masterplan.keep',
  may: mayKeepPlans,
  show: criteriaView,
  submit: {
    permission: 'masterplan.keep',
    may: mayKeepPlans,
    limit: 'write',
    audit: ['masterplan.criteria.changed'],
    async handle(visit, form) {
      const { platform, actor, writer, c } = visit
      const { region, series } = await keptSeriesOf(visit)
      const names = (form.values['criteria']?.[0] ?? '').split(/\r?\n/)
      await saveCriteria(platform, actor, { regionCode: region.code, seriesId: series.id, names }, writer)
      return c.redirect(`${seriesHref(region.code, series.id)}/pilihan?pesan=kriteria`, 303)
    },
  },
}

async function keptSeriesOf(visit: Visit) {
  const stand = await seriesOf(visit)
  const refusal = refuseKeep(visit.actor, stand.region.code)
  if (refusal) throw mayNot(refusal)
  return stand
}

async function criteriaView(visit: Visit, retry?: Retry): Promise<View> {
  const { lang, platform, actor } = visit
  const t = worksheetPhrases(lang)
  const stand = await keptSeriesOf(visit)
  const { region, series } = stand
  const criteria = await listCriteria(platform.db.sql, region.code, series.id)
  const board = `${seriesHref(region.code, series.id)}/pilihan`
  return {
    title: t.criteria,
    section: planSection,
    working: true,
    crumbs: await sheetCrumbs(visit, stand, { label: t.choiceBoard, href: board }, { label: t.criteria }),
    body: (
      <div class="pt-2">
        <Refused retry={retry} lang={lang} />
        <h1 class="mb-6">{t.criteria}</h1>
        <PlanNav lang={lang} code={region.code} current="lembar" sight={stand.sight} actor={actor} />
        <form method="post" action={`${board}/kriteria`} novalidate class="mt-8">
          <Field
            kind="textarea"
            name="criteria"
            lang={lang}
            label={t.criteria}
            hint={t.criteriaHint}
            error={errorOf(retry, lang, 'criteria')}
            value={typedOr(retry, 'criteria', criteria.map(one => one.name).join('\n'))}
            rows={MOST_CRITERIA}
          />
          <div class="flex flex-wrap gap-3">
            <Button look="primary">{t.saveCriteria}</Button>
            <Button href={board}>{t.cancel}</Button>
          </div>
        </form>
      </div>
    ),
  }
}
