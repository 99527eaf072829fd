import { dayIn } from '#kit/format.ts'
import { mayNot } from '#kit/problem.ts'
import type { Page, Retry, Visit } from '#platform/http/door.ts'
import type { View } from '#platform/http/visit.ts'
import { Button } from '#ui/button.tsx'
import { Field } from '#ui/field.tsx'
import { mayKeepMeetings, refuseKeep } from '../../access.ts'
import { saveSetting } from '../../actions/plan/save-setting.ts'
import { getStand } from '../../actions/stand.ts'
import type { Setting } from '../../model-plan.ts'
import { planPagePhrases } from '../../phrases/plan-page.ts'
import { writeNumber } from '../../rules/plan/letter-number.ts'
import { findSetting, nextNumber } from '../../store/plan/settings.ts'
import { meetingCrumbs, MeetingNav, meetingsHref } from '../nav.tsx'
import { errorOf, Refused, typedOr, wholeIn } from '../sitting/place.tsx'
import { flashOf, regionPlace } from './place.tsx'

type SettingField = Exclude<keyof Setting, 'version'>
const head = ['institution', 'office', 'address', 'town'] as const
const sign = ['signatoryTitle', 'signatoryName', 'signatoryRank', 'signatoryNumber'] as const
const numbers = ['numberPattern', 'classification', 'unitCode'] as const

/** `/rapat/:code/pengaturan`: letterhead, who signs, and how letters are numbered. */
export const settingPage: Page = {
  path: `${regionPlace}/pengaturan`,
  permission: 'meeting.keep',
  may: mayKeepMeetings,
  show: settingView,
  submit: {
    permission: 'meeting.keep',
    may: mayKeepMeetings,
    limit: 'write',
    audit: ['meeting.setting.changed'],
    async handle(visit, form) {
      const { platform, actor, writer, c } = visit
      const regionCode = c.req.param('code') ?? ''
      await getStand(platform.db.sql, actor, regionCode)
      refuse(visit, regionCode)
      const input = Object.fromEntries(
        [...head, ...sign, ...numbers].map(field => [field, form.text(field)]),
      ) as Record<SettingField, string | undefined>
      await saveSetting(platform, actor, { regionCode, version: wholeIn(form.text('version')), input }, writer)
      return c.redirect(`${meetingsHref(regionCode, 'pengaturan')}?pesan=pengaturan`, 303)
    },
  },
}

function refuse({ actor }: Visit, regionCode: string): void {
  const refusal = refuseKeep(actor, regionCode)
  if (refusal) throw mayNot(refusal)
}

async function settingView(visit: Visit, retry?: Retry): Promise<View> {
  const { lang, platform, actor, c } = visit
  const t = planPagePhrases(lang).setting
  const db = platform.db.sql
  const { region, sight } = await getStand(db, actor, c.req.param('code') ?? '')
  refuse(visit, region.code)
  const setting = await findSetting(db, region.code)
  const today = dayIn(platform.clock.now(), region.timezone)
  const next = writeNumber(setting.numberPattern, {
    classification: setting.classification,
    number: await nextNumber(db, region.code, Number(today.slice(0, 4))),
    unit: setting.unitCode,
    date: today,
  })
  const late = retry?.problem.code === 'changed-meanwhile'
  const stored = planPagePhrases(lang).form.stored
  const hintOf = (field: SettingField, hint?: string) => {
    const told =
      late && (setting[field] ?? '') !== typedOr(retry, field, '') ? stored(setting[field] ?? '–') : undefined
    const hints = [hint, told].filter(one => one !== undefined).join(' ')
    return hints === '' ? {} : { hint: hints }
  }
  const field = (name: SettingField, hint?: string, optional = true) => (
    <Field
      name={name}
      lang={lang}
      label={t.field[name]}
      {...hintOf(name, hint)}
      value={typedOr(retry, name, setting[name])}
      error={errorOf(retry, lang, name)}
      maxlength={200}
      optional={optional}
    />
  )
  return {
    title: `${t.title}, ${region.shortName}`,
    working: true,
    crumbs: await meetingCrumbs(db, region, lang, { label: t.title }),
    ...flashOf(visit),
    body: (
      <div class="pt-2">
        <Refused retry={retry} lang={lang} />
        <h1>{t.title}</h1>
        <p class="lead mt-3 mb-6">{t.lead}</p>
        <MeetingNav lang={lang} code={region.code} current="pengaturan" sight={sight} actor={actor} />
        <form method="post" action={meetingsHref(region.code, 'pengaturan')} novalidate class="mt-8">
          <input
            type="hidden"
            name="version"
            value={String(late || !retry ? setting.version : (wholeIn(retry.form.text('version')) ?? setting.version))}
          />
          <section aria-labelledby="kop">
            <h2 id="kop" class="mb-6">
              {t.head}
            </h2>
            {head.map(name => field(name, name === 'town' ? t.townHint : undefined))}
          </section>
          <section aria-labelledby="penanda" class="mt-12">
            <h2 id="penanda" class="mb-6">
              {t.sign}
            </h2>
            {sign.map(name => field(name))}
          </section>
          <section aria-labelledby="nomor" class="mt-12">
            <h2 id="nomor">{t.numbers}</h2>
            <p class="note mt-2 mb-6">{t.next(next)}</p>
            {numbers.map(name => field(name, name === 'numberPattern' ? t.patternHint : undefined, false))}
          </section>
          <Button look="primary">{t.save}</Button>
        </form>
      </div>
    ),
  }
}
