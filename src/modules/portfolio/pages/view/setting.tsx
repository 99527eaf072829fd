import { mayNot } from '#kit/problem.ts'
import type { Form, Page, Retry, Visit } from '#platform/http/door.ts'
import type { View } from '#platform/http/visit.ts'
import { Button } from '#ui/button.tsx'
import { Call } from '#ui/call.tsx'
import { ErrorSummary } from '#ui/error-summary.tsx'
import { Field } from '#ui/field.tsx'
import { mayOpenToPublic, refuseOpenToPublic } from '../../access.ts'
import { getStand, type Stand } from '../../actions/stand.ts'
import { saveSetting } from '../../actions/view/save-setting.ts'
import type { RegionSetting } from '../../model.ts'
import { viewPhrases } from '../../phrases/view.ts'
import { PortfolioNav, portfolioCrumbs, portfolioHref } from '../nav.tsx'
import { section } from './board.tsx'

/** `/portofolio/:code/buka`: who outside the region reads its portfolio. */
export const settingPage: Page = {
  path: '/portofolio/:code{[0-9]{2}\\.[0-9]{2}}/buka',
  permission: 'portfolio.setting.change',
  may: mayOpenToPublic,
  show: settingView,
  submit: {
    permission: 'portfolio.setting.change',
    may: mayOpenToPublic,
    limit: 'write',
    audit: ['portfolio.setting.changed'],
    async handle(visit, form) {
      const { region } = await standOf(visit)
      await saveSetting(
        visit.platform,
        visit.actor,
        { regionCode: region.code, version: versionIn(form), ...chosenIn(form) },
        visit.writer,
      )
      return visit.c.redirect(`${portfolioHref(region.code)}/buka?pesan=tersimpan`, 303)
    },
  },
}

const versionIn = (form: Form) => Number(/^\d{1,9}$/.exec(form.text('versi') ?? '')?.[0] ?? 0)
const chosenIn = (form: Form) => ({ public: form.text('umum') === 'ya', shared: form.text('berbagi') === 'ya' })

/** The portfolio whose people the viewer belongs to; refuses before a form is looked at. */
async function standOf({ c, platform, actor }: Visit): Promise<Stand> {
  const stand = await getStand(platform.db.sql, actor, c.req.param('code') ?? '')
  const refused = refuseOpenToPublic(actor, stand.region.code)
  if (refused) throw mayNot(refused)
  return stand
}

async function settingView(visit: Visit, retry?: Retry): Promise<View> {
  const { c, lang, platform, actor } = visit
  const t = viewPhrases(lang).setting
  const { region, setting, sight } = await standOf(visit)
  const shown = retry ? chosenIn(retry.form) : setting
  return {
    title: `${t.title}, ${region.shortName}`,
    section,
    working: true,
    crumbs: await portfolioCrumbs(platform.db.read, region, lang, { label: t.title }),
    ...(!retry && c.req.query('pesan') === 'tersimpan' ? { flash: t.saved } : {}),
    body: (
      <div class="pt-2">
        {retry && <ErrorSummary lang={lang} problems={[{ message: retry.problem.sentence[lang] }]} />}
        <h1>{t.title}</h1>
        <p class="lead mt-3 mb-6">{t.lead}</p>
        <PortfolioNav lang={lang} code={region.code} current={undefined} sight={sight} actor={actor} />
        {retry?.problem.code === 'changed-meanwhile' && (
          <div class="mt-6">
            <Call title={t.changed}>{storedWords(setting, lang)}</Call>
          </div>
        )}
        <form method="post" action={`${portfolioHref(region.code)}/buka`} class="mt-8 max-w-[40rem]" novalidate>
          <input type="hidden" name="versi" value={String(setting.version)} />
          <Field
            lang={lang}
            kind="checkbox"
            name="umum"
            value="ya"
            label={t.public}
            hint={t.publicHint}
            checked={shown.public}
          />
          <Field
            lang={lang}
            kind="checkbox"
            name="berbagi"
            value="ya"
            label={t.shared}
            hint={t.sharedHint}
            checked={shown.shared}
          />
          <div class="mt-8">
            <Button look="primary">{t.save}</Button>
          </div>
        </form>
      </div>
    ),
  }
}

function storedWords(setting: RegionSetting, lang: Visit['lang']): string {
  const t = viewPhrases(lang).setting
  return `${setting.public ? t.state.public : t.state.closed}, ${setting.shared ? t.stateShared.yes : t.stateShared.no}.`
}
