import { actsAs } from '#kit/actor.ts'
import { dayIn } from '#kit/format.ts'
import { mayNot } from '#kit/problem.ts'
import type { Page, Retry, Visit } from '#platform/http/door.ts'
import type { View } from '#platform/http/visit.ts'
import { listRegionOffices, type RegionOffice } from '#modules/people/index.ts'
import { Button } from '#ui/button.tsx'
import { ErrorSummary } from '#ui/error-summary.tsx'
import { Field } from '#ui/field.tsx'
import { mayKeepPortfolio, mayWritePortfolio, refuseKeep } from '../../access.ts'
import { getIndicatorStand } from '../../actions/indicator/indicator-stand.ts'
import { archiveIndicator, refuseDefine, saveIndicator } from '../../actions/indicator/save-indicator.ts'
import { saveTargets } from '../../actions/indicator/save-targets.ts'
import { getInsideStand } from '../../actions/stand.ts'
import type { Indicator } from '../../model-indicator.ts'
import { indicatorPhrases } from '../../phrases/indicator.ts'
import { yearOf } from '../../rules/indicator/period.ts'
import { listTargets } from '../../store/indicator/indicators.ts'
import { hasReadings } from '../../store/indicator/readings.ts'
import { portfolioCrumbs } from '../nav.tsx'
import { DefinitionFields } from './definition-fields.tsx'
import { readDefinition, readTargets } from './definition-form.ts'
import { indicatorHref, indicatorPlace, inField, listHref, place, section } from './words.ts'

const versionOf = (text: string | undefined) => (/^\d{1,9}$/.test(text ?? '') ? Number(text) : undefined)

/** Offices the actor may give an indicator to: the own one, or any for the secretariat. */
const choosable = ({ actor }: Visit, offices: readonly RegionOffice[], kept: string | undefined): RegionOffice[] =>
  offices.filter(one =>
    actsAs(actor, 'regional-secretariat')
      ? !one.archived || one.id === kept
      : one.id === (kept ?? actor.membership?.organisationId),
  )

/** `/portofolio/:code/indikator/baru`. */
export const newIndicatorPage: Page = {
  path: `${place}/indikator/baru`,
  permission: 'portfolio.programme.add',
  may: mayWritePortfolio,
  async show(visit, retry) {
    const { c, lang, platform, actor } = visit
    const t = indicatorPhrases(lang)
    const { region } = await getInsideStand(platform.db.sql, actor, c.req.param('code') ?? '')
    refuseDefine(actor, region.code, undefined)
    const offices = choosable(visit, await listRegionOffices(platform.db.sql, region.code), undefined)
    return {
      title: t.newTitle,
      section,
      working: true,
      crumbs: await portfolioCrumbs(
        platform.db.sql,
        region,
        lang,
        { label: t.title, href: listHref(region.code) },
        { label: t.newTitle },
      ),
      body: (
        <div class="pt-2">
          <Problems visit={visit} retry={retry} />
          <h1 class="mb-6">{t.newTitle}</h1>
          <form method="post" action={`${listHref(region.code)}/baru`} novalidate>
            <DefinitionFields visit={visit} indicator={undefined} retry={retry} offices={offices} fixed={false} />
            <Button look="primary">{t.save}</Button>
          </form>
        </div>
      ),
    }
  },
  submit: {
    permission: 'portfolio.programme.add',
    may: mayWritePortfolio,
    limit: 'write',
    audit: ['portfolio.indicator.created'],
    async handle({ c, platform, actor, writer }, form) {
      const { region } = await getInsideStand(platform.db.sql, actor, c.req.param('code') ?? '')
      refuseDefine(actor, region.code, undefined)
      const input = readDefinition(form)
      const { id } = await saveIndicator(platform, actor, { regionCode: region.code, input }, writer)
      return c.redirect(`${indicatorHref(region.code, id)}/ubah?pesan=tersimpan#target`, 303)
    },
  },
}

/** `/portofolio/:code/indikator/:indicator/ubah`: definition, targets, archiving. */
export const editIndicatorPage: Page = {
  path: `${indicatorPlace}/ubah`,
  permission: 'portfolio.programme.change',
  may: mayWritePortfolio,
  show: editView,
  submit: {
    permission: 'portfolio.programme.change',
    may: mayWritePortfolio,
    limit: 'write',
    audit: ['portfolio.indicator.changed'],
    async handle(visit, form) {
      const { c, platform, actor, writer } = visit
      const { region, indicator } = await getEditable(visit)
      const input = readDefinition(form)
      const version = versionOf(form.text('version'))
      const reason = form.text('reason')
      await saveIndicator(
        platform,
        actor,
        { regionCode: region.code, id: indicator.id, version, input, reason },
        writer,
      )
      return c.redirect(`${indicatorHref(region.code, indicator.id)}/ubah?pesan=tersimpan`, 303)
    },
  },
}

/** The targets of an indicator, all years at once. */
export const targetsPage: Page = {
  path: `${indicatorPlace}/target`,
  permission: 'portfolio.programme.change',
  may: mayWritePortfolio,
  show: editView,
  submit: {
    permission: 'portfolio.programme.change',
    may: mayWritePortfolio,
    limit: 'write',
    audit: ['portfolio.targets.changed'],
    async handle(visit, form) {
      const { c, platform, actor, writer } = visit
      const { region, indicator } = await getEditable(visit)
      const targets = readTargets(form, indicator.decimals)
      const version = versionOf(form.text('version'))
      await saveTargets(platform, actor, { regionCode: region.code, id: indicator.id, version, targets }, writer)
      return c.redirect(`${indicatorHref(region.code, indicator.id)}/ubah?pesan=target#target`, 303)
    },
  },
}

/** Takes an indicator out of the lists. */
export const archiveIndicatorPage: Page = {
  path: `${indicatorPlace}/arsip`,
  permission: 'portfolio.keep',
  may: mayKeepPortfolio,
  submit: {
    permission: 'portfolio.keep',
    may: mayKeepPortfolio,
    limit: 'write',
    audit: ['portfolio.indicator.archived'],
    async handle({ c, platform, actor, writer }, form) {
      const regionCode = c.req.param('code') ?? ''
      const id = c.req.param('indicator') ?? ''
      const version = versionOf(form.text('version'))
      await archiveIndicator(platform, actor, { regionCode, id, version, reason: form.text('reason') }, writer)
      return c.redirect(`${listHref(regionCode)}?pesan=arsip`, 303)
    },
  },
}

async function getEditable({ c, platform, actor }: Visit) {
  const { stand, indicator } = await getIndicatorStand(
    platform.db.sql,
    actor,
    c.req.param('code') ?? '',
    c.req.param('indicator') ?? '',
  )
  if (stand.sight !== 'all') throw mayNot(mayKeepPortfolio({ ...actor, membership: undefined }) ?? { id: '', en: '' })
  refuseDefine(actor, stand.region.code, indicator)
  return { region: stand.region, indicator }
}

async function editView(visit: Visit, retry?: Retry): Promise<View> {
  const { c, lang, platform, actor } = visit
  const t = indicatorPhrases(lang)
  const { region, indicator } = await getEditable(visit)
  const db = platform.db.sql
  const path = indicatorHref(region.code, indicator.id)
  const [offices, targets, fixed] = await Promise.all([
    listRegionOffices(db, region.code),
    listTargets(db, region.code, [indicator.id]),
    hasReadings(db, region.code, indicator.id),
  ])
  const definition = retry?.form.values['name'] !== undefined ? retry : undefined
  const said = c.req.query('pesan')
  return {
    title: `${t.editTitle}: ${indicator.name}`,
    section,
    working: true,
    ...(retry || said === undefined ? {} : { flash: said === 'target' ? t.targetsSaved : t.saved('').trim() }),
    crumbs: await portfolioCrumbs(
      db,
      region,
      lang,
      { label: t.title, href: listHref(region.code) },
      { label: indicator.name, href: path },
      { label: t.edit },
    ),
    body: (
      <div class="pt-2">
        <Problems visit={visit} retry={retry} stored={indicator} />
        <h1 class="mb-6">{indicator.name}</h1>
        <form method="post" action={`${path}/ubah`} novalidate>
          <input type="hidden" name="version" value={String(indicator.version)} />
          {fixed && <p class="note mb-5">{t.fixed}</p>}
          <DefinitionFields
            visit={visit}
            indicator={indicator}
            retry={definition}
            offices={choosable(visit, offices, indicator.ownerId)}
            fixed={fixed}
          />
          <Field
            name="reason"
            lang={lang}
            label={t.labels['reason'] ?? ''}
            hint={t.hints.reason}
            optional
            value={definition?.form.text('reason')}
            maxlength={300}
          />
          <Button look="primary">{t.save}</Button>
        </form>
        <TargetsForm
          visit={visit}
          indicator={indicator}
          targets={targets.get(indicator.id) ?? []}
          retry={definition ? undefined : retry}
          zone={region.timezone}
        />
        {refuseKeep(actor, region.code) === undefined && (
          <section class="sec" aria-labelledby="arsip">
            <h2 id="arsip" class="text-xl">
              {t.archive}
            </h2>
            <p class="note mt-1 mb-4">{t.archiveWhy}</p>
            <form method="post" action={`${path}/arsip`}>
              <input type="hidden" name="version" value={String(indicator.version)} />
              <Field name="reason" lang={lang} label={t.labels['reason'] ?? ''} optional maxlength={300} />
              <Button look="danger">{t.archive}</Button>
            </form>
          </section>
        )}
      </div>
    ),
  }
}

function TargetsForm({
  visit: { lang, platform },
  indicator,
  targets,
  retry,
  zone,
}: {
  visit: Visit
  indicator: Indicator
  targets: readonly { year: number; value: string }[]
  retry: Retry | undefined
  zone: 'WIB' | 'WITA' | 'WIT'
}) {
  const t = indicatorPhrases(lang)
  const now = yearOf(dayIn(platform.clock.now(), zone))
  const around = Array.from({ length: 7 }, (_, at) => now - 1 + at)
  const years = [...new Set([...targets.map(one => one.year), ...around])].sort((a, b) => a - b)
  return (
    <section class="sec" aria-labelledby="target">
      <h2 id="target" class="text-xl mb-4">
        {t.targets}
      </h2>
      <form method="post" action={`${indicatorHref(indicator.regionCode, indicator.id)}/target`} novalidate>
        <input type="hidden" name="version" value={String(indicator.version)} />
        <div class="grid grid-cols-2 sm:grid-cols-4 gap-x-5 max-w-3xl">
          {years.map(year => {
            const name = `target-${year}`
            return (
              <Field
                name={name}
                lang={lang}
                inputmode="decimal"
                label={String(year)}
                value={retry?.form.text(name) ?? inField(targets.find(one => one.year === year)?.value, lang)}
                error={retry?.problem.fields.find(one => one.field === name)?.sentence[lang]}
              />
            )
          })}
        </div>
        <Button>{t.saveTargets}</Button>
      </form>
    </section>
  )
}

/** What was refused; after a conflict what is stored now, while what was typed stays in the form. */
function Problems({ visit: { lang }, retry, stored }: { visit: Visit; retry: Retry | undefined; stored?: Indicator }) {
  if (!retry) return null
  const t = indicatorPhrases(lang)
  const { fields, sentence, code } = retry.problem
  if (code === 'changed-meanwhile' && stored) {
    return (
      <ErrorSummary
        lang={lang}
        title={t.conflict}
        problems={[
          { message: sentence[lang] },
          { message: `${t.conflictLead} ${stored.name}; ${stored.unit}; ${stored.definition ?? ''}` },
        ]}
      />
    )
  }
  return (
    <ErrorSummary
      lang={lang}
      problems={
        fields.length === 0
          ? [{ message: sentence[lang] }]
          : fields.map(one => ({ field: one.field, message: one.sentence[lang] }))
      }
    />
  )
}
